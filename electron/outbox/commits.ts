/** Writes to the database and its journal together, so that each says what the other says. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OutboxDatabase } from './database.ts';
import { createJournal, openJournal, type Journal } from './journal.ts';
import { everyChange, journaledChanges } from './journaling.ts';
import { replay } from './replay.ts';

/** Takes the outbox's folder; returns its journal's file. */
export const journalIn = (folder: string) => join(folder, 'outbox.journal');

export interface Commits {
  /**
   * Does the work in one commit, which the journal has first. Called within such work it is a part of that.
   * @throws what the work or the disk throws; nothing is changed then
   */
  commit: <Value>(work: () => Value) => Value;
  /** Resolves when the journal, too, is on the disk with all that was committed. Rejects where its disk failed. */
  flushed: () => Promise<void>;
  close: () => void;
}

/** @throws what the disk throws */
export function commitsTo(folder: string, database: OutboxDatabase): Commits {
  const mark = database.prepare<[string, number]>('UPDATE journal_mark SET journal = ?, bytes = ?');
  const journal = journalOf(folder, database);
  const changes = journaledChanges(database);
  const inTransaction = database.transaction((work: () => unknown) => {
    const value = work();
    if (changes.length > 0) {
      journal.append(changes);
      mark.run(journal.id, journal.length());
    }
    return value;
  });

  return {
    commit<Value>(work: () => Value): Value {
      if (database.inTransaction) return work();
      changes.length = 0;
      const before = journal.length();
      try {
        return inTransaction(work) as Value;
      } catch (error) {
        journal.cutTo(before);
        throw error;
      }
    },
    flushed: journal.flushed,
    close: journal.close,
  };
}

/**
 * Returns the database's journal, after taking over what that is ahead: a crash came before the commit. One that is
 * missing, torn, behind, or another database's is written anew.
 */
function journalOf(folder: string, database: OutboxDatabase): Journal {
  const file = journalIn(folder);
  const mark = database
    .prepare<[], { journal: string; bytes: number }>('SELECT journal, bytes FROM journal_mark')
    .get() ?? { journal: '', bytes: 0 };
  const found = openJournal(file);
  if (found?.id === mark.journal && found.length() === mark.bytes) return found;
  if (found?.id === mark.journal && found.length() > mark.bytes) {
    if (replay(database, file, mark.bytes).damaged.length === 0) {
      setMark(database, found);
      return found;
    }
  }
  found?.close();
  const written = createJournal(file, randomUUID(), everyChange(database));
  setMark(database, written);
  return written;
}

/** Notes that all that the journal holds is in the database. */
function setMark(database: OutboxDatabase, journal: Journal): void {
  database
    .prepare<[string, number]>('UPDATE journal_mark SET journal = ?, bytes = ?')
    .run(journal.id, journal.length());
}
