/** Tells the log how sending goes: in few lines, whatever the pace. */
import type { Pause, PauseReason } from '#contract/status.ts';
import type { Outcome } from '../crm/outcome.ts';
import { log } from '../log/log.ts';

/** Outcomes are gathered for so long, in milliseconds, and then told together. */
const gathering = 5_000;
/** More kinds of outcomes than this are not told one by one. */
const mostLines = 20;

interface Gathered {
  outcome: Outcome['kind'];
  status: number | null;
  contacts: number;
  /** Of contacts: the least and the greatest id. */
  first: number;
  last: number;
  slowestMs: number;
}

export function sendingLog() {
  const gathered = new Map<string, Gathered>();
  let timer: NodeJS.Timeout | undefined;
  /** What was last told of the rest that the queue is in; null: it goes well. */
  let resting: { reason: PauseReason; notBefore: number | null; since: number } | null = null;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    const lines = [...gathered.values()];
    gathered.clear();
    for (const one of lines.slice(0, mostLines)) log.note('Sending came to', { ...one });
    if (lines.length > mostLines) log.note('Sending came to more kinds of ends', { more: lines.length - mostLines });
  }

  return {
    /** An attempt has ended: of the contact with this id, after so many milliseconds. */
    ended(id: number, outcome: Outcome, ms: number): void {
      const status = 'status' in outcome ? outcome.status : null;
      const kind = `${outcome.kind} ${status}`;
      const known = gathered.get(kind);
      if (known === undefined) {
        const slowestMs = Math.round(ms);
        gathered.set(kind, { outcome: outcome.kind, status, contacts: 1, first: id, last: id, slowestMs });
      } else {
        known.contacts++;
        known.first = Math.min(known.first, id);
        known.last = Math.max(known.last, id);
        known.slowestMs = Math.max(known.slowestMs, Math.round(ms));
      }
      timer ??= setTimeout(tell, gathering).unref();
    },

    /** Takes why the queue rests, or null. The same rest again is told only where the CRM has set another deadline. */
    queue(pause: Pause | null, now: number): void {
      if (pause === null) {
        if (resting === null) return;
        log.note('The queue goes on', { after: resting.reason, seconds: Math.round((now - resting.since) / 1_000) });
        resting = null;
        return;
      }
      const { reason, since, until, notBefore } = pause;
      const isSameDeadline = Math.abs((resting?.notBefore ?? 0) - (notBefore ?? 0)) < 2_000;
      if (resting?.reason === reason && (notBefore === null || isSameDeadline)) return;
      resting = { reason, notBefore, since };
      const seconds = (moment: number | null) => (moment === null ? null : Math.round((moment - now) / 1_000));
      log.note('The queue rests', { reason, seconds: seconds(until), secondsByTheCrm: seconds(notBefore) });
    },

    /** Tells what is gathered, and sets no timer any more. */
    stop: tell,
  };
}
