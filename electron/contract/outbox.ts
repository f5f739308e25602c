/** What the screen is told of the outbox. Times are milliseconds since 1970 by this laptop's clock. */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { contactSchema, type Contact } from './contact.ts';
import type { FieldMessages } from './contact-checks.ts';
import type { NamedPath } from './fields.ts';
import type { Reason } from './ledger.ts';
import { id, nothing, request } from './request.ts';

/** Where a saved contact is. Every contact is in exactly one state at any moment. */
export const contactStates = [
  'waiting',
  'sending',
  'delivered',
  'needs-attention',
  'unconfirmed',
  'withdrawn',
] as const;
export type ContactState = (typeof contactStates)[number];

/** States that one works through together. */
export const stateGroups = {
  'needs-you': ['needs-attention', 'unconfirmed'],
  'under-way': ['waiting', 'sending'],
} as const satisfies Record<string, readonly ContactState[]>;
/** What the list can be narrowed to. */
export type View = ContactState | keyof typeof stateGroups;
const views = [...contactStates, ...(Object.keys(stateGroups) as (keyof typeof stateGroups)[])];

/** Takes what the list is narrowed to; returns the states of the contacts in it. */
export const statesIn = (view: View): readonly ContactState[] =>
  view === 'needs-you' || view === 'under-way' ? stateGroups[view] : [view];

/** How many contacts are in each state. */
export type Counts = Record<ContactState, number>;

/** Takes how many contacts are in some of the states; returns that of all. */
export const countsOf = (counted: readonly (readonly [ContactState, number])[]): Counts => ({
  ...(Object.fromEntries(contactStates.map((state) => [state, 0])) as Counts),
  ...Object.fromEntries(counted),
});

/** One line of the outbox list. */
export interface OutboxRow {
  /** Rises by capture; the newest has the highest. */
  id: number;
  name: string;
  /** Account, else first e-mail, else first phone; may be empty. */
  detail: string;
  state: ContactState;
  /** Why it is not delivered; null while it waits its turn and once it is delivered. */
  reason: Reason | null;
  capturedAt: number;
  /** Whether a required question of its event was left open. */
  isOpen: boolean;
}

export const pageQuerySchema = v.strictObject({
  /** Words of which each must begin a word of what the contact is found by; digits may be any part of a phone number. */
  search: v.pipe(v.string(), v.maxLength(500)),
  state: v.nullable(v.picklist(views)),
  /** Only contacts older than the one with this id: the key of the last row of the page before. */
  before: v.nullable(v.pipe(v.number(), v.safeInteger())),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});
export type PageQuery = v.InferOutput<typeof pageQuerySchema>;

export interface OutboxPage {
  rows: OutboxRow[];
  /** Whether older ones follow. */
  more: boolean;
  /** False: a search has missed older contacts, which another version stored: they can be found a little later. */
  isWhole: boolean;
}

/** One time that the CRM was asked to take a contact, or for it. What an older Fieldpost did not keep of it is null. */
export interface Attempt {
  id: number;
  /** Look: it was not sent, but looked for among the CRM's contacts. */
  purpose: 'send' | 'look';
  startedAt: number;
  /** Null while it is under way, and for one cut off by a crash. */
  endedAt: number | null;
  /** The API base URL and credential ID it went to. */
  baseUrl: string;
  credentialId: string;
  /** The HTTP status of the answer; null when there was none. */
  status: number | null;
  /** What broke or was wrong, e.g. ECONNRESET or HTTP_500; null where the status says it all. */
  code: string | null;
  /** The API's own words, or what is said of the connection that failed; null where there were none. */
  message: Said | null;
  /** The beginning of the answer's body, without the key; null where it had none. */
  excerpt: string | null;
  /** Whether the CRM is proved to have done it; null while it is under way, and for a look. */
  processed: 'no' | 'unknown' | 'yes' | null;
  /** How far the exchange came, and how long the answer's head took, in milliseconds: what that rests on. */
  phase: 'connection' | 'request' | 'answer' | null;
  headMs: number | null;
  /** What came of it. An older version stored sentences. */
  result: Said;
  /** Where the contact went, whether the queue rests, and why; null while it is under way. */
  decision: Said | null;
}

/** Contacts that need attention for one and the same reason. */
export interface Alike {
  reason: Reason;
  contacts: number;
  /** One of them, which stands for all. */
  id: number;
}

/** Who says that a contact is in the CRM: its answer, or the user. */
export type DeliveredBy = 'crm' | 'user';

export interface ContactDetail {
  row: OutboxRow;
  uuid: string;
  /** Null: what was typed cannot be read any more. */
  contact: Contact | null;
  /** The fields that were given and are not in the CRM, or will not be: they have no field there, and stay on this laptop. */
  kept: readonly NamedPath[];
  attempts: Attempt[];
  /** Whether the user said to leave it unconfirmed. */
  left: boolean;
  /** Null unless delivered. The ids are null where the user said that it is there. */
  delivery: { by: DeliveredBy; at: number; crmId: string | null; remoteId: string | null } | null;
}

