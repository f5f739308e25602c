/**
 * What is stored of a contact's fate, as codes with what belongs to them, and the one place that puts them into words.
 * What older versions stored are sentences, and is shown as it is.
 */
import { say } from '#words/message.ts';
import { speaker } from '#words/speaker.ts';
import type { NamedPath } from './fields.ts';
import type { PauseReason } from './status.ts';

const words = speaker();

/** Why a contact is not delivered. */
export type Reason =
  /** The CRM refused it, or says that it has it. `message`: its words; null: it gave none. */
  | { code: 'refused' | 'already-there'; status: number; message: string | null }
  /** It alone failed, so many times, and others did not. */
  | { code: 'failed-alone'; tries: number; status: number; message: string | null }
  | { code: 'set-aside' }
  | { code: 'other-laptop' }
  /** The request left, and no answer came. */
  | { code: 'no-answer' }
  /** The CRM had trouble, or answered without an id. */
  | { code: 'trouble' | 'no-id'; status: number; message: string | null }
  /** A page answered. */
  | { code: 'page'; status: number }
  /** Fieldpost ended before the answer. */
  | { code: 'cut-off' }
  /** The record whether it was sent was lost. */
  | { code: 'record-lost' }
  /** The user left it unconfirmed. */
  | { code: 'left' }
  /** What was typed of it cannot be read any more. */
  | { code: 'unreadable' }
  | Withdrawal
  /** In the words of an older version. */
  | { code: 'text'; text: string };

/** Why a contact is withdrawn: the user said so, or took it back right after it was saved. */
export interface Withdrawal {
  code: 'withdrawn' | 'undone';
  /** When, in milliseconds since 1970. */
  at: number;
  /** Whether it may have been sent before. */
  mayBeThere: boolean;
  /** Where it goes back to when this is undone, with its reason, and when it had been left unconfirmed. */
  from: 'waiting' | 'needs-attention' | 'unconfirmed';
  before: Reason | null;
  leftAt: number | null;
}

/** Where a contact went after an attempt, and what the queue does. */
export interface Decision {
  contact:
    | 'delivered'
    | 'refused'
    | 'already-there'
    | 'unconfirmed'
    | 'not-sent'
    | 'not-taken'
    | 'failed-alone'
    | 'refused-with-others';
  /** `other`: the queue has nothing to learn from it, since the connection was changed meanwhile. */
  queue: 'goes-on' | 'other' | { rests: PauseReason; seconds: number | null };
  /** The fields that were given and did not go with it, since the CRM has no field for them. Missing: not known. */
  kept?: readonly NamedPath[];
}

/** What came of a look for a contact. */
export type LookResult =
  | { code: 'found'; by: 'reference' | 'name'; crmId: string }
  | { code: 'not-found' }
  | { code: 'not-sure'; why: Doubt; ids: string[] }
  | { code: 'not-listed'; status: number | null };

/** Why a listed contact that may be the one is no proof. */
export type Doubt =
  'twice' | 'several' | 'edited' | 'clock' | 'undated' | 'late' | 'nothing' | 'differs' | 'incomplete' | 'another';

/** What follows from a look. `seconds`: until the next one; null: there is none. */
export type LookDecision = { code: 'found' } | { code: 'stays'; seconds: number | null };

/** What the ledger keeps of an attempt that sent a contact, by which its result is told. */
export interface Sent {
  /** The kind of electron/crm/outcome.ts; null: it is under way. */
  outcome: string | null;
  status: number | null;
  code: string | null;
  message: string | null;
  /** Null where it is not delivered. */
  crmId: string | null;
}

/** Whether a contact is withdrawn for this reason. */
export const isWithdrawal = (reason: Reason | null): reason is Withdrawal =>
  reason?.code === 'withdrawn' || reason?.code === 'undone';

/** The code of an attempt that was under way when Fieldpost ended. */
export const cutOff = 'CUT_OFF';

