/** The log, as it is at this moment. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DiagnosticFile } from '#contract/diagnostics.ts';
import { say } from '#words/message.ts';
import { logFilesIn, settleLog } from '../log/log.ts';

/** Takes the app's data folder; returns the files of the log that are there, the newest first, and no other file. */
export async function logFiles(dataFolder: string): Promise<DiagnosticFile[]> {
  settleLog();
  const files = logFilesIn(dataFolder).map(async (file, age) => {
    const text = await readFile(file, 'utf8').catch(() => null);
    const about = say(age === 0 ? 'file.log' : 'file.olderLog');
    return text === null ? [] : [{ name: `logs/${basename(file)}`, about, text }];
  });
  return (await Promise.all(files)).flat();
}
