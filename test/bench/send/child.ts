/**
 * child.ts NAME FOLDER URL BYTES: is one contestant. For each number that it is told, it sends that many contacts, and
 * tells what that took.
 */
import { madeUpContact } from '../contacts.ts';
import { bareLoop, flushingLoop, sharingLoop } from './bare-loops.ts';
import type { Contestant, Ground } from './contestant.ts';
import { fieldpost } from './fieldpost.ts';
import { pQueue, plainjob } from './peers.ts';

const contestants = { fieldpost, bareLoop, flushingLoop, sharingLoop, pQueue, plainjob };
export type ContestantName = keyof typeof contestants;

/** What sending so many contacts took. */
export interface Taken {
  contacts: number;
  milliseconds: number;
  /** User and system time of this process, in milliseconds. */
  cpu: number;
  /** Of records that it wrote. */
  bytes: number;
}
export type Answer = { taken: Taken } | { problem: string };

const [name, folder, baseUrl, bytes] = process.argv.slice(2);
if (name === undefined || !(name in contestants) || folder === undefined || baseUrl === undefined) {
  throw new Error('Usage: child.ts NAME FOLDER URL BYTES');
}
const ground: Ground = { folder, baseUrl, recordBytes: Number(bytes) };
const contestant: Contestant = contestants[name as ContestantName](ground);
let number = 0;

async function measured(contacts: number): Promise<Taken> {
  await contestant.load(Array.from({ length: contacts }, () => madeUpContact(number++)));
  const written = () => contestant.written?.() ?? 0;
  const writtenBefore = written();
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  await contestant.send();
  const milliseconds = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { contacts, milliseconds, cpu: (user + system) / 1_000, bytes: written() - writtenBefore };
}

function answer(what: Answer): void {
  process.send?.(what);
}

process.on('message', (contacts: number) => {
  measured(contacts).then(
    (taken) => {
      answer({ taken });
    },
    (error: unknown) => {
      answer({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
// What is idle and open would keep it alive.
process.on('disconnect', () => process.exit());
