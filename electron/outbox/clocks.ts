/**
 * How far each CRM's clock was ahead of this laptop's, and from which attempt on: spans in which the laptop's clock ran steadily.
 * Those of the first connection have a table; each of the others has a setting, since a CRM's clock is told by nobody else's.
 */
import type { OutboxDatabase } from '../store/database.ts';
import type { ClockSpan, settingsIn } from '../store/settings.ts';

/** More spans of a connection are not kept: a contact that is older is not looked for any more. */
const mostSpans = 200;

export function clocksIn(database: OutboxDatabase, { reads, writes }: ReturnType<typeof settingsIn>) {
  const clockAt = database
    .prepare<[number], number | null>('SELECT ahead FROM clock WHERE after_attempt < ? ORDER BY id DESC LIMIT 1')
    .pluck();
  const begin = database.prepare<[]>('INSERT INTO clock (after_attempt) SELECT coalesce(max(id), 0) FROM attempt');
  const set = database.prepare<[number, number]>('UPDATE clock SET ahead = ? WHERE id = ?');
  const lastAttempt = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM attempt').pluck();

  return {
    /** Returns by how many milliseconds the CRM of a connection was ahead when this attempt began; null: not known. */
    clockAt: (attemptId: number, connection = ''): number | null => {
      if (connection === '') return clockAt.get(attemptId) ?? null;
      return reads.clocks(connection).findLast(({ after }) => after < attemptId)?.ahead ?? null;
    },

    /** From the next attempt on the laptop's clock is another one than before. Returns the id for `setClock`. */
    beginClock: (connection = ''): number => {
      if (connection === '') return Number(begin.run().lastInsertRowid);
      const spans = reads.clocks(connection);
      const id = (spans.at(-1)?.id ?? 0) + 1;
      const next: ClockSpan = { id, after: lastAttempt.get() ?? 0, ahead: null };
      writes.saveClocks([...spans, next].slice(-mostSpans), connection);
      return id;
    },

    /** Keeps by how many milliseconds the CRM's clock is ahead of this one. */
    setClock: (id: number, ahead: number, connection = ''): void => {
      if (connection === '') set.run(ahead, id);
      else
        writes.saveClocks(
          reads.clocks(connection).map((one) => (one.id === id ? { ...one, ahead } : one)),
          connection,
        );
    },
  };
}
