/** The start after a power cut, on the files that it left: as the app does it. */
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { databaseIn } from '../../../electron/store/database.ts';
import { contactWith } from '../contacts.ts';
import { textOrNull } from '../words.ts';
import { booksOf, type Books } from './books.ts';
import { openAsApp } from './open.ts';

export interface Found {
  /** Null: it does not open. */
  books: Books | null;
  /** What was repaired, in the app's words; null: nothing. */
  repair: string | null;
  /** What was wrong with the files, in words. */
  problems: string[];
}

/** Takes what is in the folder (null: a folder in it), starts there twice, and returns what the outbox says, and what is wrong. */
export async function startAfter(files: Map<string, Buffer | null>): Promise<Found> {
  // Nothing is asked of this disk: memory will do.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fieldpost-cut-'));
  try {
    for (const [path, bytes] of files) {
      mkdirSync(bytes === null ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
      if (bytes !== null) writeFileSync(join(folder, path), bytes);
    }
    return await start(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(folder: string): Promise<Found> {
  const problems = damagedBackups(folder);
  try {
    const outbox = await openAsApp(folder);
    let books: Books;
    const repair = textOrNull(outbox.repair());
    try {
      if (!isSound(databaseIn(folder))) problems.push('the database is damaged');
      books = booksOf(outbox);
      outbox.capture(contactWith({ lastName: 'After' }), 1_000);
    } finally {
      outbox.close();
    }
    const again = await openAsApp(folder);
    const contacts = Object.keys(booksOf(again).contacts).length;
    again.close();
    if (contacts !== Object.keys(books.contacts).length + 1)
      problems.push(`the start after that has ${contacts} contacts`);
    return { books, repair, problems };
  } catch (error) {
    return { books: null, repair: null, problems: [...problems, `the outbox does not open: ${String(error)}`] };
  }
}

/** A backup that has its name is whole, and none is made before there is something in it. */
function damagedBackups(folder: string): string[] {
  const backups = join(folder, 'backups');
  const names = existsSync(backups) ? readdirSync(backups).filter((name) => /^outbox-.*\.sqlite$/u.test(name)) : [];
  return names.filter((name) => !isSound(join(backups, name))).map((name) => `backup ${name} is damaged`);
}

function isSound(file: string): boolean {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    database.prepare('SELECT count(*) FROM contact').get();
    return database.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    database?.close();
  }
}
