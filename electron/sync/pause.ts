/** Why the queue rests, as the screen is told. */
import type { Pause, PauseReason } from '#contract/status.ts';
import type { Clocks, Queue } from './queue.ts';
import { isSpent } from './rest.ts';

/** Takes the queue and the moment; returns why nothing goes out, or null. What only the user can end comes first. */
export function pauseOf(queue: Queue, { wall, steady }: Clocks): Pause | null {
  const moment = (at: number) => Math.round(wall + at - steady);
  const notBefore = queue.notBefore > steady ? moment(queue.notBefore) : null;
  const missing = whatIsMissing(queue);
  const nothing = { status: null, code: null, message: null };
  if (missing !== null) {
    return { reason: missing, since: wall, met: wall, until: null, notBefore, asks: false, tries: 1, ...nothing };
  }
  const { rest, outage } = queue;
  const asks = (outage !== null && isSpent(outage) && outage.go === 'no') || rest?.reason === 'refusing';
  if (rest !== null) {
    const { reason, since, met, until, tries, status, code, message } = rest;
    const times = {
      since: moment(since),
      met: moment(met),
      until: moment(Math.max(until, queue.notBefore)),
      notBefore,
    };
    return { reason, ...times, asks, tries, status, code, message };
  }
  // The CRM is well by its own word: the next contact goes at once.
  if (outage === null || outage.go === 'by-answer') return null;
  const { reason, since, met, probes, misled, status, code, message } = outage;
  const next = Math.min(misled ? Infinity : outage.probeAt, asks ? Infinity : outage.canaryAt);
  const until = outage.go === 'no' ? (next === Infinity ? null : moment(next)) : wall;
  return {
    reason,
    since: moment(since),
    met: moment(met),
    until,
    notBefore,
    asks,
    tries: probes,
    status,
    code,
    message,
  };
}

function whatIsMissing({ ours, connected, key }: Queue): PauseReason | null {
  if (ours === 'no') return 'other-laptop';
  if (!connected) return 'not-connected';
  return key === 'none' ? 'no-key' : null;
}
