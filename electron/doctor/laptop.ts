/** What is on this laptop: its clock, the keychain, the disk, the database. */
import { randomUUID } from 'node:crypto';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#contract/doctor.ts';
import { say, type Message } from '#words/message.ts';
import { isLoopback } from '../http/hosts.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain/keychain.ts';
import type { WhyUnavailable } from '../keychain/problems.ts';
import { log } from '../log/log.ts';
import { openSnapshot } from '../store/database.ts';
import { StoreProblem, saysDamaged } from '../store/problems.ts';
import { inThread } from '../thread/in-thread.ts';
import { notNeeded, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';
import { isOutOfTime } from './network.ts';

// Is the laptop's clock right? What answers says what time it has.

/** More than this is a trouble, in milliseconds. */
const tolerance = 5 * 60_000;

/** Takes what came of the question and the laptop's time in milliseconds since 1970; returns the finding. */
export function clockFinding(question: Question, now: number): Finding {
  // As the phone of whoever helps shows it, wherever that is.
  const says = say('examination.laptopTime', {
    time: `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  });
  const compare = say('examination.compareClock');
  const nothing = say('examination.nothingToCompare');
  if (question.kind === 'not-asked') return unknown('clock', [says, nothing, question.why]);
  const { exchange, outcome, url, began, ended } = question;
  if (exchange.kind === 'failed') {
    return isOutOfTime(exchange.code)
      ? unknown('clock', [says, say('examination.clockMayExplain')], compare)
      : unknown('clock', [says, nothing, inTheWay(question) ?? noAnswer]);
  }
  const { host } = url;
  const date = Date.parse(exchange.headers['date'] ?? '');
  if (Number.isNaN(date)) return unknown('clock', [says, say('examination.noTime', { host })], compare);
  // The header has whole seconds, of some moment between question and answer.
  const off = date > ended ? date - ended : date + 1_000 < began ? date + 1_000 - began : 0;
  const found = compared(off, outcome.kind === 'portal' ? null : host);
  if (Math.abs(off) > tolerance) return trouble('clock', found, say('examination.setClock'));
  if (isLoopback(url)) return notNeeded('clock', [say('examination.onThisLaptop'), say('examination.sameClock')]);
  return well('clock', found);
}

/** Takes by how many milliseconds the laptop's clock is behind, and whose the other one is; null: nobody knows. */
function compared(behind: number, host: string | null): Message {
  const off = Math.abs(behind);
  if (host === null) {
    if (behind === 0) return say('examination.clockAgreesOther');
    return say(behind > 0 ? 'examination.clockBehindOther' : 'examination.clockAheadOther', { off });
  }
  if (behind === 0) return say('examination.clockAgrees', { host });
  return say(behind > 0 ? 'examination.clockBehind' : 'examination.clockAhead', { off, host });
}

// Can the keychain be read?

export type KeyFound =
  { kind: 'key'; key: string } | { kind: 'none' } | { kind: 'unavailable'; why: WhyUnavailable; detail: string };

/** Asked for where no address is set yet: only whether an answer comes is of interest. */
const noAddress = 'https://fieldpost.invalid';

const unlock = say('examination.unlock');

/** Takes the keychain and the base URL, empty where none is set; returns what is in it for that. */
export async function readKey(keys: KeyStore, baseUrl: string): Promise<KeyFound> {
  try {
    const key = await keys.read(baseUrl === '' ? noAddress : baseUrl);
    return key === null ? { kind: 'none' } : { kind: 'key', key };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'unavailable', why: error instanceof KeychainUnavailable ? error.why : 'failed', detail };
  }
}

/** Takes what the keychain gave, the base URL, empty where none is set, and whether this is practice mode; returns the finding. */
export function keychainFinding(key: KeyFound, baseUrl: string, practice: boolean): Finding {
  if (practice) return notNeeded('keychain', say('examination.practiceKey'));
  if (key.kind === 'unavailable') return unavailable(key);
  const readable = say('examination.keychainWell');
  if (key.kind === 'key') return well('keychain', [readable, say('examination.keyIsThere')]);
  return well('keychain', baseUrl === '' ? readable : [readable, say('examination.keyIsNotThere')]);
}

function unavailable({ why, detail }: KeyFound & { kind: 'unavailable' }): Finding {
  switch (why) {
    case 'locked':
      return trouble('keychain', say('examination.keychainLocked'), unlock);
    case 'silent':
      return trouble('keychain', say('examination.keychainSilent'), say('examination.answerKeychain'));
    case 'failed': {
      const words = detail === '' ? [] : [say('examination.itSays', { words: detail })];
      return trouble('keychain', [say('examination.keychainFailed'), ...words], unlock);
    }
  }
}

// Is there room on the disk, and can it be written?

/** With less than this the disk counts as nearly full, in bytes: a day's contacts need a hundredth of it. */
const scarce = 200_000_000;

/** Takes the folder of the outbox; writes a small file there and removes it. Returns the finding. */
export async function lookAtDisk(folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  const room = free === null ? say('examination.diskFreeUnknown') : say('examination.diskFree', { free });
  const problem = await writingProblem(folder);
  const space = say('examination.freeSpace', { folder });
  if (problem === 'ENOSPC' || problem === 'EDQUOT') return trouble('disk', [say('examination.diskFull'), room], space);
  if (problem !== null) {
    const found = [say('examination.diskNotWritable', { code: problem }), room];
    return trouble('disk', found, say('examination.allowWriting', { folder }));
  }
  if (free === null) return unknown('disk', [say('examination.diskWell'), room]);
  if (free < scarce) return trouble('disk', [say('examination.diskNearlyFull'), room], space);
  return well('disk', [say('examination.diskWell'), room]);
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Returns the code of what kept a file from being written, or null. */
async function writingProblem(folder: string): Promise<string | null> {
  const file = join(folder, `connection-doctor-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(Buffer.alloc(4_096));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await rm(file, { force: true }).catch((error: unknown) => {
      log.error('A trial file could not be removed', error);
    });
  }
}

// Is the outbox sound? It is inspected in a thread of its own, so that no save waits for it.

const repair = say('examination.startToRepair');

/** Takes the folder of an outbox that is open; returns the finding. @throws (rejects) where it could not be inspected */
export async function lookAtDatabase(folder: string): Promise<Finding> {
  try {
    const { contacts, hasLog } = factsOf(folder);
    const held = say('examination.outboxHolds', { count: contacts, size: await fileSize(folder) });
    const found = await inThread('inspect', [folder, false]);
    if (found.database.length > 0) {
      const damage = say('examination.damagedBy', { found: found.database[0] ?? '' });
      return trouble('database', [damage, held], repair);
    }
    const sound = say(found.copy.length === 0 ? 'examination.sound' : 'examination.copyDamaged');
    // As on some folders of a network.
    const mode = hasLog ? [] : [say('examination.noLog')];
    return well('database', [sound, held, ...mode]);
  } catch (error) {
    if (saysDamaged(error)) return trouble('database', say('examination.damaged'), repair);
    if (!(error instanceof StoreProblem)) throw error;
    return trouble('database', error.said, say('examination.deleteNothing', { folder }));
  }
}

/** Takes what was found of an outbox that comes from another laptop; returns that with what keeps it from being sent. */
export function fromElsewhere(finding: Finding): Finding {
  if (finding.verdict !== 'well') return finding;
  const found = [finding.found, say('examination.fromElsewhere')];
  return trouble('database', found, say('examination.chooseLaptop'));
}

/** With what is in the log beside it. */
async function fileSize(folder: string): Promise<number> {
  const sizes = ['outbox.sqlite', 'outbox.sqlite-wal'].map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function factsOf(folder: string): { contacts: number; hasLog: boolean } {
  const database = openSnapshot(folder);
  try {
    const contacts = database.prepare<[], number>('SELECT coalesce(sum(contacts), 0) FROM state_count').pluck().get();
    return { contacts: contacts ?? 0, hasLog: database.pragma('journal_mode', { simple: true }) === 'wal' };
  } finally {
    database.close();
  }
}
