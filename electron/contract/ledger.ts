/**
 * What is stored of a contact's fate, as codes with what belongs to them, and what is said of each (words/en/ledger.ts).
 * What older versions stored are sentences, and is shown as it is.
 */
import { say, type Message, type Said } from '#words/message.ts';
import type { NamedPath } from './fields.ts';
import type { PauseReason } from './status.ts';

/** Why a contact is not delivered. */
export type Reason =
  /** The CRM refused it, or says that it has it. `message`: its words; null: it gave none. */
  | { code: 'refused' | 'already-there'; status: number; message: Said | null }
  /** It alone failed, so many times, and others did not. */
  | { code: 'failed-alone'; tries: number; status: number; message: Said | null }
  | { code: 'set-aside' }
  | { code: 'other-laptop' }
  /** The request left, and no answer came. */
  | { code: 'no-answer' }
  /** The CRM had trouble, or answered without an id. */
  | { code: 'trouble' | 'no-id'; status: number; message: Said | null }
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
  /** Only its badge is known. */
  | { code: 'needs-name' }
  /** The connection that it was captured for is not there. */
  | { code: 'no-connection' }
  | Withdrawal
  /** In the words of an older version. */
  | { code: 'text'; text: string };

/** Why a contact is withdrawn: the user said so, took it back right after it was saved, or moved it from practice to the real outbox. */
export interface Withdrawal {
  code: 'withdrawn' | 'undone' | 'moved';
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
  message: Said | null;
  /** Null where it is not delivered. */
  crmId: string | null;
}

/** Whether a contact is withdrawn for this reason. */
export const isWithdrawal = (reason: Reason | null): reason is Withdrawal =>
  reason?.code === 'withdrawn' || reason?.code === 'undone' || reason?.code === 'moved';

/** As it is stored of a contact whose badge alone is known: it waits for a name, and a retry does not send it. */
export const needsNameReason = JSON.stringify({ code: 'needs-name' } satisfies Reason);

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

const status = (code: number | null) => String(code ?? 0);
const mayBeThere = say('reason.mayBeThere');

/** Takes a reason; returns what is said of it. */
export function reasonWords(reason: Reason): Said {
  switch (reason.code) {
    case 'failed-alone':
      return failedAlone(reason);
    case 'set-aside':
      return say('reason.setAside');
    case 'other-laptop':
      return say('reason.otherLaptop');
    case 'refused':
    case 'already-there':
      return whatItSaid(reason.code, reason.status, reason.message);
    case 'trouble':
    case 'no-id':
      return [whatItSaid(reason.code, reason.status, reason.message), mayBeThere];
    case 'no-answer':
      return [say('reason.noAnswer'), mayBeThere];
    case 'page':
      return [say('reason.page', { status: status(reason.status) }), mayBeThere];
    case 'cut-off':
      return [say('reason.cutOff'), mayBeThere];
    case 'record-lost':
      return [say('reason.recordLost'), mayBeThere];
    case 'left':
      return [say('reason.left'), mayBeThere];
    case 'unreadable':
      return say('contact.unreadable');
    case 'needs-name':
      return say('reason.needsName');
    case 'no-connection':
      return say('reason.noConnection');
    case 'moved':
      return say('withdrawal.moved');
    case 'withdrawn':
    case 'undone': {
      const told = say(reason.code === 'undone' ? 'withdrawal.undone' : 'withdrawal.byUser');
      return reason.mayBeThere ? [told, say('withdrawal.mayBeThere')] : told;
    }
    case 'text':
      return reason.text;
  }
}

function failedAlone({ tries, status: code, message }: Reason & { code: 'failed-alone' }): Message {
  const known = { count: tries, status: status(code) };
  return message === null
    ? say('reason.failedAlone', known)
    : say('reason.failedAloneSaying', { ...known, words: message });
}

/** Takes the kind of an answer, its HTTP status and the CRM's words; returns what is said of it. */
function whatItSaid(kind: 'refused' | 'already-there' | 'trouble' | 'no-id', code: number | null, words: Said | null) {
  const http = status(code);
  switch (kind) {
    case 'refused':
      return words === null
        ? say('reason.refused', { status: http })
        : say('reason.refusedSaying', { status: http, words });
    case 'already-there':
      return words === null
        ? say('reason.there', { status: http })
        : say('reason.thereSaying', { status: http, words });
    case 'trouble':
      return words === null
        ? say('reason.trouble', { status: http })
        : say('reason.troubleSaying', { status: http, words });
    case 'no-id':
      return words === null ? say('reason.noId') : say('reason.noIdSaying', { words });
  }
}

