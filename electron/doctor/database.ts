/** Is the outbox sound? It is inspected in a thread of its own, so that no save waits for it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#contract/doctor.ts';
import { openSnapshot } from '../store/database.ts';
import { inThread } from '../thread/in-thread.ts';
import { saysDamaged, StoreProblem } from '../store/problems.ts';
import { trouble, well } from './finding.ts';
import { countWords, sizeWords } from './words.ts';

const repair = 'Start Fieldpost again: it repairs the outbox by itself. Delete nothing.';

/** Takes the folder of an outbox that is open; returns the finding. @throws (rejects) where it could not be inspected */
export async function lookAtDatabase(folder: string): Promise<Finding> {
  try {
    const { contacts, hasLog } = factsOf(folder);
    const held = `It has ${countWords(contacts, 'contact', 'contacts')} in ${sizeWords(await fileSize(folder))}`;
    const found = await inThread('inspect', [folder, false]);
    if (found.database.length > 0) {
      return trouble('database', `The file of the outbox is damaged (${found.database[0] ?? ''}). ${held}.`, repair);
    }
    const copy =
      found.copy.length === 0
        ? 'and none with its second copy'
        : 'its second copy is damaged, and is made anew with the next backup';
    // As on some folders of a network.
    const mode = hasLog
      ? ''
      : ' There can be no write-ahead log in its folder: each save is as safe there, and slower.';
    return well('database', `SQLite's quick check finds nothing wrong, ${copy}. ${held}.${mode}`);
  } catch (error) {
    if (saysDamaged(error)) return trouble('database', 'The file of the outbox is damaged.', repair);
    if (!(error instanceof StoreProblem)) throw error;
    return trouble('database', error.message, `Delete nothing in ${folder}: contacts may be in it.`);
  }
}

/** Takes what was found of an outbox that comes from another laptop; returns that with what keeps it from being sent. */
export function fromElsewhere(finding: Finding): Finding {
  if (finding.verdict !== 'well') return finding;
  const found = `${finding.found} It comes from another laptop, and nothing is sent before you have chosen which of the two sends it.`;
  return trouble('database', found, 'Close this page, and choose at the top of the window.');
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
