/** The connection doctor of the app: one examination at a time, and the last one as text. */
import { checkNames, type Examination, type Finding } from '#contract/doctor.ts';
import type { Modes } from '../modes/modes.ts';
import type { Speak } from '../system/words.ts';
import { examine } from './examine.ts';
import { reportOf, type Place } from './report.ts';

export interface DoctorParts {
  modes: Modes;
  app: Pick<Place, 'version' | 'platform' | 'policy'>;
  speak: Speak;
  /** Hears of the examination as far as it has come. */
  changed: (examination: Examination) => void;
}

export function openDoctor({ modes, app, speak, changed }: DoctorParts) {
  let last: { examination: Examination; practice: boolean } | null = null;
  let under = new AbortController();

  function stop(): void {
    under.abort();
  }

  return {
    /**
     * Examines the mode of the moment, and ends an examination that is under way. Resolves with all that was found. `connection`: the
     * id of the one to be examined; without, the one that is of interest.
     */
    async examine(connection?: string): Promise<Examination> {
      stop();
      under = new AbortController();
      const { signal } = under;
      const subject = modes.subject(connection);
      const { sending } = subject;
      const found: Finding[] = [];
      const startedAt = Date.now();
      const now = (endedAt: number | null): Examination => ({
        startedAt,
        endedAt,
        connection: sending === null || sending.name === '' ? null : { id: sending.id, name: sending.name },
        findings: checkNames.flatMap((check) => found.filter((one) => one.check === check)),
      });
      const keep = (endedAt: number | null) => {
        last = { examination: now(endedAt), practice: subject.practice };
        return last.examination;
      };
      changed(keep(null));
      await examine({
        ...subject,
        now: Date.now,
        found: (finding) => {
          found.push(finding);
          changed(keep(null));
        },
        signal,
      });
      return signal.aborted ? now(Date.now()) : keep(Date.now());
    },

    /** Ends the examination that is under way, if there is one. */
    stop,

    /** Returns the last examination, or null before the first. */
    last: (): Examination | null => last?.examination ?? null,

    /** Returns the last examination as text, or null before the first. */
    text: (): string | null =>
      last === null ? null : reportOf(last.examination, { ...app, practice: last.practice }, speak()),
  };
}
