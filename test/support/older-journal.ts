/** Writes the journal of versions before schema 6, as they wrote it: the first line names it, every other one is a commit. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { OutboxDatabase } from '../../electron/store/database.ts';

const tables = { setting: 'name', clock: 'id', contact: 'id', attempt: 'id' } as const;
type Table = keyof typeof tables;

export const olderJournal = 'outbox.journal';

const line = (value: unknown) => {
  const json = JSON.stringify(value);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
};

/** Begins a journal in this folder; returns what adds a commit to it, and how many bytes it has. */
export function beginOlderJournal(folder: string, id: string, schema: number) {
  const file = join(folder, olderJournal);
  let bytes = 0;
  const add = (value: unknown) => {
    const text = line(value);
    appendFileSync(file, text);
    bytes += Buffer.byteLength(text);
  };
  writeFileSync(file, '');
  add({ journal: { id, schema } });
  return { add, bytes: () => bytes };
}

/** Returns all rows of the database, as the changes that make it anew. */
export function everyRow(database: OutboxDatabase): [Table, unknown][] {
  return (Object.keys(tables) as Table[]).flatMap((table) =>
    database
      .prepare(`SELECT * FROM ${table} ORDER BY ${tables[table]}`)
      .all()
      .map((row): [Table, unknown] => [table, row]),
  );
}
