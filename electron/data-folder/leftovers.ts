/** What is left in the old data folder, at a start after the data was moved. */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimIn, isAside, outboxIn, type Note } from './move.ts';

/**
 * Takes the old folder and the one that the outbox was in already when the app was started. Clears away what was copied, sees
 * to it that no older version begins an outbox in the old folder, and returns the folders there that hold other contacts,
 * which nobody sends. Everything else goes on meanwhile. @throws (rejects) what the system says
 */
export async function clearLeftovers(from: string, to: string, note: Note): Promise<string[]> {
  const names = await readdir(from).catch(missing<string[]>([]));
  const own = await readFile(claimIn(to), 'utf8').catch(missing<null>(null));
  if (own !== null) {
    if (isAside(own)) await rm(join(from, own), { recursive: true, force: true });
    await rm(claimIn(to), { force: true });
  }
  if (names.length > 0 && !names.includes('outbox')) await writeFile(outboxIn(from), note(to), { flag: 'wx' });
  const others: string[] = [];
  for (const name of names) {
    if (name === own || (name !== 'outbox' && !isAside(name))) continue;
    const path = join(from, name);
    if ((await stat(path)).isDirectory()) others.push(path);
  }
  return others;
}

/** Returns what takes the error of something that is not there, and returns `instead`. */
function missing<Instead>(instead: Instead): (error: unknown) => Instead {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