/** Takes what is stored; returns it as a reason, also where an older version stored a sentence. */
export function readReason(stored: string | null): Reason | null {
  if (stored === null) return null;
  if (!stored.startsWith('{')) return { code: 'text', text: stored };
  try {
    return JSON.parse(stored) as Reason;
  } catch {
    // Damaged: it is shown as it is.
    return { code: 'text', text: stored };
  }
}

const mayBeThere = 'The CRM may have this contact or not.';

/** Takes a reason; returns it as a sentence or two. */
export function reasonWords(reason: Reason): string {
  switch (reason.code) {
    case 'refused':
      return saying(`The CRM refused this contact (HTTP ${reason.status})`, reason.message);
    case 'already-there':
      return saying(`The CRM says that it has this contact already (HTTP ${reason.status})`, reason.message);
    case 'failed-alone': {
      const met = saying(`HTTP ${reason.status}`, reason.message).replace(/\.$/u, '');
      return `The CRM did not take this contact in ${reason.tries} tries, and took others meanwhile (${met}).`;
    }
    case 'set-aside':
      return 'You set it aside. It is not sent until you say so.';
    case 'other-laptop':
      return 'It was captured on another laptop and left to that one. Retry it only if the other laptop does not send it.';
    case 'no-answer':
      return `The request went out, and no answer came back. ${mayBeThere}`;
    case 'trouble':
      return `${saying(`The CRM answered that it had trouble (HTTP ${reason.status})`, reason.message)} ${mayBeThere}`;
    case 'no-id':
      return `${saying('The CRM answered without the id of a new contact', reason.message)} ${mayBeThere}`;
    case 'page':
      return `Something other than the CRM answered (HTTP ${reason.status}). ${mayBeThere}`;
    case 'cut-off':
      return `Fieldpost ended before the CRM answered. ${mayBeThere}`;
    case 'record-lost':
      return 'The outbox was damaged, and with it the record whether this contact was sent. The CRM may have it or not.';
    case 'left':
      return `You left it as it is. ${mayBeThere}`;
    case 'unreadable':
      return words.say('contact.unreadable');
    case 'withdrawn':
    case 'undone': {
      const { code, mayBeThere } = reason;
      const told = words.say(code === 'undone' ? 'withdrawal.undone' : 'withdrawal.byUser');
      return mayBeThere ? words.text([told, say('withdrawal.mayBeThere')]) : told;
    }
    case 'text':
      return reason.text;
  }
}

/** Takes what the ledger keeps of an attempt; returns what came of it, as a sentence. */
export function sentWords({ outcome, status, code, message, crmId }: Sent): string {
  switch (outcome) {
    case null:
      return 'On its way.';
    case 'delivered':
      return `The CRM created it${crmId === null ? '' : ` as ${crmId}`}.`;
    case 'refused':
    case 'already-there':
      return reasonWords({ code: outcome, status: status ?? 0, message });
    case 'portal':
      return `Something other than the CRM answered (HTTP ${status ?? 0}).`;
    case 'unknown':
      if (code === cutOff) return 'Fieldpost ended before an answer came.';
      if (code === 'NO_CONTACT_ID') return saying('The CRM answered without the id of a new contact', message);
      if (status !== null) return saying(`The CRM answered that it had trouble (HTTP ${status})`, message);
      return `The request went out, and no answer came back. (${message ?? 'no more is known'}, ${code ?? 'no code'})`;
    case 'not-sent':
      return `Not sent: ${message ?? 'there was no connection'} (${code ?? 'no code'}).`;
    default:
      return `Not taken: ${saying(`HTTP ${status ?? 0}`, message)}`;
  }
}

