/** Opens the outbox's files, and repairs what is damaged. */
import { existsSync, statSync } from 'node:fs';
import { say, type Said } from '#words/message.ts';
import { log } from '../log/log.ts';
import { inThread } from '../thread/in-thread.ts';
import { backupsIn } from '../store/backups.ts';
import type { Committed } from '../store/commits.ts';
import { countChanges, tableNames } from '../store/changes.ts';
import {
  databaseIn,
  giveLogRoom,
  hasItsSchema,
  NewerDatabase,
  olderJournalIn,
  openDatabase,
  openSnapshotOf,
  type OutboxDatabase,
} from '../store/database.ts';
import { lockFolder, type FolderLock } from '../store/lock.ts';
import { migrations } from '../store/migrations.ts';
import { isBehindOlderJournal } from '../recovery/older-journal.ts';
import { asStoreProblem, saysDamaged, saysForeign, StoreProblem } from '../store/problems.ts';
import { beginAnew, finishRecovery, keptUntil, type Progress, type Recovered } from '../recovery/recovery.ts';
import { endOfCopy, headerOf, segmentsIn, type CopiedContact } from '../store/segments.ts';
import { secondCopyOf } from '../store/second-copy.ts';

/** The outbox is damaged, or gone, or older than its second copy: `repairStore` is to be called. */
export class StoreDamaged extends StoreProblem {
  override name = 'StoreDamaged';
}

export interface Store extends Committed {
  folder: string;
  /** Whether the last run closed it, or there was none. */
  needsNoInspection: boolean;
  /** Whether the second copy lacks commits of that run. */
  isCopyBehind: boolean;
  lock: FolderLock;
}

/**
 * Takes the outbox's folder, which is made where it is missing; nobody else can open it until `lock` is released.
 * @throws StoreProblem where it cannot be opened, StoreDamaged where it is to be repaired first
 */
export function openStore(folder: string): Store {
  let lock: FolderLock | undefined;
  try {
    lock = lockFolder(folder);
    return { ...open(folder), lock };
  } catch (error) {
    lock?.release();
    if (!meansDamage(error, folder)) throw asStoreProblem(error, folder);
    // What a newer version has left beside it is whole for that one alone.
    if (isOnlyNewerLeft(folder)) throw new NewerDatabase(say('store.newer'), { cause: error });
    throw new StoreDamaged(repairing, { cause: error });
  }
}

const repairing = say('store.damaged');