/** Takes what the ledger keeps of an attempt; returns what came of it. */
export function sentWords({ outcome, status: http, code, message, crmId }: Sent): Said {
  switch (outcome) {
    case null:
      return say('result.underWay');
    case 'delivered':
      return crmId === null ? say('result.created') : say('result.createdAs', { id: crmId });
    case 'refused':
    case 'already-there':
      return whatItSaid(outcome, http, message);
    case 'portal':
      return withWords(say('reason.page', { status: status(http) }), message, http);
    case 'unknown':
      if (code === cutOff) return say('reason.cutOff');
      if (code === 'NO_CONTACT_ID') return whatItSaid('no-id', http, message);
      if (http !== null) return whatItSaid('trouble', http, message);
      return withWords(say('result.noAnswer', { code: code ?? say('result.noCode') }), message, null);
    case 'not-sent':
      return withWords(say('result.notSent', { code: code ?? say('result.noCode') }), message, null);
    default:
      return message === null
        ? say('result.notTaken', { status: status(http) })
        : say('result.notTakenSaying', { status: status(http), words: message });
  }
}

/**
 * Takes what came of an attempt, what the answer said or is said of the connection that failed, null: nothing, and the HTTP
 * status, null: no answer came; returns both.
 */
export function withWords(result: Said, words: Said | null, http: number | null): Said {
  if (words === null) return result;
  if (http !== null) return [result, say('result.saying', { words })];
  // The system's own words are no sentence.
  return [result, typeof words === 'string' ? say('network.system', { words }) : words];
}

const contactWords: Record<Decision['contact'], Message> = {
  delivered: say('decision.delivered'),
  refused: say('decision.refused'),
  'already-there': say('decision.there'),
  unconfirmed: say('decision.unconfirmed'),
  'not-sent': say('decision.notSent'),
  'not-taken': say('decision.notTaken'),
  'failed-alone': say('decision.failedAlone'),
  'refused-with-others': say('decision.refusedWithOthers'),
};

const restWords: Record<PauseReason, Message> = {
  'other-laptop': say('queue.otherLaptop'),
  'not-connected': say('queue.notConnected'),
  'no-key': say('queue.noKey'),
  'keychain-unavailable': say('queue.keychain'),
  offline: say('queue.offline'),
  portal: say('queue.portal'),
  'key-rejected': say('queue.keyRejected'),
  'plan-refused': say('queue.planRefused'),
  'access-refused': say('queue.accessRefused'),
  'wrong-address': say('queue.wrongAddress'),
  refusing: say('queue.refusing'),
  'rate-limited': say('queue.rateLimited'),
  'api-ill': say('queue.apiIll'),
  'disk-trouble': say('queue.diskTrouble'),
};

/** Takes what is stored of a decision; returns what is said of it. */
export const decisionWords = ({ contact, queue }: Decision): Said => [contactWords[contact], queueWords(queue)];

function queueWords(queue: Decision['queue']): Said {
  if (queue === 'goes-on') return say('queue.goesOn');
  if (queue === 'other') return say('queue.other');
  const rests = restWords[queue.rests];
  return queue.seconds === null ? rests : [rests, say('queue.again', { wait: queue.seconds * 1_000 })];
}

/** How many of the CRM's ids are told. */
const mostIds = 3;

/** Takes what came of a look; returns what is said of it. */
export function lookWords(result: LookResult): Said {
  switch (result.code) {
    case 'found':
      return say(result.by === 'reference' ? 'look.byReference' : 'look.byName', { id: result.crmId });
    case 'not-found':
      return say('look.notFound');
    case 'not-sure': {
      const ids = result.ids.length > mostIds ? [...result.ids.slice(0, mostIds), '…'] : result.ids;
      return [say('look.notSure', { ids: ids.join(', ') }), say(`doubt.${result.why}`)];
    }
    case 'not-listed':
      return result.status === null ? say('look.noAnswer') : say('look.notListed', { status: status(result.status) });
  }
}

/** Takes what follows from a look; returns what is said of it. */
export function lookDecisionWords(decision: LookDecision): Said {
  if (decision.code === 'found') return say('look.delivered');
  const { seconds } = decision;
  return [say('look.stays'), seconds === null ? say('look.noMore') : say('look.again', { wait: seconds * 1_000 })];
}
