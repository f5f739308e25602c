// The process of the screen dies, or its page does not load: what was typed is there again, and no app is left without a
// window.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { launchArguments } from '../../build/runtime/locate.ts';
import { project } from '../../build/runtime/paths.ts';
import { capture, connect, expect, launchElectron, removal, test, type App } from './app.ts';

/** Asks the page of the moment, since Playwright gives up one whose process has died. Null: there is none to be asked. */
const inScreen = (electron: ElectronApplication, asked: string): Promise<unknown> =>
  electron.evaluate(async ({ BrowserWindow }, expression) => {
    const screen = BrowserWindow.getAllWindows()[0]?.webContents;
    if (screen === undefined || screen.isCrashed() || screen.isLoading()) return null;
    return (await screen.executeJavaScript(expression)) as unknown;
  }, asked);

const fieldOf = (electron: ElectronApplication, id: string) =>
  inScreen(electron, `document.querySelector('#${id}')?.value ?? null`);

const processOfScreen = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

/** Resolves once the process is gone; the next one may be there by then. */
async function crash(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => {
    const screen = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => {
      screen?.once('render-process-gone', () => {
        resolve();
      });
      screen?.forcefullyCrashRenderer();
    });
  });
}

const isThere = (electron: ElectronApplication) => expect.poll(() => fieldOf(electron, 'lastName')).not.toBeNull();

/** Lets it fail as often as is too often. */
async function failTooOften(electron: ElectronApplication): Promise<void> {
  for (let time = 0; time < 2; time++) {
    await crash(electron);
    await isThere(electron);
  }
  await crash(electron);
}

/** From here on questions are kept instead of shown, until `answer`. */
async function keepQuestions(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    const kept: { options: unknown; answer: (response: number) => void }[] = [];
    Object.assign(globalThis, { questions: kept });
    dialog.showMessageBox = (...args: unknown[]) =>
      new Promise((resolve) => {
        const answer = (response: number) => {
          resolve({ response, checkboxChecked: false });
        };
        kept.push({ options: args.at(-1), answer });
      });
  });
}

const questions = (electron: ElectronApplication) =>
  electron.evaluate(() =>
    (globalThis as unknown as { questions: { options: Electron.MessageBoxOptions }[] }).questions.map(
      ({ options }) => options,
    ),
  );

const answer = (electron: ElectronApplication, button: string) =>
  electron.evaluate((_electron, name) => {
    const { questions: kept } = globalThis as unknown as {
      questions: { options: Electron.MessageBoxOptions; answer: (response: number) => void }[];
    };
    const last = kept.at(-1);
    last?.answer(last.options.buttons?.indexOf(name) ?? -1);
  }, button);

const ended = ({ electron }: App) =>
  new Promise<number | null>((resolve) => {
    electron.process().once('exit', resolve);
  });

test('has what was typed to the last letter after its process has crashed', async ({ launch }) => {
  const { page, electron } = await launch();
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').focus();
  await page.keyboard.type('Okafor');
  await crash(electron);
  await expect.poll(() => fieldOf(electron, 'lastName')).toBe('Okafor');
  expect(await fieldOf(electron, 'firstName')).toBe('Ada');
});

test('has it after its process was killed', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Meier');
  await page.getByLabel('Last name').focus();
  await page.keyboard.type('Okafor');
  const before = await processOfScreen(electron);
  process.kill(before, 'SIGKILL');
  await expect.poll(() => processOfScreen(electron)).not.toBe(before);
  await expect.poll(() => fieldOf(electron, 'lastName')).toBe('Okafor');
  expect(await inScreen(electron, 'document.querySelector("[aria-label=Outbox]").textContent')).toContain('Meier');
});

test('brings nothing back that was saved', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Meier');
  await crash(electron);
  await expect.poll(() => fieldOf(electron, 'lastName')).toBe('');
});

