import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reasonWords } from '#contract/ledger.ts';
import { capturedOf } from '#contract/receipt.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { delivered, refused, slowedDown, unanswered } from '../support/settlements.ts';
import { simulatedApp } from '../support/simulated-app.ts';
import { textOf } from '../support/words.ts';

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
const now = Date.parse('2026-11-24T12:00:00Z');

function open(folder = temporaryFolder()): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

const capture = (outbox: Outbox, lastName = 'Meier') => outbox.capture(contactWith({ lastName }), now);

function send(outbox: Outbox, settlement: typeof unanswered): number {
  const claimed = outbox.claim(connection, now);
  if (claimed === null) throw new Error('Nothing waits.');
  outbox.settle(claimed, settlement, now + 100);
  return claimed.id;
}

const words = (outbox: Outbox, id: number) => {
  const reason = outbox.row(id)?.reason;
  return reason ? textOf(reasonWords(reason)) : null;
};

describe('a withdrawn contact', () => {
  it('is never sent, and says when it was withdrawn and that nothing of it left', () => {
    const outbox = open();
    const id = capture(outbox);
    expect(outbox.withdraw(id, now + 5)).toBe(true);
    expect(outbox.row(id)).toMatchObject({
      state: 'withdrawn',
      reason: { code: 'withdrawn', at: now + 5, mayBeThere: false, from: 'waiting' },
    });
    expect(words(outbox, id)).toBe('You withdrew it. It is not sent.');
    expect(outbox.claim(connection, now)).toBeNull();
    expect(outbox.claim(connection, now, { ids: [], ready: [id] })).toBeNull();
  });

  it('is not sent by any other way than to undo it', async () => {
    const outbox = open();
    const id = capture(outbox);
    outbox.withdraw(id, now);
    expect(outbox.retry(id)).toBe(false);
    expect(outbox.sendAgain(id)).toBe(false);
    expect(outbox.edit(id, contactWith({ lastName: 'Mayer' }))).toBe(false);
    expect(outbox.markDelivered(id, now)).toBe(false);
    expect(outbox.park(id, { code: 'set-aside' })).toBe(false);
    expect(outbox.leave(id, now)).toBe(false);
    expect(outbox.withdraw(id, now)).toBe(false);
    expect(await outbox.parkUpTo(id, { code: 'set-aside' })).toEqual([]);
    expect(await outbox.retryAlike(id)).toEqual([]);
    outbox.endCutOff();
    expect(outbox.row(id)?.state).toBe('withdrawn');
  });

  it('stays in the list, found and counted, and in the sum of the receipt', async () => {
    const outbox = open();
    const ids = ['Adams', 'Brown', 'Clark', 'Davis'].map((name) => capture(outbox, name));
    send(outbox, delivered('crm-1'));
    outbox.withdraw(ids[1] ?? 0, now);
    expect(outbox.counts()).toMatchObject({ waiting: 2, delivered: 1, withdrawn: 1 });
    const { rows } = outbox.page({ search: 'brown', state: 'withdrawn', before: null, limit: 10 });
    expect(rows.map(({ name }) => name)).toEqual(['Brown']);
    const { counts, rows: lines } = await outbox.receipt({ span: { from: '2026-11-23', to: '2026-11-25' }, limit: 10 });
    expect(counts.withdrawn).toBe(1);
    expect(capturedOf(counts)).toBe(4);
    expect(lines).toHaveLength(4);
  });

  it('goes back to where it was when that is undone, with its reason', () => {
    const outbox = open();
    const waiting = capture(outbox, 'Waiting');
    outbox.park(waiting, { code: 'set-aside' });
    const doubted = capture(outbox, 'Doubted');
    expect(send(outbox, unanswered)).toBe(doubted);
    outbox.leave(doubted, now + 1);
    const fresh = capture(outbox, 'Fresh');
    const before = [waiting, doubted, fresh].map((id) => [outbox.row(id), outbox.detail(id)?.left]);
    for (const id of [waiting, doubted, fresh]) expect(outbox.withdraw(id, now)).toBe(true);
    expect(outbox.counts()).toMatchObject({ waiting: 0, 'needs-attention': 0, unconfirmed: 0, withdrawn: 3 });
    expect(outbox.lookups.left()).toBe(0);
    for (const id of [waiting, doubted, fresh]) expect(outbox.undoWithdraw(id)).toBe(true);
    expect([waiting, doubted, fresh].map((id) => [outbox.row(id), outbox.detail(id)?.left])).toEqual(before);
    expect(outbox.lookups.left()).toBe(1);
    // What was unconfirmed is not sent by itself because it was withdrawn meanwhile.
    expect(outbox.claim(connection, now)?.id).toBe(fresh);
    expect(outbox.claim(connection, now)).toBeNull();
    expect(outbox.undoWithdraw(doubted)).toBe(false);
  });

  it.each([
    ['is unconfirmed', unanswered, () => undefined],
    ['was unconfirmed and is to be sent again', unanswered, (outbox: Outbox, id: number) => outbox.sendAgain(id)],
  ])('says that the CRM may have it where it %s', (_what, settlement, then) => {
    const outbox = open();
    const id = capture(outbox);
    send(outbox, settlement);
    then(outbox, id);
    outbox.withdraw(id, now);
    expect(outbox.row(id)?.reason).toMatchObject({ mayBeThere: true });
    expect(words(outbox, id)).toContain('the CRM may have it');
  });

  it.each([
    ['refused', refused('Email is invalid')],
    ['not taken', slowedDown],
  ])('says no such thing where it was %s', (_what, settlement) => {
    const outbox = open();
    const id = capture(outbox);
    send(outbox, settlement);
    outbox.withdraw(id, now);
    expect(outbox.row(id)?.reason).toMatchObject({ mayBeThere: false });
  });

  it('is none that is on its way or delivered', () => {
    const outbox = open();
    const id = capture(outbox);
    const claimed = outbox.claim(connection, now);
    expect(outbox.withdraw(id, now)).toBe(false);
    expect(outbox.row(id)?.state).toBe('sending');
    if (claimed !== null) outbox.settle(claimed, delivered('crm-1'), now);
    expect(outbox.withdraw(id, now)).toBe(false);
    expect(outbox.undoWithdraw(id)).toBe(false);
    expect(outbox.row(id)?.state).toBe('delivered');
  });

  it('is looked for no more, and still counts where another one is looked for', () => {
    const outbox = open();
    const id = capture(outbox);
    send(outbox, unanswered);
    expect(outbox.lookups.open(connection)).toHaveLength(1);
    outbox.withdraw(id, now);
    expect(outbox.lookups.open(connection)).toEqual([]);
    expect(outbox.lookups.uncertain()).toMatchObject([{ id, asSent: true }]);
  });

  it('is not sent by the app, and is once that is undone', async () => {
    const app = await simulatedApp({});
    const [first = 0, second = 0] = app.capture('First', 'Second');
    app.outbox.withdraw(first, now);
    await app.passUntil(() => app.outbox.row(second)?.state === 'delivered', 600_000);
    expect(app.outbox.detail(first)).toMatchObject({ row: { state: 'withdrawn' }, attempts: [] });
    app.outbox.undoWithdraw(first);
    app.sender.nudge('saved');
    await app.passUntil(() => app.outbox.row(first)?.state === 'delivered', 600_000);
  });

  it('is one also after the next start', () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    const id = capture(outbox);
    outbox.withdraw(id, now);
    const row = outbox.row(id);
    outbox.close();
    const again = open(folder);
    expect(again.row(id)).toEqual(row);
    expect(again.claim(connection, now)).toBeNull();
  });
});

