/** Contacts that need attention for one and the same reason are retried together, and no others. */
import { expect, it, onTestFinished } from 'vitest';
import type { Reason } from '../../electron/contract/ledger.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { connection } from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { refused, unanswered } from '../support/settlements.ts';

/** `told`: hears of each contact that changes. */
function open(told: number[] = []): Outbox {
  const outbox = openOutbox(temporaryFolder(), { changed: (id) => told.push(id) });
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

/** Captures a contact that the CRM then refuses in these words; returns its id. */
function refusedIn(outbox: Outbox, words: string | null, status?: number): number {
  const id = outbox.capture(contactWith({ lastName: 'R' }), 1);
  const claimed = outbox.claim(connection, 2);
  if (claimed !== null) outbox.settle(claimed, refused(words, status), 3);
  return id;
}

const reason = (message: string | null, status = 400): Reason => ({ code: 'refused', status, message });

it('are counted by their exact reason, the most frequent first', () => {
  const outbox = open();
  expect(outbox.reasons()).toEqual([]);
  const expired = [1, 2, 3].map(() => refusedIn(outbox, 'Credential expired'));
  const other = [refusedIn(outbox, 'Credential expired', 422), refusedIn(outbox, null)];
  const aside = outbox.capture(contactWith({}), 1);
  outbox.park(aside, { code: 'set-aside' });
  outbox.capture(contactWith({ lastName: 'Waits' }), 1);
  expect(outbox.reasons()).toEqual([
    { reason: reason('Credential expired'), contacts: 3, id: expired[2] },
    { reason: { code: 'set-aside' }, contacts: 1, id: aside },
    { reason: reason(null), contacts: 1, id: other[1] },
    { reason: reason('Credential expired', 422), contacts: 1, id: other[0] },
  ]);
});

it('wait again together, whichever of them is asked for, and no other one does', () => {
  const told: number[] = [];
  const outbox = open(told);
  const expired = [1, 2, 3].map(() => refusedIn(outbox, 'Credential expired'));
  const other = refusedIn(outbox, 'Credential expired', 422);
  told.length = 0;
  expect(outbox.retryAlike(expired[1] ?? 0).sort()).toEqual(expired);
  expect(told.sort()).toEqual(expired);
  expect(expired.map((id) => outbox.row(id))).toMatchObject(expired.map(() => ({ state: 'waiting', reason: null })));
  expect(outbox.row(other)?.state).toBe('needs-attention');
  expect(outbox.reasons()).toEqual([{ reason: reason('Credential expired', 422), contacts: 1, id: other }]);
});

it('are none where the contact does not need attention any more', () => {
  const outbox = open();
  const [gone, stays] = [refusedIn(outbox, 'No'), refusedIn(outbox, 'No')];
  outbox.retry(gone);
  // An unconfirmed contact is sent again one by one only.
  const unknown = outbox.capture(contactWith({}), 1);
  for (const settlement of [refused('No'), unanswered]) {
    const claimed = outbox.claim(connection, 2);
    if (claimed !== null) outbox.settle(claimed, settlement, 3);
  }
  outbox.retry(gone);
  for (const id of [gone, unknown, 99]) expect(outbox.retryAlike(id)).toEqual([]);
  expect(outbox.row(stays)?.state).toBe('needs-attention');
  expect(outbox.row(unknown)?.state).toBe('unconfirmed');
});

it('are set aside and left to another laptop with a reason of their own', () => {
  const outbox = open();
  const [one, two] = [outbox.capture(contactWith({}), 1), outbox.capture(contactWith({}), 1)];
  outbox.parkUpTo(two, { code: 'other-laptop' });
  expect(outbox.reasons()).toEqual([{ reason: { code: 'other-laptop' }, contacts: 2, id: two }]);
  expect(outbox.retryAlike(one).sort()).toEqual([one, two]);
});
