/** Runs the checks and every test, whatever fails on the way, and ends with one line that sums up all runners. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { searchPath } from './runtime/paths.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const project = join(import.meta.dirname, '..');
const results = join(project, 'test/results');
const vitestReport = join(results, 'vitest.json');
const playwrightReport = join(results, 'e2e.json');
const benchReport = join(results, 'bench.json');

/** Runs a command in the project's folder; resolves with whether it exited with 0. */
function run(command: string, args: string[]): Promise<boolean> {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: project,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: searchPath },
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });
}

/** A step without tests of its own counts as one. */
const step = (passed: boolean): Tally => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/**
 * Counts what a runner reported. A runner that exited with an error counts as one failure at least, also where its
 * report is missing or says that all is well.
 */
function counted(report: string, passed: boolean, count: (json: unknown) => Tally): Tally {
  let tally: Tally;
  try {
    tally = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return passed ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}

function vitestTally(json: unknown): Tally {
  const { numTotalTests, numPassedTests, numFailedTests } = json as Record<
    'numTotalTests' | 'numPassedTests' | 'numFailedTests',
    number
  >;
  // The report counts only some of those that were not run as pending.
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numTotalTests - numPassedTests - numFailedTests,
  };
}

function playwrightTally(json: unknown): Tally {
  const { stats } = json as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
  // A test that passed at a second try failed at the first.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** Their numbers are not judged, only that each can be measured. */
function benchTally(json: unknown): Tally {
  const { measured, skipped, failed } = json as Record<'measured' | 'skipped' | 'failed', string[]>;
  return { passed: measured.length, failed: failed.length, skipped: skipped.length };
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const tallies = [
  step(await run('npm', ['run', '--silent', 'check'])),
  counted(vitestReport, await run('npm', ['run', '--silent', 'test:unit']), vitestTally),
  counted(playwrightReport, await run('npm', ['run', '--silent', 'test:e2e']), playwrightTally),
  counted(benchReport, await run('npm', ['run', '--silent', 'bench', '--', '--smoke']), benchTally),
];
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
