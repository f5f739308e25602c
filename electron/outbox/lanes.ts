/**
 * Which waiting contacts go by which connection. With a single one all of them do, and nothing is kept. With several, a table in
 * memory has each waiting contact under its connection, by triggers, so in the very transaction that moves the contact.
 */
import type { OutboxDatabase } from '../store/database.ts';
import { edited, portion } from './portions.ts';

/** More waiting contacts of one connection are not counted: what counts is whether there are any, and few are shown as many. */
export const mostCounted = 10_000;

const connectionOf = (row: string) => `coalesce(
  CASE WHEN json_valid(${row}body) THEN (SELECT id FROM connection_of_contacts WHERE id = ${row}body ->> '$.connection') END, '')`;

const isBound = `state IN ('waiting', 'needs-attention') AND json_valid(body) AND body ->> '$.connection' = ?`;

const tables = `
  CREATE TEMP TABLE IF NOT EXISTS connection_of_contacts (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS waiting_by (connection TEXT, id INTEGER, PRIMARY KEY (connection, id)) WITHOUT ROWID;
  CREATE TEMP TRIGGER IF NOT EXISTS waiting_by_added AFTER INSERT ON main.contact WHEN new.state = 'waiting' BEGIN
    INSERT INTO waiting_by VALUES (${connectionOf('new.')}, new.id);
  END;
  CREATE TEMP TRIGGER IF NOT EXISTS waiting_by_moved AFTER UPDATE OF state, body ON main.contact
  WHEN old.state = 'waiting' OR new.state = 'waiting' BEGIN
    DELETE FROM waiting_by WHERE connection = ${connectionOf('old.')} AND id = old.id;
    INSERT INTO waiting_by SELECT ${connectionOf('new.')}, new.id WHERE new.state = 'waiting';
  END;
  DELETE FROM waiting_by;
  DELETE FROM connection_of_contacts;
`;

const none = `
  DROP TRIGGER IF EXISTS temp.waiting_by_added;
  DROP TRIGGER IF EXISTS temp.waiting_by_moved;
  DROP TABLE IF EXISTS temp.waiting_by;
  DROP TABLE IF EXISTS temp.connection_of_contacts;
`;

export type Lanes = ReturnType<typeof lanesIn>;

export function lanesIn(database: OutboxDatabase) {
  // What a transaction that failed has undone, is undone here, too: nothing is kept beside the tables.
  const isThere = database.prepare<[], number>(`SELECT 1 FROM temp.sqlite_schema WHERE name = 'waiting_by'`).pluck();
  const several = (): boolean => isThere.get() === 1;

  return {
    /** Whether there are others beside the first connection. */
    several,

    /** Takes the ids of the connections beside the first one, and finds out what waits for each. */
    set: (others: readonly string[]): void => {
      if (others.length === 0) {
        database.exec(none);
        return;
      }
      database.exec(tables);
      const add = database.prepare<[string]>('INSERT INTO connection_of_contacts VALUES (?)');
      for (const id of others) add.run(id);
      database.exec(
        `INSERT INTO waiting_by SELECT ${connectionOf('contact.')}, id FROM contact WHERE state = 'waiting'`,
      );
    },

    /** Returns how many contacts can be sent by this connection, `mostCounted` at most. Only to be asked where there are several. */
    toSend: (connection: string): number =>
      database
        .prepare<[string], number>(
          `SELECT count(*) FROM (SELECT 1 FROM waiting_by WHERE connection = ? AND id <> ${edited} LIMIT ${mostCounted})`,
        )
        .pluck()
        .get(connection) ?? 0,

    /** Returns by which connections these contacts go. Only to be asked where there are several. */
    of: (ids: readonly number[]): string[] =>
      database
        .prepare<[string], string>(
          `SELECT DISTINCT ${connectionOf('contact.')} FROM contact WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(JSON.stringify(ids)),

    /** Returns how many contacts wait for this connection, or need attention. */
    boundTo: (connection: string): number =>
      database.prepare<[string], number>(`SELECT count(*) FROM contact WHERE ${isBound}`).pluck().get(connection) ?? 0,

    /** Returns the ids of the next `portion` of them, those above this one. */
    bound: (connection: string, after: number): number[] =>
      database
        .prepare<[string, number], number>(
          `SELECT id FROM contact WHERE ${isBound} AND id > ? ORDER BY id LIMIT ${portion}`,
        )
        .pluck()
        .all(connection, after),
  };
}
