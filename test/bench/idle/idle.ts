/** What the app does while there is nothing to do: nothing. Timers, queries and wake-ups, beside a bare window. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIfChanged } from '../../../build/runtime/app-build.ts';
import { locateRuntime } from '../../../build/runtime/locate.ts';
import { project } from '../../../build/runtime/paths.ts';
import { say } from '../../../build/runtime/problem.ts';
import type { ContactState } from '#contract/outbox.ts';
import { systemKeychain } from '../../../electron/keychain/keychain.ts';
import { openSnapshot } from '../../../electron/store/database.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';
import type { Effort, Group } from '../group.ts';
import { count, notMeasured, type Finding } from '../report.ts';
import { startChild } from '../send/child-process.ts';
import { credentialId, key } from '../send/contestant.ts';
import { bareApp } from '../start/contestants.ts';
import { startApp, type StartedApp } from '../start/launch.ts';
import { processTree } from '../start/process-tree.ts';
import { watchFileCalls, watchingProblem, type FileCalls } from './file-calls.ts';
import { sleepsOf, sleptSince } from './wake-ups.ts';

const second = 1_000;

interface Times {
  /** After the contacts went out, in milliseconds: half a minute after the last change the outbox is tidied. */
  settling: number;
  /** Longer than a minute, so that what happens once a minute is seen. */
  watched: number;
  /** The same of reads and writes, which are watched after that: strace itself wakes what it watches. */
  traced: number;
}

const times: Record<Effort, Times> = {
  full: { settling: 40 * second, watched: 65 * second, traced: 65 * second },
  quick: { settling: 40 * second, watched: 65 * second, traced: 20 * second },
  smoke: { settling: second, watched: second, traced: second },
};
/** How long the contacts may take to go out, in milliseconds. */
const patience = 30 * second;
/** How often something that happens once a minute happens in that time, at most. */
const onceAMinute = 2;

const contacts = 20;
const hook = join(import.meta.dirname, 'hook', 'hook.js');

interface Idler {
  what: string;
  app: StartedApp;
  dataFolder: string;
  /** How often each timer has fired, by the place where it was set. */
  timers: Map<string, number>;
  /** While it was watched: of the main process, and of all. */
  sleeps: { main: number; all: number };
}

export const measureIdle: Group = async ({ effort, folder }) => {
  if (process.platform !== 'linux') return [notMeasured('Idle', 'it is read from /proc')];
  const { settling, watched, traced } = times[effort];
  await buildIfChanged();
  const { executable } = await locateRuntime();
  const server = startChild(join(import.meta.dirname, '../send/server-child.ts'), ['0']);
  const baseUrl = String(await server.heard());
  await systemKeychain.write(baseUrl, key);
  const running: Idler[] = [];
  const start = async (what: string, app: string, dataFolder: string): Promise<Idler> => {
    const idler = await startIdler(executable, what, app, dataFolder);
    running.push(idler);
    return idler;
  };
  try {
    const [delivered, noKey] = [join(folder, 'delivered'), join(folder, 'no-key')];
    seed(delivered, baseUrl);
    // Keys are filed by origin: there is none for this one.
    seed(noKey, 'http://127.0.0.1:9/2024-03/one');
    const idlers = [
      await start('all is delivered', project, delivered),
      await start(`${contacts} contacts wait for a key`, project, noKey),
    ];
    // The last one has the focus, and has no field in which a caret would blink all the time.
    const bare = await start('a bare window', bareApp, join(folder, 'bare'));
    say('  letting them come to rest ...');
    await untilDelivered(delivered);
    await wait(settling);

    say('  counting timers and wake-ups ...');
    // Sending and tidying set some: an app of which none was heard would not be heard now either.
    if (idlers[0]?.timers.size === 0) throw new Error('No timer was heard of.');
    await watch(running, watched);
    for (const { what, timers } of running) {
      for (const [place, times] of timers) say(`  ${what}: fired ${times} times: ${place}`);
    }
    const findings = idlers.flatMap((idler) => [
      timersFinding(idler, watched),
      ...wakeUpFindings(idler, bare, watched),
    ]);

    const queries = await countFileCalls(idlers, folder, traced);
    for (const { app } of idlers) await app.end();
    ensure(delivered, 'delivered');
    ensure(noKey, 'waiting');
    return [...queries, ...findings];
  } finally {
    for (const { app } of running) await app.end();
    server.end();
    await systemKeychain.remove(baseUrl);
  }
};

