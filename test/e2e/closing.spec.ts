import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { launchArguments, locateRuntime } from '../../build/runtime/locate.ts';
import { project } from '../../build/runtime/paths.ts';
import { capture, connect, expect, removal, row, test, type App } from './app.ts';
import { violations } from './looks.ts';

const question = (page: Page) => page.getByRole('dialog');

/** Closes the window as its frame's button does. */
const closeWindow = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });

const quit = (electron: ElectronApplication) =>
  electron.evaluate(({ app }) => {
    // Later, so that the answer to this call comes before the end.
    setImmediate(() => {
      app.quit();
    });
  });

/** Presses Enter; the app may be gone before the key is let go. */
const pressEnter = (page: Page) => page.keyboard.press('Enter').catch(() => undefined);

/** Resolves when the app has ended. */
const end = ({ electron }: App) => electron.waitForEvent('close');

for (const [how, close] of [
  ['the window is closed', closeWindow],
  ['the app is quit', quit],
] as const) {
  test(`says that contacts wait when ${how}, stays open on Esc, ends on Enter, and keeps them`, async ({ launch }) => {
    const first = await launch();
    const { page, electron } = first;
    await capture(page, 'One');
    await capture(page, 'Two');
    for (let n = 0; n < 2; n++) {
      await close(electron);
      await expect(question(page)).toContainText('2 contacts are not sent yet');
      await expect(question(page)).toContainText('They are safe on this laptop');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(question(page)).toHaveCount(0);
    }
    await capture(page, 'Three');
    const ended = end(first);
    await close(electron);
    await expect(question(page)).toContainText('3 contacts');
    await pressEnter(page);
    await ended;

    const next = await launch({ dataFolder: first.dataFolder });
    await expect(next.page.getByRole('status')).toContainText(/Your contacts are safe on this laptop\..*3 waiting/u);
  });
}

test('ends without a question where everything is sent, and where nothing was captured', async ({ launch, crm }) => {
  const empty = await launch();
  const emptyEnded = end(empty);
  await quit(empty.electron);
  await emptyEnded;

  const app = await launch();
  await connect(app.page, crm.baseUrl);
  await capture(app.page, 'Sent');
  await expect(row(app.page, 'Sent')).toContainText('Delivered');
  const ended = end(app);
  await quit(app.electron);
  await ended;
});

test('asks nothing in practice mode', async ({ launch }) => {
  const app = await launch({ args: ['--practice'] });
  await app.page.getByLabel('Network').selectOption('cut');
  await capture(app.page, 'Pretend');
  const ended = end(app);
  await quit(app.electron);
  await ended;
});

test('says that an entry is not saved, and has it in the form at the next start', async ({ launch }) => {
  const first = await launch();
  await first.page.getByLabel('Last name').fill('Half');
  await first.page.waitForTimeout(500);
  const ended = end(first);
  await quit(first.electron);
  await expect(question(first.page)).toContainText('One entry is not saved yet');
  await first.page
    .getByRole('button', { name: 'Quit' })
    .click()
    .catch(() => undefined);
  await ended;
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByLabel('Last name')).toHaveValue('Half');
});

test('asks also for what was typed only a moment ago', async ({ launch }) => {
  const { page, electron } = await launch();
  await page.getByLabel('Last name').pressSequentially('H');
  await closeWindow(electron);
  await expect(question(page)).toContainText('It is kept, and is there when you open Fieldpost again.');
});

test('says that what is typed is lost where the outbox cannot be written, and does not end on Enter', async ({
  launch,
}) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  writeFileSync(join(dataFolder, 'outbox'), 'in the way');
  const app = await launch({ dataFolder });
  await app.page.getByLabel('Last name').fill('Half');
  await closeWindow(app.electron);
  await expect(question(app.page)).toContainText('it is lost if you quit');
  await app.page.keyboard.press('Enter');
  await expect(question(app.page)).toHaveCount(0);
  await expect(app.page.getByLabel('Last name')).toHaveValue('Half');
  await closeWindow(app.electron);
  await question(app.page).getByRole('button', { name: 'Quit' }).focus();
  const ended = end(app);
  await pressEnter(app.page);
  await ended;
  rmSync(dataFolder, removal);
});

test('has its question alone on the screen, whatever the menu is asked for', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Waits');
  await closeWindow(electron);
  await expect(question(page)).toBeVisible();
  await electron.evaluate(({ BrowserWindow }) => {
    for (const command of ['settings', 'receipt', 'doctor'])
      BrowserWindow.getAllWindows()[0]?.webContents.send('command', command);
  });
  await page.waitForTimeout(300);
  await expect(question(page)).toHaveCount(1);
});

