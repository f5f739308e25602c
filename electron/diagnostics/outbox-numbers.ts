/** How much there is in the outbox and how it stands: numbers, and nothing of what is in it. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pauseReasons, type Pause, type Status } from '#contract/status.ts';
import { databaseIn, openSnapshot } from '../store/database.ts';
import { segmentsIn } from '../store/segments.ts';
import { inThread } from '../thread/in-thread.ts';
import { withTimeout } from '../system/with-timeout.ts';

/** How long the inspection may take, in milliseconds, before it counts as not known. */
const patience = 10_000;

/** Takes the outbox's folder, and the status of the mode. */
export async function outboxNumbers(folder: string, status: Status, practice: boolean) {
  const { isOpen, counts, heldBack, left, declined, inFlight, link, pause } = status;
  return {
    practice,
    isOpen,
    contacts: { ...counts },
    heldBack,
    left,
    declined,
    inFlight,
    lastDelivered: timeOf(status.lastDeliveredAt),
    link,
    diskNearlyFull: status.diskLow !== null,
    failing: isOpen && status.storeProblem !== null,
    rests: pause === null ? null : pauseNumbers(pause),
    schema: isOpen ? schemaIn(folder) : null,
    inspection: isOpen ? await inspectionOf(folder) : 'not-known',
    bytes: {
      database: await sizeOf(databaseIn(folder)),
      writeAheadLog: await sizeOf(`${databaseIn(folder)}-wal`),
      secondCopy: await Promise.all(segmentsIn(folder).map(({ file }) => sizeOf(file))),
    },
    backups: await backupsIn(folder),
    repairs: { kept: await folderLength(join(folder, 'damaged')), notRead: status.repair !== null },
  };
}

/** Without its detail, which may be the API's words. */
function pauseNumbers({ reason, since, met, until, notBefore, tries }: Pause) {
  return {
    reason: pauseReasons.find((one) => one === reason) ?? null,
    since: timeOf(since),
    met: timeOf(met),
    until: timeOf(until),
    notBeforeByTheCrm: timeOf(notBefore),
    tries,
  };
}

function timeOf(moment: number | null): string | null {
  const date = new Date(moment ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function schemaIn(folder: string): number | null {
  try {
    const database = openSnapshot(folder);
    try {
      return Number(database.pragma('user_version', { simple: true }));
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

async function inspectionOf(folder: string) {
  try {
    const { database, copy } = await withTimeout(inThread('inspect', [folder, false]), patience);
    return { problemsOfDatabase: database.length, problemsOfSecondCopy: copy.length };
  } catch {
    return 'not-known';
  }
}

/** Null: it is not there. */
async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

async function folderLength(folder: string): Promise<number> {
  return readdir(folder).then(
    (names) => names.length,
    () => 0,
  );
}

async function backupsIn(folder: string): Promise<(number | null)[]> {
  const backups = join(folder, 'backups');
  const names = await readdir(backups).catch(() => []);
  return Promise.all(names.map((name) => sizeOf(join(backups, name))));
}
