import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openOutbox } from '../../electron/outbox/outbox.ts';
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
