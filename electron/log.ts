/**
 * What happened and what went wrong, for whoever looks into it: in a file of the data folder and on the standard error.
 * There is no key and no contact in it, since nothing gets in but words and texts that stand in this source, numbers, and
 * what is left of an error without its message.
 */
import { join } from 'node:path';
import { written, type Facts, type Fixed, type FixedFacts } from './logging/facts.ts';
import { reducedError, type ReducedError } from './logging/reduced-error.ts';
import { olderFile, rotatingFile } from './logging/rotating-file.ts';

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

/** Null until the log is opened, as in a thread and in most tests: errors go to the standard error, and nothing else. */
let opened: (LogParts & { append: (line: string) => boolean }) | null = null;

/** Opens the log. To be called once, by the app itself. Never throws. */
export function openLog(parts: LogParts): void {
  const [file = ''] = logFilesIn(parts.dataFolder);
  opened = { ...parts, append: rotatingFile(file, mostBytes, older) };
}

export const log = {
  /** Takes what happened, in words that stand in this source, and facts of the same kind: no text that is typed or received. */
  note<const What extends string, const Known extends Facts>(
    what: What & Fixed<What>,
    facts?: Known & FixedFacts<Known>,
  ): void {
    if (opened === null) return;
    const line = lineOf('note', what, facts ?? {});
    opened.append(line);
    console.error(line);
  },

  /** The same for what went wrong, with what was thrown, of which the message is left out. */
  error<const What extends string, const Known extends Facts>(
    what: What & Fixed<What>,
    error?: unknown,
    facts?: Known & FixedFacts<Known>,
  ): void {
    const reduced = error === undefined ? '' : ` ${errorWords(reducedError(error, opened?.appFolder ?? null))}`;
    const line = `${lineOf('error', what, facts ?? {})}${reduced}`;
    opened?.append(line);
    if (opened?.development === true && error !== undefined) console.error(line, error);
    else console.error(line);
  },
};

function lineOf(level: 'note' | 'error', what: string, facts: Facts): string {
  const told = Object.entries(facts).map(([name, fact]) => ` ${name}=${written(fact)}`);
  return `${new Date().toISOString()} ${level.padEnd(5)} ${what}${told.length === 0 ? '' : ':'}${told.join('')}`;
}

function errorWords({ error, code, at, cause }: ReducedError): string {
  const words = `error=${error}${code === null ? '' : ` code=${code}`}${at.length === 0 ? '' : ` at=${at.join()}`}`;
  return cause === null ? words : `${words} cause: ${errorWords(cause)}`;
}
