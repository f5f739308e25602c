/** Writes to the database and its journal together, so that each says what the other says. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OutboxDatabase } from './database.ts';
import { createJournal, journalHeader, openJournal, type Journal } from './journal.ts';
import { everyChange, journaledChanges } from './journaling.ts';
import { migrations } from './migrations.ts';
import { replay } from './replay.ts';

/** Takes the outbox's folder; returns its journal's file. */
export const journalIn = (folder: string) => join(folder, 'outbox.journal');

export interface Commits {
  /**
   * Does the work in one commit, which the journal has first. Called within such work it is a part of that.
   * @throws what the work or the disk throws; nothing is changed then
   */
  commit: <Value>(work: () => Value) => Value;
  /** Writes the journal anew from the database. @throws what the disk throws; one of the two journals is gone on with */
  renewJournal: () => void;
  close: () => void;
}

/** @throws what the disk throws */
export function commitsTo(folder: string, database: OutboxDatabase): Commits {
  const setMark = markWriter(database);
  let journal = journalOf(folder, database);
  const changes = journaledChanges(database);
  const inTransaction = database.transaction((work: () => unknown) => {
    const value = work();
    if (changes.length > 0) {
      journal.append(changes);
      setMark(journal);
    }
    return value;
  });

  function commit<Value>(work: () => Value): Value {
    if (database.inTransaction) return work();
    changes.length = 0;
    const before = journal.length();
    try {
      return inTransaction(work) as Value;
    } catch (error) {
      journal.cutTo(before);
      throw error;
    }
  }

  return {
    commit,
    renewJournal() {
      const old = journal;
      // From here on it is the one in the folder, whatever becomes of the mark.
      journal = freshJournal(folder, database);
      old.close();
      setMark(journal);
    },
    close: () => {
      journal.close();
    },
  };
}

/**
 * Returns the database's journal, after taking over what that is ahead: a crash came before the commit, or a power cut took
 * the commit back. One that is missing, damaged there or at an end, behind, of an older schema, or another database's is
 * written anew after that.
 */
function journalOf(folder: string, database: OutboxDatabase): Journal {
  const file = journalIn(folder);
  const mark = markOf(database);
  const header = journalHeader(file);
  const isOurs = header !== null && header.id === mark.journal;
  // Whatever else is wrong with it: a line that was flushed may stand for a request that went out.
  const isWhole = isOurs && replay(database, file, mark.bytes).damaged === 0;
  if (isWhole && header.schema === migrations.length) {
    const found = openJournal(file);
    if (found !== null && found.length() >= mark.bytes) {
      if (found.length() > mark.bytes) markWriter(database)(found);
      return found;
    }
    found?.close();
  }
  return newJournalOf(folder, database);
}

function newJournalOf(folder: string, database: OutboxDatabase): Journal {
  const written = freshJournal(folder, database);
  try {
    markWriter(database)(written);
  } catch (error) {
    written.close();
    throw error;
  }
  return written;
}

function freshJournal(folder: string, database: OutboxDatabase): Journal {
  return createJournal(journalIn(folder), { id: randomUUID(), schema: migrations.length }, everyChange(database));
}

/** Which journal a database goes with, and how many bytes of it are in there. */
export interface Mark {
  journal: string;
  bytes: number;
}

export function markOf(database: OutboxDatabase): Mark {
  return database.prepare<[], Mark>('SELECT journal, bytes FROM journal_mark').get() ?? { journal: '', bytes: 0 };
}

/** Returns a function that notes that all that a journal holds is in the database. */
export function markWriter(database: OutboxDatabase): (journal: Pick<Journal, 'header' | 'length'>) => void {
  const write = database.prepare<[string, number]>('UPDATE journal_mark SET journal = ?, bytes = ?');
  return ({ header, length }) => {
    write.run(header.id, length());
  };
}
