/** Watches the laptop's clock by one that never jumps: it may be set, and a sleep that nobody announced looks the same. */
import type { Crm } from '../crm/client.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface ClockWatch {
  /** Keeps how far the CRM's clock is ahead: to be called before an attempt begins, and after each answer. @throws StoreProblem */
  note: () => void;
  /** Nothing of what was noted since the last commit is stored. */
  forget: () => void;
  /** Returns whether the laptop's clock has jumped since this was last asked: it was set, or the laptop slept. */
  hasJumped: () => boolean;
}

/** How far the clock may drift, in milliseconds, before it counts as another one. */
const drift = 30_000;

/** `now`: milliseconds since 1970; `monotonic`: milliseconds of a clock that never jumps. */
export function clockWatch({
  outbox,
  crm,
  now,
  monotonic,
}: {
  outbox: Pick<Outbox, 'beginClock' | 'setClock' | 'connection'>;
  crm: Pick<Crm, 'clock'>;
  now: () => number;
  monotonic: () => number;
}): ClockWatch {
  const distance = () => now() - monotonic();
  let seen = distance();
  /** Whose clock it is: another address may be another CRM. */
  const whose = () => {
    const { baseUrl, credentialId } = outbox.connection();
    return JSON.stringify([baseUrl, credentialId]);
  };
  /** `distance`: from the clock that never jumps. */
  let steady: { id: number; distance: number; whose: string; known: boolean } | null = null;
  /** Was measured with a clock of before, or of another CRM. */
  let stale: { ahead: number } | null = null;
  return {
    note() {
      const measured = crm.clock();
      if (steady === null || steady.whose !== whose() || Math.abs(distance() - steady.distance) > drift) {
        steady = { id: outbox.beginClock(), distance: distance(), whose: whose(), known: false };
        stale = measured;
      }
      if (steady.known || measured === null || measured === stale) return;
      outbox.setClock(steady.id, measured.ahead);
      steady.known = true;
    },
    forget() {
      steady = null;
    },
    hasJumped() {
      const far = Math.abs(distance() - seen) > drift;
      seen = distance();
      return far;
    },
  };
}
