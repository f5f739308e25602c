/**
 * Is the outbox's file sound? SQLite is asked on a connection of its own, table by table, with a breath between them:
 * 100,000 contacts (96 MB) hold everything else up for 0.06 to 0.14 s, once. A worker thread would spare even that, but
 * SQLite's module cannot be loaded in one on every runtime (build/runtime/README.md).
 */
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import type { Finding } from '../contract/doctor.ts';
import { openSnapshot, type OutboxDatabase } from '../outbox/database.ts';
import { StoreProblem } from '../outbox/problems.ts';
import { trouble, unknown, well } from './finding.ts';
import { countWords, sizeWords } from './words.ts';

/** A larger file would hold everything else up for more than half a second, in bytes. */
const largest = 1_000_000_000;

/** Takes the folder of the outbox and what ends the look; returns the finding. */
export async function lookAtDatabase(folder: string, signal: AbortSignal): Promise<Finding> {
  const keep = `Keep the folder ${folder} as it is, with a copy of it, and ask for help. Do not delete anything.`;
  let database: OutboxDatabase | undefined;
  try {
    const size = await fileSize(folder);
    database = openSnapshot(folder);
    const held = `It has ${countWords(contactsIn(database), 'contact', 'contacts')} in ${sizeWords(size)}`;
    if (size > largest) {
      return unknown('database', `${held}: too much to be checked while contacts are captured.`);
    }
    for (const table of tablesOf(database)) {
      await setImmediate();
      if (signal.aborted) return unknown('database', `${held}. It was not checked in time.`);
      const said = database.pragma(`quick_check('${table}')`, { simple: true });
      if (said !== 'ok') {
        return trouble('database', `The file of the outbox is damaged (${table}). ${held}.`, keep);
      }
    }
    return well('database', `SQLite's quick check finds nothing wrong. ${held}.`);
  } catch (error) {
    if (error instanceof StoreProblem)
      return trouble('database', error.message, `Delete nothing in ${folder}: contacts may be in it.`);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return trouble('database', `The file of the outbox could not be read (${code}).`, keep);
  } finally {
    database?.close();
  }
}

/** With what is in the log beside it. */
async function fileSize(folder: string): Promise<number> {
  const sizes = ['outbox.sqlite', 'outbox.sqlite-wal'].map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const contactsIn = (database: OutboxDatabase): number =>
  database.prepare<[], number>('SELECT coalesce(sum(contacts), 0) FROM state_count').pluck().get() ?? 0;

/** Those that are kept in the file: a virtual one has no pages of its own. */
const tablesOf = (database: OutboxDatabase): string[] =>
  database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`).pluck().all();
