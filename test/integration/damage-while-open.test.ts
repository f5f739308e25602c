/** Damage that is met while the outbox is open is repaired there and then, and nothing that was to be saved is lost. */
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../electron/store/database.ts';
import { inThread } from '../../electron/thread/in-thread.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { contactWith } from '../support/contacts.ts';
import { cutOff, everything, files, overwrite, garbage, modesIn, workingDay } from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { textOf } from '../support/words.ts';

it('repairs damage that it meets while it is open, saves what was to be saved then, and says so once', async () => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'outbox');
  const modes = modesIn(dataFolder);
  onTestFinished(() => modes.close());
  modes.enterReal();
  await modes.show();
  for (let n = 0; n < 200; n++) modes.current().outbox.capture(contactWith({ lastName: `L${n}` }), n);
  await modes.close();
  modes.enterReal();
  await modes.show();
  const file = join(folder, files.database);
  const size = statSync(file).size;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, garbage(size - 4_096), 0, size - 4_096, 4_096);
  closeSync(descriptor);
  const id = await modes.repairing(({ outbox }) => {
    // What SQLite still has in memory hides the damage from the save alone.
    outbox.page(everything);
    return outbox.capture(contactWith({ lastName: 'Typed' }), 1_000);
  });
  const { outbox } = modes.current();
  expect(outbox.row(id)?.name).toBe('Typed');
  expect(outbox.page(everything).rows).toHaveLength(201);
  expect(textOf(modes.status().repair ?? '')).toContain('All 200 contacts are here');
  outbox.noteRepair(null);
  expect(modes.status().repair).toBeNull();
});

it('leaves the log of what is damaged as it is, and merges any other', () => {
  const folder = temporaryFolder();
  const sound = openOutbox(folder);
  for (let n = 0; n < 200; n++) sound.capture(contactWith({ lastName: `L${n}` }), n);
  sound.close();
  expect(existsSync(join(folder, files.log))).toBe(false);
  const damaged = openOutbox(folder);
  damaged.capture(contactWith({ lastName: 'Last' }), 1_000);
  const file = join(folder, files.database);
  overwrite(file, 4_096, garbage(statSync(file).size - 4_096));
  expect(() => damaged.page(everything)).toThrow(StoreProblem);
  damaged.close();
  expect(statSync(join(folder, files.log)).size).toBeGreaterThan(0);
  expect(() => openOutbox(folder)).toThrow(StoreProblem);
});

it('shows the screen while it repairs what it finds at the start, and how far it is', async () => {
  const dataFolder = temporaryFolder();
  const { folder } = workingDay(true);
  cutOff(folder, join(dataFolder, 'outbox'));
  overwrite(join(dataFolder, 'outbox', files.database), 0, garbage(4_096));
  const modes = modesIn(dataFolder);
  onTestFinished(() => modes.close());
  modes.enterReal();
  await modes.show();
  expect(modes.status()).toMatchObject({ isOpen: false, work: { kind: 'repairing' } });
  const id = await modes.repairing(({ outbox }) => outbox.capture(contactWith({ lastName: 'Meanwhile' }), 1_000));
  expect(modes.current().outbox.row(id)?.name).toBe('Meanwhile');
  expect(modes.status()).toMatchObject({ isOpen: true });
});

it('says where it meets damage that this was not done, and not to move anything away', () => {
  const folder = temporaryFolder();
  const first = openOutbox(folder);
  for (let n = 0; n < 200; n++) first.capture(contactWith({ lastName: `L${n}` }), n);
  first.close();
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  const size = statSync(join(folder, files.database)).size;
  overwrite(join(folder, files.database), 4_096, garbage(size - 4_096));
  let said = '';
  try {
    outbox.page(everything);
  } catch (error) {
    if (error instanceof StoreProblem) said = textOf(error.said);
  }
  expect(said).toBe('A part of the outbox file is damaged, so this was not done.');
});

it('finds, beside everything else, a contact that is not as it was saved, and sends nothing before that', async () => {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  outbox.close();
  const file = join(folder, files.database);
  overwrite(file, readFileSync(file).lastIndexOf('Meier'), Buffer.from('Maier'));
  const opened = openOutbox(folder);
  onTestFinished(() => {
    opened.close();
  });
  expect((await inThread('inspect', [folder, false])).database).toEqual(['contact 1: not as saved']);
});

it('checks all of it before anything is sent after an end that was none, says so, and saves meanwhile', async () => {
  const dataFolder = temporaryFolder();
  const { folder } = workingDay(false);
  cutOff(folder, join(dataFolder, 'outbox'));
  const modes = modesIn(dataFolder);
  onTestFinished(() => modes.close());
  modes.enterReal();
  await modes.show();
  expect(modes.status().work).toBeNull();
  modes.opened()?.nudge('hint');
  expect(modes.status().work).toEqual({ kind: 'checking' });
  modes.current().outbox.capture(contactWith({ lastName: 'Meanwhile' }), 1_000);
  await vi.waitFor(
    () => {
      expect(modes.status().work).toBeNull();
    },
    { timeout: 10_000 },
  );
  await modes.close();
  modes.enterReal();
  await modes.show();
  modes.opened()?.nudge('hint');
  // It was closed well, and is checked when the start is over.
  expect(modes.status().work).toBeNull();
});

it('leaves damage that is met while it closes to the next start', async () => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'outbox');
  const modes = modesIn(dataFolder);
  modes.enterReal();
  await modes.show();
  for (let n = 0; n < 200; n++) modes.current().outbox.capture(contactWith({ lastName: `L${n}` }), n);
  await modes.close();
  modes.enterReal();
  await modes.show();
  const { outbox } = modes.current();
  const size = statSync(join(folder, files.database)).size;
  overwrite(join(folder, files.database), 4_096, garbage(size - 4_096));
  const closing = modes.close();
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  expect(() => outbox.page(everything)).toThrow(StoreProblem);
  await closing;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(existsSync(join(folder, 'damaged'))).toBe(false);
  expect(modes.status().storeProblem).toBeNull();
  expect(modes.opened()).toBeNull();
});

it('goes on where damage is met by what nobody waits for', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  outbox.capture(contactWith({ lastName: 'Meier' }), 1_000);
  const other = openDatabase(folder);
  other.exec('DROP TABLE search_progress');
  other.close();
  expect(() => vi.advanceTimersByTime(60_000)).not.toThrow();
  outbox.close();
});
