/** Sending again what needs attention, one contact or all that do for one reason, in words. */
import type { Reason } from '#contract/ledger.ts';
import { t } from '../lib/words.ts';

/** Takes a reason and how many contacts are sent again for it; returns what the button for that says. */
export function retryLabel({ code }: Reason, contacts: number): string {
  if (code === 'set-aside') return t('outbox.sendAside', { count: contacts });
  return contacts === 1 ? t('outbox.retry') : t('outbox.retryAll', { count: contacts });
}

/** The same in the details of one contact, where the button has no reason beside it. */
export function retryAllLabel({ code }: Reason, contacts: number): string {
  return t(code === 'set-aside' ? 'outbox.sendAllAside' : 'outbox.retryAllAlike', { count: contacts });
}

/** Takes a reason and how many contacts would be sent again; returns what the CRM may then hold, or null: nothing twice. */
export function retryRisk({ code }: Reason, contacts: number): string | null {
  if (code === 'other-laptop') return t('outbox.riskOther', { count: contacts });
  // What an older version wrote down may say that the CRM has it.
  return code === 'already-there' || code === 'text' ? t('outbox.riskThere', { count: contacts }) : null;
}

/** Takes how many contacts went back to waiting; returns that as a sentence. */
export const retriedWords = (contacts: number): string =>
  contacts === 0 ? t('outbox.nothingLeft') : t('outbox.wentBack', { count: contacts });
