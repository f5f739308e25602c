/** Runs the checks and every test, whatever fails on the way, and ends with one line that sums up all runners. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { searchPath } from './runtime/paths.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed and what was not run, a line each. */
  words?: string[];
}

const project = join(import.meta.dirname, '..');
const results = join(project, 'test/results');
const vitestReport = join(results, 'vitest.json');
const playwrightReport = join(results, 'e2e.json');
const benchReport = join(results, 'bench.json');

/**
 * Runs a command in the project's folder; resolves with whether it exited with 0. What it prints is seen at once, or at its end
 * where another one prints meanwhile.
 */
function run(command: string, args: string[], seen: 'at once' | 'at its end' = 'at once'): Promise<boolean> {
  const title = `\n> ${[command, ...args].join(' ')}`;
  const printed: Buffer[] = [];
  if (seen === 'at once') console.log(title);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: project,
      stdio: ['ignore', ...(seen === 'at once' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
      env: { ...process.env, PATH: searchPath },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', (code) => {
      if (seen === 'at its end') console.log(`${title}\n${Buffer.concat(printed).toString()}`);
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

interface VitestReport {
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

function vitestTally(json: unknown): Tally {
  const { numTotalTests, numPassedTests, numFailedTests, testResults } = json as VitestReport;
  const words = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(project, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const skipped = assertionResults.filter((test) => test.status !== 'failed' && test.status !== 'passed');
    return [
      ...(status === 'failed' && failed.length === 0 ? [`failed: ${file}: ${message}`] : []),
      ...failed.map((test) => `failed: ${file} > ${test.fullName}: ${test.failureMessages?.[0]?.slice(0, 1500) ?? ''}`),
      ...(skipped.length > 0 ? [`skipped: ${skipped.length} in ${file}, such as "${skipped[0]?.fullName ?? ''}"`] : []),
    ];
  });
  // The report counts only some of those that were not run as pending.
  const skipped = numTotalTests - numPassedTests - numFailedTests;
  return { passed: numPassedTests, failed: numFailedTests, skipped, words };
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
}

function playwrightTally(json: unknown): Tally {
  const { stats, suites } = json as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
    suites: PlaywrightSuite[];
  };
  const specsOf = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const words = suites
    .flatMap(specsOf)
    .flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status !== 'expected')
        .map(({ status, results: [first] }) =>
          status === 'skipped'
            ? `skipped: ${file} > ${title}`
            : `failed: ${file} > ${title}: ${first?.error?.message ?? ''}`,
        ),
    );
  // A test that passed at a second try failed at the first.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped, words };
}

/** Their numbers are not judged, only that each can be measured. */
function benchTally(json: unknown): Tally {
  const { measured, skipped, failed } = json as Record<'measured' | 'skipped' | 'failed', string[]>;
  return { passed: measured.length, failed: failed.length, skipped: skipped.length };
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const npm = (...args: string[]) => ['run', '--silent', ...args];
// The app is built before: neither runner builds it again.
const isBuilt = await run('npm', npm('build'));
// Two ways side by side, about as long, since tests wait half of the time: for windows, or for an Electron on a new machine.
const unit = run('npm', npm('test:unit'), 'at its end');
const isChecked = await run('npm', npm('check'));
const e2e = await run('node', ['build/runtime/desktop.ts', 'playwright', 'test']);
const bench = await run('npm', npm('bench', '--', '--smoke'));
const tallies = [
  step(isChecked && isBuilt),
  counted(vitestReport, await unit, vitestTally),
  counted(playwrightReport, e2e, playwrightTally),
  counted(benchReport, bench, benchTally),
];
for (const line of tallies.flatMap(({ words }) => words ?? [])) console.log(line);
const sum = (key: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
