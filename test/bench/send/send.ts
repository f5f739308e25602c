/** What sending costs beyond the requests themselves: time and processor, beside a bare loop and the queues of others. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import type { Group } from '../group.ts';
import { atLeast, count, milliseconds, perSecond, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { startChild, type Child } from './child-process.ts';
import type { Answer, ContestantName, Taken } from './child.ts';
import { inFlight } from './contestant.ts';

/** How many contacts each contestant sends before it is measured: then its code is compiled, and its connections stand. */
const warmUp = (delay: number) => (delay === 0 ? 500 : 100);
/** Processor time that sending 1,000 contacts may take, in milliseconds. */
const cpuGoal = 200;

const names: Record<Exclude<ContestantName, 'fieldpost'>, string> = {
  bareLoop: 'a bare loop, no database',
  flushingLoop: 'the bare loop, two flushes each',
  sharingLoop: 'the bare loop, shared flushes',
  pQueue: 'p-queue and SQLite, naively',
  plainjob: 'plainjob, synchronous = FULL',
};

interface Course {
  /** How long the server takes, in milliseconds. */
  delay: number;
  what: string;
  contestants: readonly ContestantName[];
  rounds: number;
  /** That each contestant sends in each round. */
  contacts: number;
  goals: Partial<Record<ContestantName, number>>;
}

export const measureSend: Group = async ({ quick, folder }) => [
  ...(await run(folder, {
    delay: 50,
    what: 'to a server 50 ms away',
    contestants: ['fieldpost', 'bareLoop', 'pQueue', 'plainjob'],
    rounds: quick ? 3 : 5,
    contacts: quick ? 200 : 1_000,
    goals: { bareLoop: 0.95 },
  })),
  ...(await run(folder, {
    delay: 0,
    what: 'to a server that answers at once',
    contestants: ['fieldpost', 'flushingLoop', 'sharingLoop', 'bareLoop', 'pQueue', 'plainjob'],
    rounds: quick ? 3 : 5,
    contacts: quick ? 1_000 : 5_000,
    goals: { flushingLoop: 0.8 },
  })),
];

async function run(folder: string, course: Course): Promise<Finding[]> {
  const { delay, what, contestants, rounds, contacts } = course;
  const server = startChild(join(import.meta.dirname, 'server-child.ts'), [String(delay)]);
  const children = new Map<ContestantName, Child>();
  const taken = new Map<ContestantName, Taken[]>();
  try {
    const baseUrl = String(await server.heard());
    // What Fieldpost writes of a contact, the loops with flushes write too: it is the first.
    let recordBytes = 0;
    for (const name of contestants) {
      const own = join(folder, `${delay}-${name}`);
      mkdirSync(own);
      const child = startChild(join(import.meta.dirname, 'child.ts'), [name, own, baseUrl, String(recordBytes)]);
      children.set(name, child);
      taken.set(name, []);
      const { bytes } = await sent(child, warmUp(delay));
      if (name === 'fieldpost') recordBytes = Math.round(bytes / warmUp(delay) / 2);
    }
    for (let round = 0; round < rounds; round++) {
      say(`  ${what}, round ${round + 1} of ${rounds} ...`);
      for (const [name, child] of children) taken.get(name)?.push(await sent(child, contacts));
    }
    return findings(course, taken, recordBytes);
  } finally {
    for (const child of children.values()) child.end();
    server.end();
  }
}

async function sent(child: Child, contacts: number): Promise<Taken> {
  child.tell(contacts);
  const answer = (await child.heard()) as Answer;
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.taken;
}

function findings(course: Course, taken: Map<ContestantName, Taken[]>, recordBytes: number): Finding[] {
  const rates = (name: ContestantName) => (taken.get(name) ?? []).map((one) => (one.contacts / one.milliseconds) * 1e3);
  const value = median(rates('fieldpost'));
  const what = `Sending ${course.what}, ${inFlight} in flight, ${course.rounds} × ${count(course.contacts)} contacts`;
  const beside = course.contestants.filter((name) => name !== 'fieldpost');
  const flushed = ` of ${count(recordBytes)} bytes`;
  const cpu = (name: ContestantName) => median((taken.get(name) ?? []).map((one) => one.cpu / one.contacts)) * 1e3;
  const least = course.contestants.includes('flushingLoop') ? 'flushingLoop' : 'bareLoop';
  return [
    ...beside.map((name) =>
      atLeast({
        what,
        value,
        beside: median(rates(name)),
        besideName: `${names[name]}${name === 'flushingLoop' || name === 'sharingLoop' ? flushed : ''}`,
        goal: course.goals[name] ?? null,
        format: perSecond,
      }),
    ),
    {
      what: `Processor time of sending 1,000 contacts ${course.what}`,
      measured: milliseconds(cpu('fieldpost')),
      beside: `${names[least]}: ${milliseconds(cpu(least))}`,
      ratio: cpu('fieldpost') / cpu(least),
      goal: { text: `≤ ${milliseconds(cpuGoal)}`, reached: cpu('fieldpost') <= cpuGoal },
    },
  ];
}
