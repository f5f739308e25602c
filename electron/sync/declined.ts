/**
 * Contacts that the CRM declines (503) while it takes others. Such a contact must not hold up the others, and in the end
 * it needs a person. Where the CRM declines all, it is none of them: what counts is only a try after which the very next
 * contact was dealt with. The ledger counts these, so that a restart forgets none.
 */
import { concernsTheContact, type Outcome } from '../crm/outcome.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { backoff, type Schedule } from './backoff.ts';

/** After so many tries in which it alone was declined, a contact needs attention. */
const mostTries = 5;
/** How long such a contact rests after its second try; after the first one it only goes behind the others. */
const rests: Schedule = { first: 60_000, longest: 15 * 60_000 };

export interface Declined {
  /** The ids of the contacts that go behind the others. */
  behind: () => number[];
  /** The ids of those that rest, and go not even when nobody else waits. */
  resting: () => number[];
  /** Returns how long until the first of them may be tried again, in milliseconds; Infinity: none rests. */
  untilNext: () => number;
  /** Whether this contact is known to be declined alone: it says nothing of the queue. */
  isAlone: (id: number) => boolean;
  /** Takes what came of a contact. One that was declined alone too often needs attention from now on. @throws StoreProblem */
  learn: (id: number, outcome: Outcome) => void;
  /** Lets none rest any longer. */
  tryAll: () => void;
}

/** Takes the outbox, whose ledger counts, and a clock that never jumps, in milliseconds. */
export function declinedIn(outbox: Pick<Outbox, 'declinedAlone' | 'park'>, monotonic: () => number): Declined {
  /** Declined since a contact was last dealt with; the one it happened to last is the one to judge. */
  const passedOver = new Set<number>();
  let last: { id: number; said: string } | null = null;
  /** Known to be declined alone: how often, counting the tries since that was known, and the moment until which it rests. */
  const alone = new Map<number, { tries: number; until: number }>();

  const resting = () => [...alone].filter(([, { until }]) => until > monotonic()).map(([id]) => id);

  function rest(id: number, tries: number): void {
    alone.set(id, { tries, until: monotonic() + (tries < 2 ? 0 : backoff(rests, tries - 2, 1)) });
  }

  function judge({ id, said }: { id: number; said: string }): void {
    const times = outbox.declinedAlone(id);
    if (times === 0) return;
    const reason = `The CRM did not take this contact in ${times} tries, and took others meanwhile (${said}).`;
    if (times >= mostTries && outbox.park(id, reason)) alone.delete(id);
    else rest(id, Math.max(times, alone.get(id)?.tries ?? 0));
  }

  return {
    behind: () => [...passedOver, ...alone.keys()],
    resting,
    untilNext: () =>
      Math.min(...[...alone.values()].map(({ until }) => until - monotonic()).filter((left) => left > 0)),
    isAlone: (id) => alone.has(id),
    learn(id, outcome) {
      if (outcome.kind === 'rate-limited' && outcome.status === 503) {
        passedOver.add(id);
        last = { id, said: outcome.message === null ? 'HTTP 503' : `HTTP 503: ${outcome.message}` };
        const known = alone.get(id);
        if (known !== undefined) rest(id, known.tries + 1);
      } else if (concernsTheContact(outcome)) {
        alone.delete(id);
        const judged = last;
        passedOver.clear();
        last = null;
        if (judged !== null && judged.id !== id) judge(judged);
      }
    },
    tryAll: () => {
      for (const known of alone.values()) known.until = -Infinity;
    },
  };
}
