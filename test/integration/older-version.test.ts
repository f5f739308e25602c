/** What an older Fieldpost has left is read by today's: nothing of it is lost, and what may have been sent is still known for that. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reasonWords } from '#contract/ledger.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { noMemory } from '../../electron/store/settings.ts';
import { openQueue } from '../../electron/sync/queue.ts';
import { repairStore } from '../../electron/outbox/store.ts';
import {
  connection,
  fates,
  lost,
  mayBeThere,
  olderDay,
  olderOutbox,
  refusal,
  restingWords,
} from '../support/older-outbox.ts';
import { openRepaired } from '../support/repaired.ts';
import { delivered } from '../support/settlements.ts';
import { readDetail, textOf } from '../support/words.ts';

const now = 1_800_000_000_000;
type Ids = ReturnType<typeof fates>;

async function open(folder: string): Promise<Outbox> {
  const outbox = await openRepaired(folder);
  onTestFinished(() => {
    outbox.close();
  });
  outbox.endCutOff();
  return outbox;
}

const uncertain = (outbox: Outbox) =>
  new Map(outbox.lookups.uncertain().map(({ id, requests }) => [id, requests.map(({ startedAt }) => startedAt)]));

/** Those whose fate is or was unknown, with the requests of which that is so: whoever is looked for must not be taken for one of them. */
function expectUnknownFates(outbox: Outbox, ids: Ids): void {
  expect([...uncertain(outbox)].sort(([one], [other]) => one - other)).toEqual([
    [ids.lost, [now]],
    [ids.page, [now]],
    // An older Fieldpost took every 503 for "not taken".
    [ids.delivered, [now - 5_000]],
    [ids.resent, [now - 5_000]],
    [ids.cut, [now]],
    [ids.waiting, [now]],
  ]);
}

describe('an outbox of schema 4', () => {
  it('says what it said, in its own sentences', async () => {
    const { folder, ids } = olderDay(now);
    const outbox = await open(folder);
    const words = (id: number) => {
      const reason = outbox.row(id)?.reason ?? null;
      return reason === null ? null : textOf(reasonWords(reason));
    };
    expect(words(ids.lost)).toBe(`${lost} ${mayBeThere}`);
    expect(words(ids.refused)).toBe(refusal);
    expect(words(ids.delivered)).toBeNull();
    const [after, before] = readDetail(outbox.detail(ids.delivered))?.attempts ?? [];
    expect(after).toMatchObject({ processed: 'yes', result: 'The CRM created it as crm-Delivered.', decision: null });
    expect(before).toMatchObject({
      processed: 'unknown',
      phase: null,
      headMs: null,
      result: 'Not taken: HTTP 503: Busy.',
      decision: restingWords,
    });
    const { counts, rows } = await outbox.receipt({ span: { from: '1970-01-01', to: '1970-01-02' }, limit: 100 });
    expect(counts).toEqual({
      waiting: 0,
      sending: 0,
      delivered: 2,
      'needs-attention': 2,
      unconfirmed: 4,
      withdrawn: 0,
    });
    expect(rows).toHaveLength(8);
  });

  it('has its unconfirmed contacts looked for, and knows of each request that may have arrived', async () => {
    const { folder, ids } = olderDay(now);
    const outbox = await open(folder);
    expect(outbox.lookups.open(connection)).toEqual(
      [ids.lost, ids.page, ids.cut, ids.waiting].map((id) => ({ id, sentAt: now, lookedAt: null })),
    );
    expectUnknownFates(outbox, ids);
  });

  it('sends no contact again by itself that got 503, since that one may have been created', async () => {
    const { folder, ids } = olderDay(now);
    const outbox = await open(folder);
    expect(outbox.row(ids.waiting)).toMatchObject({
      state: 'unconfirmed',
      reason: { code: 'trouble', status: 503, message: null },
    });
    expect(outbox.claim(connection, now)).toBeNull();
  });

  it('keeps the looks of before, in their sentences, and does not look as often anew', async () => {
    const older = olderOutbox();
    const result = 'It is not in the list that the CRM gives.';
    const decision = 'It stays unconfirmed. It is looked for again in 1 min.';
    const sent = { at: now, outcome: 'unknown', result: lost, decision: 'Unconfirmed.' };
    const look = { at: now + 1_000, outcome: 'not-found', status: 200, result, decision };
    const id = older.contact('Looked', 'unconfirmed', lost, [sent, look]);
    older.database.exec(`UPDATE attempt SET purpose = 'look' WHERE outcome = 'not-found'`);
    older.close();
    const outbox = await open(older.folder);
    expect(readDetail(outbox.detail(id))?.attempts).toMatchObject([
      { purpose: 'look', processed: null, result, decision },
      { purpose: 'send', processed: 'unknown', result: lost },
    ]);
    expect(outbox.lookups.open(connection)).toEqual([{ id, sentAt: now, lookedAt: now + 1_100 }]);
  });

  it('goes on: what needs attention is retried alike, and is sent and settled in codes', async () => {
    const { folder, ids } = olderDay(now);
    const outbox = await open(folder);
    expect(outbox.reasons()).toEqual([{ reason: { code: 'text', text: refusal }, contacts: 2, id: ids.alike }]);
    expect((await outbox.retryAlike(ids.refused)).sort()).toEqual([ids.refused, ids.alike]);
    const claimed = outbox.claim(connection, now + 1);
    if (claimed !== null) outbox.settle(claimed, delivered('crm-new'), now + 2);
    expect(readDetail(outbox.detail(ids.refused))).toMatchObject({
      row: { state: 'delivered' },
      attempts: [
        { processed: 'yes', phase: 'answer', result: 'The CRM created it as crm-new.' },
        { processed: 'no', phase: null, result: refusal },
      ],
    });
  });
});

