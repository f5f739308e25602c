/** The thread in which everything is done that takes long: the one with the window, and with every save, waits for none of it. */
import Database from 'better-sqlite3';
import { parentPort } from 'node:worker_threads';
import type { FollowUpPage, FollowUpQuery } from '#contract/follow-ups.ts';
import type { Receipt, ReceiptQuery } from '#contract/receipt.ts';
import type { ImportListAnswer, PreviewAnswer, SomeChoices } from '#contract/attendees.ts';
import type { ListToImport } from '../attendees/build.ts';
import { backUp, type BackupResult } from '../store/backups.ts';
import { databaseIn } from '../store/database.ts';
import { inspect, type Inspection } from '../store/inspection.ts';
import { forgetDamaged, recover, type Recovered } from '../recovery/recovery.ts';
import { uuidsIn } from '../outbox/moving.ts';
import { followUpsOf } from '../outbox/follow-ups.ts';
import { receiptOf } from '../receipt/receipt.ts';

/** What there is to do, each with the folder of an outbox, and what comes of it. `now`: milliseconds since 1970. */
export interface Tasks {
  /** The outbox is open. */
  inspect: (folder: string, thorough: boolean) => Inspection;
  /** The outbox is open: its log is merged into the database. */
  tidy: (folder: string, now: number) => void;
  /** The outbox is open. */
  backUp: (folder: string, now: number) => BackupResult;
  /** The outbox is closed. Tells of its progress. */
  recover: (folder: string, now: number) => Recovered | null;
  receipt: (folder: string, query: ReceiptQuery) => Receipt;
  /** The outbox is open. Returns which of these UUIDs are in it. */
  uuidsIn: (folder: string, uuids: readonly string[]) => string[];
  followUps: (folder: string, query: FollowUpQuery) => FollowUpPage;
  previewList: (bytes: Uint8Array, choices: SomeChoices) => PreviewAnswer;
  /** Tells of its progress. */
  importList: (list: ListToImport, now: number) => ImportListAnswer;
}

export type TaskName = keyof Tasks;
export type Work = { [Name in TaskName]: { name: Name; given: Parameters<Tasks[Name]> } }[TaskName];
/** What the thread says of the work that was asked for first: how far it is, or what came of it. */
export type Said =
  | { progress: [done: number, total: number] }
  | { result: unknown }
  /** An error is passed on without the code that tells its kind. */
  | { error: unknown; code: unknown };

const say = (said: Said) => parentPort?.postMessage(said);

/** Lists are read with all that is known of phones and countries, which an inspection at each start has no use for. */
async function done(work: Work): Promise<unknown> {
  switch (work.name) {
    case 'inspect':
      return inspect(...work.given);
    case 'tidy':
      tidy(...work.given);
      return null;
    case 'backUp':
      return backUp(...work.given);
    case 'recover':
      return recover(...work.given, (...progress) => say({ progress }));
    case 'receipt':
      return receiptOf(...work.given);
    case 'uuidsIn':
      return uuidsIn(...work.given);
    case 'followUps':
      return followUpsOf(...work.given);
    case 'previewList':
      return (await import('../attendees/choices.ts')).previewOf(own(work.given[0]), work.given[1]);
    case 'importList':
      return (await import('../attendees/build.ts')).importList(
        { ...work.given[0], bytes: own(work.given[0].bytes) },
        work.given[1],
        (rows) => say({ progress: [rows, 0] }),
      );
  }
}

/** What is shared with the main process may be no text's or archive's bytes. */
const own = (bytes: Uint8Array): Uint8Array => (bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes);

function tidy(folder: string, now: number): void {
  const database = new Database(databaseIn(folder), { fileMustExist: true });
  try {
    database.pragma('checkpoint_fullfsync = ON');
    database.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    database.close();
  }
  forgetDamaged(folder, now);
}

// Of what is damaged, errors are thrown by the thousand, and nobody looks where.
Error.stackTraceLimit = 1;
// One piece of work after another.
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (work: Work) => {
  before = before
    .then(async () => {
      say({ result: await done(work) });
    })
    .catch((error: unknown) => {
      say({ error, code: error instanceof Error && 'code' in error ? error.code : undefined });
    });
});
