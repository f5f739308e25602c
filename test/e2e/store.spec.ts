import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { canMount } from '../support/mounts.ts';
import { capture, expect, removal, row, test } from './app.ts';

const broken: [string, RegExp, (file: string) => void][] = [
  [
    'garbage',
    /damaged or was not made by Fieldpost/u,
    (file) => {
      writeFileSync(file, 'garbage '.repeat(1_000));
    },
  ],
  [
    'a folder',
    /a folder named outbox\.sqlite/u,
    (file) => {
      mkdirSync(file);
    },
  ],
  [
    'from a newer Fieldpost',
    /newer Fieldpost/u,
    (file) => {
      const newer = new Database(file);
      newer.pragma('user_version = 1000');
      newer.close();
    },
  ],
];
for (const [what, sentence, spoil] of broken) {
  test(`opens with a sentence where the outbox is ${what}, and keeps what is typed`, async ({ launch }) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
    const file = join(dataFolder, 'outbox/outbox.sqlite');
    mkdirSync(join(dataFolder, 'outbox'));
    spoil(file);
    const { page } = await launch({ dataFolder });
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'The outbox cannot be opened now' })).toBeVisible();
    await expect(page.getByText('No contacts yet')).toHaveCount(0);
    await page.getByLabel('Last name').fill('Kept');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(/^Saved/u)).toHaveCount(0);
    await expect(page.getByLabel('Last name')).toHaveValue('Kept');
    // Once the way is free the very same form is saved.
    rmSync(file, { recursive: true });
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(row(page, 'Kept')).toBeVisible();
    rmSync(dataFolder, removal);
  });
}

test('says that the disk is full, keeps the form, and saves it once there is space', async ({ launch }) => {
  test.skip(!canMount, 'Only root on Linux can mount a small disk');
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const disk = join(dataFolder, 'outbox');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]);
  try {
    const { page, kill } = await launch({ dataFolder });
    await capture(page, 'Fits');
    const filler = join(disk, 'filler');
    try {
      writeFileSync(filler, Buffer.alloc(400 * 1024));
    } catch {
      // As much as fits.
    }
    // What the log still has room for is saved honestly; then it is full.
    await expect(async () => {
      await page.getByLabel('Last name').fill('Too much');
      await page.getByLabel('Company', { exact: true }).fill('x'.repeat(900));
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByText('disk is full').first()).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByLabel('Last name')).toHaveValue('Too much');
    rmSync(filler);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByLabel('Last name')).toHaveValue('');
    await expect(row(page, 'Fits')).toBeVisible();
    await kill();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(dataFolder, removal);
  }
});

test('announces a disk that is nearly full, and no longer once there is room', async ({ launch }) => {
  test.skip(!canMount, 'Only root on Linux can mount a small disk');
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const disk = join(dataFolder, 'outbox');
  mkdirSync(disk);
  const mount = (size: string, ...more: string[]) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', [`size=${size}`, ...more].join(), 'tmpfs', disk]);
  mount('100m');
  try {
    const { page, electron, kill } = await launch({ dataFolder });
    const warning = page.getByRole('alert').filter({ hasText: /nearly full: [\d.]+ MB left/u });
    await expect(warning).toBeVisible();
    await capture(page, 'Fits');
    mount('300m', 'remount');
    // The user comes back to the window; the disk is asked only now and then.
    await expect(async () => {
      await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
      await expect(warning).toHaveCount(0, { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await kill();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(dataFolder, removal);
  }
});

for (const [what, mountPoint] of [
  ['outbox folder', 'outbox'],
  ['whole data folder', '.'],
] as const) {
  test(`says that it is not allowed to write, where the ${what} is read-only`, async ({ launch }) => {
    test.skip(!canMount, 'Only root on Linux can mount a read-only disk');
    const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
    const disk = join(dataFolder, mountPoint);
    mkdirSync(disk, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k,ro', 'tmpfs', disk]);
    try {
      const { page, kill } = await launch({ dataFolder });
      await expect(page.getByRole('alert').filter({ hasText: 'not allowed to write' })).toBeVisible();
      await page.getByLabel('Last name').fill('Kept');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByLabel('Last name')).toHaveValue('Kept');
      await kill();
    } finally {
      execFileSync('umount', ['--lazy', disk]);
      rmSync(dataFolder, removal);
    }
  });
}

test('leaves a database from a newer version as it is, byte by byte', async ({ launch }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  mkdirSync(join(dataFolder, 'outbox'));
  const file = join(dataFolder, 'outbox/outbox.sqlite');
  const newer = new Database(file);
  newer.pragma('user_version = 1000');
  newer.close();
  const before = readFileSync(file);
  const { page, close } = await launch({ dataFolder });
  await page.getByLabel('Last name').fill('Kept');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('newer Fieldpost').first()).toBeVisible();
  await close();
  expect(readFileSync(file).equals(before)).toBe(true);
  rmSync(dataFolder, removal);
});

test('makes a destroyed database anew at the start, says so in a sentence, and goes on', async ({ launch }) => {
  const first = await launch();
  const { dataFolder } = first;
  await capture(first.page, 'Before');
  await first.kill();
  writeFileSync(join(dataFolder, 'outbox/outbox.sqlite'), 'garbage '.repeat(5_000));
  rmSync(join(dataFolder, 'outbox/outbox.sqlite-wal'), { force: true });
  const { page } = await launch({ dataFolder });
  await expect(row(page, 'Before')).toBeVisible();
  const words = page.getByRole('alert').filter({ hasText: 'damaged and has been repaired. Your contact is here' });
  await expect(words).toBeVisible();
  await page.getByRole('button', { name: 'OK' }).click();
  await expect(words).toHaveCount(0);
  await capture(page, 'After');
});
