import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { log } from '../../electron/log/log.ts';
import { preferencesIn } from '../../electron/system/preferences.ts';
import { temporaryFolder } from '../support/folder.ts';

it('are seen at once, and written a moment later', async () => {
  const file = join(temporaryFolder(), 'preferences.json');
  const preferences = preferencesIn(file);
  preferences.set({ theme: 'dark' });
  expect(preferences.get().theme).toBe('dark');
  expect(existsSync(file)).toBe(false);
  await preferences.written();
  expect(preferencesIn(file).get().theme).toBe('dark');
});

it('end with the last of many that were set in a row, and with all that was set', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'preferences.json');
  const preferences = preferencesIn(file);
  preferences.set({ upToDateAt: 1 });
  for (const theme of ['dark', 'light', 'dark', 'light'] as const) {
    preferences.set({ theme });
    await new Promise(setImmediate);
  }
  preferences.set({ installing: '2.0.0' });
  await preferences.written();
  expect(preferencesIn(file).get()).toMatchObject({ theme: 'light', upToDateAt: 1, installing: '2.0.0' });
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});

it('hold until the app ends where they cannot be written, and are written when they can be', async () => {
  const file = join(temporaryFolder(), 'later', 'preferences.json');
  const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  const preferences = preferencesIn(file);
  preferences.set({ theme: 'dark' });
  await preferences.written();
  expect(told).toHaveBeenCalledOnce();
  expect(preferences.get().theme).toBe('dark');
  mkdirSync(join(file, '..'));
  preferences.set({ maximised: true });
  await preferences.written();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark', maximised: true });
  told.mockRestore();
});
