/** Completes what is typed as a company from the contacts that are here already. */
import type { OutboxDatabase } from '../store/database.ts';
import { searchExpression } from './search-words.ts';

/** So many of the newest contacts that have the words are looked at. */
const mostLookedAt = 120;
const most = 8;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Returns a function that takes how a company begins, and returns up to 8 that begin so, those of the newest contacts first. */
export function companiesIn(database: OutboxDatabase): (beginning: string) => string[] {
  // A company stands in its contact's line; where there is none, something else does.
  const lines = database.prepare<[string], { id: number; detail: string }>(
    `SELECT contact.id, detail FROM contact_search CROSS JOIN contact ON contact.id = contact_search.rowid
     WHERE contact_search MATCH ? ORDER BY contact_search.rowid DESC LIMIT ${mostLookedAt}`,
  );
  const accountOf = database
    .prepare<[number], string | number | null>(
      `SELECT CASE WHEN json_valid(body) THEN body ->> '$.account' END FROM contact WHERE id = ?`,
    )
    .pluck();
  const isCompany = (id: number, detail: string) => String(accountOf.get(id) ?? '').trim() === detail;

  return (beginning) => {
    const wanted = plain(beginning.trim());
    const words = searchExpression(beginning);
    const found = new Map<string, string>();
    if (wanted === '' || words === null) return [];
    for (const { id, detail } of lines.iterate(words)) {
      const key = plain(detail);
      if (key.startsWith(wanted) && !found.has(key) && isCompany(id, detail)) found.set(key, detail);
      if (found.size === most) break;
    }
    return [...found.values()];
  };
}
