/** Each commit of the outbox: one transaction, which is on the disk when it returns, and goes to the second copy after that. */
import type { Counted } from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import type { SecondCopy } from './second-copy.ts';

export type Commit = <Result>(work: () => Result) => Result;

/** Whose commits they are. */
export interface Committed {
  database: OutboxDatabase;
  counted: Counted;
  copy: SecondCopy;
}

/**
 * Returns what does the work in one commit; called within such work it is a part of that.
 * @throws what the work or the disk throws; nothing is changed then
 */
export function commitsTo({ database, counted, copy }: Committed): Commit {
  /** The disk has failed to write, and may have forgotten more than it said: Linux tells of a failed flush once. */
  let isInDoubt = false;

  /** Writes what is committed to another place than the one that failed, and waits for that. @throws where that fails, too */
  function renew(): void {
    const [outcome] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (outcome?.busy !== 0) throw Object.assign(new Error('The log is in use'), { code: 'SQLITE_IOERR' });
    isInDoubt = false;
  }

  return (work) => {
    if (database.inTransaction) return work();
    if (isInDoubt) renew();
    try {
      const { result, rows } = counted.transact(work);
      if (rows.length > 0) copy.append(counted.last(), rows);
      return result;
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_IOERR')) isInDoubt = true;
      throw error;
    }
  };
}
