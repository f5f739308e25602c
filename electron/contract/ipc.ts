/**
 * The one description of what crosses between the screen and the main process: the requests and events of all rooms. Both
 * ends are made from it: the preload's functions, the main process's handlers (which validate each argument against it) and
 * the types of both.
 */
import type * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { codeSheetRequests } from './code-sheet.ts';
import { diagnosticsRequests } from './diagnostics.ts';
import { doctorRequests, type DoctorEvents } from './doctor.ts';
import { eventRequests, type EventEvents } from './events.ts';
import { fieldMapRequests } from './field-map.ts';
import { followUpRequests } from './follow-ups.ts';
import { kioskRequests } from './kiosk.ts';
import { outboxRequests, type OutboxEvents } from './outbox.ts';
import { practiceRequests, type PracticeEvents } from './practice.ts';
import { readingRequests } from './reading.ts';
import { receiptRequests } from './receipt.ts';
import { rehearsalRequests, type RehearsalEvents } from './rehearsal.ts';
import { settingsRequests } from './settings.ts';
import { travelRequests } from './travel.ts';
import { updateRequests, type UpdateEvents } from './updates.ts';
import { windowRequests, type WindowEvents } from './window.ts';

export const requests = {
  ...windowRequests,
  ...outboxRequests,
  ...receiptRequests,
  ...doctorRequests,
  ...diagnosticsRequests,
  ...settingsRequests,
  ...updateRequests,
  ...practiceRequests,
  ...eventRequests,
  ...kioskRequests,
  ...fieldMapRequests,
  ...codeSheetRequests,
  ...followUpRequests,
  ...readingRequests,
  ...rehearsalRequests,
  ...travelRequests,
};

export type Events = WindowEvents &
  OutboxEvents &
  DoctorEvents &
  UpdateEvents &
  PracticeEvents &
  EventEvents &
  RehearsalEvents;
export const eventNames = [
  'statusChanged',
  'modeChanged',
  'rowsChanged',
  'practiceChanged',
  'closing',
  'examinationChanged',
  'updatesChanged',
  'command',
  'setupChanged',
  'rehearsalChanged',
] as const satisfies readonly (keyof Events)[];

export type RequestName = keyof typeof requests;
/** As the screen asks, and as a handler gets it. */
export type Asked<Name extends RequestName> = v.InferInput<(typeof requests)[Name]['argument']>;
export type Argument<Name extends RequestName> = v.InferOutput<(typeof requests)[Name]['argument']>;
export type Answer<Name extends RequestName> = ReturnType<(typeof requests)[Name]['answers']>;

/** How a handler's answer travels: a failure comes as what is said of it, since an Error loses its type on the way. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; message: Said };

/** What the preload puts on `window.fieldpost`. */
export type Bridge = {
  [Name in RequestName]: (argument: Asked<Name>) => Promise<Reply<Answer<Name>>>;
} & {
  /** Calls `listener` at every `name` event; returns a function that ends that. */
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void;
};
