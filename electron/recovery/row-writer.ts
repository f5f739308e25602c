/** Writes rows that come from elsewhere into an outbox's database, as they were numbered there. */
import {
  columnsOf,
  countedTables,
  sumOf,
  textOf,
  uuidOfAttempt,
  type CountedTable,
  type Value,
} from '../store/changes.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { SourceRow } from './source.ts';

/**
 * Takes a row, and the numbers under which it goes instead of its own; null: it stays as it was there, with its checksum.
 * Columns that the row does not have stay as they are. Answers whether it could: not where the row does not fit.
 * @throws what the disk throws
 */
export type RowWriter = (row: SourceRow, moved: Record<string, Value> | null) => boolean;

/** Returns a function that writes a row by its key, whether it is there or not. */
export function writerOf(database: OutboxDatabase, table: CountedTable): RowWriter {
  const key = countedTables[table];
  const all = columnsOf(database, table);
  const writers = new Map<readonly string[], ReturnType<typeof writerFor>>();

  function writerFor(names: readonly string[]) {
    const columns = all.filter((column) => names.includes(column));
    const written = [...columns, 'changed', 'sum'];
    const statement = database.prepare<Value[]>(
      `INSERT INTO ${table} (${written.join(', ')}) VALUES (${written.map(() => '?').join(', ')}) ON CONFLICT (${key})
       DO UPDATE SET ${written.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    );
    // A checksum speaks of all columns: of a row that has fewer it is made later (`seal`).
    return { statement, columns, hasAll: columns.length === all.length };
  }

  return (row, moved) => {
    let writer = writers.get(row.names);
    if (writer === undefined) writers.set(row.names, (writer = writerFor(row.names)));
    const values = writer.columns.map((column) => moved?.[column] ?? row.get(column));
    let sum = writer.hasAll ? row.sum : null;
    if (sum === undefined || (moved !== null && sum !== null)) {
      sum = sumOf(textOf(table, table === 'attempt' ? [...values, row.get(uuidOfAttempt)] : values), row.changed);
    }
    try {
      writer.statement.run(...values, row.changed, sum);
      return true;
    } catch (error) {
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
