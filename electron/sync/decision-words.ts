/** The decision after an attempt as it stands in the ledger: where the contact went, whether the queue rests, and why. */
import type { Pause, PauseReason } from '../contract/status.ts';
import type { Outcome } from '../crm/outcome.ts';

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
  'rate-limited': 'the CRM asks to slow down',
  'api-ill': 'the CRM has trouble',
  'disk-trouble': 'the disk cannot be written',
};

const unconfirmed = 'Unconfirmed, since the CRM may have it. It is not sent again without your say.';

/** Takes an outcome; returns where the contact goes, and why, as a sentence. */
export function contactSentence(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
      return `Delivered, since the CRM gave it the id ${outcome.crmId}.`;
    case 'refused':
      return 'Needs attention, since the CRM refused this contact.';
    case 'already-there':
      return 'Needs attention, since sending it again could make a second one.';
    case 'unknown':
      return unconfirmed;
    case 'portal':
      return outcome.processed === 'no' ? 'Waits on, since the CRM did not get it.' : unconfirmed;
    case 'not-sent':
      return 'Waits on, since nothing left this laptop.';
    case 'rate-limited':
      return 'Waits on, since the CRM did not take it.';
    case 'key-rejected':
    case 'plan-refused':
      return 'Waits on, since this concerns every contact and not this one alone.';
    case 'access-refused':
    case 'wrong-address':
      return 'Waits on until it is known whether this was meant of every contact or of this one alone.';
  }
}

/** Takes the pause that follows, or null, and the moment in milliseconds since 1970; returns what the queue does, in sentences. */
export function queueSentence(pause: Pause | null, now: number): string {
  if (pause === null) return 'The queue goes on.';
  const again = pause.until === null ? '' : ` It looks again in ${rounded(pause.until - now)}.`;
  return `The queue rests: ${restWords[pause.reason]}.${again}`;
}

/** Takes milliseconds; returns them as "5 s" or "2 min", never less than they are. */
function rounded(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
