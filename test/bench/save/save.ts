/** What one save costs: how many flushes, how long, whether that grows with what is stored, and what others need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts';
import { alternate } from '../alternate.ts';
import { madeUpContact } from '../contacts.ts';
import type { Effort, Group } from '../group.ts';
import { compare, count, milliseconds, notMeasured, type Finding } from '../report.ts';
import { placeOutbox } from '../seeded-outbox.ts';
import { median } from '../statistics.ts';
import { openBareAppend } from './bare-append.ts';
import { flushesPerSave } from './flushes.ts';
import { openPeers } from './peers.ts';

interface Sizes {
  /** Contacts that are stored in the two outboxes. */
  few: number;
  many: number;
  /** Saves into each of them, and those beside peers. */
  saves: number;
  besidePeers: number;
  /** Saves of which the flushes are counted. */
  watched: number;
}

const sizes: Record<Effort, Sizes> = {
  full: { few: 1_000, many: 100_000, saves: 1_500, besidePeers: 200, watched: 200 },
  quick: { few: 1_000, many: 100_000, saves: 400, besidePeers: 60, watched: 200 },
  smoke: { few: 20, many: 40, saves: 1, besidePeers: 1, watched: 5 },
};

const savesPerTidying = 50;

export const measureSave: Group = async ({ effort, folder, seeds }) => {
  const size = sizes[effort];
  const filled = async (contacts: number): Promise<Outbox> => {
    const outboxFolder = join(folder, `outbox-${contacts}`);
    await placeOutbox(outboxFolder, contacts, seeds);
    return openOutbox(outboxFolder);
  };
  const [withFew, withMany] = [await filled(size.few), await filled(size.many)];
  try {
    say('  counting flushes ...');
    const flushes = flushesFinding(await flushesPerSave(folder, size.watched));
    say('  timing saves ...');
    const times = await timeSaves(withFew, withMany, join(folder, 'bare'), size);
    say('  timing peers ...');
    return [flushes, ...times, ...(await timePeers(withFew, join(folder, 'peers'), size))];
  } finally {
    withFew.close();
    withMany.close();
  }
};

function flushesFinding(flushes: number | null): Finding {
  const what = 'One save: calls of fsync and fdatasync';
  if (flushes === null) return notMeasured(what, 'strace is missing');
  return { what, measured: flushes.toFixed(2), goal: { text: '≤ 1', reached: flushes <= 1 } };
}

async function timeSaves(withFew: Outbox, withMany: Outbox, bareFile: string, size: Sizes): Promise<Finding[]> {
  const { few, many, saves } = size;
  const bare = openBareAppend(bareFile);
  const added: number[] = [];
  let number = many;
  let logged = bytesLogged(withFew);
  let bytes = Buffer.alloc(0);
  try {
    const times = await alternate(saves, {
      few: () => withFew.capture(madeUpContact(number), Date.now()),
      // Not looked at: asking for the size and filling the buffer are none of the bare write's costs.
      size: () => {
        const before = logged;
        logged = bytesLogged(withFew);
        // A log that was tidied is written from its beginning.
        bytes = Buffer.alloc(logged > before ? logged - before : logged, 1);
        added.push(bytes.length);
      },
      bare: () => {
        bare.append(bytes);
      },
      many: () => withMany.capture(madeUpContact(number++), Date.now()),
      // As half a minute after a save; nobody makes more saves than this in that time.
      tidied: async () => {
        if (number % savesPerTidying === 0) await Promise.all([withFew.tidy(), withMany.tidy()]);
      },
    });
    const atFew = median(times.few);
    return [
      compare({
        what: `One save, ${count(few)} contacts stored`,
        value: atFew,
        beside: median(times.bare),
        besideName: `one write of the same ${count(median(added))} bytes and fdatasync`,
        goal: 1.5,
        format: milliseconds,
      }),
      compare({
        what: `One save, ${count(many)} contacts stored`,
        value: median(times.many),
        beside: atFew,
        besideName: `${count(few)} stored`,
        goal: 1.2,
        format: milliseconds,
      }),
    ];
  } finally {
    bare.close();
  }
}

/**
 * Returns how many bytes are in use of an outbox's log, whose file may be larger: its index has the number of frames
 * (https://www.sqlite.org/walformat.html#the_wal_index_file_format).
 */
function bytesLogged({ folder }: Outbox): number {
  const frames = readFileSync(join(folder, 'outbox.sqlite-shm')).readUInt32LE(16);
  return frames * (4_096 + 24);
}

async function timePeers(outbox: Outbox, folder: string, { few, besidePeers }: Sizes): Promise<Finding[]> {
  const peers = await openPeers(folder);
  let number = 0;
  const ours = () => outbox.capture(madeUpContact(number++), Date.now());
  const theirs = peers.map(({ name, save }) => [name, () => save(madeUpContact(number))] as const);
  const times = await alternate(besidePeers, { ours, ...Object.fromEntries(theirs) });
  for (const peer of peers) peer.close();
  return peers.map(({ name }) => {
    const [value, beside] = [median(times.ours), median(times[name as 'ours'])];
    return {
      what: `One save, ${count(few)} contacts stored, beside a peer`,
      measured: milliseconds(value),
      beside: `${name}: ${milliseconds(beside)}`,
      ratio: value / beside,
    };
  });
}
