import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchArguments, locateRuntime } from '../../build/runtime/locate.ts';
import { canRename, startHolder } from '../support/holder.ts';
import { endWithThisProcess, untilNoneIsLeft } from '../support/processes.ts';
import { capture, expect, project, removal, row, test } from './app.ts';

/** Runs a program under another name, as whoever has the number of a process by now; ended with the test. */
function otherProgram(name: string, folder: string): ChildProcess {
  const program = join(folder, name);
  copyFileSync('/bin/sleep', program);
  return spawn(program, ['600'], { stdio: 'ignore' });
}

const logOf = (dataFolder: string) => readFileSync(join(dataFolder, 'logs/fieldpost.log'), 'utf8');

/** Starts the app as a click on its icon does, without Playwright, whose debugger would keep one that ends. */
async function click(dataFolder: string) {
  const { executable } = await locateRuntime();
  const child = spawn(executable, [...launchArguments(), project, `--user-data-dir=${dataFolder}`], {
    detached: true,
    stdio: 'ignore',
  });
  const release = endWithThisProcess(child.pid ?? 0);
  const ended = once(child, 'exit').then(([code]) => {
    release();
    return code as number | null;
  });
  return { pid: child.pid ?? 0, dataFolder, ended, kill: () => child.kill('SIGKILL') };
}

test.describe('Chromium’s lock of a Fieldpost that is not there any more', () => {
  test.skip(process.platform !== 'linux', 'The name and the number in it are taken from Linux here');

  test('keeps nobody out where it names another computer', async ({ launch }) => {
    const first = await launch();
    await capture(first.page, 'Before the cut');
    await first.kill();
    const lock = join(first.dataFolder, 'SingletonLock');
    expect(readlinkSync(lock)).toContain(`-${first.pid}`);
    rmSync(lock);
    symlinkSync('otherhost-4242', lock);

    const { page, pid } = await launch({ dataFolder: first.dataFolder });
    await expect(row(page, 'Before the cut')).toBeVisible();
    expect(readlinkSync(lock)).toBe(`${hostname()}-${pid}`);
  });

  // Chromium takes the last one for a browser that hangs: by itself it waits 20 seconds for it, and then kills it.
  for (const name of ['sleep', 'chrome']) {
    test(`keeps nobody out where its number is that of "${name}" by now, and harms no one`, async ({ launch }) => {
      const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
      const other = otherProgram(name, folder);
      try {
        const first = await launch();
        await capture(first.page, 'Before the cut');
        await first.kill();
        const lock = join(first.dataFolder, 'SingletonLock');
        rmSync(lock);
        symlinkSync(`${hostname()}-${other.pid}`, lock);

        const { page } = await launch({ dataFolder: first.dataFolder });
        await expect(row(page, 'Before the cut')).toBeVisible();
        expect([other.exitCode, other.signalCode]).toEqual([null, null]);
        expect(logOf(first.dataFolder)).toContain('A Fieldpost that is not there any more has left its lock');
      } finally {
        other.kill('SIGKILL');
        rmSync(folder, removal);
      }
    });
  }
});

test('a second start brings the first to the front and ends, and opens no outbox', async ({ launch }) => {
  const first = await launch();
  await first.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('No window');
    window.focus = () => {
      window.setTitle('In front');
    };
  });
  const second = await click(first.dataFolder);
  // Where it stays, it is not to outlast the test.
  const late = setTimeout(second.kill, 60_000);
  expect(await second.ended).toBe(0);
  clearTimeout(late);
  await expect
    .poll(() => first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
    .toBe('In front');
  await capture(first.page, 'Still here');
  const log = logOf(first.dataFolder);
  expect(log).toContain('Another Fieldpost is running: this one ends');
  expect(log.match(/The outbox is open/gu)).toHaveLength(1);
});

test('three quick clicks give one app over one outbox', async ({}) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const apps = await Promise.all([1, 2, 3].map(() => click(dataFolder)));
  try {
    let ended = 0;
    for (const app of apps) void app.ended.then(() => ended++);
    await expect.poll(() => ended).toBe(2);
    await expect.poll(() => logOf(dataFolder).match(/The outbox is open/gu)).toHaveLength(1);
    expect(logOf(dataFolder).match(/Another Fieldpost is running: this one ends/gu)).toHaveLength(2);
  } finally {
    for (const app of apps) app.kill();
    await untilNoneIsLeft(apps);
    rmSync(dataFolder, removal);
  }
});

test('says whose the outbox is where another computer has it, and saves once that one has ended', async ({
  launch,
}) => {
  test.skip(!canRename, 'Only root on Linux can give a process a host name of its own');
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const other = await startHolder(join(dataFolder, 'outbox'), 'BOOTH-2');
  try {
    const { page, kill } = await launch({ dataFolder });
    await expect(page.getByText('open in Fieldpost on the computer BOOTH-2')).toBeVisible();
    await page.getByLabel('Last name').fill('Kept');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(/^Saved/u)).toHaveCount(0);
    await other.kill();
    await capture(page, 'Kept');
    await expect(row(page, 'Kept')).toBeVisible();
    await kill();
  } finally {
    await other.kill();
    rmSync(dataFolder, removal);
  }
});

test('a second start ends also where Chromium’s lock is lost: the outbox says who has it', async ({ launch }) => {
  test.skip(process.platform === 'win32', 'Windows has no such file');
  const first = await launch();
  // What finds the first one is its socket.
  rmSync(join(first.dataFolder, 'SingletonLock'));
  const second = await click(first.dataFolder);
  const late = setTimeout(second.kill, 60_000);
  expect(await second.ended).toBe(0);
  clearTimeout(late);
  expect(logOf(first.dataFolder)).toContain('Another Fieldpost is running: this one ends');
});
