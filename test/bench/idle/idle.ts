/** What the app does while there is nothing to do: nothing. Timers, queries and wake-ups, beside a bare window. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIfChanged } from '../../../build/runtime/app-build.ts';
import { locateRuntime } from '../../../build/runtime/locate.ts';
import { project } from '../../../build/runtime/paths.ts';
import { say } from '../../../build/runtime/problem.ts';
import { findProgram } from '../../../build/runtime/programs.ts';
import type { ContactState } from '../../../electron/contract/outbox.ts';
import { systemKeychain } from '../../../electron/keychain.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';
import type { Group } from '../group.ts';
import { count, type Finding } from '../report.ts';
import { startChild } from '../send/child-process.ts';
import { credentialId, key } from '../send/contestant.ts';
import { bareApp } from '../start/contestants.ts';
import { startApp, type StartedApp } from '../start/launch.ts';
import { processTree } from '../start/process-tree.ts';
import { watchFileCalls, type FileCalls } from './file-calls.ts';
import { sleepsOf } from './wake-ups.ts';

const second = 1_000;
/** After the start: contacts go out, and half a minute after the last change the outbox is tidied. */
const settling = 45 * second;
/** Longer than a minute, so that what happens once a minute is seen. */
const watched = 65 * second;
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

export const measureIdle: Group = async ({ folder }) => {
  if (process.platform !== 'linux') return [{ what: 'Idle', measured: 'not measured: it is read from /proc' }];
  await buildIfChanged();
  const { executable } = await locateRuntime();
  const server = startChild(join(import.meta.dirname, '../send/server-child.ts'), ['0']);
  const baseUrl = String(await server.heard());
  await systemKeychain.write(baseUrl, key);
  const running: Idler[] = [];
  const start = async (what: string, app: string, dataFolder: string): Promise<Idler> => {
    mkdirSync(dataFolder, { recursive: true });
    const timers = new Map<string, number>();
    const hear = (line: string) => {
      const place = /^timer (.*)$/.exec(line)?.[1];
      if (place !== undefined) timers.set(place, (timers.get(place) ?? 0) + 1);
    };
    const started = await startApp(executable, app, dataFolder, { hook, hear });
    const idler = { what, app: started, dataFolder, timers, sleeps: { main: 0, all: 0 } };
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
    await wait(settling);

    say('  counting timers and wake-ups ...');
    // Sending and tidying set some: an app of which none was heard would not be heard now either.
    if (idlers[0]?.timers.size === 0) throw new Error('No timer was heard of.');
    for (const { timers } of running) timers.clear();
    const before = running.map(sleeps);
    await wait(watched);
    running.forEach((idler, index) => {
      const [now, then] = [sleeps(idler), before[index] ?? idler.sleeps];
      idler.sleeps = { main: now.main - then.main, all: now.all - then.all };
    });
    for (const { what, timers } of running) {
      for (const [place, times] of timers) say(`  ${what}: fired ${times} times: ${place}`);
    }
    const findings = idlers.flatMap((idler) => [timersFinding(idler), ...wakeUpFindings(idler, bare)]);

    const queries = await countFileCalls(idlers, folder);
    ensure(delivered, 'delivered');
    ensure(noKey, 'waiting');
    return [...queries, ...findings];
  } finally {
    for (const { app } of running) await app.end();
    server.end();
    await systemKeychain.remove(baseUrl);
  }
};

const outboxIn = (dataFolder: string) => join(dataFolder, 'outbox');

function seed(dataFolder: string, baseUrl: string): void {
  const outbox = openOutbox(outboxIn(dataFolder));
  outbox.saveConnection({ baseUrl, credentialId });
  for (let number = 0; number < contacts; number++) outbox.capture(madeUpContact(number), Date.now());
  outbox.close();
}

/** @throws where the contacts were not where they were said to be */
function ensure(dataFolder: string, state: ContactState): void {
  const outbox = openOutbox(outboxIn(dataFolder));
  const counts = outbox.counts();
  outbox.close();
  if (counts[state] !== contacts) throw new Error(`Not all contacts were ${state}: ${JSON.stringify(counts)}`);
}

function sleeps({ app: { pid } }: Idler): Idler['sleeps'] {
  return { main: sleepsOf([pid]), all: sleepsOf(processTree(pid)) };
}

/** Ends these apps. */
async function countFileCalls(idlers: readonly Idler[], folder: string): Promise<Finding[]> {
  const nothing = 'Queries while idle';
  if (findProgram('strace') === undefined) return [{ what: nothing, measured: 'not counted: strace is missing' }];
  say('  counting what is read and written ...');
  const traces: FileCalls[] = [];
  for (const [index, { app, dataFolder }] of idlers.entries()) {
    traces.push(await watchFileCalls(app.pid, outboxIn(dataFolder), join(folder, `trace-${index}`)));
  }
  const from = Date.now();
  await wait(watched);
  const to = Date.now();
  for (const { app } of idlers) await app.end();
  return idlers.map(({ what }, index) => {
    const trace = traces[index];
    // The end closes the outbox: a trace that saw nothing of that would have seen nothing at all.
    if (trace === undefined || trace.between(to, Infinity) === 0) throw new Error('strace saw nothing of the outbox.');
    const calls = trace.between(from, to);
    return {
      what: `Reads, writes, flushes and locks of the outbox in ${seconds}, ${what}`,
      measured: count(calls),
      goal: { text: '0', reached: calls === 0 },
    };
  });
}

const seconds = `${watched / second} s`;

function timersFinding({ what, timers }: Idler): Finding {
  const all = [...timers.values()].reduce((sum, times) => sum + times, 0);
  return {
    what: `Timers of the main process that fired in ${seconds}, ${what}`,
    measured: count(all),
    goal: {
      text: `each ≤ ${onceAMinute}`,
      reached: [...timers.values()].every((times) => times <= onceAMinute),
    },
  };
}

function wakeUpFindings({ what, sleeps }: Idler, bare: Idler): Finding[] {
  const finding = (of: string, value: number, beside: number): Finding => ({
    what: `Wake-ups of ${of} in ${seconds}, ${what}`,
    measured: count(value),
    beside: `${bare.what}: ${count(beside)}`,
    ratio: value / beside,
  });
  return [
    finding('the main process', sleeps.main, bare.sleeps.main),
    finding('all processes', sleeps.all, bare.sleeps.all),
  ];
}
