/**
 * Brings together what several sources hold of one outbox, contact by contact. The rule: of each contact its newest change
 * holds, by the number of its commit; delivered stays delivered; and what may have been sent without our knowing becomes
 * Unconfirmed. No source is believed to be whole, and nothing that is readable anywhere is left out.
 */
import type { OutboxDatabase } from '../store/database.ts';
import type { Origin } from './kinship.ts';
import { Merging, type IsCurrent, type Merged } from './merging.ts';
import { proveOlder } from '../store/migrations.ts';
import { seal } from '../store/changes.ts';
import type { Source } from './source.ts';

export interface MergeOptions {
  /** What is this outbox's for sure: its database; undefined: that cannot be read. */
  own: Origin | undefined;
  /** Takes the sources that may be another outbox's, and what the newest change is that was found in a row of the others. */
  chain: (strangers: ReadonlySet<Origin>, newest: number) => IsCurrent;
  /** No commit's number is above this one, as far as is known beside the rows. */
  above: number;
  /** Hears how many contacts there are so far. */
  progress: (contacts: number) => void;
}

/**
 * Adds to the target, in one transaction, what the sources hold beyond it. @throws what the disk throws; the target is as it was
 * then
 */
export function merge(target: OutboxDatabase, sources: readonly Source[], options: MergeOptions): Merged {
  return target.transaction(() => {
    const held = target.prepare<[], number>('SELECT last FROM change').pluck().get() ?? 0;
    const merging = new Merging(target, held, options.progress);
    for (const source of sources) merging.takeContacts(source);
    merging.takeRest();
    const strangers = merging.kinship.strangers(options.own);
    for (const source of sources) merging.takeByKey(source, strangers.foreign.has(source));
    const isCurrent = options.chain(strangers.all, merging.newest(strangers.all));
    const unsure = merging.doubt(isCurrent, strangers.all);
    target.exec(`${proveOlder} AND changed < 2`);
    const commit = Math.max(held, options.above, merging.newest()) + 1;
    const isChanged = seal(target, commit) > 0;
    const last = Math.max(held, isChanged ? commit : commit - 1);
    // Also where somebody has emptied that table.
    target.exec('DELETE FROM change');
    target.prepare('INSERT INTO change (last, closed) VALUES (?, 0)').run(last);
    return {
      contacts: merging.contacts,
      unsure,
      ...merging.lost(sources, strangers.all.size > 0 ? () => false : isCurrent),
    };
  })();
}