function open(folder: string): Omit<Store, 'lock'> {
  finishRecovery(folder, Date.now());
  const isBlank = (statSync(databaseIn(folder), { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (isBlank && hasCopies(folder)) throw new StoreDamaged(repairing);
  const database = openDatabase(folder);
  try {
    // Reads the schema and the roots of the tables: what is damaged there is found now, not at the first save.
    for (const table of [...tableNames, 'contact_search', 'state_count', 'search_progress']) {
      database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
    }
    if (!hasItsSchema(database)) throw new StoreDamaged(repairing);
    const { last, closed } = database
      .prepare<[], { last: number; closed: number }>('SELECT last, closed FROM change')
      .get() ?? { last: 0, closed: 0 };
    const { last: inCopy, isTorn, contacts } = endOfCopy(folder);
    const isBehind = inCopy + (isTorn && closed === 0 ? 1 : 0) > last;
    if (isBehind || !hasContacts(database, contacts(migrations.length)) || isBehindOlderJournal(database, folder))
      throw new StoreDamaged(repairing);
    giveLogRoom(folder);
    const counted = countChanges(database);
    const isCopyBehind = last > 1 && inCopy < last && closed === 0;
    return {
      folder,
      database,
      counted,
      copy: secondCopyOf(folder, database, last),
      needsNoInspection: closed === 1 || isBlank,
      isCopyBehind,
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Another outbox's file may have been put into the place of this one's, or its log beside it, which SQLite takes for its own. */
function hasContacts(database: OutboxDatabase, contacts: readonly CopiedContact[]): boolean {
  const uuidOf = database.prepare<[number], string>('SELECT uuid FROM contact WHERE id = ?').pluck();
  const elsewhere = new Set(contacts.filter(({ id, uuid }) => uuidOf.get(id) !== uuid).map(({ uuid }) => uuid));
  if (elsewhere.size === 0) return true;
  // Where two outboxes were brought together they have got other numbers. No index has the UUIDs: all are looked through.
  const there = database
    .prepare<[string], number>('SELECT count(*) FROM contact WHERE uuid IN (SELECT value FROM json_each(?))')
    .pluck();
  return there.get(JSON.stringify([...elsewhere])) === elsewhere.size;
}

/** Whether there is anything beside the database that it can be made from. */
function hasCopies(folder: string): boolean {
  const log = statSync(`${databaseIn(folder)}-wal`, { throwIfNoEntry: false });
  if ((log?.size ?? 0) > 0) return true;
  return backupsIn(folder).length > 0 || endOfCopy(folder).last > 0 || existsSync(olderJournalIn(folder));
}

function meansDamage(error: unknown, folder: string): boolean {
  if (error instanceof StoreDamaged) return true;
  // A file that is none of ours, with nothing beside it, is somebody's who put it there.
  if (saysDamaged(error)) return !saysForeign(error) || hasCopies(folder);
  // What is asked while the outbox is opened is right: a table that is missing or strange is damage.
  const cause = error instanceof StoreProblem ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_ERROR') return true;
  return error instanceof NewerDatabase && !isNewer(folder);
}

/** Whether what lies beside the database is from a newer version, too; where nothing does, its own number is believed. */
function isNewer(folder: string): boolean {
  const schemas = schemasBeside(folder);
  return schemas.length === 0 || schemas.some((schema) => schema > migrations.length);
}

const schemasBeside = (folder: string) =>
  [...segmentsIn(folder), ...backupsIn(folder)].map(({ file }) => schemaOf(file));

/** Whether nothing can be read of the database, and what lies beside it is from a newer version. */
function isOnlyNewerLeft(folder: string): boolean {
  return schemaOf(databaseIn(folder)) === 0 && schemasBeside(folder).some((schema) => schema > migrations.length);
}

function schemaOf(file: string): number {
  try {
    if (file.endsWith('.log')) return headerOf(file)?.schema ?? 0;
    const database = openSnapshotOf(file);
    try {
      return Number(database.pragma('user_version', { simple: true }));
    } finally {
      database.close();
    }
  } catch {
    return 0;
  }
}

/**
 * Repairs the closed outbox in this folder. Resolves with what was done, for the user.
 * @throws (rejects) StoreProblem
 */
export async function repairStore(folder: string, progress: Progress = () => undefined): Promise<Said> {
  let lock: FolderLock | undefined;
  try {
    lock = lockFolder(folder);
    const began = performance.now();
    const now = Date.now();
    const recovered = await inThread('recover', [folder, now], progress);
    if (recovered !== null) {
      const { contacts, unsure, lost, keptIn } = recovered;
      const ms = Math.round(performance.now() - began);
      log.note('The outbox was repaired', { contacts, unsure, lost, isNew: keptIn !== null, ms });
      return whatWasRepaired(recovered, now);
    }
    // A file that nothing can be read of may be somebody's who put it there.
    if (existsSync(databaseIn(folder)))
      throw Object.assign(new Error('Nothing can be read'), { code: 'SQLITE_NOTADB' });
    const keptIn = beginAnew(folder, now);
    log.note('The outbox file is gone, nothing else could be read, and the outbox begins anew');
    return [say('repair.anew'), ...(keptIn === null ? [] : [say('repair.kept', { folder: keptIn })])];
  } catch (error) {
    throw asStoreProblem(error, folder);
  } finally {
    lock?.release();
  }
}

function whatWasRepaired({ contacts, unsure, lost, isLostKnown, keptIn }: Recovered, now: number): Said[] {
  const isWhole = lost === 0 && isLostKnown;
  return [
    say(isWhole ? 'repair.whole' : 'repair.partly'),
    ...(lost === 0
      ? [say(isLostKnown ? 'repair.all' : 'repair.some', { count: contacts })]
      : [say('repair.of', { here: contacts, total: contacts + lost }), say('repair.lost', { count: lost })]),
    ...(isLostKnown ? [] : [say('repair.others')]),
    ...(unsure === 0 ? [] : [say('repair.unsure', { count: unsure })]),
    ...(keptIn === null ? [] : [say('repair.keptUntil', { folder: keptIn, until: keptUntil(now).getTime() })]),
  ];
}
