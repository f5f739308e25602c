/** Collects what a commit changes, row by row, by triggers: no statement can forget to. */
import type { OutboxDatabase } from './database.ts';

/** What is journaled, by key. Drafts are not: what is still being typed was never saved. */
export const journaledTables = { contact: 'id', attempt: 'id', setting: 'name' } as const;

/** What a contact was captured with. Its other columns say what became of it, change more often, and are far shorter. */
const typed = ['uuid', 'body', 'name', 'detail', 'search', 'captured_at'];

/** Takes the database; returns the list to which each change of a row is added from here on, as JSON. The caller empties it. */
export function journaledChanges(database: OutboxDatabase): string[] {
  const changes: string[] = [];
  database.function('journal_change', (table: unknown, row: unknown) => {
    changes.push(`["${String(table)}",${String(row)}]`);
    return null;
  });
  for (const [table, key] of Object.entries(journaledTables)) {
    const all = columnsOf(database, table);
    const moving = all.filter((column) => !typed.includes(column));
    trigger(database, table, 'INSERT', 'inserted', all);
    trigger(database, table, `UPDATE OF ${moving.join(', ')}`, 'moved', moving);
    const kept = all.filter((column) => typed.includes(column));
    if (kept.length > 0) trigger(database, table, `UPDATE OF ${kept.join(', ')}`, 'typed', [key, ...kept]);
  }
  return changes;
}

function trigger(database: OutboxDatabase, table: string, event: string, what: string, columns: string[]): void {
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
