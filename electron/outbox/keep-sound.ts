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
    const found = await inspectInBackground(outbox.folder, thorough);
    if (isClosed()) return true;
    if (found.database.length > 0) {
      log.error('The database is damaged', found.database);
      return false;
    }
    if (found.journal.length > 0) {
      log.error('The journal is damaged, and is written anew', found.journal);
      outbox.renewJournal();
    }
    if (thorough) outbox.saveInspectedAt(now);
  } catch (error) {
    // Nothing is known to be wrong, so nothing is stopped.
    if (!isClosed()) log.error('The outbox could not be inspected', error);
  }
  return true;
}
