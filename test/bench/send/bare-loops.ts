/** The least that sending can cost: the same requests through the same client, with no database. */
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inFlight, type Contestant, type Ground } from './contestant.ts';
import { bodiesOf, posting } from './requests.ts';

/** Nothing is kept: whatever happens, nobody knows what was sent. */
export function bareLoop({ baseUrl }: Ground): Contestant {
  return loop(posting(baseUrl));
}

/** What honesty costs: a record on the disk before its request leaves, and one of what came of it, each flushed by itself. */
export function flushingLoop({ baseUrl, folder, recordBytes }: Ground): Contestant {
  const post = posting(baseUrl);
  const flush = openRecords(folder, recordBytes);
  return loop(async (body) => {
    flush(1);
    await post(body);
    flush(1);
  });
}

/** The same, where all records that are due in one turn of the event loop share a flush: group commit. */
export function sharingLoop({ baseUrl, folder, recordBytes }: Ground): Contestant {
  const post = posting(baseUrl);
  const flush = openRecords(folder, recordBytes);
  let due: (() => void)[] = [];
  const kept = () =>
    new Promise<void>((resolve) => {
      due.push(resolve);
      if (due.length > 1) return;
      setImmediate(() => {
        const sharing = due;
        due = [];
        flush(sharing.length);
        for (const resolve of sharing) resolve();
      });
    });
  return loop(async (body) => {
    await kept();
    await post(body);
    await kept();
  });
}

/** Returns a function that appends so many records to a file and flushes it. */
function openRecords(folder: string, bytes: number): (records: number) => void {
  // Open until the process ends.
  const file = openSync(join(folder, 'records'), 'w');
  const most = Buffer.alloc(bytes * inFlight, 1);
  return (records) => {
    writeSync(file, most, 0, bytes * records);
    fdatasyncSync(file);
  };
}

function loop(sendOne: (body: string) => Promise<void>): Contestant {
  let bodies: string[] = [];
  return {
    load: (contacts) => {
      bodies = bodiesOf(contacts);
    },
    send: async () => {
      const next = bodies.values();
      await Promise.all(
        Array.from({ length: inFlight }, async () => {
          for (const body of next) await sendOne(body);
        }),
      );
    },
  };
}
