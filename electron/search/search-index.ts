/** Keeps the search index up to date, between saves. It holds words only (search-words.ts): all of it is made from the contacts. */
import type { OutboxDatabase } from '../store/database.ts';
import { foldingVersion } from './folding.ts';
import { wordsToIndex } from './search-words.ts';

/** So many contacts are put into it at once: it takes some milliseconds, and several times as many where they are the first. */
const atOnce = 50;

/** What is in the index: the contacts from `first` to `last`; none where `last` is smaller. */
interface Done {
  first: number;
  last: number;
}

export interface SearchIndex {
  /** Puts the next contacts that were captured since into it; answers whether there may be more. @throws as below */
  addNewest: () => boolean;
  /**
   * Puts the next contacts that were captured since into it, and where there are none the next older ones that it does not
   * have yet; answers whether there are more. @throws what the disk throws; the index is as it was then
   */
  addSome: () => boolean;
  /** Whether it has all contacts that are older than the newest in it: not yet where an older version's outbox was taken over. */
  hasAllOlder: () => boolean;
}

/** Takes an open outbox's database, of whose contacts it sees each change from here on. @throws what the disk throws */
export function searchIndexOf(database: OutboxDatabase): SearchIndex {
  teachWords(database);
  beginWhereOutdated(database);
  followChanges(database);
  const done = database.prepare<[], Done>('SELECT first_done AS first, last_done AS last FROM search_progress');
  const newer = database
    .prepare<[number], number>(`SELECT id FROM contact WHERE id > ? ORDER BY id LIMIT ${atOnce}`)
    .pluck();
  const older = database
    .prepare<[number], number>(`SELECT id FROM contact WHERE id < ? ORDER BY id DESC LIMIT ${atOnce}`)
    .pluck();
  const add = database.prepare<[number, number]>(
    `INSERT INTO contact_search (rowid, words)
     SELECT id, search_words(search, name) FROM contact WHERE id BETWEEN ? AND ? ORDER BY id`,
  );
  const advance = database.prepare<[number, number]>('UPDATE search_progress SET first_done = ?, last_done = ?');
  const put = database.transaction((from: number, to: number, { first, last }: Done) => {
    add.run(from, to);
    advance.run(Math.min(first, from), Math.max(last, to));
  });
  const soFar = (): Done => done.get() ?? { first: 1, last: 0 };

  function addNewest(): boolean {
    const now = soFar();
    const ids = newer.all(now.last);
    const last = ids.at(-1);
    if (last !== undefined) put(now.last + 1, last, now);
    return ids.length === atOnce;
  }

  function addOlder(): boolean {
    const now = soFar();
    const ids = older.all(now.first);
    const first = ids.at(-1);
    if (first !== undefined) put(first, now.first - 1, now);
    return ids.length === atOnce;
  }

  return {
    addNewest,
    addSome: () => addNewest() || addOlder(),
    hasAllOlder: () => older.get(soFar().first) === undefined,
  };
}

function teachWords(database: OutboxDatabase): void {
  database.function('search_words', { deterministic: true }, (text: unknown, name: unknown) =>
    wordsToIndex(String(text), String(name)),
  );
}

/** An index with words that are folded otherwise: what is searched would not find them. */
function beginWhereOutdated(database: OutboxDatabase): void {
  const folding = database.prepare<[], number>('SELECT folding FROM search_progress').pluck().get();
  if (folding !== foldingVersion) beginIndexAnew(database);
}

/** Empties the index, to be filled from the newest contact on, in both directions (`addSome`). @throws what the disk throws */
export function beginIndexAnew(database: OutboxDatabase): void {
  database.transaction(() => {
    database.exec(`
      INSERT INTO contact_search (contact_search) VALUES ('delete-all');
      UPDATE search_progress SET folding = ${foldingVersion}, last_done = (SELECT coalesce(max(id), 0) FROM contact);
      UPDATE search_progress SET first_done = last_done + 1`);
  })();
}

/** A contact that is not in the index yet enters it as it is then. */
function followChanges(database: OutboxDatabase): void {
  database.exec(`
    CREATE TEMP TRIGGER contact_search_changed AFTER UPDATE OF search ON main.contact
    WHEN old.search <> new.search
     AND old.id BETWEEN (SELECT first_done FROM search_progress) AND (SELECT last_done FROM search_progress) BEGIN
      DELETE FROM contact_search WHERE rowid = old.id;
      INSERT INTO contact_search (rowid, words) VALUES (new.id, search_words(new.search, new.name));
    END`);
}
