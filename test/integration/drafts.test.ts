import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import { mostClearedForms } from '#contract/outbox.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openRepaired } from '../support/repaired.ts';

function open(folder = temporaryFolder()): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

const typed = (lastName: string) => contactWith({ lastName });
const names = (outbox: Outbox) => outbox.newDrafts().map(({ slot, contact }) => [slot, contact.lastName]);
const cleared = (outbox: Outbox) => outbox.clearedForms().map(({ contact }) => contact.lastName);

describe('drafts of two visitors at once', () => {
  it('are kept each in its slot, and the one that is saved is gone alone', () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    outbox.saveDraft(0, typed('Anna'), 1);
    outbox.saveDraft(-1, typed('Bert'), 2);
    outbox.saveDraft(-19, typed('Cleo'), 3);
    expect(names(outbox)).toEqual([
      [0, 'Anna'],
      [-1, 'Bert'],
      [-19, 'Cleo'],
    ]);
    outbox.capture(typed('Bert'), 4, -1);
    outbox.close();
    const again = open(folder);
    expect(names(again)).toEqual([
      [0, 'Anna'],
      [-19, 'Cleo'],
    ]);
    expect(again.editDraft()).toBeNull();
    // No contact is held back for them.
    expect(again.claim({ baseUrl: 'https://crm.example.com', credentialId: 'c' }, 5)).not.toBeNull();
  });
});

describe('a cleared form', () => {
  it('can be brought back into any slot, once, and what stood there becomes one', () => {
    const outbox = open();
    outbox.saveDraft(0, typed('Anna'), 1);
    const id = outbox.clearForm(0, typed('Anna M'), 2);
    expect(names(outbox)).toEqual([]);
    expect(outbox.clearedForms()).toEqual([{ id, slot: 0, contact: typed('Anna M'), clearedAt: 2 }]);
    outbox.saveDraft(-1, typed('Bert'), 3);
    expect(outbox.bringBackForm(id ?? 0, -1, 4)).toEqual(typed('Anna M'));
    expect(names(outbox)).toEqual([[-1, 'Anna M']]);
    expect(cleared(outbox)).toEqual(['Bert']);
    expect(outbox.bringBackForm(12, -1, 5)).toBeNull();
    expect(names(outbox)).toEqual([[-1, 'Anna M']]);
  });

  it('is none where nobody had typed anything', () => {
    const outbox = open();
    outbox.saveDraft(0, typed('Anna'), 1);
    expect(
      outbox.clearForm(0, { ...emptyContact(), customFields: [{ name: 'Hall', value: '', kind: 'text' }] }, 2),
    ).toBeNull();
    expect(outbox.clearedForms()).toEqual([]);
    expect(names(outbox)).toEqual([]);
  });

  it('says whose edit it was, which is sent then', () => {
    const outbox = open();
    const id = outbox.capture(typed('Anna'), 1);
    outbox.saveDraft(id, typed('Anne'), 2);
    expect(outbox.heldBack()).toBe(1);
    outbox.clearForm(id, typed('Anne'), 3);
    expect(outbox.heldBack()).toBe(0);
    expect(outbox.clearedForms()).toMatchObject([{ slot: id, contact: { lastName: 'Anne' } }]);
  });

  it('gives way to the twentieth after it, in the file as well, and after a crash too', async () => {
    const folder = temporaryFolder();
    const outbox = openOutbox(folder);
    // The clock is set back meanwhile: it is not what tells the oldest.
    for (let n = 0; n < 50; n++) outbox.clearForm(-(n % 3), typed(`P${n}`), 1_000 - n);
    const last = Array.from({ length: mostClearedForms }, (_, n) => `P${49 - n}`);
    expect(cleared(outbox)).toEqual(last);
    outbox.close();
    const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM draft WHERE body IS NOT NULL').pluck().get()).toBe(mostClearedForms);
    database.close();
    // The database is destroyed, and made anew from its second copy.
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `outbox.sqlite${end}`), { force: true });
    const again = await openRepaired(folder);
    expect(cleared(again)).toEqual(last);
    again.close();
  });
});