test('is edited on where a stored contact was being edited', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Meier');
  await page.getByLabel('Last name').fill('Okafor');
  await page.getByLabel('Outbox', { exact: true }).getByRole('listitem').filter({ hasText: 'Meier' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Meier');
  await page.getByLabel('Last name').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('-Lang');
  await crash(electron);
  await expect.poll(() => fieldOf(electron, 'lastName')).toBe('Meier-Lang');
});

test('asks where it dies again and again, sends meanwhile, and tries again', async ({ launch, crm }) => {
  const { page, electron } = await launch();
  await connect(page, crm.baseUrl);
  await capture(page, 'Meier');
  await expect.poll(() => crm.created.length).toBe(1);
  crm.answer({ status: 429, body: '{}' });
  await capture(page, 'Okafor');
  await page.getByLabel('Last name').fill('Ibrahim');
  await keepQuestions(electron);
  await failTooOften(electron);
  await expect.poll(() => questions(electron)).toHaveLength(1);
  expect((await questions(electron))[0]).toMatchObject({
    message: 'The window of Fieldpost keeps failing.',
    buttons: ['Try again', 'Quit'],
  });
  expect(
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed()),
  ).toBe(true);
  crm.answer(null);
  // Longer than the queue may rest after a first 429.
  await expect.poll(() => crm.created.length, { timeout: 30_000 }).toBe(2);
  await answer(electron, 'Try again');
  await expect.poll(() => fieldOf(electron, 'lastName')).toBe('Ibrahim');
  expect(await questions(electron)).toHaveLength(1);
});

test('ends where the user gives up', async ({ launch }) => {
  const app = await launch();
  const end = ended(app);
  await keepQuestions(app.electron);
  await failTooOften(app.electron);
  await expect.poll(() => questions(app.electron)).toHaveLength(1);
  await answer(app.electron, 'Quit');
  expect(await end).toBe(0);
});

test('asks where its page cannot be loaded, and loads it where it can again', async ({ launch }) => {
  const { electron } = await launch();
  await keepQuestions(electron);
  await electron.evaluate(({ BrowserWindow, session }) => {
    // As where its file is gone; the successor of this cannot be taken back to the one of before.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- See above.
    session.defaultSession.protocol.interceptFileProtocol('app', (_request, give) => {
      give({ error: -6 });
    });
    BrowserWindow.getAllWindows()[0]?.webContents.reload();
  });
  await expect.poll(() => questions(electron)).toHaveLength(1);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- See above.
  await electron.evaluate(({ session }) => session.defaultSession.protocol.uninterceptProtocol('app'));
  await answer(electron, 'Try again');
  await isThere(electron);
});

test('ends where its window is gone without having been closed', async ({ launch }) => {
  const app = await launch();
  const end = ended(app);
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.destroy();
  });
  expect(await end).toBe(0);
});

/** Loaded ahead of the app: the first style that the page asks for is never served. What would answer is kept: else it fails. */
const withholding = `const { app, session } = require('electron');
app.whenReady().then(() => {
  const { protocol } = session.defaultSession;
  const register = protocol.registerFileProtocol.bind(protocol);
  let withheld;
  setInterval(() => withheld, 1_000);
  protocol.registerFileProtocol = (scheme, handler) =>
    register(scheme, (request, answer) => {
      if (withheld !== undefined || !request.url.endsWith('.css')) handler(request, answer);
      else withheld = answer;
    });
});`;

test('loads a page anew that waits for what never comes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const hook = join(folder, 'hook.cjs');
  writeFileSync(hook, withholding);
  const electron = await launchElectron({
    args: ['-r', hook, ...launchArguments(), project, `--user-data-dir=${folder}`, '--no-scanner'],
    env: process.env as Record<string, string>,
  });
  const ended = electron.waitForEvent('close');
  try {
    const page = await electron.firstWindow();
    await capture(page, 'Waits');
    await expect(page.locator('body')).toHaveCSS('font-family', /Inter/u);
  } finally {
    electron.process().kill('SIGKILL');
    await ended;
    rmSync(folder, removal);
  }
});
