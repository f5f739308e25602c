/** How a rest and an outage begin and go on. Pure functions. */
import type { Outcome } from '../crm/outcome.ts';
import type { Moment, Outage, Queue, Rest } from './queue.ts';
import { backoff, canaries, longestRetryAfter, mostCanaries, rests, type RestReason } from './schedule.ts';

/** What was met, as the screen and the ledger tell it. */
type Met = Pick<Outcome, 'status' | 'code' | 'message'>;

/** Returns the rest for something that was met. The last one that was met holds; the same one again waits longer. */
export function restFor(queue: Queue, reason: RestReason, met: Met, { at, chance }: Moment): Rest {
  const again = queue.rest?.reason === reason ? queue.rest : null;
  const tries = (again?.tries ?? 0) + 1;
  const until = at + backoff(rests[reason], tries - 1, chance);
  return { reason, since: again?.since ?? at, met: at, until, tries, reached: false, ...words(met) };
}

/** Returns the queue after the CRM has said that it did not take a request: it waits for the longer of the schedule and what the CRM asks for. */
export function slowedDown(queue: Queue, outcome: Extract<Outcome, { kind: 'rate-limited' }>, moment: Moment): Queue {
  const rest = restFor(queue, 'rate-limited', outcome, moment);
  const asked = moment.at + Math.min(longestRetryAfter, outcome.retryAfter ?? 0);
  const notBefore = Math.max(queue.notBefore, rest.until, asked);
  return { ...queue, notBefore, rest: { ...rest, until: notBefore } };
}

/** Returns whether so many contacts were lost one by one that the next one takes the user's word. */
export const isSpent = ({ canaries }: Outage): boolean => canaries >= mostCanaries;

/** Returns the outage after one more sign of it: a contact whose fate is unknown, or a question that was not answered well. */
export function outageFor(queue: Queue, outcome: Met & { kind: string }, { at, chance }: Moment): Outage {
  const begun = queue.outage ?? { since: at, probes: 0, canaryAt: at + backoff(canaries, 0, chance), canaries: 0 };
  const reason = outcome.kind === 'portal' ? 'portal' : (queue.outage?.reason ?? 'api-ill');
  const probeAt = at + backoff(rests[reason], begun.probes, chance);
  const misled = queue.outage?.misled ?? false;
  return { ...begun, reason, met: at, probes: begun.probes + 1, probeAt, misled, go: 'no', ...words(outcome) };
}

const words = ({ status, code, message }: Met): Met => ({ status, code, message });
