/**
 * year-child.ts FOLDER DAYS CONTACTS: lives through so many days with so many contacts on each, and tells how much of the disk
 * the outbox took at most on the last of them, on which everything is done as often as the app does it. Before that the
 * files are tidied up once a week.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as others } from 'node:timers/promises';
import { databaseIn } from '../../../electron/store/database.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { copyIn } from '../../../electron/store/segments.ts';
import { deliver } from './work.ts';

/** In bytes. */
export interface DiskUse {
  database: number;
  /** What an hour writes into the database's log, whose room is made before, and adds to the second copy. */
  hour: number;
  /** The most at any moment, also while a backup is made. */
  most: number;
  contacts: number;
}

const [folder, days, contacts] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: year-child.ts FOLDER DAYS CONTACTS');
process.once('disconnect', () => process.exit());

const halfHour = 30 * 60_000;
/** Of a day at the booth. */
const halfHours = 20;
const realNow = Date.now;
let ahead = 0;
Date.now = () => realNow() + ahead;

const use: DiskUse = { database: 0, hour: 0, most: 0, contacts: 0 };
for (let day = 1; day < Number(days); day++) await liveThrough(day);
await liveThroughLast();
process.send?.(use);

async function liveThrough(day: number): Promise<void> {
  ahead += 24 * 60 * 60_000;
  const outbox = openOutbox(folder ?? '');
  outbox.together(() => {
    deliver(outbox, Number(contacts));
  });
  if (day % 7 === 0) await outbox.tidy();
  outbox.close();
  await outbox.ended();
}

async function liveThroughLast(): Promise<void> {
  ahead += 24 * 60 * 60_000;
  const outbox = openOutbox(folder ?? '');
  for (let one = 0; one < halfHours; one++) {
    const before = sizeOf(copyIn(folder ?? ''));
    deliver(outbox, Math.round(Number(contacts) / halfHours));
    use.hour = Math.max(use.hour, 2 * (sizeOf(copyIn(folder ?? '')) - before + writtenToLog()));
    ahead += halfHour;
    const tidied = outbox.tidy().then(() => true);
    // With two backups more what is left of the last week is gone.
    while (!(await Promise.race([tidied, others(false)]))) if (one > 2) measure();
  }
  use.contacts = outbox.counts().delivered;
  use.database = statSync(databaseIn(outbox.folder)).size;
  outbox.close();
  await outbox.ended();
}

function measure(): void {
  use.most = Math.max(use.most, sizeOf(folder ?? ''));
}

/**
 * Returns the bytes in the database's log that belong to it, of whatever room it has: its pages are counted in the header of
 * its index, each with a header of its own (https://www.sqlite.org/walformat.html, 2.1).
 */
function writtenToLog(): number {
  return readFileSync(`${databaseIn(folder ?? '')}-shm`).readUInt32LE(16) * (4_096 + 24);
}

/** Returns the bytes of all files in a folder. */
function sizeOf(place: string): number {
  let sum = 0;
  for (const name of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
    // It may be gone by now.
    const entry = statSync(join(place, name), { throwIfNoEntry: false });
    if (entry?.isFile() === true) sum += entry.size;
  }
  return sum;
}
