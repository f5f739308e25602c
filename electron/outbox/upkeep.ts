/** What is done for an outbox beside the saves: its search index, its log, its backups. All that takes long is done in the thread. */
import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import { log } from '../log/log.ts';
import { inThread } from '../thread/in-thread.ts';
import { backupEvery, backupsIn } from '../store/backups.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from './store.ts';

/**
 * How long after a change the log is merged into the database, new contacts enter the search index, and a backup is made
 * where one is due, in milliseconds: off the way of a save, often enough that all stay small, and never while nothing happens.
 */
const delay = 30_000;

/** After so many portions of a long way to go for the search index the log is merged: it would take more room than the index. */
const portionsPerTidying = 100;

/** `trouble`: hears of what was thrown, `damaged` of damage. */
export function upkeepOf(
  { folder, counted, copy, ...store }: Store,
  index: SearchIndex,
  trouble: (error: unknown) => void,
  damaged: () => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  let running: Promise<void> = Promise.resolve();
  /** The second copy does not hold all that is not in a backup. */
  let isWanted = store.isCopyBehind;
  /** When no backup could be made. */
  let failedAt = -Infinity;

  async function work(): Promise<void> {
    try {
      await fillIndex();
    } catch (error) {
      // Nobody waits for this: what is thrown here would end the app.
      log.error('The search index could not be kept up to date', error);
      trouble(error);
    }
    try {
      if (!isEnded) await inThread('tidy', [folder, Date.now()]);
      if (!isEnded && isDue()) await backUp();
    } catch (error) {
      failedAt = performance.now();
      if (!isEnded) log.error('The outbox could not be tidied up', error);
    }
  }

  /** An outbox of an older version may have a million contacts to go: all else gets as much time as this takes, and more. */
  async function fillIndex(): Promise<void> {
    for (let portions = 1; !isEnded; portions++) {
      const began = performance.now();
      if (!index.addSome()) return;
      const took = performance.now() - began;
      await (portions > 4 ? pause(took) : others());
      if (portions % portionsPerTidying === 0) await inThread('tidy', [folder, Date.now()]);
    }
  }

  function isDue(): boolean {
    if (performance.now() - failedAt < backupEvery) return false;
    const newest = backupsIn(folder)[0];
    const age = Math.abs(Date.now() - (newest?.madeAt ?? 0));
    return isWanted || !copy.whole() || age >= backupEvery;
  }

  async function backUp(): Promise<void> {
    const began = performance.now();
    isWanted = false;
    copy.next(counted.last());
    const result = await inThread('backUp', [folder, Date.now()]);
    if (isEnded) return;
    log.note('A backup was asked for', { result, ms: Math.round(performance.now() - began) });
    if (result === 'made') return;
    isWanted = true;
    failedAt = performance.now();
    if (result === 'damaged') damaged();
  }

  function start(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running = running.then(work);
    return running;
  }

  function touched(): void {
    if (!isEnded) timer ??= setTimeout(() => void start(), delay).unref();
  }

  if (isWanted || !index.hasAllOlder()) touched();
  return {
    /** Something was changed. */
    touched,
    /** The second copy was found to lack something: the next backup makes up for it. */
    backUpSoon() {
      isWanted = true;
      touched();
    },
    /** Does now what would be done some time after a change. */
    now: start,
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
    /** Resolves when the thread has ended, too. */
    ended: () => running,
  };
}
