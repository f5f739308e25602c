/** What very many contacts make of all that takes long: how long, with how much memory, and with what pauses of the main thread. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import type { Effort, Group } from '../group.ts';
import { compare, count, megabytes, milliseconds, notMeasured, type Finding } from '../report.ts';
import { messageOf } from '../run-apart.ts';
import { placeOutbox, type Kind } from '../seeded-outbox.ts';
import { startChild } from '../send/child-process.ts';
import { losses, type LossName } from './losses.ts';
import type { OperationName, Result } from './operations.ts';
import { workIn } from './work.ts';
import type { DiskUse } from './year-child.ts';

const veryMany = 1_000_000;

interface Sizes {
  stored: number[];
  /** Days, and contacts on each of them. */
  year: { days: number; contacts: number };
}

const sizes: Record<Effort, Sizes> = {
  full: { stored: [100_000, veryMany], year: { days: 365, contacts: 300 } },
  quick: { stored: [100_000], year: { days: 30, contacts: 300 } },
  smoke: { stored: [40], year: { days: 2, contacts: 20 } },
};

/** What is promised of so many contacts; times in milliseconds, memory in bytes. */
const limitsOf = (stored: number) =>
  stored < veryMany
    ? { start: 1_000, recovery: 8_000, memory: 300e6, pause: 50 }
    : { start: 1_000, recovery: 120_000, memory: 1e9, pause: 100 };

/** Saved since the last backup. */
const sinceBackup = 60;

interface Run {
  what: string;
  operation: OperationName;
  kind: Kind;
  /** What becomes of the outbox before. */
  before?: LossName | 'killed';
  /** What is held against a limit, beside the pause. */
  limited?: 'start' | 'recovery';
}

const runs: readonly Run[] = [
  { what: 'Nothing but saves, looks and searches', operation: 'nothing', kind: 'used' },
  { what: 'Start to first contact delivered, closed before', operation: 'start', kind: 'used', limited: 'start' },
  { what: 'Start to first contact delivered, killed before', operation: 'start', kind: 'used', before: 'killed' },
  { what: 'Inspection, a thorough one', operation: 'inspection', kind: 'used' },
  { what: 'Log merged, backup made and checked', operation: 'backup', kind: 'used' },
  { what: 'Receipt of all days', operation: 'receipt', kind: 'used' },
  ...(Object.keys(losses) as LossName[]).map((before): Run => {
    const { what, kind } = losses[before];
    return { what: `Recovery, ${what}`, operation: 'recovery', kind, before, limited: 'recovery' };
  }),
];

/** That is what a wrong key may leave: nobody gets there with a million. */
const alike: readonly Run[] = [
  { what: 'Why all need attention', operation: 'reasons', kind: 'refused' },
  { what: 'All that need attention wait again', operation: 'retryAll', kind: 'refused' },
  { what: 'All that wait are set aside', operation: 'parkAll', kind: 'refused' },
];

export const measureScale: Group = async (circumstances) => {
  const { effort, folder, seeds } = circumstances;
  const { stored, year } = sizes[effort];
  const server = startChild(join(import.meta.dirname, '../send/server-child.ts'), ['0']);
  const findings: Finding[] = [];
  try {
    const baseUrl = String(await server.heard());
    for (const contacts of stored) {
      for (const run of runsFor(contacts, effort)) {
        say(`  ${count(contacts)} contacts: ${run.what} ...`);
        const place = join(folder, 'outbox');
        await placeOutbox(place, contacts, seeds, run.kind);
        findings.push(...findingsOf(run, contacts, await carryOut(run, place, contacts, baseUrl)));
        rmSync(place, { recursive: true });
      }
    }
  } finally {
    server.end();
  }
  if (effort === 'quick')
    findings.push(notMeasured(`The same with ${count(veryMany)} contacts`, 'left out by --quick'));
  say('  a year ...');
  findings.push(await useOfDisk(join(folder, 'year'), year));
  return findings;
};

/** For the smoke test each operation once. */
function runsFor(contacts: number, effort: Effort): Run[] {
  const all = contacts < veryMany ? [...runs, ...alike] : [...runs];
  return effort === 'smoke'
    ? all.filter(({ operation }, index) => all.findIndex((other) => other.operation === operation) === index)
    : all;
}

/** @throws where less is there at the end than is to be there */
async function carryOut(run: Run, folder: string, contacts: number, baseUrl: string): Promise<Result> {
  const { operation, kind, before } = run;
  const worked = kind === 'used' ? sinceBackup : 0;
  workIn(folder, baseUrl, worked);
  if (before === 'killed') await killIn(folder);
  else if (before !== undefined) losses[before].strike(folder);
  const result = (await messageOf(child('operation'), [operation, folder], never)) as Result;
  const isWhole = before === undefined || before === 'killed' || losses[before].isWhole;
  const expected = contacts + (isWhole ? worked : 0);
  if (result.contacts < expected) throw new Error(`${run.what}: ${result.contacts} contacts of ${expected} are there.`);
  return result;
}

/** The whole group's time is limited. */
const never = new AbortController().signal;
const child = (name: string) => join(import.meta.dirname, `${name}-child.ts`);

async function killIn(folder: string): Promise<void> {
  await messageOf(child('killed'), [folder], never);
}

function findingsOf({ what, limited }: Run, contacts: number, result: Result): Finding[] {
  const limits = limitsOf(contacts);
  const named = `${what}, ${count(contacts)} contacts`;
  const limit = limited === undefined ? null : limits[limited];
  const findings = [held(`${named}: time`, result.milliseconds, limit, milliseconds)];
  if (result.memory !== null) {
    const most = limited === 'recovery' ? limits.memory : null;
    findings.push(held(`${named}: memory`, result.memory, most, megabytes));
  }
  const busy = `${milliseconds(result.pause)} (computing: ${milliseconds(result.busy)})`;
  const pause = held(`${named}: longest pause`, result.pause, limits.pause, milliseconds);
  return [...findings, { ...pause, measured: busy }];
}

function held(what: string, value: number, limit: number | null, format: (value: number) => string): Finding {
  if (limit === null) return { what, measured: format(value) };
  return compare({ what, value, beside: limit, besideName: 'the limit', goal: 1, format });
}

async function useOfDisk(folder: string, { days, contacts }: Sizes['year']): Promise<Finding> {
  const use = (await messageOf(child('year'), [folder, String(days), String(contacts)], never)) as DiskUse;
  return compare({
    what: `Room that ${count(days)} days of ${count(contacts)} contacts take at most (${count(use.contacts)} in all)`,
    value: use.most,
    beside: 3 * use.database + use.hour,
    besideName: `three times the database and an hour's work`,
    goal: 1,
    format: megabytes,
  });
}
