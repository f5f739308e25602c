import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { renameWhenFree } from '../../electron/system/rename.ts';
import { writeWhole } from '../../electron/system/write-whole.ts';
import { preferencesIn } from '../../electron/system/preferences.ts';
import { temporaryFolder } from '../support/folder.ts';
import { canHold, hold } from '../support/held.ts';

const onWindows = process.platform === 'win32';

/** Returns a folder with the files `old` and `new`. */
function folderWithTwo(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'old'), 'old');
  writeFileSync(join(folder, 'new'), 'new');
  return folder;
}

it.runIf(canHold)('is tried again until whoever has the file open lets go of it', async () => {
  const folder = folderWithTwo();
  const letGo = hold(join(folder, 'old'));
  const renamed = renameWhenFree(join(folder, 'new'), join(folder, 'old'), 'win32');
  await after(100);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('old');
  letGo();
  await renamed;
  expect(readdirSync(folder)).toEqual(['old']);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
});

it.runIf(canHold)('is tried again in a thread, too', async () => {
  const folder = folderWithTwo();
  const letGo = hold(join(folder, 'old'));
  const module = JSON.stringify(new URL('../../electron/system/rename.ts', import.meta.url).href);
  const names = `${JSON.stringify(join(folder, 'new'))}, ${JSON.stringify(join(folder, 'old'))}`;
  const program = `import { renameWhenFreeSync } from ${module};
    import { parentPort } from 'node:worker_threads';
    parentPort.postMessage('begins');
    renameWhenFreeSync(${names}, 'win32');`;
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const ended = new Promise((resolve, reject) => thread.once('exit', resolve).once('error', reject));
  await new Promise((resolve) => thread.once('message', resolve));
  await after(100);
  expect(existsSync(join(folder, 'new'))).toBe(true);
  letGo();
  expect(await ended).toBe(0);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
});

it.runIf(canHold)('fails where the file is never let go of, with both as they were', async () => {
  const folder = folderWithTwo();
  hold(join(folder, 'old'));
  await expect(renameWhenFree(join(folder, 'new'), join(folder, 'old'), 'win32')).rejects.toThrow(
    /EBUSY|EPERM|EACCES/u,
  );
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('old');
  expect(readFileSync(join(folder, 'new'), 'utf8')).toBe('new');
});

it('is not tried again for what does not pass', async () => {
  const folder = folderWithTwo();
  await expect(renameWhenFree(join(folder, 'gone'), join(folder, 'old'), 'win32')).rejects.toThrow('ENOENT');
});

it.runIf(canHold && !onWindows)('is not tried again where a refusal is meant', async () => {
  const folder = folderWithTwo();
  const letGo = hold(join(folder, 'old'));
  const refused = expect(renameWhenFree(join(folder, 'new'), join(folder, 'old'))).rejects.toThrow('EBUSY');
  await after(10);
  letGo();
  await refused;
});

it.runIf(onWindows)('lets a file be written that another program has open for a moment', async () => {
  const folder = folderWithTwo();
  const letGo = hold(join(folder, 'old'));
  const written = writeWhole(join(folder, 'old'), ['whole']);
  await after(100);
  letGo();
  await written;
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('whole');
  expect(readdirSync(folder).sort()).toEqual(['new', 'old']);
});

it('says what stands in the way of a file that cannot be replaced, and leaves nothing behind', async () => {
  const folder = folderWithTwo();
  mkdirSync(join(folder, 'receipt', 'full'), { recursive: true });
  await expect(writeWhole(join(folder, 'receipt'), ['whole'])).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(['new', 'old', 'receipt']);
});

it.runIf(onWindows)('keeps preferences that another program has open for a moment', async () => {
  const file = join(temporaryFolder(), 'preferences.json');
  writeFileSync(file, '{}');
  const preferences = preferencesIn(file);
  const letGo = hold(file);
  preferences.set({ theme: 'dark' });
  await after(100);
  letGo();
  await preferences.written();
  expect(preferencesIn(file).get().theme).toBe('dark');
});
