import Database from 'better-sqlite3';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { backUp, backupsIn } from '../../electron/store/backups.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { soon } from '../support/soon.ts';

it('makes a backup some time after a change, and no second one within the hour', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  const backups = () => readdirSync(join(folder, 'backups')).filter((name) => name !== 'new.sqlite');
  const change = () => {
    outbox.capture(contactWith({}), 1_000);
    vi.advanceTimersByTime(60_000);
  };
  change();
  await soon(() => {
    expect(backups()).toEqual([expect.stringMatching(/^outbox-.*\.sqlite$/u)]);
  });
  // A second one would bear the name of another minute, and be there by then.
  change();
  await wait(1_000);
  expect(backups()).toHaveLength(1);
  vi.setSystemTime(Date.now() + 3_600_000);
  change();
  await soon(() => {
    expect(backups()).toHaveLength(2);
  });
});

it('is of one moment and comes to its end, however much is saved while it is made', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  // More than is copied in one piece.
  const before = 9_000;
  outbox.together(() => {
    for (let n = 0; n < before; n++) outbox.capture(contactWith({ lastName: `Meier ${n}` }), n);
  });
  let saved = 0;
  let isMade = false;
  const save = (): void => {
    if (isMade) return;
    outbox.capture(contactWith({ lastName: `Later ${saved++}` }), before);
    setImmediate(save);
  };
  setImmediate(save);
  expect(await backUp(folder, Date.now())).toBe('made');
  isMade = true;
  const backup = new Database(backupsIn(folder)[0]?.file ?? '', { readonly: true });
  const contacts = backup.prepare('SELECT count(*) FROM contact').pluck().get();
  backup.close();
  expect(saved).toBeGreaterThan(1);
  expect(contacts).toBe(before);
});