test('ends when it is closed once more, whatever the screen does', async ({ launch }) => {
  const app = await launch();
  await capture(app.page, 'Waits');
  await closeWindow(app.electron);
  await expect(question(app.page)).toBeVisible();
  const ended = end(app);
  await quit(app.electron);
  await ended;
});

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  test(`is not in the way of ${signal}`, async ({ launch }) => {
    test.skip(process.platform === 'win32', 'Windows has no signals');
    const app = await launch();
    await capture(app.page, 'Waits');
    const ended = end(app);
    process.kill(app.pid, signal);
    await ended;
    const { page } = await launch({ dataFolder: app.dataFolder });
    await expect(row(page, 'Waits')).toContainText('Waiting');
  });
}

/** Loaded ahead of the app: closes the window as soon as something asks before that, and the page is not there yet. */
const closingEarly = `require('electron').app.once('browser-window-created', (_event, window) => {
  const look = setInterval(() => {
    if (window.listenerCount('query-session-end') === 0) return;
    clearInterval(look);
    window.close();
  }, 1);
});`;

test('asks nothing where it is closed before there is anybody to ask', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const hook = join(folder, 'hook.cjs');
  writeFileSync(hook, closingEarly);
  const { executable } = await locateRuntime();
  // By a signal where it does not end by itself.
  const app = spawn(executable, ['-r', hook, ...launchArguments(), project, `--user-data-dir=${folder}`], {
    timeout: 20_000,
    killSignal: 'SIGABRT',
    stdio: 'ignore',
  });
  const [, signal] = (await once(app, 'exit')) as [number | null, string | null];
  expect(signal).not.toBe('SIGABRT');
  rmSync(folder, removal);
});

test('is not in the way of a shutdown of the system', async ({ launch }) => {
  const app = await launch();
  await capture(app.page, 'Waits');
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown'));
  const ended = end(app);
  await quit(app.electron);
  await ended;
});

test('lets a request that is under way come to its end', async ({ launch, crm }) => {
  const first = await launch();
  await connect(first.page, crm.baseUrl);
  crm.delay(1_500);
  await capture(first.page, 'Under way');
  await expect(row(first.page, 'Under way')).toContainText('Sending');
  const ended = end(first);
  await quit(first.electron);
  await expect(question(first.page)).toContainText('1 contact is not sent yet');
  await pressEnter(first.page);
  await ended;
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(row(page, 'Under way')).toContainText('Delivered');
  expect(crm.created).toHaveLength(1);
});

/** Asks the app as Windows does before it ends a session; resolves with whether it has asked for a delay. */
const querySessionEnd = (electron: ElectronApplication, reasons: string[]) =>
  electron.evaluate(async ({ BrowserWindow }, reasons) => {
    // This call comes in the middle of whatever runs, which an event does not.
    await new Promise(setImmediate);
    let delayed = false;
    const preventDefault = () => {
      delayed = true;
    };
    BrowserWindow.getAllWindows()[0]?.emit('query-session-end', { preventDefault, reasons });
    return delayed;
  }, reasons);

test('lets Windows wait for a request that is under way, and then ends', async ({ launch, crm }) => {
  const first = await launch();
  await connect(first.page, crm.baseUrl);
  crm.delay(1_500);
  await capture(first.page, 'Under way');
  await expect(row(first.page, 'Under way')).toContainText('Sending');
  const ended = end(first);
  expect(await querySessionEnd(first.electron, ['critical'])).toBe(false);
  expect(await querySessionEnd(first.electron, ['shutdown'])).toBe(true);
  await ended;
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(row(page, 'Under way')).toContainText('Delivered');
  expect(crm.created).toHaveLength(1);
});

test('lets Windows wait for nothing else, and stays where the session goes on', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Waits');
  expect(await querySessionEnd(electron, ['shutdown'])).toBe(false);
  await capture(page, 'Another');
});

test('has closed all when Windows is told that the session may end, with what was typed a moment ago', async ({
  launch,
}) => {
  const first = await launch();
  await capture(first.page, 'Waits');
  await first.page.getByLabel('Last name').pressSequentially('Half');
  const ended = end(first);
  const left = await first.electron.evaluate(async ({ BrowserWindow, app }) => {
    await new Promise(setImmediate);
    BrowserWindow.getAllWindows()[0]?.emit('session-end', { reasons: ['shutdown'] });
    const { existsSync } = process.getBuiltinModule('node:fs');
    return existsSync(`${app.getPath('userData')}/outbox/outbox.sqlite-wal`);
  });
  expect(left).toBe(false);
  await ended;
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByLabel('Last name')).toHaveValue('Half');
  await expect(row(page, 'Waits')).toContainText('Waiting');
});
