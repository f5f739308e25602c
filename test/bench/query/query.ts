/** How long the outbox's questions take, and whether that grows with what is stored. */
import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { alternate } from '../alternate.ts';
import type { Group } from '../group.ts';
import { compare, count, milliseconds, type Finding } from '../report.ts';
import { seedOutbox } from '../seeded-outbox.ts';
import { median } from '../statistics.ts';

const many = 100_000;
const veryMany = 1_000_000;
/** As the screen asks for them. */
const pageSize = 100;

/** `claim` itself also writes; this is how it looks for the contact that is due. */
const nextDue = `SELECT id, body FROM contact WHERE state = 'waiting' ORDER BY id LIMIT 1`;

type Questions = Record<string, () => unknown>;

export const measureQueries: Group = async ({ quick, folder }) => {
  refuseOtherClaim();
  const rounds = quick ? 100 : 300;
  const opened = (quick ? [many] : [many, veryMany]).map((contacts) =>
    openQuestions(join(folder, `outbox-${contacts}`), contacts),
  );
  try {
    say('  asking ...');
    const findings: Finding[] = [];
    for (const name of Object.keys(opened[0]?.questions ?? {})) findings.push(...(await ask(name, opened, rounds)));
    if (quick) findings.push({ what: `Questions at ${count(veryMany)} contacts`, measured: 'left out by --quick' });
    return findings;
  } finally {
    for (const { close } of opened) close();
  }
};

/** The copy above must stay the statement that the outbox uses. */
function refuseOtherClaim(): void {
  const source = readFileSync(join(import.meta.dirname, '../../../electron/outbox/delivery.ts'), 'utf8');
  if (!source.includes(nextDue))
    throw new Error('electron/outbox/delivery.ts looks for the due contact in another way.');
}

function openQuestions(folder: string, contacts: number) {
  seedOutbox(folder, contacts);
  const outbox = openOutbox(folder);
  const database = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
  const due = database.prepare(nextDue);
  const byId = database.prepare('SELECT id FROM contact WHERE id = ?');
  const page = (search: string, before: number | null) => () =>
    outbox.page({ search, state: null, before, limit: pageSize });
  const questions: Questions = {
    'First page': page('', null),
    'A page in the middle, by key': page('', contacts / 2),
    'Counts by state': outbox.counts,
    'The next contact that is due': () => due.get(),
    'Search by the beginning of a word ("mei")': page('mei', null),
    'Search by two words ("mei opt")': page('mei opt', null),
    'Search without a hit': page('xylophone', null),
  };
  return {
    questions,
    floor: () => byId.get(contacts / 2),
    close: () => {
      database.close();
      outbox.close();
    },
  };
}

async function ask(
  name: string,
  opened: readonly { questions: Questions; floor: () => unknown }[],
  rounds: number,
): Promise<Finding[]> {
  const actions = opened.map(({ questions }, index) => [String(index), questions[name] ?? (() => undefined)] as const);
  const times = await alternate(rounds, {
    floor: opened[0]?.floor ?? (() => undefined),
    ...Object.fromEntries(actions),
  });
  const [atMany, atVeryMany] = opened.map((_, index) => median(times[String(index) as 'floor']));
  const value = atMany ?? NaN;
  const findings: Finding[] = [
    {
      what: `${name}, ${count(many)} contacts`,
      measured: milliseconds(value),
      beside: `one row by its id: ${milliseconds(median(times.floor))}`,
      goal: { text: '≤ 1 ms', reached: value <= 1 },
    },
  ];
  if (atVeryMany !== undefined) {
    findings.push(
      compare({
        what: `${name}, ${count(veryMany)} contacts`,
        value: atVeryMany,
        beside: value,
        besideName: `${count(many)} contacts`,
        goal: 2,
        format: milliseconds,
      }),
    );
  }
  return findings;
}
