/** Brings a database to where its journal is. */
import { newContact } from './capture.ts';
import type { OutboxDatabase } from './database.ts';
import { journalLines, type Change, type Row } from './journal.ts';
import { columnsOf, journaledTables } from './journaling.ts';
import { proveOlder } from './migrations.ts';

export interface Replayed {
  /** How many lines were taken over, of which each is a commit. */
  good: number;
  /** How many lines are damaged. */
  damaged: number;
}

/**
 * Makes in the database, in one commit, every change that the journal holds behind the offset `from`, in bytes. Changes
 * that are in there already change nothing.
 */
export function replay(database: OutboxDatabase, journalFile: string, from: number): Replayed {
  const write = rowWriter(database);
  const discardDraft = database.prepare<[number]>('DELETE FROM draft WHERE editing = ?');
  const replayed: Replayed = { good: 0, damaged: 0 };
  database.transaction(() => {
    for (const { changes } of journalLines(journalFile, from)) {
      if (changes === null || !changes.every(write)) {
        replayed.damaged++;
        continue;
      }
      replayed.good++;
      for (const [table, row] of changes) {
        // Drafts are not in the journal: one that is here was begun before this save, which discarded it (capture.ts).
        if (table === 'contact' && 'body' in row) discardDraft.run('state' in row ? newContact : Number(row['id']));
      }
    }
  })();
  return replayed;
}

/** Returns a function that writes one change of a row, and answers whether it could: not where the change before it is
 * missing. It throws what the disk throws. */
export function rowWriter(database: OutboxDatabase): (change: Change) => boolean {
  const known = new Map(
    Object.entries(journaledTables).map(([table, key]) => [table, { key, columns: columnsOf(database, table) }]),
  );
  const prove = database.prepare<[Row[string]]>(`${proveOlder} AND id = ?`);
  const statements = new Map<string, ReturnType<typeof statementsFor>>();

  function statementsFor(table: string, key: string, columns: string[]) {
    const names = columns.join(', ');
    return {
      update: database.prepare<[Row]>(
        `UPDATE ${table} SET ${columns.map((column) => `${column} = :${column}`).join(', ')} WHERE ${key} = :${key}`,
      ),
      insert: database.prepare<[Row]>(
        `INSERT INTO ${table} (${names}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
      ),
    };
  }

  return ([table, row]) => {
    const { key, columns } = known.get(table) ?? { key: '', columns: [] };
    const given = columns.filter((column) => column in row);
    if (!given.includes(key)) return false;
    const signature = `${table} ${given.join()}`;
    let statement = statements.get(signature);
    if (statement === undefined) statements.set(signature, (statement = statementsFor(table, key, given)));
    try {
      if (statement.update.run(row).changes === 0) statement.insert.run(row);
      if (table === 'attempt' && !given.includes('processed')) prove.run(row[key] ?? null);
      return true;
    } catch (error) {
      // The disk, or the database's damage, says nothing of the journal.
      if (!isUnfit(error)) throw error;
      return false;
    }
  };
}

/** Whether a row was refused for what is in it. */
function isUnfit(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !code.startsWith('SQLITE_') || code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH';
}