describe('what an older queue had to know', () => {
  const pause = {
    reason: 'api-ill',
    since: now - 60_000,
    met: now,
    until: now + 9,
    notBefore: null,
    detail: 'HTTP 500.',
    tries: 4,
  };

  async function memoryAfter(stored: unknown) {
    const older = olderOutbox();
    older.setting('pause', stored);
    older.close();
    return (await open(older.folder)).queueMemory();
  }
  const queueAfter = async (stored: unknown) =>
    openQueue(await memoryAfter(stored), true, 'yes', { wall: now, steady: 500_000 });

  it('is an outage: the next contact does not go out untried', async () => {
    expect(await memoryAfter(pause)).toEqual({
      ...noMemory,
      outage: { reason: 'api-ill', since: now - 60_000, canaries: 0, misled: false, canaryAt: 0 },
    });
    expect(await queueAfter(pause)).toMatchObject({ proven: false, outage: { reason: 'api-ill', since: 440_000 } });
    expect((await queueAfter({ ...pause, reason: 'portal' })).outage?.reason).toBe('portal');
  });

  it('is the deadline that the CRM has set', async () => {
    const limited = { ...pause, reason: 'rate-limited', notBefore: now + 120_000 };
    expect(await memoryAfter(limited)).toEqual({ ...noMemory, notBefore: now + 120_000 });
    expect(await queueAfter(limited)).toMatchObject({
      notBefore: 620_000,
      rest: { reason: 'rate-limited', until: 620_000 },
    });
  });

  it('is an outage and a deadline', async () => {
    expect(await memoryAfter({ ...pause, notBefore: now + 120_000 })).toMatchObject({
      notBefore: now + 120_000,
      outage: { reason: 'api-ill' },
    });
  });

  it.each([null, { ...pause, reason: 'offline' }, 'damaged', { reason: 1 }])('is nothing after %j', async (stored) => {
    expect(await memoryAfter(stored)).toEqual(noMemory);
  });

  it("is not asked any more once today's queue has written its own", async () => {
    const older = olderOutbox();
    older.setting('pause', pause);
    older.close();
    const outbox = openOutbox(older.folder);
    outbox.saveQueueMemory(noMemory);
    outbox.close();
    expect((await open(older.folder)).queueMemory()).toEqual(noMemory);
  });
});

describe('the repair of an outbox of schema 4', () => {
  function expectAll(outbox: Outbox, ids: Ids): void {
    expect(outbox.counts()).toEqual({
      waiting: 0,
      sending: 0,
      delivered: 2,
      'needs-attention': 2,
      unconfirmed: 4,
      withdrawn: 0,
    });
    expect(outbox.row(ids.lost)?.reason).toEqual({ code: 'text', text: `${lost} ${mayBeThere}` });
    expectUnknownFates(outbox, ids);
  }

  it('takes over what its journal is ahead by', async () => {
    const older = olderOutbox();
    let ids: Ids | undefined;
    older.closeBefore(() => {
      ids = fates(older, now);
    });
    if (ids !== undefined) expectAll(await open(older.folder), ids);
  });

  it('makes it anew from its journal', async () => {
    const { folder, ids } = olderDay(now);
    rmSync(join(folder, 'outbox.sqlite'));
    const outbox = await open(folder);
    expect(textOf(outbox.repair() ?? '')).toContain('All 8 contacts are here');
    expectAll(outbox, ids);
  });

  it('makes it anew from a backup and the rest of its journal', async () => {
    const older = olderOutbox();
    let ids: Ids | undefined;
    older.closeBefore(() => {
      ids = fates(older, now);
    });
    keepAsBackup(older.folder);
    if (ids !== undefined) expectAll(await open(older.folder), ids);
  });

  it('makes it anew from a backup, where the journal is damaged', async () => {
    const { folder, ids } = olderDay(now);
    keepAsBackup(folder);
    writeFileSync(join(folder, 'outbox.journal'), 'garbage');
    const outbox = await open(folder);
    // What waited in the backup may have been sent since.
    expect(outbox.row(ids.waiting)).toMatchObject({ state: 'unconfirmed', reason: { code: 'record-lost' } });
    // And whether the last request that is known of the one that was under way was its last.
    expect(uncertain(outbox).get(ids.cut)).toEqual([]);
    // A refused one may have been sent once more, on the user's word.
    for (const id of [ids.refused, ids.alike]) expect(outbox.row(id)?.reason).toEqual({ code: 'record-lost' });
  });

  it('makes it anew from what can still be read of it', async () => {
    const { folder, ids } = olderDay(now);
    rmSync(join(folder, 'outbox.journal'));
    expect(textOf(await repairStore(folder))).toContain('All 8 contacts are here');
    expectAll(await open(folder), ids);
  });
});

/** The database itself is gone. */
function keepAsBackup(folder: string): void {
  mkdirSync(join(folder, 'backups'));
  renameSync(join(folder, 'outbox.sqlite'), join(folder, 'backups', 'outbox-2026-11-24T10-00.sqlite'));
}
