import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noSetup } from '#contract/events.ts';
import type { Consent } from '#contract/qualification.ts';
import { consentOf } from '../../renderer/qualify/consent.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { expo } from '../support/events.ts';
import { temporaryFolder } from '../support/folder.ts';

const given = consentOf(expo, noSetup, { how: 'spoken', channels: ['email'] }, 1_000);
let outbox: Outbox;

beforeEach(() => {
  outbox = openOutbox(temporaryFolder());
});
afterEach(() => {
  outbox.close();
});

const consentIn = (id: number): Consent | null | undefined => outbox.detail(id)?.contact?.consent;

it('notes with a delivered contact that its consent was withdrawn, once, and changes nothing else', () => {
  const id = outbox.capture(contactWith({ consent: given, note: 'Keep' }), 1_000);
  outbox.park(id, { code: 'set-aside' });
  outbox.markDelivered(id, 2_000);
  const before = outbox.detail(id);
  expect(outbox.withdrawConsent(id, 3_000)).toBe(true);
  expect(outbox.withdrawConsent(id, 4_000)).toBe(false);
  const after = outbox.detail(id);
  expect(consentIn(id)?.withdrawnAt).toBe(3_000);
  expect(after).toEqual({
    ...before,
    contact: { ...before?.contact, consent: { ...before?.contact?.consent, withdrawnAt: 3_000 } },
  });
});

it('has nothing to note where nobody agreed to anything', () => {
  const id = outbox.capture(contactWith({}), 1_000);
  expect(outbox.withdrawConsent(id, 3_000)).toBe(false);
  expect(outbox.withdrawConsent(99, 3_000)).toBe(false);
});

it('marks what was left open in the list, also beside what cannot be read', () => {
  outbox.capture(contactWith({ open: ['q'] }), 1_000);
  outbox.capture(contactWith({}), 2_000);
  const broken = outbox.capture(contactWith({ open: ['q'] }), 3_000);
  const { folder } = outbox;
  outbox.close();
  const database = new Database(join(folder, 'outbox.sqlite'));
  database.prepare(`UPDATE contact SET body = '{"open":["q"', sum = NULL WHERE id = ?`).run(broken);
  database.close();
  outbox = openOutbox(folder);
  const isOpen = (search: string) =>
    outbox.page({ search, state: null, before: null, limit: 9 }).rows.map((row) => row.isOpen);
  expect(isOpen('')).toEqual([false, false, true]);
  expect(isOpen('meier')).toEqual([false, false, true]);
});

it('is found by the number on its badge', () => {
  outbox.capture(contactWith({ badgeId: '00471-B' }), 1_000);
  outbox.capture(contactWith({}), 2_000);
  expect(outbox.page({ search: '00471', state: null, before: null, limit: 9 }).rows).toHaveLength(1);
});
