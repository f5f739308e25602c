/** Is the outbox sound? It is inspected in a thread of its own, so that no save waits for it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { openSnapshot } from '../store/database.ts';
import { inThread } from '../thread/in-thread.ts';
import { saysDamaged, StoreProblem } from '../store/problems.ts';
import { trouble, well } from './finding.ts';

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
