/**
 * The one description of what crosses between the screen and the main process. Both ends are made from it: the preload's
 * functions, the main process's handlers (which validate each argument against it) and the types of both.
 */
import * as v from 'valibot';
import { contactSchema, type Contact } from './contact.ts';
import type { FieldMessages } from './contact-checks.ts';
import type { DiagnosticFile, SaveDiagnosticsAnswer } from './diagnostics.ts';
import type { Examination } from './doctor.ts';
import { languageSchema } from './language.ts';
import { pageQuerySchema, type Alike, type ContactDetail, type OutboxPage, type OutboxRow } from './outbox.ts';
import type { PolicyView } from './policy.ts';
import { practiceBehaviourSchema, type PracticeView } from './practice.ts';
import { receiptQuerySchema, saveReceiptSchema, type Receipt, type SaveReceiptAnswer } from './receipt.ts';
import {
  connectionInputSchema,
  ownerChoiceSchema,
  paceSchema,
  referenceFieldSchema,
  themeSchema,
  type ConnectionTest,
  type ConnectionView,
  type Pace,
  type SaveConnectionAnswer,
  type Theme,
} from './settings.ts';
import type { Status } from './status.ts';
import { updateStepSchema, type Updates } from './updates.ts';

/** Everything the first paint needs, in one answer. */
export interface Start {
  status: Status;
  /** The new contact that was being typed when the app ended; null: none. */
  draft: Contact | null;
  /** The stored contact that was being edited when the app ended, as far as it had been typed; null: none. */
  editing: { id: number; contact: Contact } | null;
  /** Whether this is practice mode, whose contacts go to the practice CRM only. */
  practice: boolean;
  /** The newest contacts. */
  page: OutboxPage;
  theme: Theme;
  /** In whose way dates and numbers are written: `system`, or a BCP 47 tag. */
  language: string;
  policy: PolicyView;
  platform: 'mac' | 'windows' | 'linux';
  version: string;
}

export type SaveAnswer =
  | { saved: true; row: OutboxRow }
  /** A full disk, say, stands under the empty path. */
  | { saved: false; problems: FieldMessages };

const id = v.pipe(v.number(), v.safeInteger());
const nothing = v.undefined();

/** `argument` is checked at run time; the answer is a type only, since the main process is trusted. */
interface Request<Schema, Value> {
  argument: Schema;
  answers: (value: Value) => Value;
}
const draftSchema = v.strictObject({ editing: v.nullable(id), contact: v.nullable(contactSchema) });
const request =
  <Value>() =>
  <Schema extends v.GenericSchema>(argument: Schema): Request<Schema, Value> => ({
    argument,
    answers: (value) => value,
  });

