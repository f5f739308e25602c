/** Compares the database with itself and with its journal. It reads all of both: for a thread of its own. */
import { crc32 } from 'node:zlib';
import { journalIn, markOf } from './commits.ts';
import { openSnapshot, type OutboxDatabase } from './database.ts';
import { journalHeader, journalLines, type Row } from './journal.ts';
import { saysDamaged } from './problems.ts';
import { columnGroups, journaledTables, type JournaledTable } from './journaling.ts';

/** What is wrong, in technical words; nothing where all is well. */
export interface Inspection {
  database: string[];
  journal: string[];
}

/** So many problems of one kind tell enough. */
const most = 20;

/**
 * Takes the folder of an outbox that is open. `thorough`: indexes are compared with what they index, too.
 * @throws what the disk throws, short of damage; that says nothing of the outbox
 */
export function inspect(folder: string, thorough: boolean): Inspection {
  const found: Inspection = { database: [], journal: [] };
  try {
    const database = openSnapshot(folder);
    try {
      const lines = database.pragma(`${thorough ? 'integrity_check' : 'quick_check'}(${most})`) as Record<
        string,
        string
      >[];
      found.database.push(...lines.flatMap((line) => Object.values(line)).filter((line) => line !== 'ok'));
      found.database.push(...wrongCounts(database));
      compare(database, journalIn(folder), found);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    found.database.push(error instanceof Error ? error.message : String(error));
  }
  return { database: found.database.slice(0, most), journal: found.journal.slice(0, most) };
}

function wrongCounts(database: OutboxDatabase): string[] {
  const wrong = database.prepare<[], string>(
    `SELECT state FROM state_count WHERE contacts <> (SELECT count(*) FROM contact WHERE contact.state = state_count.state)`,
  );
  return wrong
    .pluck()
    .all()
    .map((state) => `miscounted: ${state}`);
}

/** What the journal says of each row is what the database must hold. */
function compare(database: OutboxDatabase, journalFile: string, found: Inspection): void {
  const mark = markOf(database);
  if (journalHeader(journalFile)?.id !== mark.journal) {
    found.journal.push('another or none');
    return;
  }
  const tables = new Map(
    (Object.keys(journaledTables) as JournaledTable[]).map((table) => [table as string, tableSums(database, table)]),
  );
  for (const { changes, end } of journalLines(journalFile, 0)) {
    if (end > mark.bytes) break;
    if (changes === null) found.journal.push(`damaged before byte ${end}`);
    else for (const [table, row] of changes) tables.get(table)?.note(row);
  }
  // With a line missing nothing can be said of the rows.
  if (found.journal.length > 0) return;
  for (const table of tables.values()) found.database.push(...table.differences());
}

/** Holds one checksum for each row and group of columns: the rows themselves would be the whole outbox. */
function tableSums(database: OutboxDatabase, table: JournaledTable) {
  const key = journaledTables[table];
  const groups = columnGroups(database, table);
  const sums = new Map<unknown, number[]>();
  const sumOf = (row: Row, group: string[]) => crc32(JSON.stringify(group.map((column) => row[column])));

  return {
    note(row: Row): void {
      let noted = sums.get(row[key]);
      if (noted === undefined) sums.set(row[key], (noted = []));
      for (const [index, group] of groups.entries()) {
        if (group.every((column) => column in row)) noted[index] = sumOf(row, group);
      }
    },
    *differences(): Generator<string, void, undefined> {
      for (const row of database.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()) {
        const noted = sums.get(row[key]) ?? [];
        sums.delete(row[key]);
        if (groups.some((group, index) => noted[index] !== sumOf(row, group)))
          yield `${table} ${row[key]}: not as saved`;
      }
      for (const missing of sums.keys()) yield `${table} ${String(missing)}: missing`;
    },
  };
}
