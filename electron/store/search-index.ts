/** Keeps the search index up to date, between saves. */
import type { OutboxDatabase } from './database.ts';

/** So many contacts are put into it at once: it takes a few milliseconds. */
const atOnce = 250;

/**
 * Returns a function that puts the next contacts that are not in the search index yet into it, and answers whether there
 * are more. @throws what the disk throws; the index is as it was then
 */
export function searchIndexOf(database: OutboxDatabase): () => boolean {
  const missing = database
    .prepare<[], number>(
      `SELECT id FROM contact WHERE id > (SELECT indexed_to FROM search_progress) ORDER BY id LIMIT ${atOnce}`,
    )
    .pluck();
  const add = database.prepare<[number]>(
    `INSERT INTO contact_search (rowid, search)
     SELECT id, search FROM contact WHERE id > (SELECT indexed_to FROM search_progress) AND id <= ? ORDER BY id`,
  );
  const advance = database.prepare<[number]>('UPDATE search_progress SET indexed_to = ?');
  const index = database.transaction((to: number) => {
    add.run(to);
    advance.run(to);
  });
  return () => {
    const ids = missing.all();
    const to = ids.at(-1);
    if (to !== undefined) index(to);
    return ids.length === atOnce;
  };
}

/** Makes the whole index anew. */
export function indexAll(database: OutboxDatabase): void {
  database.exec(`
    INSERT INTO contact_search (contact_search) VALUES ('rebuild');
    UPDATE search_progress SET indexed_to = (SELECT coalesce(max(id), 0) FROM contact)`);
}
