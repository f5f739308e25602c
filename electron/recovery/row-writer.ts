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

/**
 * Takes a row, its number and its checksum: null where it has none; undefined where it is to be made, since the row is not
 * as it was there. Columns that the row does not have stay as they are. Answers whether it could: not where the row does not
 * fit. @throws what the disk throws
 */
export type RowWriter = (row: Record<string, Value>, changed: number, sum: number | null | undefined) => boolean;

/** Returns a function that writes a row by its key, whether it is there or not. */
export function writerOf(database: OutboxDatabase, table: CountedTable): RowWriter {
  const key = countedTables[table];
  const all = columnsOf(database, table);
  const statements = new Map<string, (values: Value[]) => void>();
  return (row, changed, sum) => {
    const columns = all.filter((column) => column in row);
    const signature = columns.join();
    let statement = statements.get(signature);
    if (statement === undefined) {
      const names = [...columns, 'changed', 'sum'];
      const prepared = database.prepare<Value[]>(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (${key})
         DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      );
      statements.set(signature, (statement = (values) => void prepared.run(...values)));
    }
    const values = columns.map((column) => row[column] ?? null);
    const told = table === 'attempt' ? [...values, row[uuidOfAttempt] ?? null] : values;
    const made = sum === undefined ? sumOf(textOf(table, told), changed) : sum;
    try {
      // It speaks of all columns: of a row that has fewer it is made later (`seal`).
      statement([...values, changed, columns.length === all.length ? made : null]);
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
