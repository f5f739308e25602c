/** An outbox as the version before codes left it: schema 4, and sentences where today there are codes. */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboxDatabase } from '../../electron/store/database.ts';
import { applyMigration } from '../../electron/store/migrations.ts';
import type { ContactState } from '#contract/outbox.ts';
import { contactWith } from './contacts.ts';
import { temporaryFolder } from './folder.ts';
import { beginOlderJournal, everyRow } from './older-journal.ts';

export const schema = 4;
export const connection = { baseUrl: 'https://crm.example.com/2024-03/one', credentialId: 'c' };
export const lost = 'The request went out, and no answer came back.';
export const mayBeThere = 'The CRM may have this contact or not.';
export const refusal = 'The CRM refused this contact (HTTP 422): Email is invalid.';
export const restingWords = 'Waits on, since the CRM did not take it. The queue rests: the CRM asks to slow down.';

interface Sent {
  at: number;
  outcome: string | null;
  status?: number;
  result?: string;
  decision?: string;
}

/** Begins such an outbox: `contact` adds one, `close` leaves the folder as the end of that version did. */
export function olderOutbox(folder = temporaryFolder()) {
  mkdirSync(folder, { recursive: true });
  const database: OutboxDatabase = new Database(join(folder, 'outbox.sqlite'));
  database.pragma('journal_mode = WAL');
  for (let from = 0; from < schema; from++) applyMigration(database, from);
  database.pragma('application_id = 0x46507374');
  database.pragma(`user_version = ${schema}`);
  const setting = (name: string, value: unknown) => {
    database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(name, JSON.stringify(value));
  };
  setting('connection', connection);

  function contact(lastName: string, state: ContactState, reason: string | null, sent: readonly Sent[] = []): number {
    const body = JSON.stringify(
      contactWith({ lastName, emailAddresses: [{ emailAddressType: '', emailAddress: `${lastName}@example.com` }] }),
    );
    const ends = state === 'delivered' ? [1_000, 'crm', `crm-${lastName}`] : [null, null, null];
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO contact (uuid, body, name, detail, search, state, reason, captured_at, delivered_at, delivered_by, crm_id)
         VALUES (?, ?, ?, '', ?, ?, ?, 1, ?, ?, ?)`,
      )
      .run(randomUUID(), body, lastName, lastName, state, reason, ...ends);
    for (const { at, outcome, status = null, result = null, decision = null } of sent) {
      database
        .prepare(
          `INSERT INTO attempt (contact_id, started_at, ended_at, base_url, credential_id, outcome, status, result, decision)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          lastInsertRowid,
          at,
          outcome === null ? null : at + 100,
          connection.baseUrl,
          connection.credentialId,
          outcome,
          status,
          result,
          decision,
        );
    }
    return Number(lastInsertRowid);
  }

  /** Writes the journal of all that is there so far. */
  const journal = () => {
    const id = randomUUID();
    const written = beginOlderJournal(folder, id, schema);
    written.add(everyRow(database));
    database.prepare('UPDATE journal_mark SET journal = ?, bytes = ?').run(id, written.bytes());
    return written;
  };

  return {
    folder,
    database,
    setting,
    contact,
    close(): void {
      journal();
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
    /** The last work is in the journal only: a power cut took its commit back. */
    closeBefore(work: () => void): void {
      const written = journal();
      database.exec('BEGIN');
      work();
      written.add(everyRow(database));
      database.exec('ROLLBACK');
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

/** One contact of each fate; returns the folder and their ids. */
export function olderDay(now: number) {
  const older = olderOutbox();
  const ids = fates(older, now);
  older.close();
  return { folder: older.folder, ids };
}

export function fates({ contact }: Pick<ReturnType<typeof olderOutbox>, 'contact'>, now: number) {
  const slow = 'Not taken: HTTP 503: Busy.';
  const unavailable = (at: number) => ({
    at,
    outcome: 'rate-limited',
    status: 503,
    result: slow,
    decision: restingWords,
  });
  const unknown = {
    at: now,
    outcome: 'unknown',
    result: `${lost} (read ECONNRESET, ECONNRESET)`,
    decision: 'Unconfirmed.',
  };
  const page = { at: now, outcome: 'portal', status: 200, result: 'Something other than the CRM answered (HTTP 200).' };
  return {
    lost: contact('Lost', 'unconfirmed', `${lost} ${mayBeThere}`, [unknown]),
    page: contact('Page', 'unconfirmed', `Something other than the CRM answered (HTTP 200). ${mayBeThere}`, [page]),
    refused: contact('Refused', 'needs-attention', refusal, [
      { at: now, outcome: 'refused', status: 422, result: refusal },
    ]),
    alike: contact('Alike', 'needs-attention', refusal, [
      { at: now, outcome: 'refused', status: 422, result: refusal },
    ]),
    delivered: contact('Delivered', 'delivered', null, [
      unavailable(now - 5_000),
      { at: now, outcome: 'delivered', status: 200, result: 'The CRM created it as crm-Delivered.' },
    ]),
    resent: contact('Resent', 'delivered', null, [
      { ...unknown, at: now - 5_000 },
      { at: now, outcome: 'delivered', status: 200, result: 'The CRM created it as crm-Resent.' },
    ]),
    cut: contact('Cut', 'sending', null, [{ at: now, outcome: null }]),
    waiting: contact('Waiting', 'waiting', null, [unavailable(now)]),
  };
}
