// Ways to make the built app run what is not its own. Each is tried twice: on the app as it was built, and on a copy of it
// with the one fuse open that shuts this door, so that it is seen that the door was really tried.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasDisplay } from '../../build/runtime/display.ts';
import { launchArguments } from '../../build/runtime/locate.ts';
import { killGroup } from '../../build/runtime/programs.ts';
import { builtApp, copyOfBuiltApp } from '../support/built-app.ts';
import { temporaryFolder } from '../support/folder.ts';

interface Door {
  /** The fuse that shuts it, and what opens it again. */
  readonly open: Partial<Record<FuseV1Options, boolean>>;
  /** The name under which the program is started. Under another than its own, Electron does not take itself for packed. */
  readonly program?: string;
  /** Each takes the path of a script that leaves a mark when it is run. */
  readonly args?: (script: string) => string[];
  readonly env?: (script: string) => Record<string, string>;
  /** Whether the app is started as ever where the door is shut. */
  readonly startsAnyway?: false;
  /** Changes the app's own folder. */
  readonly change?: (resources: string, script: string) => void;
  /** What has to be changed besides, for the door to be used where the fuse is open. */
  readonly changeOpen?: (resources: string) => void;
}

/** Puts a folder where Electron looks for an app, which runs the script. */
function addAppFolder(resources: string, script: string): void {
  mkdirSync(join(resources, 'app'));
  writeFileSync(join(resources, 'app/package.json'), '{ "name": "fieldpost", "main": "main.cjs" }');
  writeFileSync(join(resources, 'app/main.cjs'), `require(${JSON.stringify(script)})`);
}

function removeArchive(resources: string): void {
  rmSync(join(resources, 'app.asar'));
}

const doors: Record<string, Door> = {
  ELECTRON_RUN_AS_NODE: {
    open: { [FuseV1Options.RunAsNode]: true },
    args: (script) => [script],
    env: () => ({ ELECTRON_RUN_AS_NODE: '1' }),
  },
  '--inspect': { open: { [FuseV1Options.EnableNodeCliInspectArguments]: true }, args: () => ['--inspect=0'] },
  '--inspect-brk': { open: { [FuseV1Options.EnableNodeCliInspectArguments]: true }, args: () => ['--inspect-brk=0'] },
  NODE_OPTIONS: {
    open: { [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true },
    program: 'electron',
    env: (script) => ({ NODE_OPTIONS: `--require ${script}` }),
  },
  'a folder beside the app': {
    open: { [FuseV1Options.OnlyLoadAppFromAsar]: false },
    change: addAppFolder,
    // Electron prefers the archive. In another version it may be the folder.
    changeOpen: removeArchive,
  },
  'a folder instead of the app': {
    open: { [FuseV1Options.OnlyLoadAppFromAsar]: false },
    startsAnyway: false,
    change(resources, script) {
      addAppFolder(resources, script);
      removeArchive(resources);
    },
  },
};

/** Makes a copy of the app with these fuses open; returns the path of the program. */
async function copyOfApp(name?: string, open: Door['open'] = {}): Promise<string> {
  const program = copyOfBuiltApp(temporaryFolder(), name);
  await flipFuses(program, { version: FuseVersion.V1, ...open });
  return program;
}

interface Attempt {
  /** What somebody else brought was run, or the app can be debugged. */
  readonly entered: boolean;
  /** Chromium was started, and with it the app in app.asar or another one. */
  readonly started: boolean;
}

/** Tries a door of the app with this program, until it is entered, or the app is started, or has ended. */
async function tried(program: string, { args, env, change }: Door): Promise<Attempt> {
  const own = temporaryFolder();
  const script = join(own, 'script.cjs');
  const mark = join(own, 'mark');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit()`);
  change?.(join(dirname(program), 'resources'), script);
  const child = spawn(
    program,
    // What is for Node comes first: it takes Chromium's for its own.
    [...(args?.(script) ?? []), ...launchArguments(), `--user-data-dir=${own}/data`, '--remote-debugging-port=0'],
    { env: { ...process.env, ...env?.(script) }, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  let said = '';
  await new Promise<void>((resolve, reject) => {
    onTestFinished(() => {
      killGroup(child.pid, 'SIGKILL');
    });
    child.once('error', reject).once('close', resolve);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // Chromium's debugger of pages comes up after Node, its options and its debugger.
      if (/^(DevTools|Debugger) listening on /mu.test(said)) resolve();
    });
  });
  killGroup(child.pid, 'SIGKILL');
  return {
    entered: existsSync(mark) || said.includes('Debugger listening on '),
    started: said.includes('DevTools listening on '),
  };
}

describe.skipIf(!existsSync(builtApp) || !hasDisplay())('the built app', () => {
  test.each(Object.entries(doors))(
    'is not entered by %s, as it would be with the fuse open',
    { timeout: 120_000 },
    async (_name, door) => {
      expect(await tried(await copyOfApp(door.program), door)).toEqual({
        entered: false,
        started: door.startsAnyway ?? true,
      });
      const opened = await copyOfApp(door.program, door.open);
      door.changeOpen?.(join(dirname(opened), 'resources'));
      expect(await tried(opened, door)).toMatchObject({ entered: true });
    },
  );
});
