/** Sending again what needs attention, one contact or all that do for one reason, in words. */
import type { Reason } from '#contract/ledger.ts';
import { format } from '../lib/words.ts';

/** Takes a reason and how many contacts are sent again for it; returns what the button for that says. */
export function retryLabel({ code }: Reason, contacts: number): string {
  const all = `all ${format().number(contacts)}`;
  if (code === 'set-aside') return `Send ${contacts === 1 ? 'it' : all} after all`;
  return contacts === 1 ? 'Retry' : `Retry ${all}`;
}

/** The same in the details of one contact, where the button has no reason beside it. */
export function retryAllLabel(reason: Reason, contacts: number): string {
  return reason.code === 'set-aside'
    ? `Send all ${format().number(contacts)} that you set aside`
    : `${retryLabel(reason, contacts)} with this reason`;
}

/** Takes a reason and how many contacts would be sent again; returns what the CRM may then hold, or null: nothing twice. */
export function retryRisk({ code }: Reason, contacts: number): string | null {
  const [it, twice] = contacts === 1 ? ['it', 'hold it twice'] : ['them', 'hold each of them twice'];
  if (code === 'other-laptop') return `If the other laptop sends ${it} too, the CRM will ${twice}.`;
  // What an older version wrote down may say that the CRM has it.
  return code === 'already-there' || code === 'text' ? `If the CRM has ${it} already, it may then ${twice}.` : null;
}

/** Takes how many contacts went back to waiting; returns that as a sentence, which stays true once they are sent. */
export function retriedWords(contacts: number): string {
  if (contacts === 0) return 'There was nothing left to retry.';
  return `${contacts === 1 ? '1 contact' : `${format().number(contacts)} contacts`} went back to the queue.`;
}
