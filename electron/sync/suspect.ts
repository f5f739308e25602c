/**
 * Finds out whether an answer that stops the whole queue was meant of one contact only: an account or a field that it
 * names. Such a contact must not hold up the others, and a queue that is really refused must blame none of them.
 */
import { concernsTheContact, type Outcome } from '../crm/outcome.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface Suspicion {
  /** The API has answered a harmless question well: from now on the next contact goes before the suspect. */
  apiIsWell: () => void;
  /** The ids of the contacts to pass over: one or none. */
  passOver: () => number[];
  /** Takes what came of a contact, and in which words. If another one was dealt with, the suspect needs attention. @throws StoreProblem */
  learn: (id: number, outcome: Outcome, result: string) => void;
}

/** Takes the outbox in which a contact that was meant is put in front of the user. */
export function suspicionIn(outbox: Pick<Outbox, 'park'>): Suspicion {
  let suspect: { id: number; reason: string; passedOver: boolean } | null = null;
  return {
    apiIsWell: () => {
      if (suspect !== null) suspect.passedOver = true;
    },
    passOver: () => (suspect?.passedOver === true ? [suspect.id] : []),
    learn: (id, outcome, result) => {
      if (suspect?.passedOver === true && suspect.id !== id && concernsTheContact(outcome)) {
        outbox.park(suspect.id, suspect.reason);
        suspect = null;
      } else if (outcome.kind === 'access-refused' || outcome.kind === 'wrong-address') {
        suspect = { id: suspect?.id ?? id, reason: suspect?.reason ?? result, passedOver: false };
      }
    },
  };
}
