// The log in a process of its own, whose standard error is what a user's may be.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logFilesIn } from '../../electron/log/log.ts';
import { temporaryFolder } from '../support/folder.ts';

const module = JSON.stringify(new URL('../../electron/log/log.ts', import.meta.url).href);
const lines = 20_000;

/** What the process does: writes lines of which no two are the same, gives the errors time to arrive, and says how it went. */
const program = (dataFolder: string) => `
  import { log, openLog } from ${module};
  openLog({ dataFolder: ${JSON.stringify(dataFolder)}, appFolder: '/', development: false });
  let thrown = 0;
  process.on('uncaughtException', (error) => {
    if (++thrown > 100) process.exit(1);
    log.error('Something was thrown that nobody caught', error);
  });
  process.stdin.once('data', async () => {
    for (let line = 0; line < ${lines}; line++) {
      log.note('A line', { line });
      if (line % 100 === 0) await new Promise(setImmediate);
    }
    process.stdout.write(JSON.stringify({ thrown, behind: process.stderr.writableLength }), () => process.exit(0));
  }).on('error', () => undefined);
`;

function start(dataFolder: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(dataFolder)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => said.push(piece));
  return {
    child,
    end: async (): Promise<{ thrown: number; behind: number }> => {
      child.stdin.end('go');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(0);
      return JSON.parse(Buffer.concat(said).toString()) as { thrown: number; behind: number };
    },
  };
}

const linesIn = (dataFolder: string) =>
  readFileSync(logFilesIn(dataFolder)[0] ?? '', 'utf8')
    .trimEnd()
    .split('\n');

it('goes on in the file where the reader of the standard error is gone', async () => {
  const dataFolder = temporaryFolder();
  const { child, end } = start(dataFolder);
  child.stderr.destroy();
  await once(child.stderr, 'close');
  expect((await end()).thrown).toBe(0);
  expect(linesIn(dataFolder).at(-1)).toContain(`line=${lines - 1}`);
});

// On Windows Node itself waits for whoever reads a pipe. Fieldpost, which has no console there, is given none.
it.skipIf(process.platform === 'win32')(
  'neither waits nor keeps much in memory where nobody reads the standard error',
  async () => {
    const dataFolder = temporaryFolder();
    const { child, end } = start(dataFolder);
    child.stderr.pause();
    const { behind, thrown } = await end();
    expect(thrown).toBe(0);
    // It is full, and no fuller than it may be.
    expect(behind).toBeGreaterThan(60_000);
    expect(behind).toBeLessThan(70_000);
    expect(linesIn(dataFolder).at(-1)).toContain(`line=${lines - 1}`);
  },
);

const hasPython = spawnSync('python3', ['-c', 'import pty, termios']).status === 0;

it.skipIf(process.platform !== 'linux' || !hasPython)('does not wait for a terminal that is stopped', () => {
  const dataFolder = temporaryFolder();
  const file = join(dataFolder, 'program.mjs');
  writeFileSync(file, program(dataFolder));
  // A terminal is what Node cannot make by itself.
  const inStoppedTerminal = `
import pty, subprocess, sys, termios
reader, terminal = pty.openpty()
termios.tcflow(terminal, termios.TCOOFF)
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal)
try:
    print(child.communicate(b'go', timeout=15)[0].decode())
finally:
    child.kill()
`;
  const said = execFileSync('python3', ['-c', inStoppedTerminal, process.execPath, file], { encoding: 'utf8' });
  expect(JSON.parse(said)).toMatchObject({ thrown: 0 });
  expect(linesIn(dataFolder).at(-1)).toContain(`line=${lines - 1}`);
});
