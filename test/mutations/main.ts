/**
 * Breaks each rule of mutations.ts in a copy of the project and runs the tests that have to notice. Prints a table; a
 * break that nobody notices, or that no longer fits the source, makes it fail. `npm run test:mutations [WORDS]` takes those
 * whose rule has these words in it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutations, type Mutation } from './mutations.ts';

const project = join(import.meta.dirname, '../..');
/** How many run at the same time. */
const workers = 2;
/** A break may make a test hang: then it is noticed, too. In milliseconds. */
const patience = 180_000;

/** Smaller than in a whole run, and large enough: a table of breaks takes minutes as it is. */
const sizes = {
  FIELDPOST_SIMULATED_DAYS: '60000',
  FIELDPOST_SIMULATION_SEED: '1',
  FIELDPOST_MODEL_RUNS: '40',
  FIELDPOST_CONNECTION_DAYS: '12',
};

interface Run {
  passed: boolean;
  /** The first test that failed; null: none did. */
  failed: string | null;
}

/** Makes a copy of what git knows, with what is not committed yet, beside the same packages. */
function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'fieldpost-mutation-'));
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: project });
  for (const file of listed.stdout.toString().split('\0')) {
    if (file !== '') cpSync(join(project, file), join(copy, file), { recursive: true, force: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function runTests(copy: string, tests: readonly string[]): Promise<Run> {
  // As vitest.config.ts has it.
  const report = join(copy, 'test/results/vitest.json');
  rmSync(report, { force: true });
  const arguments_ = ['vitest', 'run', ...tests, '--bail', '1'];
  const child = spawn('npx', arguments_, {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...sizes },
  });
  const late = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, patience);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearTimeout(late);
  if (code === null) return { passed: false, failed: '(it never ended)' };
  return { passed: code === 0, failed: firstFailure(report) };
}

interface Report {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

function firstFailure(report: string): string | null {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const failures = testResults.flatMap(({ assertionResults }) => assertionResults);
    return failures.find(({ status }) => status === 'failed')?.fullName ?? null;
  } catch {
    return null;
  }
}

/** Returns what noticed the break; null: nothing did. */
async function noticed(copy: string, { file, from, to, tests }: Mutation): Promise<string | null> {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} does not have this once: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    const { passed, failed } = await runTests(copy, tests);
    // A break that does not even run is noticed by whoever runs it, and proves nothing of a test.
    return passed ? null : failed;
  } finally {
    writeFileSync(path, source);
  }
}

const words = process.argv.slice(2).join(' ');
const chosen = mutations.filter(({ rule }) => rule.includes(words));
const copies = Array.from({ length: workers }, copyOfProject);
let unnoticed = 0;
try {
  const all = [...new Set(chosen.flatMap(({ tests }) => tests))];
  const whole = await runTests(copies[0] ?? '', all);
  if (!whole.passed) throw new Error(`Unbroken, the tests fail already: ${whole.failed ?? 'no report'}`);
  const waiting = [...chosen];
  await Promise.all(
    copies.map(async (copy) => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        const by = await noticed(copy, one).catch((error: unknown) => {
          console.error(error);
          return null;
        });
        if (by === null) unnoticed++;
        console.log(`${by === null ? 'UNNOTICED' : 'noticed  '} | ${one.rule} | ${by ?? ''}`);
      }
    }),
  );
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
}
console.log(`\n${chosen.length} rules broken, ${chosen.length - unnoticed} noticed, ${unnoticed} unnoticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;
