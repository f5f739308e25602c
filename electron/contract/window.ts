/** What the window is begun with, what ends it, and what its menu and its faults tell. */
import * as v from 'valibot';
import type { Command } from './commands.ts';
import type { Setup } from './events.ts';
import type { Draft, OutboxPage } from './outbox.ts';
import type { PolicyView } from './policy.ts';
import { nothing, request } from './request.ts';
import type { Theme } from './settings.ts';
import type { ShownWords } from '#words/speaker.ts';
import type { Status } from './status.ts';

/** Everything the first paint needs, in one answer. */
export interface Start {
  status: Status;
  /** The new contacts that were being typed when the app ended, by slot; the slots fall from 0. */
  drafts: Draft[];
  /** The stored contact that was being edited when the app ended, as far as it had been typed; null: none. */
  editing: Draft | null;
  /** Whether this is practice mode, whose contacts go to the practice CRM only. */
  practice: boolean;
  /** Whether the kiosk runs: the set-up is a visitor's then, and there is nothing else in here. */
  kiosk: boolean;
  /** The newest contacts. */
  page: OutboxPage;
  /** What is set up for capturing. */
  setup: Setup;
  theme: Theme;
  /** In whose way dates and numbers are written: `system`, or a BCP 47 tag. */
  language: string;
  policy: PolicyView;
  /** Whose words the screen shows. */
  words: ShownWords;
  /** Whether the form shows all its fields. */
  moreFields: boolean;
  platform: 'mac' | 'windows' | 'linux';
  version: string;
}

/** Where in the screen something failed. */
export const screenParts = ['form', 'outbox', 'status', 'dialog', 'elsewhere'] as const;

/**
 * What of a fault may leave the screen: the name of its class and the places in our own files, never its message, which may
 * quote what was typed.
 */
export const screenFaultSchema = v.strictObject({
  part: v.picklist(screenParts),
  name: v.picklist(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'DOMException', 'other']),
  at: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{1,60}\.js:\d{1,7}:\d{1,7}$/u))), v.maxLength(8)),
});
export type ScreenFault = v.InferOutput<typeof screenFaultSchema>;

export const windowRequests = {
  start: request<Start>()(nothing),

  /** The answers to `closing`. */
  quit: request<null>()(nothing),
  keepOpen: request<null>()(nothing),

  /** Whether the form shows all its fields, from now on. */
  showMoreFields: request<null>()(v.boolean()),
  /** Something in the screen failed that nobody caught: what of it may be kept goes into the log. */
  screenFailed: request<null>()(screenFaultSchema),
};

export interface WindowEvents {
  /** Counts, pause or link changed. */
  statusChanged: Status;
  /** Another outbox has taken the place of the one before: what follows is of this one. */
  modeChanged: Start;
  /** The user closes the window although something is not sent: `quit` or `keepOpen` is to follow. */
  closing: null;
  /** A menu item or its shortcut was used. */
  command: Command;
}
