import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { applyMigration } from '../../electron/store/migrations.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';
import { readDetail } from '../support/words.ts';

const key = 'sk_live_/0123456789"abcdef';

/** Sends one contact to a server that answers so; returns its ledger and the bytes of the outbox's files. */
async function ledgerAfter(answer: string | null) {
  const folder = temporaryFolder();
  const server = await rawServer((socket) => {
    if (answer === null) socket.resetAndDestroy();
    else socket.end(answer);
  });
  const outbox = openOutbox(folder);
  outbox.saveConnection({ baseUrl: server.baseUrl, credentialId: 'cred-7' });
  const sender = startSender({
    outbox,
    crm: crmClient(),
    keys: fixedKey(key),
    changed: () => undefined,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: () => 1,
  });
  const id = outbox.capture(contactWith({}), Date.now());
  sender.nudge('saved');
  await vi.waitFor(
    () => {
      expect(readDetail(outbox.detail(id))?.attempts[0]?.endedAt).toBeGreaterThan(0);
    },
    { timeout: 5_000 },
  );
  await sender.stop(0);
  const attempts = readDetail(outbox.detail(id))?.attempts ?? [];
  outbox.close();
  return { baseUrl: server.baseUrl, attempts, file: readFileSync(join(folder, 'outbox.sqlite')).toString('latin1') };
}

it('says of an attempt when, where to, what came back, and what was decided', async () => {
  const { attempts, baseUrl } = await ledgerAfter(httpAnswer(422, '{"message":"Email is invalid","trace":"t-1"}'));
  expect(attempts).toHaveLength(1);
  expect(attempts[0]).toMatchObject({
    baseUrl,
    credentialId: 'cred-7',
    status: 422,
    code: null,
    message: 'Email is invalid',
    excerpt: '{"message":"Email is invalid","trace":"t-1"}',
    decision: 'Needs attention, since the CRM refused this contact. Sending goes on.',
  });
  expect(attempts[0]?.endedAt).toBeGreaterThanOrEqual(attempts[0]?.startedAt ?? Infinity);
});

it('names what broke where nothing came back', async () => {
  const { attempts } = await ledgerAfter(null);
  expect(attempts[0]).toMatchObject({ status: null, code: 'ECONNRESET', excerpt: null });
  expect(attempts[0]?.decision).toContain(
    'It is not sent again unless you say so. Sending was paused: the CRM was having trouble.',
  );
});

it.each([
  ['in the message', httpAnswer(401, JSON.stringify({ message: `Bad key ${key}` }))],
  ['in the body', httpAnswer(400, JSON.stringify({ message: 'Bad', headers: { authorization: `bearer ${key}` } }))],
  ['at the cut of the body', httpAnswer(500, JSON.stringify({ a: 'x'.repeat(1_980), key }))],
  ['in a page', httpAnswer(200, `<html>${key}</html>`, { 'content-type': 'text/html' })],
])('never holds the key, which a server repeats %s', async (_where, answer) => {
  const { attempts, file } = await ledgerAfter(answer);
  expect(attempts[0]?.excerpt).not.toBeNull();
  expect(JSON.stringify(attempts)).not.toContain('0123456789');
  for (const part of ['sk_live_', '0123456789']) expect(file).not.toContain(part);
});

it('begins in an outbox that was made before there was one, with all that is in it kept', () => {
  const folder = temporaryFolder();
  const typed = contactWith({ lastName: 'Ünal 😀' });
  const old = new Database(join(folder, 'outbox.sqlite'));
  applyMigration(old, 0);
  old.pragma('application_id = 0x46507374');
  old.pragma('user_version = 1');
  old
    .prepare(
      `INSERT INTO contact (uuid, body, name, detail, search, state, reason, captured_at, delivered_at, delivered_by, crm_id)
       VALUES ('u1', :body, 'Ünal 😀', '', 'Ünal', 'delivered', NULL, 1000, 3000, 'crm', 'c1'),
              ('u2', :body, 'Ünal 😀', '', 'Ünal', 'needs-attention', 'Refused.', 1001, NULL, NULL, NULL),
              ('u3', :body, 'Ünal 😀', '', 'Ünal', 'waiting', NULL, 1002, NULL, NULL, NULL)`,
    )
    .run({ body: JSON.stringify(typed) });
  old.exec(
    `INSERT INTO attempt (contact_id, started_at, ended_at, base_url, credential_id, outcome, status, result)
     VALUES (1, 2000, 3000, 'https://crm.example.com', 'c', 'delivered', 200, 'The CRM created it as c1.'),
            (2, 2000, NULL, 'https://crm.example.com', 'c', NULL, NULL, NULL)`,
  );
  old.exec(`INSERT INTO draft VALUES (0, '${JSON.stringify(typed)}', 1)`);
  old.close();

  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  expect(outbox.counts()).toEqual({
    waiting: 1,
    sending: 0,
    delivered: 1,
    'needs-attention': 1,
    unconfirmed: 0,
    withdrawn: 0,
  });
  expect(outbox.newDrafts()).toMatchObject([{ slot: 0, contact: typed }]);
  expect(readDetail(outbox.detail(1))).toEqual({
    row: { id: 1, name: 'Ünal 😀', detail: '', state: 'delivered', reason: null, capturedAt: 1000, isOpen: false },
    uuid: 'u1',
    contact: typed,
    kept: [],
    left: false,
    delivery: { by: 'crm', at: 3000, crmId: 'c1', remoteId: null },
    attempts: [
      {
        id: 1,
        purpose: 'send',
        startedAt: 2000,
        endedAt: 3000,
        baseUrl: 'https://crm.example.com',
        credentialId: 'c',
        status: 200,
        code: null,
        message: null,
        excerpt: null,
        processed: 'yes',
        phase: null,
        headMs: null,
        result: 'The CRM created it as c1.',
        decision: null,
      },
    ],
  });
  expect(readDetail(outbox.detail(2))?.attempts).toMatchObject([
    { endedAt: null, result: 'On its way.', decision: null },
  ]);
  expect(outbox.claim({ baseUrl: 'https://crm.example.com', credentialId: 'c' }, 5000)?.id).toBe(3);
});
