/** Fills outboxes with made-up contacts, as years of use would leave them. */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { say } from '../../build/runtime/problem.ts';
import { displayName } from '../../electron/contract/contact.ts';
import type { ContactState } from '../../electron/contract/outbox.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { madeUpContact } from './contacts.ts';
import { count } from './report.ts';

const minute = 60_000;

/** Makes an outbox with so many contacts in this folder: closed, its log empty, its search index full. */
export function seedOutbox(folder: string, contacts: number): void {
  say(`  making an outbox with ${count(contacts)} contacts ...`);
  openOutbox(folder).close();
  insertContacts(join(folder, 'outbox.sqlite'), contacts);
  const outbox = openOutbox(folder);
  // The first search puts what is missing into the index.
  outbox.page({ search: 'a', state: null, before: null, limit: 1 });
  outbox.close();
}

/** All in one commit: through the outbox itself each contact would wait for the disk. */
function insertContacts(file: string, contacts: number): void {
  const database = new Database(file);
  const contact = database.prepare(
    `INSERT INTO contact (uuid, body, name, detail, search, state, reason, captured_at, delivered_at, delivered_by, crm_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const attempt = database.prepare(
    `INSERT INTO attempt (contact_id, started_at, ended_at, base_url, credential_id, outcome, status, result)
     VALUES (?, ?, ?, 'https://crm.example/one', '66fb066c3793749b64c214bc', ?, ?, ?)`,
  );
  const started = Date.now() - contacts * minute;
  try {
    database.transaction(() => {
      for (let number = 0; number < contacts; number++) {
        const capturedAt = started + number * minute;
        const fate = fateOf(number, contacts);
        const { lastInsertRowid } = contact.run(
          randomUUID(),
          ...typed(number),
          fate.state,
          fate.reason,
          capturedAt,
          ...(fate.state === 'delivered' ? [capturedAt + minute, 'crm', `crm-${number}`] : [null, null, null]),
        );
        if (fate.attempt !== null) attempt.run(lastInsertRowid, capturedAt, capturedAt + 800, ...fate.attempt);
      }
    })();
  } finally {
    database.close();
  }
}

/** The columns that electron/outbox/capture.ts makes of what was typed. */
function typed(number: number): [body: string, name: string, detail: string, search: string] {
  const contact = madeUpContact(number);
  const name = displayName(contact);
  const found = [
    name,
    contact.account,
    ...contact.emailAddresses.map(({ emailAddress }) => emailAddress),
    ...contact.phoneNumbers.map(({ phoneNumber }) => phoneNumber),
  ];
  return [JSON.stringify(contact), name, contact.account, found.join('\n')];
}

interface Fate {
  state: ContactState;
  reason: string | null;
  attempt: [outcome: string, status: number | null, result: string] | null;
}

/** Most are delivered, the newest twentieth waits for the network, and a few of any age went wrong. */
function fateOf(number: number, contacts: number): Fate {
  if (number % 50 === 20) {
    const reason = 'The CRM refused this contact: "emailAddress is not valid". Correct it, and it is sent again.';
    return { state: 'needs-attention', reason, attempt: ['refused', 400, reason] };
  }
  if (number % 100 === 70) {
    const reason = 'The connection broke before the CRM answered. Look there whether it has this contact, then choose.';
    return { state: 'unconfirmed', reason, attempt: ['unknown', null, reason] };
  }
  if (number >= contacts * 0.95) return { state: 'waiting', reason: null, attempt: null };
  return { state: 'delivered', reason: null, attempt: ['created', 201, 'The CRM created it.'] };
}
