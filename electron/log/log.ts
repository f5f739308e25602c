/**
 * What happened and what went wrong, for whoever looks into it: in a file of the data folder and on the standard error.
 * There is no key and no contact in it, since nothing gets in but words and texts that stand in this source, numbers, and
 * what is left of an error without its message.
 */
import { join } from 'node:path';
import { inspect } from 'node:util';
import { written, type Facts, type Fixed, type FixedFacts } from './facts.ts';
import { reducedError, type ReducedError } from './reduced-error.ts';
import { countingRepeats, type Lines } from './repeats.ts';
import { olderFile, rotatingFile } from './rotating-file.ts';
import { tellStandardError } from './standard-error.ts';

const mostBytes = 1_000_000;
const older = 3;

/** Takes the app's data folder; returns the files of the log, the newest first, whether or not they are there. */
export function logFilesIn(dataFolder: string): string[] {
  const newest = join(dataFolder, 'logs', 'fieldpost.log');
  return [newest, ...Array.from({ length: older }, (_, index) => olderFile(newest, index + 1))];
}

export interface LogParts {
  dataFolder: string;
  /** Where the app itself lies: a place in the code is named within it. */
  appFolder: string;
  /** Somebody develops the app: the standard error then gets errors as a whole, with their messages. */
  development: boolean;
}

const repeated = (times: number) => entryOf('note', 'The last line was repeated', { times });
const lineOf = (moment: number, entry: string) => `${new Date(moment).toISOString()} ${entry}`;

/** Null until the log is opened, as in a thread and in most tests: errors go to the standard error, and nothing else. */
let opened: (LogParts & { file: Lines }) | null = null;
const standardError = countingRepeats(repeated, (moment, entry) => {
  tellStandardError(lineOf(moment, entry));
  return true;
});

/** Opens the log. To be called once, by the app itself. Never throws. */
export function openLog(parts: LogParts): void {
  const append = rotatingFile(logFilesIn(parts.dataFolder)[0] ?? '', mostBytes, older);
  const file = countingRepeats(repeated, (moment, entry) => append(lineOf(moment, entry)));
  opened = { ...parts, file };
}

/** Writes what the log has only counted so far; to be called before it is read, and at the end. Never throws. */
export function settleLog(): void {
  opened?.file.settle();
  standardError.settle();
}

/** Whatever is wrong with the log itself, neither of these throws, nor waits, nor logs. */
export const log = {
  /** Takes what happened, in words that stand in this source, and facts of the same kind: no text that is typed or received. */
  note<const What extends string, const Known extends Facts>(
    what: What & Fixed<What>,
    facts?: Known & FixedFacts<Known>,
  ): void {
    if (opened === null) return;
    const entry = entryOf('note', what, facts ?? {});
    const now = Date.now();
    opened.file.add(now, entry);
    standardError.add(now, entry);
  },

  /** The same for what went wrong, with what was thrown, of which the message is left out. */
  error<const What extends string, const Known extends Facts>(
    what: What & Fixed<What>,
    error?: unknown,
    facts?: Known & FixedFacts<Known>,
  ): void {
    const reduced = error === undefined ? '' : ` ${thrownWords(error)}`;
    const entry = `${entryOf('error', what, facts ?? {})}${reduced}`;
    const now = Date.now();
    opened?.file.add(now, entry);
    const whole = opened?.development === true && error !== undefined ? ` ${inspected(error)}` : '';
    standardError.add(now, `${entry}${whole}`);
  },
};

function entryOf(level: 'note' | 'error', what: string, facts: Facts): string {
  const told = Object.entries(facts).map(([name, fact]) => ` ${name}=${written(fact)}`);
  return `${level.padEnd(5)} ${what}${told.length === 0 ? '' : ':'}${told.join('')}`;
}

/** What is thrown may be anything, and may throw when it is looked at. */
function thrownWords(error: unknown): string {
  try {
    return errorWords(reducedError(error, opened?.appFolder ?? null));
  } catch {
    return 'error=unreadable';
  }
}

function inspected(error: unknown): string {
  try {
    return inspect(error);
  } catch {
    return '';
  }
}

function errorWords({ error, code, at, cause }: ReducedError): string {
  const words = `error=${error}${code === null ? '' : ` code=${code}`}${at.length === 0 ? '' : ` at=${at.join()}`}`;
  return cause === null ? words : `${words} cause: ${errorWords(cause)}`;
}
