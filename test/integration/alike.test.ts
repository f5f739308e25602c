/** Contacts that need attention for one and the same reason are retried together, and no others. */
import { expect, it, onTestFinished } from 'vitest';
import type { Reason } from '#contract/ledger.ts';
import { portion } from '../../electron/outbox/portions.ts';
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

it('wait again together, whichever of them is asked for, and no other one does', async () => {
  const told: number[] = [];
  const outbox = open(told);
  const expired = [1, 2, 3].map(() => refusedIn(outbox, 'Credential expired'));
  const other = refusedIn(outbox, 'Credential expired', 422);
  told.length = 0;
  expect((await outbox.retryAlike(expired[1] ?? 0)).sort()).toEqual(expired);
  expect(told.sort()).toEqual(expired);
  expect(expired.map((id) => outbox.row(id))).toMatchObject(expired.map(() => ({ state: 'waiting', reason: null })));
  expect(outbox.row(other)?.state).toBe('needs-attention');
  expect(outbox.reasons()).toEqual([{ reason: reason('Credential expired', 422), contacts: 1, id: other }]);
});

it('are none where the contact does not need attention any more', async () => {
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
  for (const id of [gone, unknown, 99]) expect(await outbox.retryAlike(id)).toEqual([]);
  expect(outbox.row(stays)?.state).toBe('needs-attention');
  expect(outbox.row(unknown)?.state).toBe('unconfirmed');
});

it('are set aside and left to another laptop with a reason of their own', async () => {
  const outbox = open();
  const [one, two] = [outbox.capture(contactWith({}), 1), outbox.capture(contactWith({}), 1)];
  await outbox.parkUpTo(two, { code: 'other-laptop' });
  expect(outbox.reasons()).toEqual([{ reason: { code: 'other-laptop' }, contacts: 2, id: two }]);
  expect((await outbox.retryAlike(one)).sort()).toEqual([one, two]);
});

it('are moved in portions where they are very many: each once, and whatever else is done in between', async () => {
  const outbox = open();
  const many = 2 * portion + 1;
  const ids = outbox.together(() => Array.from({ length: many }, () => outbox.capture(contactWith({}), 1)));
  const portions: number[] = [];
  let saved: number | undefined;
  const parking = outbox.parkUpTo(ids.at(-1) ?? 0, { code: 'set-aside' });
  expect(outbox.counts()).toMatchObject({ waiting: many - portion, 'needs-attention': portion });
  expect(await parking).toEqual(ids);
  const retried = await outbox.retryAlike(ids[0] ?? 0, (moved) => {
    portions.push(moved.length);
    // It fails again at once, and is not retried again: that would never end.
    outbox.park(moved[0] ?? 0, { code: 'set-aside' });
    saved ??= outbox.capture(contactWith({}), 1);
  });
  expect(retried).toEqual(ids);
  expect(portions).toEqual([portion, portion, 1]);
  expect(outbox.counts()).toMatchObject({ waiting: many - 3 + 1, 'needs-attention': 3 });
});

it('are moved no further once the outbox is closed', async () => {
  const outbox = open();
  const many = portion + 1;
  const ids = outbox.together(() => Array.from({ length: many }, () => outbox.capture(contactWith({}), 1)));
  const parking = outbox.parkUpTo(ids.at(-1) ?? 0, { code: 'set-aside' });
  outbox.close();
  expect(await parking).toHaveLength(portion);
});
