import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import type { Look } from '../../electron/outbox/lookups.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { migrations } from '../../electron/store/migrations.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import type { Settlement } from '../../electron/outbox/delivery.ts';
import { noMemory } from '../../electron/store/settings.ts';
import { contactWith } from '../support/contacts.ts';
import { makeReadOnly, smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';
import { delivered, refused, slowedDown, unanswered } from '../support/settlements.ts';
import { readDetail, textOf } from '../support/words.ts';

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
const all = { search: '', state: null, before: null, limit: 50 } as const;
function open(folder = temporaryFolder()): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

function capture(outbox: Outbox, parts: Partial<Contact> = {}): number {
  return outbox.capture(contactWith(parts), 1_000);
}

/** Sends the oldest waiting contact as far as the outbox is concerned. */
function attempt(outbox: Outbox, settlement: Settlement): void {
  const claimed = outbox.claim(connection, 2_000);
  if (claimed === null) throw new Error('Nothing waits');
  outbox.settle(claimed, settlement, 3_000);
}

const names = (outbox: Outbox, query: Partial<Parameters<Outbox['page']>[0]>) =>
  outbox.page({ ...all, ...query }).rows.map(({ name }) => name);

describe('a saved contact', () => {
  it('is on the disk: synchronous is FULL, the journal a WAL, foreign keys are on', () => {
    const database = openDatabase(temporaryFolder());
    onTestFinished(() => {
      database.close();
    });
    const pragma = (name: string): unknown => database.pragma(name, { simple: true });
    expect([pragma('synchronous'), pragma('journal_mode'), pragma('foreign_keys')]).toEqual([2, 'wal', 1]);
  });

  it('is there at the next start, as it was typed, with a UUID of its own', () => {
    const folder = temporaryFolder();
    const typed = contactWith({
      lastName: ' Ünal 😀 محمد',
      customFields: [{ name: 'A', value: '[1.0]', kind: 'json' }],
    });
    const first = openOutbox(folder);
    const id = first.capture(typed, 1_000);
    const other = capture(first);
    first.close();
    const outbox = open(folder);
    const detail = readDetail(outbox.detail(id));
    expect(detail?.contact).toEqual(typed);
    expect(detail?.row).toMatchObject({ state: 'waiting', reason: null, capturedAt: 1_000 });
    expect(detail?.uuid).toMatch(/^[0-9a-f-]{36}$/u);
    expect(detail?.uuid).not.toBe(readDetail(outbox.detail(other))?.uuid);
  });

  it('cannot be deleted, not even by the program', () => {
    const folder = temporaryFolder();
    capture(open(folder));
    const database = new Database(join(folder, 'outbox.sqlite'));
    expect(() => database.exec('DELETE FROM contact')).toThrow('never deleted');
    database.close();
  });
});

describe('the queue', () => {
  it('gives out the oldest first, each once, and the attempt is stored before the request', () => {
    const outbox = open();
    const ids = [capture(outbox), capture(outbox)];
    const claimed = [outbox.claim(connection, 2_000), outbox.claim(connection, 2_001), outbox.claim(connection, 2_002)];
    expect(claimed.map((one) => one?.id ?? null)).toEqual([...ids, null]);
    expect(readDetail(outbox.detail(ids[0] ?? 0))).toMatchObject({
      row: { state: 'sending' },
      attempts: [{ startedAt: 2_000, endedAt: null, baseUrl: 'https://crm.example.com', credentialId: 'c' }],
    });
    expect(outbox.startsSince(2_000)).toEqual([2_001]);
  });

  it('counts the requests of the last minute, also where a look that began before it was stored after them', () => {
    const outbox = open();
    const id = capture(outbox);
    for (const at of [1_000, 2_000]) {
      capture(outbox);
      outbox.claim(connection, at);
    }
    const look = {
      ...connection,
      id,
      outcome: 'listed',
      status: 200,
      message: null,
      excerpt: null,
      delivery: null,
    } as const;
    const left = { result: { kind: 'not-found' }, decision: { kind: 'unknown' } } as unknown as Pick<
      Look,
      'result' | 'decision'
    >;
    for (const startedAt of [500, 1_700]) outbox.settleLook({ ...look, ...left, startedAt }, 3_000);
    expect(outbox.startsSince(1_500)).toEqual([2_000, 1_700]);
    expect(outbox.startsSince(500)).toEqual([1_000, 2_000, 1_700]);
  });

  it('passes over those that failed, and takes them in the order in which they were tried once nobody else waits', () => {
    const outbox = open();
    const [a, b, c, d] = [1, 2, 3, 4].map(() => capture(outbox));
    const behind = { ids: [d ?? 0, b ?? 0, a ?? 0], ready: [d ?? 0, b ?? 0] };
    const taken = Array.from({ length: 4 }, () => outbox.claim(connection, 2_000, behind)?.id);
    // The first one rests, and is not taken although it waits.
    expect(taken).toEqual([c, d, b, undefined]);
    expect(outbox.row(a ?? 0)?.state).toBe('waiting');
  });

  it('goes on with the others after one was refused', () => {
    const outbox = open();
    const [bad, good] = [capture(outbox), capture(outbox)];
    attempt(outbox, refused());
    attempt(outbox, delivered('c1'));
    expect(outbox.row(bad)?.state).toBe('needs-attention');
    expect(readDetail(outbox.detail(good))?.delivery).toEqual({ by: 'crm', at: 3_000, crmId: 'c1', remoteId: null });
  });

  it('makes what a crash left as sending unconfirmed, with the reason, and never sends it again by itself', () => {
    const folder = temporaryFolder();
    const crashed = openOutbox(folder);
    const id = capture(crashed);
    crashed.claim(connection, 2_000);
    crashed.close();
    const outbox = open(folder);
    outbox.endCutOff();
    expect(readDetail(outbox.detail(id))).toMatchObject({
      row: { state: 'unconfirmed', reason: { code: 'cut-off' } },
      attempts: [{ endedAt: null, processed: 'unknown', result: 'Fieldpost ended before the CRM answered.' }],
    });
    expect(outbox.claim(connection, 9_000)).toBeNull();
  });

  it('keeps what the queue has to know in the same commit as the result that led to it', () => {
    const folder = temporaryFolder();
    const first = openOutbox(folder);
    const id = capture(first);
    const memory = { ...noMemory, notBefore: 99 };
    expect(first.queueMemory()).toEqual(noMemory);
    const settle = (isCut: boolean) => {
      first.together(() => {
        attempt(first, slowedDown);
        first.saveQueueMemory(memory);
        if (isCut) throw new Error('cut off');
      });
    };
    expect(() => {
      settle(true);
    }).toThrow('cut off');
    expect([first.queueMemory(), first.detail(id)?.attempts]).toEqual([noMemory, []]);
    settle(false);
    first.close();
    const outbox = open(folder);
    expect(outbox.queueMemory()).toEqual(memory);
    expect(readDetail(outbox.detail(id))).toMatchObject({
      row: { state: 'waiting', reason: null },
      attempts: [{ status: 429 }],
    });
  });
});

describe("the user's word", () => {
  it('sends an unconfirmed contact again, and only such a one', () => {
    const outbox = open();
    const id = capture(outbox);
    expect(outbox.sendAgain(id)).toBe(false);
    attempt(outbox, unanswered);
    expect(outbox.sendAgain(id)).toBe(true);
    expect(outbox.row(id)).toMatchObject({ state: 'waiting', reason: null });
  });

  it('settles an unconfirmed contact as delivered, and says who said so', () => {
    const outbox = open();
    const id = capture(outbox);
    expect(outbox.markDelivered(id, 5)).toBe(false);
    attempt(outbox, unanswered);
    expect(outbox.markDelivered(id, 5)).toBe(true);
    expect(readDetail(outbox.detail(id))?.delivery).toEqual({ by: 'user', at: 5, crmId: null, remoteId: null });
    expect(outbox.claim(connection, 6)).toBeNull();
  });

  it('corrects a refused contact and lets it wait again, and cannot change one that was delivered', () => {
    const outbox = open();
    const id = capture(outbox);
    attempt(outbox, refused());
    expect(outbox.edit(id, contactWith({ lastName: 'Maier' }))).toBe(true);
    expect(outbox.row(id)).toMatchObject({ name: 'Maier', state: 'waiting', reason: null });
    attempt(outbox, delivered('c1'));
    expect(outbox.edit(id, contactWith({ lastName: 'Mayer' }))).toBe(false);
    expect(outbox.retry(id)).toBe(false);
    expect(outbox.row(id)).toMatchObject({ name: 'Maier', state: 'delivered' });
  });
});

describe('a draft', () => {
  it('survives the end of the app, and goes with the save', () => {
    const folder = temporaryFolder();
    const first = openOutbox(folder);
    first.saveDraft(0, contactWith({ lastName: 'Mei' }), 1);
    first.close();
    const outbox = open(folder);
    expect(outbox.newDrafts()[0]?.contact.lastName).toBe('Mei');
    capture(outbox);
    expect(outbox.newDrafts()).toEqual([]);
  });

  it('of an edit comes back with its contact, which is not sent before the edit ends', () => {
    const outbox = open();
    const [id, other] = [capture(outbox), capture(outbox)];
    outbox.saveDraft(id, contactWith({ lastName: 'Mai' }), 1);
    expect(outbox.editDraft()).toMatchObject({ slot: id, contact: { lastName: 'Mai' } });
    expect(outbox.heldBack()).toBe(1);
    expect(outbox.claim(connection, 2)?.id).toBe(other);
    expect(outbox.claim(connection, 2)).toBeNull();
    outbox.saveDraft(id, null, 3);
    expect(outbox.heldBack()).toBe(0);
    expect(outbox.claim(connection, 4)?.id).toBe(id);
  });
});

describe('the list', () => {
  it('comes newest first, page by page, each contact once', () => {
    const outbox = open();
    for (let n = 1; n <= 5; n++) capture(outbox, { lastName: `P${n}` });
    const first = outbox.page({ ...all, limit: 3 });
    const rest = outbox.page({ ...all, limit: 3, before: first.rows.at(-1)?.id ?? null });
    expect([...first.rows, ...rest.rows].map(({ name }) => name)).toEqual(['P5', 'P4', 'P3', 'P2', 'P1']);
    expect([first.more, rest.more]).toEqual([true, false]);
  });

  it('counts and filters by state', () => {
    const outbox = open();
    capture(outbox, { lastName: 'Refused' });
    capture(outbox, { lastName: 'Waiting' });
    attempt(outbox, refused());
    expect(outbox.counts()).toEqual({
      waiting: 1,
      sending: 0,
      delivered: 0,
      'needs-attention': 1,
      unconfirmed: 0,
      withdrawn: 0,
    });
    expect(names(outbox, { state: 'needs-attention' })).toEqual(['Refused']);
    expect(names(outbox, { state: 'delivered' })).toEqual([]);
  });

  it('finds by the beginnings of words in name, account, e-mail and phone, accents or not', () => {
    const outbox = open();
    capture(outbox, { lastName: 'Çelik', firstName: 'Ayşe', account: 'Acme GmbH' });
    capture(outbox, {
      lastName: "O'Neil",
      emailAddresses: [{ emailAddressType: '', emailAddress: 'pat@example.com' }],
      phoneNumbers: [{ phoneNumberType: '', phoneNumber: '+49 89 123' }],
    });
    for (const search of ['cel', 'ayse acme', 'ACM', 'gmbh çelik'])
      expect(names(outbox, { search })).toEqual(['Ayşe Çelik']);
    for (const search of ["o'n", 'pat@exa', '+49 89', '  neil  '])
      expect(names(outbox, { search })).toEqual(["O'Neil"]);
    for (const search of ['elik', 'acme pat', '"', '*', 'NEAR(', '-']) expect(names(outbox, { search })).toEqual([]);
  });

  it('finds a person with one name, and shows that alone', () => {
    const outbox = open();
    capture(outbox, { lastName: 'Suharti', firstName: '' });
    expect(names(outbox, { search: 'suhar' })).toEqual(['Suharti']);
  });

  it('stores what a person sees, and finds it by that', () => {
    const outbox = open();
    const lastName = 'Lindt\u200E';
    const id = capture(outbox, {
      lastName,
      phoneNumbers: [{ phoneNumberType: '', phoneNumber: '\u202D+1 555 010 0142\u202C' }],
    });
    outbox.edit(
      id,
      contactWith({ ...outbox.detail(id)?.contact, firstName: 'علی\u200Cرضا', account: 'Nord\u00ADlicht' }),
    );
    expect(names(outbox, { search: 'nordlicht lindt' })).toEqual(['علی\u200Cرضا Lindt']);
    expect(outbox.detail(id)?.contact).toMatchObject({
      ...{ firstName: 'علی\u200Cرضا', lastName: 'Lindt', account: 'Nordlicht' },
      phoneNumbers: [{ phoneNumber: '+1 555 010 0142' }],
    });
  });

  it('finds what was captured or edited a moment ago, and no longer what it said before', () => {
    const outbox = open();
    const id = capture(outbox, { lastName: 'Before' });
    expect(names(outbox, { search: 'before' })).toEqual(['Before']);
    outbox.edit(id, contactWith({ lastName: 'After' }));
    capture(outbox, { lastName: 'Newest' });
    expect(names(outbox, { search: 'before' })).toEqual([]);
    expect(names(outbox, { search: 'after' })).toEqual(['After']);
    expect(names(outbox, { search: 'newest', state: 'waiting' })).toEqual(['Newest']);
    expect(names(outbox, { search: 'newest', state: 'delivered' })).toEqual([]);
  });
});

describe('an outbox that cannot be opened', () => {
  function problem(folder: string): StoreProblem {
    try {
      openOutbox(folder).close();
    } catch (error) {
      if (error instanceof StoreProblem) return error;
      throw error;
    }
    throw new Error('It was opened');
  }

  it('because a newer Fieldpost wrote it, is refused with words and not touched', () => {
    const folder = temporaryFolder();
    const newer = openDatabase(folder);
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.pragma('wal_checkpoint(TRUNCATE)');
    newer.close();
    const file = join(folder, 'outbox.sqlite');
    const before = readFileSync(file);
    expect(textOf(problem(folder).said)).toContain('newer Fieldpost');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['outbox.lock', 'outbox.sqlite']);
  });

  it('because its newer version is still in the write-ahead log, is refused too', () => {
    const folder = temporaryFolder();
    const newer = openDatabase(folder);
    newer.pragma(`user_version = ${migrations.length + 1}`);
    expect(textOf(problem(folder).said)).toContain('newer Fieldpost');
    newer.close();
  });

  it.each([
    ['garbage', Buffer.from('This is no database. '.repeat(500))],
    ['half a header', Buffer.from('SQLite format 3\0')],
    ['a text', Buffer.from('x')],
  ])('because it is %s, is left as it is', (_what, bytes) => {
    const folder = temporaryFolder();
    const file = join(folder, 'outbox.sqlite');
    writeFileSync(file, bytes);
    expect(textOf(problem(folder).said)).toContain('damaged or was not made by Fieldpost');
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['outbox.lock', 'outbox.sqlite']);
  });

  it("because it is another program's database, is left as it is", () => {
    const folder = temporaryFolder();
    const foreign = new Database(join(folder, 'outbox.sqlite'));
    foreign.pragma('application_id = 7');
    foreign.exec('CREATE TABLE contact (name)');
    foreign.close();
    expect(textOf(problem(folder).said)).toContain('not made by Fieldpost');
  });

  it('because a folder has its name, says so', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'outbox.sqlite'));
    expect(textOf(problem(folder).said)).toContain('a folder named outbox.sqlite');
  });

  it('because a file stands where its folder should be, says so', () => {
    const folder = join(temporaryFolder(), 'outbox');
    writeFileSync(folder, '');
    expect(textOf(problem(folder).said)).toContain('not allowed to write');
  });

  it.skipIf(!canMount)('because the disk is read-only, says so, whether it was there before or not', () => {
    const disk = smallDisk(2_048);
    const folder = join(disk, 'outbox');
    openOutbox(folder).close();
    makeReadOnly(disk);
    expect(textOf(problem(folder).said)).toContain('not allowed to write');
    expect(textOf(problem(join(disk, 'other')).said)).toContain('not allowed to write');
  });

  it.skipIf(!canMount)('because the disk is full, says so', () => {
    const disk = smallDisk(64);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(60 * 1024));
    expect(textOf(problem(join(disk, 'outbox')).said)).toContain('disk is full');
  });

  it('is opened once what stood in its way is gone', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'outbox.sqlite');
    writeFileSync(file, 'x');
    problem(folder);
    rmSync(file);
    expect(capture(open(folder))).toBe(1);
    expect(existsSync(file)).toBe(true);
  });
});

describe('a disk that fills up', () => {
  it.skipIf(!canMount)(
    'refuses the save with words, keeps all that was saved, and saves again once there is space',
    () => {
      const disk = smallDisk(512);
      const filler = join(disk, 'filler');
      writeFileSync(filler, Buffer.alloc(200 * 1024));
      const outbox = openOutbox(join(disk, 'outbox'));
      let saved = 0;
      const fill = () => {
        for (; saved < 10_000; saved++) capture(outbox, { lastName: `P${saved}`, account: 'x'.repeat(900) });
      };
      expect(fill).toThrow('store.diskFull');
      expect(saved).toBeGreaterThan(0);
      expect(Object.values(outbox.counts()).reduce((sum, count) => sum + count)).toBe(saved);
      rmSync(filler);
      capture(outbox, { lastName: 'After' });
      outbox.close();
      const next = open(join(disk, 'outbox'));
      expect(next.counts().waiting).toBe(saved + 1);
    },
  );
});