async function startIdler(executable: string, what: string, app: string, dataFolder: string): Promise<Idler> {
  mkdirSync(dataFolder, { recursive: true });
  const timers = new Map<string, number>();
  const hear = (line: string) => {
    const place = /^timer (.*)$/.exec(line)?.[1];
    if (place !== undefined) timers.set(place, (timers.get(place) ?? 0) + 1);
  };
  const started = await startApp(executable, app, dataFolder, { hook, hear });
  return { what, app: started, dataFolder, timers, sleeps: { main: 0, all: 0 } };
}

/** Leaves what happened in this time, and nothing of before, in each of them. */
async function watch(running: readonly Idler[], watched: number): Promise<void> {
  for (const { timers } of running) timers.clear();
  const before = running.map(sleeps);
  await wait(watched);
  running.forEach((idler, index) => {
    const [now, then] = [sleeps(idler), before[index]];
    if (then !== undefined)
      idler.sleeps = { main: sleptSince(then.main, now.main), all: sleptSince(then.all, now.all) };
  });
}

const outboxIn = (dataFolder: string) => join(dataFolder, 'outbox');

function seed(dataFolder: string, baseUrl: string): void {
  const outbox = openOutbox(outboxIn(dataFolder));
  outbox.saveConnection({ baseUrl, credentialId });
  for (let number = 0; number < contacts; number++) outbox.capture(madeUpContact(number), Date.now());
  outbox.close();
}

/** Looks at the outbox from beside the app. @throws where the contacts do not go out */
async function untilDelivered(dataFolder: string): Promise<void> {
  for (const began = performance.now(); performance.now() - began < patience;) {
    const database = openSnapshot(outboxIn(dataFolder));
    const delivered = database.prepare(`SELECT count(*) FROM contact WHERE state = 'delivered'`).pluck().get();
    database.close();
    if (delivered === contacts) return;
    await wait(100);
  }
  throw new Error('The contacts were not delivered.');
}

/** @throws where the contacts were not where they were said to be */
function ensure(dataFolder: string, state: ContactState): void {
  const outbox = openOutbox(outboxIn(dataFolder));
  const counts = outbox.counts();
  outbox.close();
  if (counts[state] !== contacts) throw new Error(`Not all contacts were ${state}: ${JSON.stringify(counts)}`);
}

function sleeps({ app: { pid } }: Idler) {
  return { main: sleepsOf([pid]), all: sleepsOf(processTree(pid)) };
}

/** Ends the apps that it watches. */
async function countFileCalls(idlers: readonly Idler[], folder: string, traced: number): Promise<Finding[]> {
  const problem = watchingProblem();
  if (problem !== null) return [notMeasured('Queries while idle', problem)];
  say('  counting what is read and written ...');
  const traces: FileCalls[] = [];
  for (const [index, { app, dataFolder }] of idlers.entries()) {
    traces.push(await watchFileCalls(app.pid, outboxIn(dataFolder), join(folder, `trace-${index}`)));
  }
  const from = Date.now();
  await wait(traced);
  const to = Date.now();
  for (const { app } of idlers) await app.end();
  return idlers.map(({ what }, index) => {
    const trace = traces[index];
    // The end closes the outbox: a trace that saw nothing of that would have seen nothing at all.
    if (trace === undefined || trace.between(to, Infinity) === 0) throw new Error('strace saw nothing of the outbox.');
    const calls = trace.between(from, to);
    return {
      what: `Reads, writes, flushes and locks of the outbox in ${seconds(traced)}, ${what}`,
      measured: count(calls),
      goal: { text: '0', reached: calls === 0 },
    };
  });
}

const seconds = (time: number) => `${time / second} s`;

function timersFinding({ what, timers }: Idler, watched: number): Finding {
  const all = [...timers.values()].reduce((sum, times) => sum + times, 0);
  return {
    what: `Timers of the main process that fired in ${seconds(watched)}, ${what}`,
    measured: count(all),
    goal: {
      text: `each ≤ ${onceAMinute}`,
      reached: [...timers.values()].every((times) => times <= onceAMinute),
    },
  };
}

function wakeUpFindings({ what, sleeps }: Idler, bare: Idler, watched: number): Finding[] {
  const finding = (of: string, value: number, beside: number): Finding => ({
    what: `Wake-ups of ${of} in ${seconds(watched)}, ${what}`,
    measured: count(value),
    beside: `${bare.what}: ${count(beside)}`,
    ratio: value / beside,
  });
  return [
    finding('the main process', sleeps.main, bare.sleeps.main),
    finding('all processes', sleeps.all, bare.sleeps.all),
  ];
}
