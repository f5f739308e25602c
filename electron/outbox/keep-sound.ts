/** Finds damage before it does harm. */
import { log } from '../log.ts';
import { inspectInBackground } from './inspect-in-background.ts';
import type { Outbox } from './outbox.ts';

/** How long a thorough inspection holds good, in milliseconds. */
const week = 7 * 24 * 60 * 60_000;

/**
 * Inspects an outbox that is open, thoroughly once a week. A damaged journal is written anew. Resolves with whether the
 * database is sound. `now`: milliseconds since 1970.
 */
export async function keepSound(outbox: Outbox, now: number, isClosed: () => boolean): Promise<boolean> {
  try {
    const thorough = Math.abs(now - outbox.inspectedAt()) >= week;
    const began = performance.now();
    const found = await inspectInBackground(outbox.folder, thorough);
    if (isClosed()) return true;
    const problems = { database: found.database.length, journal: found.journal.length };
    log.note('The outbox was inspected', { thorough, ...problems, ms: Math.round(performance.now() - began) });
    if (problems.database > 0) {
      log.error('The database is damaged', undefined, problems);
      return false;
    }
    if (problems.journal > 0) {
      log.error('The journal is damaged, and is written anew', undefined, problems);
      outbox.renewJournal();
    }
    if (thorough) outbox.saveInspectedAt(now);
  } catch (error) {
    // Nothing is known to be wrong, so nothing is stopped.
    if (!isClosed()) log.error('The outbox could not be inspected', error);
  }
  return true;
}