export const requests = {
  start: request<Start>()(nothing),

  /** Stores a new contact and discards the draft; answers after the commit. */
  saveContact: request<SaveAnswer>()(contactSchema),
  /** Replaces what was typed of a contact that waits or needs attention, discards its draft, and lets it wait for its turn. */
  editContact: request<SaveAnswer>()(v.strictObject({ id, contact: contactSchema })),
  /** Keeps what is being typed over a crash. `editing`: the contact that is edited, null for a new one. A null contact discards it. */
  saveDraft: request<null>()(draftSchema),
  /** The same at every letter, and not on the disk: it is what `saveDraft` will be given. Kept where the screen dies before. */
  noteDraft: request<null>()(draftSchema),

  outboxPage: request<OutboxPage>()(pageQuerySchema),
  contactDetail: request<ContactDetail | null>()(id),
  /** Needs attention → waiting. */
  retryContact: request<null>()(id),
  /** The same for all that need attention for the same reason as this one; answers how many. */
  retryAlike: request<number>()(id),
  /** Returns the reasons for which contacts need attention, the most frequent first. */
  attentionReasons: request<Alike[]>()(nothing),
  /** Waiting → needs attention, on the user's word: it is not sent before it is retried. */
  setAside: request<null>()(id),
  /** Unconfirmed → waiting: the user accepts that the CRM may get it twice. */
  sendAgain: request<null>()(id),
  /** Unconfirmed, or "already there" → delivered, on the user's word. */
  markDelivered: request<null>()(id),
  /** Unconfirmed, and it stays so: the user leaves it, and it is not looked for any more. */
  leaveContact: request<null>()(id),
  /** The user has read what was repaired. */
  dismissRepair: request<null>()(nothing),
  /** Look at the pause now instead of at its time. */
  tryNow: request<null>()(nothing),
  /** The laptop says that it has (true) or has not (false) a network. A hint: it nudges, it proves nothing. */
  linkChanged: request<null>()(v.boolean()),

  receipt: request<Receipt>()(receiptQuerySchema),
  /** Asks the user for a file and writes the receipt into it. */
  saveReceipt: request<SaveReceiptAnswer>()(saveReceiptSchema),

  /** Examines the connection, and ends an examination that is under way; answers at its end. */
  examine: request<Examination>()(nothing),
  stopExamination: request<null>()(nothing),
  /** Puts the last examination on the clipboard as text. */
  copyExamination: request<null>()(nothing),

  /** Gathers what "Save diagnostics" shows; it is kept until the last of the three. */
  prepareDiagnostics: request<DiagnosticFile[]>()(nothing),
  /** Asks the user for a file and writes what was gathered into it. */
  saveDiagnostics: request<SaveDiagnosticsAnswer>()(nothing),
  discardDiagnostics: request<null>()(nothing),

  connection: request<ConnectionView>()(nothing),
  saveConnection: request<SaveConnectionAnswer>()(connectionInputSchema),
  testConnection: request<ConnectionTest>()(connectionInputSchema),
  removeKey: request<ConnectionView>()(nothing),
  /** Ends the pause of an outbox that came from another laptop. */
  decideOwner: request<null>()(ownerChoiceSchema),
  pace: request<Pace>()(nothing),
  savePace: request<null>()(paceSchema),
  /** The CRM's field for a contact's UUID; empty: none. */
  referenceField: request<string>()(nothing),
  saveReferenceField: request<null>()(referenceFieldSchema),
  setTheme: request<null>()(themeSchema),
  setLanguage: request<null>()(languageSchema),

  updates: request<Updates>()(nothing),
  updateStep: request<null>()(updateStepSchema),

  /** The answers to `closing`. */
  quit: request<null>()(nothing),
  keepOpen: request<null>()(nothing),

  /** Both reload the screen. */
  enterPractice: request<null>()(nothing),
  leavePractice: request<null>()(nothing),
  practice: request<PracticeView>()(nothing),
  setPracticeBehaviour: request<PracticeView>()(practiceBehaviourSchema),
  /** Empties the practice CRM and the practice outbox; reloads the screen. */
  resetPractice: request<null>()(nothing),
};

export interface Events {
  /** Counts, pause or link changed. */
  statusChanged: Status;
  /** These contacts are new or have changed. */
  rowsChanged: OutboxRow[];
  practiceChanged: PracticeView;
  /** The user closes the window although something is not sent: `quit` or `keepOpen` is to follow. */
  closing: null;
  /** The examination as far as it has come. */
  examinationChanged: Examination;
  updatesChanged: Updates;
  /** A menu item or its shortcut was used. */
  command: Command;
}
export type Command =
  | 'new-contact'
  | 'search'
  | 'settings'
  | 'outbox'
  | 'receipt'
  | 'doctor'
  | 'diagnostics'
  | 'updates'
  | 'toggle-practice';
export const eventNames = [
  'statusChanged',
  'rowsChanged',
  'practiceChanged',
  'closing',
  'examinationChanged',
  'updatesChanged',
  'command',
] as const satisfies readonly (keyof Events)[];

export type RequestName = keyof typeof requests;
export type Argument<Name extends RequestName> = v.InferOutput<(typeof requests)[Name]['argument']>;
export type Answer<Name extends RequestName> = ReturnType<(typeof requests)[Name]['answers']>;

/**
 * How a handler's answer travels: a failure comes as words, since an Error loses its type on the way.
 * `message` is a sentence for the user.
 */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; message: string };

/** What the preload puts on `window.fieldpost`. */
export type Bridge = {
  [Name in RequestName]: (argument: Argument<Name>) => Promise<Reply<Answer<Name>>>;
} & {
  /** Calls `listener` at every `name` event; returns a function that ends that. */
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void;
};
