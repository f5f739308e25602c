/** Whether the kiosk runs, and how it is left. */
import { mostTries, type LeaveAnswer } from '#contract/kiosk.ts';
import { log } from '../log/log.ts';
import type { PreferencesFile } from '../system/preferences.ts';
import { hashedPin, isThePin } from './pin.ts';

const minute = 60_000;

export interface Kiosk {
  isRunning: () => boolean;
  /** Whether it was started in practice mode. */
  isPractice: () => boolean;
  /** Resolves when it is on the disk that it runs. */
  start: (pin: string, practice: boolean) => Promise<void>;
  /** Resolves with whether that was the PIN: the kiosk is left then, also after a restart. */
  leave: (typed: string) => Promise<LeaveAnswer>;
}

/** Takes where it is kept, and a clock in milliseconds that nobody can set. */
export function kioskIn(
  preferences: Pick<PreferencesFile, 'get' | 'set' | 'written'>,
  now: () => number = () => performance.now(),
): Kiosk {
  /**
   * When a PIN was wrong, or is being looked at: several at once are several tries. Those before a restart, whenever they were,
   * count as made at the start: no clock that nobody can set goes on over it.
   */
  let tries: number[] = Array.from({ length: preferences.get().kiosk?.tries ?? 0 }, now);

  const waitMs = () => (tries.length < mostTries ? 0 : Math.max(0, (tries[0] ?? 0) + minute - now()));

  return {
    isRunning: () => preferences.get().kiosk !== null,
    isPractice: () => preferences.get().kiosk?.practice === true,

    async start(pin, practice) {
      preferences.set({ kiosk: { ...(await hashedPin(pin)), practice, tries: 0 } });
      tries = [];
      await preferences.written();
      log.note('The kiosk was started', { practice });
    },

    async leave(typed) {
      const { kiosk } = preferences.get();
      if (kiosk === null) return { left: true };
      tries = tries.filter((moment) => now() - moment < minute);
      if (tries.length >= mostTries) return { left: false, tries: 0, waitMs: waitMs() };
      tries = [...tries, now()];
      // On the disk before it is known whether it is right: who ends the app meanwhile has tried.
      preferences.set({ kiosk: { ...kiosk, tries: tries.length } });
      await preferences.written();
      if (!(await isThePin(typed, kiosk))) {
        log.note('A wrong PIN was entered');
        return { left: false, tries: Math.max(0, mostTries - tries.length), waitMs: waitMs() };
      }
      tries = [];
      preferences.set({ kiosk: null });
      await preferences.written();
      log.note('The kiosk was left');
      return { left: true };
    },
  };
}
