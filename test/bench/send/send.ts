/** What sending costs beyond the requests themselves: time and processor, beside a bare loop and the queues of others. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import type { Effort, Group } from '../group.ts';
import { atLeast, compare, count, milliseconds, perSecond, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { startChild, type Child } from './child-process.ts';
import type { Answer, ContestantName, Taken } from './child.ts';
import { inFlight } from './contestant.ts';

/** Processor time that sending may take, in that of the bare loop with its two flushes. */
const cpuGoal = 1.2;

const names: Record<Exclude<ContestantName, 'fieldpost'>, string> = {
  bareLoop: 'a bare loop, no database',
  flushingLoop: 'the bare loop, two flushes each',
  sharingLoop: 'the bare loop, shared flushes',
  pQueue: 'p-queue and SQLite, naively',
  plainjob: 'plainjob, synchronous = FULL',
};

interface Sizes {
  rounds: number;
  /** That each contestant sends in each round. */
  contacts: number;
  /** That each sends before it is measured: then its code is compiled, and its connections stand. */
  warmUp: number;
}

interface Course {
  /** How long the server takes, in milliseconds. */
  delay: number;
  what: string;
  contestants: readonly ContestantName[];
  sizes: Record<Effort, Sizes>;
  goals: Partial<Record<ContestantName, number>>;
}

const courses: readonly Course[] = [
  {
    delay: 50,
    what: 'to a server 50 ms away',
    contestants: ['fieldpost', 'bareLoop', 'pQueue', 'plainjob'],
    sizes: {
      full: { rounds: 5, contacts: 1_000, warmUp: 100 },
      quick: { rounds: 3, contacts: 200, warmUp: 100 },
      smoke: { rounds: 1, contacts: 20, warmUp: 4 },
    },
    goals: { bareLoop: 0.95 },
  },
  {
    delay: 0,
    what: 'to a server that answers at once',
    contestants: ['fieldpost', 'flushingLoop', 'sharingLoop', 'bareLoop', 'pQueue', 'plainjob'],
    sizes: {
      full: { rounds: 5, contacts: 5_000, warmUp: 500 },
      quick: { rounds: 3, contacts: 1_000, warmUp: 500 },
      smoke: { rounds: 1, contacts: 20, warmUp: 4 },
    },
    goals: { flushingLoop: 0.6 },
  },
];

export const measureSend: Group = async ({ effort, folder }) => {
  const findings: Finding[] = [];
  for (const course of courses) findings.push(...(await run(folder, course, course.sizes[effort])));
  return findings;
};

async function run(folder: string, course: Course, sizes: Sizes): Promise<Finding[]> {
  const { delay, what, contestants } = course;
  const { rounds, contacts, warmUp } = sizes;
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
      const { bytes } = await sent(child, warmUp);
      if (name === 'fieldpost') recordBytes = Math.round(bytes / warmUp / 2);
    }
    for (let round = 0; round < rounds; round++) {
      say(`  ${what}, round ${round + 1} of ${rounds} ...`);
      for (const [name, child] of children) taken.get(name)?.push(await sent(child, contacts));
    }
    return findings(course, sizes, taken, recordBytes);
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

function findings(
  course: Course,
  { rounds, contacts }: Sizes,
  taken: Map<ContestantName, Taken[]>,
  recordBytes: number,
): Finding[] {
  const rates = (name: ContestantName) => (taken.get(name) ?? []).map((one) => (one.contacts / one.milliseconds) * 1e3);
  const value = median(rates('fieldpost'));
  const what = `Sending ${course.what}, ${inFlight} in flight, ${rounds} × ${count(contacts)} contacts`;
  const beside = course.contestants.filter((name) => name !== 'fieldpost');
  const flushed = ` of ${count(recordBytes)} bytes`;
  const cpu = (name: ContestantName) => median((taken.get(name) ?? []).map((one) => one.cpu / one.contacts)) * 1e3;
  const isFlushed = course.contestants.includes('flushingLoop');
  const least = isFlushed ? 'flushingLoop' : 'bareLoop';
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
    compare({
      what: `Processor time of sending 1,000 contacts ${course.what}`,
      value: cpu('fieldpost'),
      beside: cpu(least),
      besideName: names[least],
      goal: isFlushed ? cpuGoal : null,
      format: milliseconds,
    }),
  ];
}
