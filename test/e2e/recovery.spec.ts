/**
 * An outbox that was destroyed is repaired in front of the user: the window answers, says what it does, and the numbers are
 * right. FIELDPOST_DESTROYED chooses how many contacts it has (100,000, say), and then the longest pause is printed.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Status } from '#contract/status.ts';
import { launchArguments } from '../../build/runtime/locate.ts';
import { expo } from '../support/events.ts';
import { capture, expect, launchElectron, openSettings, project, removal, row, test } from './app.ts';
import { ask } from './chaos/bridge.ts';

const asked = process.env['FIELDPOST_DESTROYED'];
const contacts = Number(asked ?? 3_000);
const all = contacts.toLocaleString('en');

let seed: string;
test.beforeAll(() => {
  seed = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  execFileSync(process.execPath, [join(import.meta.dirname, '../support/fills-child.ts'), seed, String(contacts)]);
});
test.afterAll(() => {
  rmSync(seed, removal);
});

function seeded(): string {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  cpSync(seed, join(dataFolder, 'outbox'), { recursive: true });
  return dataFolder;
}

/** Writes over so many bytes of a file, from this part of it on. */
function spoil(file: string, from: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xff), 0, bytes, Math.floor((statSync(file).size * from) / 4_096) * 4_096);
  closeSync(descriptor);
}

const database = (folder: string) => join(folder, 'outbox.sqlite');

/** What is done to the folder of the outbox, and what the sentence says then. */
const destructions: [what: string, sentence: RegExp, destroy: (folder: string) => void][] = [
  [
    'lost 8 kB of its database',
    /contacts are here/u,
    (folder) => {
      spoil(database(folder), 0.5, 8_192);
    },
  ],
  [
    'lost the head of its database',
    new RegExp(`All ${all} contacts are here`, 'u'),
    (folder) => {
      spoil(database(folder), 0, 4_096);
    },
  ],
  [
    'lost its database',
    new RegExp(`All ${all} contacts are here`, 'u'),
    (folder) => {
      rmSync(database(folder));
    },
  ],
  [
    'lost 40 kB of its database, and has no backup',
    /of [\d,]+ contacts are here\. [\d,]+ could not be read/u,
    (folder) => {
      rmSync(join(folder, 'backups'), { recursive: true });
      spoil(database(folder), 0.6, 40_960);
    },
  ],
  [
    'lost its database and its second copy',
    new RegExp(`${all} contacts are here.* not known`, 'u'),
    (folder) => {
      rmSync(database(folder));
      rmSync(join(folder, 'changes'), { recursive: true });
    },
  ],
  [
    'lost everything but an older database under another name',
    new RegExp(`${all} contacts are here`, 'u'),
    (folder) => {
      const [backup = ''] = readdirSync(join(folder, 'backups'));
      renameSync(join(folder, 'backups', backup), join(folder, 'backups', 'outbox-2026-01-01T10-00-00.sqlite'));
      writeFileSync(database(folder), '');
      rmSync(join(folder, 'changes'), { recursive: true });
    },
  ],
];

for (const [what, sentence, destroy] of destructions) {
  test(`an outbox that ${what} is repaired in front of the user`, async ({ launch }) => {
    test.setTimeout(120_000);
    const dataFolder = seeded();
    destroy(join(dataFolder, 'outbox'));
    const { electron, page, close } = await launch({ dataFolder });
    const pause = asked === undefined ? null : await watch(electron);
    await answers(page);
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: 60_000 });
    await capture(page, 'After');
    await expect(row(page, 'After')).toBeVisible();
    if (pause !== null) console.log(`${what}: longest pause ${await pause()} ms`);
    await close();
    rmSync(dataFolder, removal);
  });
}

