/** Collects what a commit changes, row by row, by triggers: no statement can forget to. */
import type { OutboxDatabase } from './database.ts';

/** What is journaled, by key. Drafts are not: what is still being typed was never saved. */
export const journaledTables = { contact: 'id', attempt: 'id', setting: 'name' } as const;
export type JournaledTable = keyof typeof journaledTables;

/** What a contact was captured with. Its other columns say what became of it, change more often, and are far shorter. */
const typed = ['uuid', 'body', 'name', 'detail', 'search', 'captured_at'];

/** Takes the database; returns the list to which each change of a row is added from here on, as JSON. The caller empties it. */
export function journaledChanges(database: OutboxDatabase): string[] {
  const changes: string[] = [];
  database.function('journal_change', (table: unknown, row: unknown) => {
    changes.push(`["${String(table)}",${String(row)}]`);
    return null;
  });
  for (const table of Object.keys(journaledTables) as JournaledTable[]) {
    trigger(database, table, 'inserted', 'INSERT', columnsOf(database, table));
    for (const [index, group] of columnGroups(database, table).entries()) {
      trigger(database, table, `changed_${index}`, `UPDATE OF ${group.join(', ')}`, group);
    }
  }
  return changes;
}

/** Returns a table's columns in groups that are journaled together when one of them changes. The key is in each. */
export function columnGroups(database: OutboxDatabase, table: JournaledTable): string[][] {
  const columns = columnsOf(database, table);
  if (table !== 'contact') return [columns];
  return [columns.filter((column) => !typed.includes(column)), [journaledTables[table], ...typed]];
}

function trigger(database: OutboxDatabase, table: string, what: string, event: string, columns: string[]): void {
  const row = columns.map((column) => `'${column}', new.${column}`).join(', ');
  database.exec(
    `CREATE TEMP TRIGGER journal_${table}_${what} AFTER ${event} ON main.${table} BEGIN
       SELECT journal_change('${table}', json_object(${row}));
     END`,
  );
}

/** Yields all that the database holds of what is journaled, as changes that make it anew, some hundred at a time. */
export function* everyChange(database: OutboxDatabase): Generator<string[], void, undefined> {
  let batch: string[] = [];
  for (const table of ['setting', 'contact', 'attempt'] as const) {
    const key = journaledTables[table];
    const row = columnsOf(database, table).map((column) => `'${column}', ${column}`);
    const rows = database.prepare<[], string>(`SELECT json_object(${row.join(', ')}) FROM ${table} ORDER BY ${key}`);
    for (const json of rows.pluck().iterate()) {
      if (batch.push(`["${table}",${json}]`) < 500) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Returns the names of a table's columns. */
export function columnsOf(database: OutboxDatabase, table: string): string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}
