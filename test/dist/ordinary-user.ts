/** A user without any rights, with a home, a keychain and the display of this process, who starts the installed app. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { killGroup } from '../../build/runtime/programs.ts';
import { temporaryFolder } from '../support/folder.ts';

// The user `nobody`, who is the same on every system.
const id = 65_534;
const asUser = [`--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'];

/** Whether the kernel lets this user have namespaces, which Chromium's sandbox is made of. */
export const mayHaveNamespaces = (): boolean =>
  spawnSync('setpriv', [...asUser, 'unshare', '--user', 'true']).status === 0;

export interface RunningApp {
  readonly page: Page;
  /** Whether the page's own process is locked in: system calls filtered, in a namespace of its own. */
  readonly sandboxed: () => boolean;
  /** Closes the window, and quits though contacts are waiting. */
  readonly quit: () => Promise<void>;
}

/** Makes the user, for this test only. `programs`: a folder of programs that come before those of the system. */
export function ordinaryUser(programs = ''): {
  readonly home: string;
  readonly start: (program: string) => Promise<RunningApp>;
} {
  const home = temporaryFolder();
  chownSync(home, id, id);
  const runtimeFolder = join(home, '.run');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  chownSync(runtimeFolder, id, id);
  const env: NodeJS.ProcessEnv = {
    PATH: programs === '' ? '/usr/bin:/bin' : `${programs}:/usr/bin:/bin`,
    HOME: home,
    XDG_RUNTIME_DIR: runtimeFolder,
    DISPLAY: process.env['DISPLAY'],
  };
  if (process.env['XAUTHORITY'] !== undefined) {
    env['XAUTHORITY'] = join(home, '.Xauthority');
    copyFileSync(process.env['XAUTHORITY'], env['XAUTHORITY']);
    chownSync(env['XAUTHORITY'], id, id);
    chmodSync(env['XAUTHORITY'], 0o600);
  }

  /** Logs in, which unlocks the keychain, and starts the program; ends with it. */
  async function start(program: string): Promise<RunningApp> {
    const sandbox = mayHaveNamespaces() ? '' : '--no-sandbox';
    const session = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null
      exec '${program}' ${sandbox} --remote-debugging-port=0`;
    const child = spawn('setpriv', [...asUser, 'dbus-run-session', '--', 'sh', '-c', session], {
      env,
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    onTestFinished(() => {
      killGroup(child.pid, 'SIGKILL');
    });
    const ended = new Promise<void>((resolve) => child.once('close', resolve));
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const port = /^DevTools listening on ws:\/\/(127\.0\.0\.1:\d+)\//mu.exec(said)?.[1];
        if (port !== undefined) resolve(`http://${port}`);
      });
      child.once('error', reject).once('close', () => {
        reject(new Error(`${program} has ended. ${said}`));
      });
    });
    // The app's own theme, not Playwright's.
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const page = browser.contexts()[0]?.pages()[0] ?? (await browser.contexts()[0]?.waitForEvent('page'));
    if (page === undefined) throw new Error(`There is no window. ${said}`);
    await page.getByLabel('Last name').waitFor();
    return {
      page,
      sandboxed: () => renderers().every((status) => /^Seccomp:\t2$/mu.test(status) && isNested(status)),
      async quit() {
        const quit = page.getByRole('dialog').getByRole('button', { name: 'Quit' });
        await page.evaluate('window.close()').catch(() => undefined);
        await Promise.race([ended, quit.click({ timeout: 0 }).catch(() => undefined)]);
        await ended;
        await browser.close();
      },
    };
  }
  return { home, start };
}

const isNested = (status: string): boolean =>
  (/^NSpid:(.*)$/mu.exec(status)?.[1]?.trim().split(/\s+/u).length ?? 0) > 1;

/** All processes of this user: the id, the command with spaces in it (Chromium writes its own so), and what the kernel says. */
function processes(): { pid: number; command: string; status: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ');
      const status = readFileSync(join('/proc', pid, 'status'), 'utf8');
      return status.includes(`\nUid:\t${id}\t`) ? [{ pid: Number(pid), command, status }] : [];
    } catch {
      // No process, or one that is gone.
      return [];
    }
  });
}

/** Takes the path of a program; returns the ids of the processes of this user that run it, without those that they made. */
export const running = (program: string): number[] =>
  processes()
    .filter(({ command }) => command.startsWith(`${program} `) && !command.includes(' --type='))
    .map(({ pid }) => pid);

/** What the kernel says of each process of this user that draws a page. */
function renderers(): string[] {
  const found = processes()
    .filter(({ command }) => command.includes('--type=renderer'))
    .map(({ status }) => status);
  if (found.length === 0) throw new Error('No process draws a page.');
  return found;
}
