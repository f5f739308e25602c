/** Keeps the search index up to date, in batches between saves. */
import type { OutboxDatabase } from './database.ts';

/**
 * Returns a function that puts every contact that is not in the search index yet into it.
 * It throws nothing: with a full disk a search misses the newest contacts, and the next call tries again.
 */
export function searchIndexOf(database: OutboxDatabase): () => void {
  const missing = database
    .prepare<[], number>('SELECT max(id) FROM contact WHERE id > (SELECT indexed_to FROM search_progress)')
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
    const to = missing.get() ?? null;
    if (to === null) return;
    try {
      index(to);
    } catch {
      // Told by the next save, which meets the same disk.
    }
  };
}