const contactWords: Record<Decision['contact'], string> = {
  delivered: 'Delivered, since the CRM gave it an id.',
  refused: 'Needs attention, since the CRM refused this contact.',
  'already-there': 'Needs attention, since sending it again could make a second one.',
  unconfirmed: 'Unconfirmed, since the CRM may have it. It is not sent again without your say.',
  'not-sent': 'Waits on, since nothing left this laptop.',
  'not-taken': 'Waits on, since the CRM did not take it.',
  'failed-alone': 'Needs attention, since the CRM took others and again not this one.',
  'refused-with-others': 'Waits on, since the CRM refuses every contact alike.',
};

/** Why the queue rests, after "The queue rests: ". */
const restWords: Record<PauseReason, string> = {
  'other-laptop': 'the outbox comes from another laptop',
  'not-connected': 'it is not connected to a CRM yet',
  'no-key': 'the API key is missing',
  'keychain-unavailable': 'the keychain cannot be read',
  offline: 'there is no connection to the CRM',
  portal: 'something other than the CRM answers',
  'key-rejected': 'the API key was rejected',
  'plan-refused': 'the plan does not cover this',
  'access-refused': 'there is no access with this API key and credential ID',
  'wrong-address': 'there is no CRM at this address',
  refusing: 'the CRM refuses every contact alike',
  'rate-limited': 'the CRM asks to slow down',
  'api-ill': 'the CRM has trouble',
  'disk-trouble': 'the disk cannot be written',
};

/** Takes what is stored of a decision; returns it as sentences. */
export function decisionWords({ contact, queue }: Decision): string {
  return `${contactWords[contact]} ${queueWords(queue)}`;
}

function queueWords(queue: Decision['queue']): string {
  if (queue === 'goes-on') return 'The queue goes on.';
  if (queue === 'other') return 'The queue goes on with the connection that was entered meanwhile.';
  const again = queue.seconds === null ? '' : ` It looks again in ${distance(queue.seconds)}.`;
  return `The queue rests: ${restWords[queue.rests]}.${again}`;
}

const doubts: Record<Doubt, string> = {
  twice: 'The CRM has it more than once, under different ids.',
  several: 'The CRM has several contacts that may be this one.',
  edited: 'It may have been edited since it was sent.',
  clock: 'The clock of this laptop could not be compared with the clock of the CRM at that time.',
  undated: 'The CRM does not say when it was created.',
  late: 'It was created too long after this contact was sent.',
  nothing: 'There is no e-mail address or phone number in common to know it by.',
  differs: 'Either the e-mail address or the phone number differs.',
  incomplete: 'The CRM lists more contacts than were looked at.',
  another: 'It may as well be another contact of this outbox, whose fate is not known either.',
};

/** Takes what came of a look; returns it as a sentence or two. */
export function lookWords(result: LookResult): string {
  switch (result.code) {
    case 'found':
      return result.by === 'reference'
        ? `The CRM has it as ${result.crmId}, with the reference of this contact.`
        : `The CRM has it as ${result.crmId}: one contact only of this name and with the same e-mail address or phone number, created when this one was sent.`;
    case 'not-found':
      return 'It is not in the list that the CRM gives. That proves nothing, since this list may be hours old.';
    case 'not-sure': {
      const { ids, why } = result;
      return `The CRM has something like it (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''}). ${doubts[why]}`;
    }
    case 'not-listed':
      return result.status === null
        ? 'The CRM gave no answer when it was asked for its contacts.'
        : `The CRM did not list its contacts (HTTP ${result.status}).`;
  }
}

/** Takes what follows from a look; returns it as a sentence or two. */
export function lookDecisionWords(decision: LookDecision): string {
  if (decision.code === 'found') return 'Delivered, since the CRM has it.';
  const { seconds } = decision;
  return `It stays unconfirmed. ${seconds === null ? 'It is not looked for any more.' : `It is looked for again in ${distance(seconds)}.`}`;
}

function saying(what: string, message: string | null): string {
  return message === null ? `${what}.` : `${what}: ${/[.!?…]$/u.test(message) ? message : `${message}.`}`;
}

/** Takes seconds; returns them as "5 s", "2 min" or "6 h", never much less than they are. */
function distance(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