test('an outbox that is destroyed while it is open is repaired in front of the user', async ({ launch }) => {
  test.setTimeout(120_000);
  const dataFolder = seeded();
  const { electron, page, close } = await launch({ dataFolder });
  await capture(page, 'Before');
  const pause = await watch(electron);
  const file = database(join(dataFolder, 'outbox'));
  spoil(file, 0.01, Math.floor(statSync(file).size * 0.9));
  await expect(async () => {
    // Whatever is asked of it meets the damage; the next inspection would, too.
    await page.getByPlaceholder(/Search/u).fill(`x${Math.random()}`);
    await answers(page);
    await expect(page.getByRole('alert').filter({ hasText: /contacts are here/u })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  if (asked !== undefined) console.log(`while open: longest pause ${await pause()} ms`);
  await page.getByPlaceholder(/Search/u).fill('');
  await expect(row(page, 'Before')).toBeVisible();
  await close();
  rmSync(dataFolder, removal);
});

/** Loaded ahead of the app: a repair takes some seconds longer. */
const slowRepair = `const { Worker } = require('node:worker_threads');
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (work, ...rest) {
  setTimeout(() => post.call(this, work, ...rest), work.name === 'recover' ? 3_000 : 0);
};`;

test('what was being typed before comes back beside what is typed while the outbox is repaired', async ({ launch }) => {
  const { page: before, dataFolder, kill } = await launch();
  await capture(before, 'Meier');
  await before.getByLabel('Last name').fill('Before');
  // Longer than a draft takes to be written.
  await before.waitForTimeout(600);
  await kill();
  truncateSync(database(join(dataFolder, 'outbox')), 0);
  const hook = join(dataFolder, 'hook.cjs');
  writeFileSync(hook, slowRepair);
  const electron = await launchElectron({
    args: ['-r', hook, ...launchArguments(), project, `--user-data-dir=${dataFolder}`, '--no-scanner'],
    env: process.env as Record<string, string>,
  });
  const ended = once(electron.process(), 'exit');
  try {
    const page = await electron.firstWindow();
    await page.getByLabel('Last name').fill('Meanwhile');
    await expect(page.getByText('Repairing the outbox')).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: 'Your contact is here' })).toBeVisible();
    await expect(page.getByLabel('Last name')).toHaveValue('Meanwhile');
    await page.getByRole('button', { name: 'Before' }).click();
    await expect(page.getByLabel('Last name')).toHaveValue('Before');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(row(page, 'Before')).toBeVisible();
    await page.getByRole('button', { name: 'Meanwhile' }).click();
    await expect(page.getByLabel('Last name')).toHaveValue('Meanwhile');
  } finally {
    electron.process().kill('SIGKILL');
    await ended;
  }
});

test('what was opened while the outbox was being repaired is there once that is done', async ({ launch }) => {
  const app = await launch();
  const { page } = app;
  await ask(page, 'saveEvent', expo);
  await capture(page, 'Captured');
  const { status } = await ask(page, 'start', undefined);
  const shut = () =>
    answerShut(app.electron, { ...status, isOpen: false, work: { kind: 'repairing', done: 0, total: 0 } });

  const reopen = await shut();
  await page.keyboard.press('ControlOrMeta+Shift+r');
  const receipt = page.getByRole('dialog', { name: 'Receipt' });
  await expect(receipt.getByRole('alert')).toContainText('is being repaired');
  await expect(receipt.getByLabel('From')).toHaveAttribute('aria-invalid', 'false');
  await reopen();
  await expect(receipt.getByText('Captured', { exact: true }).last()).toBeVisible();
  await expect(receipt.getByRole('alert')).toHaveText('');
  await page.keyboard.press('Escape');

  const reopenOnce = await shut();
  await openSettings(page, 'Events');
  await expect(page.getByRole('tabpanel').getByRole('status')).toContainText('is being repaired');
  await reopenOnce();
  await expect(page.getByRole('radio', { name: expo.name })).toBeVisible();
  await expect(page.locator('[role=tabpanel]').getByText('is being repaired')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Set-up' }).click();
  await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(4);
});

/**
 * Lets the main process answer as while it repairs the outbox, which takes no time to speak of in a test; resolves with what lets
 * it answer as ever.
 */
async function answerShut(electron: ElectronApplication, status: Status): Promise<() => Promise<void>> {
  const names = ['setup', 'receipt', 'connections', 'setupWords', 'fieldMap', 'pace', 'settings'];
  await electron.evaluate(
    ({ ipcMain, BrowserWindow }, [names, told]) => {
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
      const kept = names.map((name) => [name, handlers.get(name)] as const);
      Object.assign(globalThis, { kept });
      for (const [name, handler] of kept) {
        if (handler !== undefined) handlers.set(name, () => ({ ok: false, message: { key: 'store.repairing' } }));
      }
      BrowserWindow.getAllWindows()[0]?.webContents.send('statusChanged', JSON.parse(told));
    },
    [names, JSON.stringify(status)] as const,
  );
  return () =>
    electron.evaluate(
      ({ ipcMain, BrowserWindow }, told) => {
        const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
        const { kept } = globalThis as unknown as { kept: [name: string, handler: unknown][] };
        for (const [name, handler] of kept) if (handler !== undefined) handlers.set(name, handler);
        BrowserWindow.getAllWindows()[0]?.webContents.send('statusChanged', JSON.parse(told));
      },
      JSON.stringify({ ...status, isOpen: true, work: null }),
    );
}

/** The window answers: what is typed stands in the form. */
async function answers(page: Page): Promise<void> {
  await page.getByLabel('Company', { exact: true }).fill('typed');
  await page.getByLabel('Company', { exact: true }).fill('');
}

/** Watches the main process from here on; returns what tells its longest pause so far, in milliseconds. */
async function watch(electron: ElectronApplication): Promise<() => Promise<number>> {
  await electron.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    Object.assign(globalThis, { histogram });
  });
  return () =>
    electron.evaluate(() => Math.round((globalThis as unknown as { histogram: { max: number } }).histogram.max / 1e6));
}