describe('undo after a save', () => {
  it('withdraws a contact that waits, and gives the form back what it had, on the disk at once', () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    const id = capture(outbox);
    expect(outbox.undoSave(id, 0, now)).toEqual(contactWith({}));
    expect(outbox.row(id)).toMatchObject({ state: 'withdrawn', reason: { code: 'undone' } });
    expect(words(outbox, id)).toContain('took it back');
    outbox.close();
    expect(open(folder).newDrafts()).toEqual([{ slot: 0, contact: contactWith({}) }]);
  });

  it('keeps what was typed in that form meanwhile', () => {
    const outbox = open();
    const id = capture(outbox);
    outbox.saveDraft(0, contactWith({ lastName: 'Next' }), now);
    outbox.undoSave(id, 0, now);
    expect(outbox.newDrafts()[0]?.contact.lastName).toBe('Meier');
    expect(outbox.clearedForms()).toMatchObject([{ slot: 0, contact: { lastName: 'Next' } }]);
  });

  it('changes nothing once the contact does not wait any more', () => {
    const outbox = open();
    const id = capture(outbox);
    outbox.claim(connection, now);
    expect(outbox.undoSave(id, 0, now)).toBeNull();
    expect(outbox.row(id)?.state).toBe('sending');
    expect(outbox.newDrafts()).toEqual([]);
    expect(outbox.undoSave(7, 0, now)).toBeNull();
  });
});

describe('a contact that cannot be read', () => {
  it('is put in front of the user and not sent, and holds nobody up; nothing throws', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    const broken = capture(outbox, 'Broken');
    const doubted = capture(outbox, 'Doubted');
    outbox.claim(connection, now);
    send(outbox, unanswered);
    outbox.close();
    const database = new Database(join(folder, 'outbox.sqlite'));
    database.exec(`UPDATE contact SET body = '{"lastName":7}', sum = NULL`);
    database.exec(`UPDATE contact SET state = 'waiting' WHERE id = ${broken}; UPDATE draft SET body = '{', sum = NULL`);
    database.close();
    const again = open(folder);
    const good = capture(again, 'Good');
    expect(again.claim(connection, now)?.id).toBe(good);
    expect(again.row(broken)).toMatchObject({ state: 'needs-attention', reason: { code: 'unreadable' } });
    expect(again.detail(broken)).toMatchObject({ contact: null, kept: [] });
    expect(again.lookups.uncertain()).toMatchObject([{ id: doubted, contact: null }, { id: good }]);
    expect(again.sendAgain(doubted)).toBe(true);
    expect(again.claim(connection, now)).toBeNull();
    expect(again.row(doubted)?.reason).toEqual({ code: 'unreadable' });
    expect(again.newDrafts()).toEqual([]);
    expect(again.undoSave(broken, 0, now)).toBeNull();
    const { rows } = await again.receipt({ span: { from: '2026-11-23', to: '2026-11-25' }, limit: 10 });
    expect(rows.map(({ account }) => account)).toEqual(['', '', '']);
    expect(again.withdraw(broken, now)).toBe(true);
    expect(again.undoWithdraw(broken)).toBe(true);
  });
});