/** A contact that is likely the person who is being typed, and what says so. */
export interface Likely {
  row: OutboxRow;
  by: 'email' | 'phone' | 'name';
}

export type SaveAnswer =
  | { saved: true; row: OutboxRow }
  /** A full disk, say, stands under the empty path. */
  | { saved: false; problems: FieldMessages };

/** So many new contacts can be begun at once. */
export const mostDrafts = 20;
/** So many forms are kept that were cleared or replaced; the oldest goes. */
export const mostClearedForms = 20;

/** Whose draft it is: the id of the stored contact that is edited; 0, -1, -2 and so on: of a new one. */
const slotSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1 - mostDrafts));
/** The slot of a new contact. */
const newSlotSchema = v.pipe(slotSchema, v.maxValue(0));

const draftSchema = v.strictObject({ slot: slotSchema, contact: v.nullable(contactSchema) });
export type DraftArgument = v.InferOutput<typeof draftSchema>;

/** What is being typed, or was. */
export interface Draft {
  /** 0, -1, -2 and so on: of a new contact; else the id of the stored one that is edited. */
  slot: number;
  contact: Contact;
}

/** A form that was cleared or replaced. */
export interface ClearedForm extends Draft {
  id: number;
  clearedAt: number;
}

/** So many contacts can be selected, and moved at once. */
export const mostSelected = 10_000;

/** What can be done to several contacts at once, each as `outboxRequests` says of one. */
export const moves = ['retry', 'sendAgain', 'withdraw', 'undoWithdraw'] as const;
export type Move = (typeof moves)[number];

export const outboxRequests = {
  /** Stores a new contact and discards the draft in its slot; answers after the commit. */
  saveContact: request<SaveAnswer>()(v.strictObject({ slot: newSlotSchema, contact: contactSchema })),
  /** Replaces what was typed of a contact that waits or needs attention, discards its draft, and lets it wait for its turn. */
  editContact: request<SaveAnswer>()(v.strictObject({ id, contact: contactSchema })),
  /**
   * Takes back a new contact that was just saved and waits still: it is withdrawn, and is the draft in this slot again; what was
   * typed there meanwhile is a cleared form. Answers it; null: it is on its way, or cannot be read.
   */
  undoSave: request<Contact | null>()(v.strictObject({ id, slot: newSlotSchema })),
  /** Keeps what is being typed over a crash. A null contact discards it. */
  saveDraft: request<null>()(draftSchema),
  /** The same at every letter, and not on the disk: it is what `saveDraft` will be given. Kept where the screen dies before. */
  noteDraft: request<null>()(draftSchema),
  /** Discards the draft in a slot, and keeps this, which was in its form, as a cleared form. Answers its id; null: it was blank. */
  clearForm: request<number | null>()(v.strictObject({ slot: slotSchema, contact: contactSchema })),
  /** Returns the forms that were cleared or replaced last, the newest first. */
  clearedForms: request<ClearedForm[]>()(nothing),
  /**
   * Makes a cleared form the draft in a slot, where it is no cleared form any more; what was typed there before is one then.
   * Answers it; null: it is gone.
   */
  bringBackForm: request<Contact | null>()(
    v.strictObject({ id: v.pipe(v.number(), v.safeInteger()), slot: slotSchema }),
  ),

  /** Returns up to 8 companies of earlier contacts that begin so, those of the newest contacts first. */
  companies: request<string[]>()(v.pipe(v.string(), v.maxLength(100))),
  /** Returns who of the outbox this likely is, beside the contact in that slot itself; null: nobody. */
  likely: request<Likely | null>()(v.strictObject({ slot: slotSchema, contact: contactSchema })),
  outboxPage: request<OutboxPage>()(pageQuerySchema),
  /** Returns all contacts that this asks for, the newest first, at most `mostSelected`. */
  allContacts: request<OutboxRow[]>()(v.pick(pageQuerySchema, ['search', 'state'])),
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
  /** Waiting, needs attention or unconfirmed → withdrawn, on the user's word: it is never sent. */
  withdraw: request<null>()(id),
  /** The visitor has withdrawn the consent: noted with the contact, whatever its state. Once; later it changes nothing. */
  withdrawConsent: request<null>()(id),
  /** Withdrawn → where it was before. */
  undoWithdraw: request<null>()(id),
  /** Does one of these to each of the contacts that are in a state for it, in one commit; answers which these were. */
  moveContacts: request<number[]>()(
    v.strictObject({ move: v.picklist(moves), ids: v.pipe(v.array(id), v.maxLength(mostSelected)) }),
  ),
  /** Puts a text on the clipboard, which the screen itself may not. */
  copyText: request<null>()(v.pipe(v.string(), v.maxLength(1_000_000))),
  /** The user has read what was repaired. */
  dismissRepair: request<null>()(nothing),
  /** Look at the pause now instead of at its time. */
  tryNow: request<null>()(nothing),
  /** The laptop says that it has (true) or has not (false) a network. A hint: it nudges, it proves nothing. */
  linkChanged: request<null>()(v.boolean()),
};

export interface OutboxEvents {
  /** These contacts are new or have changed. */
  rowsChanged: OutboxRow[];
}
