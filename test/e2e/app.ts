/** Starts the built app in a real window with a data folder of its own, and ends it with the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { launchArguments } from '../../build/runtime/locate.ts';
import { hasOwnDisplays, withOwnDesktop } from '../support/own-desktop.ts';
import { endWithThisProcess, untilNoneIsLeft } from '../support/processes.ts';
import { recordingCrm, type RecordingCrm } from '../support/recording-crm.ts';

/** The folder of the app. */
export const project = join(import.meta.dirname, '../..');

/** The killed app's other processes write a moment longer. */
export const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

export interface App {
  electron: ElectronApplication;
  page: Page;
  dataFolder: string;
  /** The main process. */
  pid: number;
  /** What it has written to the standard error, from when it loads the app on. */
  standardError: () => Buffer;
  /** Ends it as a user would. */
  close: () => Promise<void>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill: () => Promise<void>;
}

export interface LaunchOptions {
  dataFolder?: string;
  args?: string[];
  env?: Record<string, string>;
  /** The folder of the app; the project unless one is given. */
  app?: string;
  /** Whether fast keys are taken for a scanner's, as they are; most tests type faster than anybody. */
  scanner?: boolean;
}

interface Fixtures {
  /** Starts the app, as often as called; a new data folder unless one is given. */
  launch: (options?: LaunchOptions) => Promise<App>;
  /** A CRM of its own for the test. */
  crm: RecordingCrm;
}

export const test = base.extend<Fixtures, { desktop: undefined }>({
  desktop: [
    async ({}, use, { parallelIndex }) => {
      // The first of the runner's processes has the ones that are there.
      if (parallelIndex > 0 && hasOwnDisplays) await withOwnDesktop(() => use(undefined));
      else await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  crm: async ({}, use) => {
    const crm = await recordingCrm();
    await use(crm);
    await crm.close();
  },
  launch: async ({}, use) => {
    const running: App[] = [];
    const folders: string[] = [];
    await use(async ({ dataFolder, app: program = project, args = [], env = {}, scanner = false } = {}) => {
      const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
      if (dataFolder === undefined) folders.push(folder);
      const app = await start(program, folder, scanner ? args : ['--no-scanner', ...args], env);
      running.push(app);
      return app;
    });
    for (const app of running) await app.kill();
    await untilNoneIsLeft(running);
    for (const folder of folders) rmSync(folder, removal);
  },
});

async function start(program: string, dataFolder: string, args: string[], env: Record<string, string>): Promise<App> {
  const electron = await launchElectron({
    // The app's own theme, not Playwright's.
    colorScheme: null,
    args: [...launchArguments(), program, `--user-data-dir=${dataFolder}`, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const child = electron.process();
  const pid = child.pid ?? 0;
  const release = endWithThisProcess(pid);
  const pieces: Buffer[] = [];
  child.stderr?.on('data', (piece: Buffer | string) => pieces.push(Buffer.from(piece)));
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  }).then(release);
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const page = await openedWindow(electron).catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    electron,
    page,
    dataFolder,
    pid,
    standardError: () => Buffer.concat(pieces),
    close: async () => {
      const closed = electron.close();
      // Where it asks, the answer is to quit all the same.
      const quit = page.getByRole('dialog').getByRole('button', { name: 'Quit' });
      await Promise.race([closed, quit.click({ timeout: 0 }).catch(() => undefined)]);
      await closed;
    },
    kill,
  };
}

/**
 * Launches an Electron whose answers are not lost. V8 lets go of one that nobody but Playwright waits for, now and then, while
 * the main process is busy ("Resulting promise was garbage collected"). So the process keeps each answer, and is asked for it
 * once more; what is asked is done once.
 */
export async function launchElectron(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  const electron = await _electron.launch(options);
  const evaluate = electron.evaluate.bind(electron) as (work: unknown, given: unknown) => Promise<never>;
  let asked = 0;
  electron.evaluate = async (work: unknown, given?: unknown) => {
    const question = { number: ++asked, source: String(work), given };
    for (let tries = 1; ; tries++) {
      try {
        return await evaluate(answerOnce, question);
      } catch (error) {
        if (tries === 5 || !String(error).includes('promise was garbage collected')) throw error;
      }
    }
  };
  return electron;
}

/** Runs in the main process. */
function answerOnce(modules: unknown, { number, source, given }: { number: number; source: string; given: unknown }) {
  const kept = globalThis as { answers?: Map<number, unknown> };
  const answers = (kept.answers ??= new Map());
  if (!answers.has(number)) {
    const work = process.getBuiltinModule('node:vm').runInThisContext(`(${source})`) as (
      ...given: unknown[]
    ) => unknown;
    answers.set(number, work(modules, given));
  }
  return answers.get(number);
}

/** Resolves with the window once its form is there. */
async function openedWindow(electron: ElectronApplication): Promise<Page> {
  const page = await electron.firstWindow();
  try {
    await page.locator('main form').first().waitFor();
  } catch (error) {
    const seen = await page.evaluate<string>(
      '`${innerWidth} × ${innerHeight}, ${document.visibilityState}, ${document.readyState}, ${document.styleSheets.length} styles`',
    );
    throw new Error(`The form did not appear. The page: ${seen}`, { cause: error });
  }
  return page;
}

/** Types a contact and saves it with the keyboard; resolves when the screen says that it is saved. */
export async function capture(page: Page, lastName: string, more: Record<string, string> = {}): Promise<void> {
  await page.getByLabel('Last name').fill(lastName);
  for (const [label, text] of Object.entries(more)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/^Saved/u).filter({ hasText: lastName })).toBeVisible();
}

/** Chooses a command of the menu behind the button. */
export async function choose(page: Page, command: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: command }).click();
}

/** Enters practice mode; resolves when it is there. */
export async function practise(page: Page): Promise<void> {
  await choose(page, 'Practice mode…');
  await page.getByRole('button', { name: 'Start practising' }).click();
  await page.getByRole('button', { name: 'Leave practice' }).waitFor();
}

/** The line of a person in the outbox. */
export function row(page: Page, name: string): Locator {
  return page.getByLabel('Outbox', { exact: true }).getByRole('listitem').filter({ hasText: name });
}

/** Opens the settings, at that page. */
export async function openSettings(page: Page, tab = 'Connection'): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

/** Fills in the settings and saves them. */
export async function connect(page: Page, baseUrl: string, apiKey = 'test-key'): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('API base URL').fill(baseUrl);
  await page.getByLabel('Credential ID').fill('66fb066c3793749b64c214bc');
  await page.getByLabel('API key').fill(apiKey);
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByLabel('API key')).toHaveValue('');
  await page.keyboard.press('Escape');
}

export { expect };
