/** All that a recovery has to read, and how far each of it is what was last saved. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../store/backups.ts';
import type { CountedTable } from '../store/changes.ts';
import { copySources, type CopySource } from './copy-source.ts';
import { databaseIn, openSnapshotOf } from '../store/database.ts';
import { wrongBySqlite } from '../store/inspection.ts';
import type { MergeOptions } from './merge.ts';
import { olderJournalSource } from './older-journal.ts';
import { migrations } from '../store/migrations.ts';
import { bootedAt } from '../store/segments.ts';
import { databaseSource, type Source } from './source.ts';

/** Two starts of the computer are never closer to each other than this, in milliseconds; two looks at one start are. */
const sameStart = 60_000;

export interface Sources {
  /** A backup to begin from; null: there is none of this version, or nothing is made anew. */
  base: string | null;
  all: Source[];
  /** Whether there is anything at all in one of them. To be asked while they are open: it may read all of them in vain. */
  isReadable: () => boolean;
  options: Omit<MergeOptions, 'progress'>;
  close: () => void;
}

/**
 * Opens what lies in the folder of an outbox, to be closed again. `workshop`: a folder for what has to be made first.
 * `isMended`: the database is sound, and nothing is begun anew. @throws what the disk throws
 */
export function sourcesOf(folder: string, workshop: string, isMended: boolean): Sources {
  const copies = copySources(folder);
  const database = existsSync(databaseIn(folder)) ? databaseSource(databaseIn(folder)) : null;
  const journal = olderJournalSource(folder, join(workshop, 'journal'));
  const backups = backupsIn(folder).map(({ file }) => ({ file, source: databaseSource(file) }));
  const base = isMended
    ? undefined
    : backups.find(({ file, source }) => Number(source?.upTo) > 0 && isOfThisVersion(file));
  const all = [database, journal, ...copies, ...backups.map(({ source }) => source)].filter(
    (source) => source !== null,
  );
  const used = all.filter((source) => source !== base?.source && !(isMended && source === database));
  const chain: MergeOptions['chain'] = (strangers, newest) => {
    const isStrange = (source: Source | null) =>
      source !== null && (strangers.has(source) || (source === base?.source && strangers.has('target')));
    const own = copies.filter((copy) => !isStrange(copy));
    const near = all.filter((source) => !isStrange(source));
    const last = Math.max(newest, lastOf(near, own, database?.isClosed === true));
    const isEndKnown =
      database?.upTo === last || (journal?.upTo === last && copies.length === 0) || saysItsEnd(own.at(-1));
    const firstUpTo = (number: number) =>
      own.map(({ numbers }) => numbers.firstUpTo(number)).find((first) => first !== null);
    let knownFrom = last;
    for (let first = firstUpTo(last); first !== undefined; first = firstUpTo(knownFrom)) knownFrom = first - 1;
    return (upTo) => isEndKnown && upTo >= knownFrom;
  };
  return {
    base: base?.file ?? null,
    all: used,
    isReadable: () =>
      all.some((source) => (['contact', 'setting', 'draft'] as const).some((table) => hasAny(source, table))),
    options: {
      own: isMended ? 'target' : (database ?? undefined),
      chain,
      // Also of a line that may say no more than that it was closed: the number is passed over.
      above: lastOf(all, copies, false),
    },
    close: () => {
      for (const source of all.splice(0)) source.close();
    },
  };
}

/** Returns the number of the last commit of which there is a trace beside the rows. */
function lastOf(sources: readonly Source[], copies: readonly CopySource[], isClosed: boolean): number {
  const newest = copies.at(-1);
  const inCopy = Math.max(0, ...copies.map(({ last }) => last));
  // A line that was torn off is one more, but for the word that the outbox was closed.
  const torn = newest?.isTorn === true && newest.isReadable && !isClosed ? 1 : 0;
  const counted = sources.map(({ upTo }) => (typeof upTo === 'number' ? upTo : 0));
  return Math.max(0, inCopy + torn, (newest?.from ?? 1) - 1, ...counted);
}

/** Whether nothing can have come after what can be read: the copy lacks its end where the power failed before the flush. */
const saysItsEnd = (copy: CopySource | undefined): boolean =>
  copy !== undefined && !copy.isTorn && (copy.isClosed || Math.abs(copy.bootedAt - bootedAt()) < sameStart);

function hasAny(source: Source, table: CountedTable): boolean {
  for (const _row of source.rows(table)) return true;
  return false;
}

/** Whether it can be begun from: it is sound, and holds nothing that only a newer version knows. */
function isOfThisVersion(file: string): boolean {
  try {
    const database = openSnapshotOf(file);
    try {
      if (Number(database.pragma('user_version', { simple: true })) > migrations.length) return false;
      return wrongBySqlite(database, true).length === 0;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
