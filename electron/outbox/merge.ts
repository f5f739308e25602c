/**
 * Brings together what several sources hold of one outbox, contact by contact. The rule: of each contact its newest change
 * holds, by the number of its commit; delivered stays delivered; and what may have been sent without our knowing becomes
 * Unconfirmed. No source is believed to be whole, and nothing that is readable anywhere is left out.
 */
import type { Reason } from '../contract/ledger.ts';
import { contactStates } from '../contract/outbox.ts';
import {
  columnsOf,
  countedTables,
  rowsWithSums,
  seal,
  uuidOfAttempt,
  type CountedTable,
  type Value,
} from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import { proveOlder, unprovenOlder } from './migrations.ts';
import type { Source, SourceRow } from './source.ts';

/** Of two records with the same number, which only older versions have left, the one that is further holds. */
const further = ['waiting', 'sending', 'needs-attention', 'unconfirmed', 'delivered'];

const recordLost = JSON.stringify({ code: 'record-lost' } satisfies Reason);

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

interface Known {
  id: number;
  changed: number;
  state: string;
  /** Whether it is what became of the contact last, and not only what is left of it. */
  isCurrent: boolean;
}

interface FoundAttempt {
  id: number;
  contactId: number;
  startedAt: number;
  changed: number;
  endedAt: number | null;
}

export interface Merged {
  contacts: number;
  /** Contacts of which nobody knows any more whether they were sent. */
  unsure: number;
  /** Contacts of which there are traces, and nothing that can be read. */
  lost: number;
}

/** Answers whether what a source (null: the target itself) says as of this commit is what was last saved. */
export type IsCurrent = (source: Source | null, upTo: number) => boolean;

export interface MergeOptions {
  isCurrent: IsCurrent;
  /** The number under which the target's changes are counted. */
  commit: number;
  /** Hears how many contacts there are so far. */
  progress: (contacts: number) => void;
}

/**
 * Adds to the target, in one transaction, what the sources hold beyond it. @throws what the disk throws; the target is as it was
 * then
 */
export function merge(
  target: OutboxDatabase,
  sources: readonly Source[],
  { isCurrent, commit, progress }: MergeOptions,
): Merged {
  return target.transaction(() => {
    const merging = new Merging(target, isCurrent, progress);
    for (const source of sources) merging.takeContacts(source);
    merging.takeDamaged();
    for (const source of sources) merging.takeTheRest(source);
    const lost = new Set<number>();
    for (const source of sources) for (const id of source.traces()) if (!merging.isTaken(id)) lost.add(id);
    const unsure = merging.doubt();
    target.exec(`${proveOlder} AND changed < 2`);
    const isChanged = seal(target, commit) > 0;
    target.prepare('UPDATE change SET last = max(last, ?), closed = 0').run(isChanged ? commit : commit - 1);
    return { contacts: merging.contacts, unsure, lost: lost.size };
  })();
}

class Merging {
  readonly #target: OutboxDatabase;
  readonly #isCurrent: IsCurrent;
  readonly #progress: (contacts: number) => void;
  readonly #known = new Map<string, Known>();
  /** Whose number it is. */
  readonly #taken = new Map<number, string>();
  /** Of contacts in the target that are not as they were saved. */
  readonly #bad = new Set<number>();
  /** The same in the sources: taken where there is nothing better. */
  readonly #damaged: SourceRow[] = [];
  readonly #write = new Map<
    CountedTable,
    (row: Record<string, Value>, changed: number, sum: number | null) => boolean
  >();
  #highest = 0;

  constructor(target: OutboxDatabase, isCurrent: IsCurrent, progress: (contacts: number) => void) {
    this.#target = target;
    this.#isCurrent = isCurrent;
    this.#progress = progress;
    recount(target);
    for (const table of Object.keys(countedTables) as CountedTable[]) this.#write.set(table, writerOf(target, table));
    for (const table of Object.keys(countedTables) as CountedTable[]) this.#setBadAside(table);
    const last = target.prepare<[], number>('SELECT last FROM change').pluck().get() ?? 0;
    const rows = target
      .prepare<[], [number, string, number, string]>('SELECT id, uuid, changed, state FROM contact')
      .raw();
    for (const [id, uuid, changed, state] of rows.iterate()) {
      this.#highest = Math.max(this.#highest, id);
      if (this.#bad.has(id)) continue;
      this.#note(uuid, { id, changed, state, isCurrent: isCurrent(null, last) });
    }
  }

  /** Whatever another source has of these rows is better. */
  #setBadAside(table: CountedTable): void {
    const bad = [...rowsWithSums(this.#target, table)].filter(({ isGood }) => !isGood).map(({ key }) => key);
    const aside = this.#target.prepare<[Value]>(
      `UPDATE ${table} SET changed = 0, sum = NULL WHERE ${countedTables[table]} = ?`,
    );
    for (const key of bad) {
      aside.run(key);
      if (table === 'contact') this.#bad.add(Number(key));
    }
  }

  get contacts(): number {
    return this.#target.prepare<[], number>('SELECT count(*) FROM contact').pluck().get() ?? 0;
  }

  isTaken(id: number): boolean {
    return this.#taken.has(id);
  }

  #note(uuid: string, known: Known): void {
    this.#known.set(uuid, known);
    this.#taken.set(known.id, uuid);
    this.#highest = Math.max(this.#highest, known.id);
    if (this.#known.size % 1_000 === 0) this.#progress(this.#known.size);
  }

  takeContacts(source: Source): void {
    for (const row of source.rows('contact')) {
      if (row.isGood) this.#takeContact(row, this.#isCurrent(source, source.upTo ?? row.changed));
      else this.#damaged.push(row);
    }
  }

  #takeContact(row: SourceRow, isCurrent: boolean): void {
    const uuid = String(row.get('uuid'));
    const state = String(row.get('state'));
    const { changed, sum } = row;
    const known = this.#known.get(uuid);
    if (known !== undefined && !isNewer({ changed, state }, known)) {
      known.isCurrent ||= isCurrent && changed === known.changed && state === known.state;
      return;
    }
    if (!isContact(row)) return;
    const asked = Number(row.get('id'));
    const owner = this.#taken.get(asked);
    const id = known?.id ?? (owner === undefined || owner === uuid ? asked : this.#highest + 1);
    // Under another number it is another row.
    if (this.#writeRow('contact', { ...row.values(), id }, changed, id === asked ? sum : null)) {
      this.#note(uuid, { id, changed, state, isCurrent });
    }
  }

  /** The damaged rows, of which there is nothing better. */
  takeDamaged(): void {
    for (const row of this.#damaged) {
      if (this.#known.has(String(row.get('uuid'))) || this.#taken.has(Number(row.get('id')))) continue;
      this.#takeContact({ ...row, sum: null }, false);
    }
  }

  /** Attempts, settings, the clock and drafts: each by its own key. */
  takeTheRest(source: Source): void {
    const found = `SELECT id, contact_id AS contactId, started_at AS startedAt, changed, ended_at AS endedAt FROM attempt`;
    const byId = this.#target.prepare<[Value], FoundAttempt>(`${found} WHERE id = ?`);
    const byMoment = this.#target.prepare<[number, Value, Value], FoundAttempt>(
      `${found} WHERE contact_id = ? AND started_at = ? AND purpose = ?`,
    );
    for (const row of source.rows('attempt')) {
      const { changed, sum } = row;
      const contact = this.#known.get(String(row.get(uuidOfAttempt)));
      if (contact === undefined || !row.isGood) continue;
      const [asked, startedAt] = [row.get('id'), row.get('started_at')];
      const taken = byId.get(asked);
      const isSame = taken?.contactId === contact.id && taken.startedAt === startedAt;
      // Another outbox gave the number to another attempt: this one has got another number, or gets it now.
      const there =
        taken === undefined || isSame ? taken : byMoment.get(contact.id, startedAt, row.get('purpose') ?? 'send');
      if (there !== undefined && there.changed >= changed && (there.changed > 0 || there.endedAt !== null)) continue;
      const id = taken === undefined ? asked : (there?.id ?? null);
      const isUnchanged = id === asked && contact.id === row.get('contact_id');
      this.#writeRow('attempt', { ...row.values(), id, contact_id: contact.id }, changed, isUnchanged ? sum : null);
    }
    for (const table of ['setting', 'clock', 'draft'] as const) this.#takeByKey(source, table);
  }

  #takeByKey(source: Source, table: CountedTable): void {
    const key = countedTables[table];
    const numberOf = this.#target.prepare<[Value], number>(`SELECT changed FROM ${table} WHERE ${key} = ?`).pluck();
    for (const row of source.rows(table)) {
      const there = numberOf.get(row.get(key));
      if (!row.isGood || (there !== undefined && row.changed <= there)) continue;
      this.#writeRow(table, row.values(), row.changed, row.sum);
    }
  }

  /** Puts in front of the user what may have been sent since what is left of it was written; returns how many. */
  doubt(): number {
    const doubtful = this.#target.prepare<[string, number]>(
      `UPDATE contact SET state = 'unconfirmed', reason = ?, sum = NULL WHERE id = ? AND state IN ('waiting', 'sending')`,
    );
    let unsure = 0;
    for (const { id, isCurrent } of this.#known.values())
      if (!isCurrent) unsure += doubtful.run(recordLost, id).changes;
    for (const id of this.#bad) if (!this.#taken.has(id)) unsure += doubtful.run(recordLost, id).changes;
    // Its record was lost, that of a later request was not.
    const sentSince = this.#target.prepare<[string]>(
      `UPDATE contact SET state = 'unconfirmed', reason = ?, sum = NULL WHERE state IN ('waiting', 'sending') AND EXISTS (
         SELECT 1 FROM attempt WHERE contact_id = contact.id AND purpose = 'send' AND attempt.changed > contact.changed)`,
    );
    unsure += sentSince.run(recordLost).changes;
    return unsure + this.#target.prepare(`${unprovenOlder} AND changed < 2`).run().changes;
  }

  /** Answers whether it could: not where the row does not fit. @throws what the disk throws */
  #writeRow(table: CountedTable, row: Record<string, Value>, changed: number, sum: number | null): boolean {
    try {
      return this.#write.get(table)?.(row, changed, sum) ?? false;
    } catch (error) {
      if (!isUnfit(error)) throw error;
      return false;
    }
  }
}

const isNewer = (row: { changed: number; state: string }, known: Known): boolean => {
  if ((row.state === 'delivered') !== (known.state === 'delivered')) return row.state === 'delivered';
  if (row.changed !== known.changed) return row.changed > known.changed;
  return further.indexOf(row.state) > further.indexOf(known.state);
};

/** Whether it can be a contact at all. What it was typed with is read by those who know its shape. */
function isContact({ get }: SourceRow): boolean {
  const [id, uuid, state, body] = ['id', 'uuid', 'state', 'body'].map(get);
  if (typeof id !== 'number' || id < 1 || typeof uuid !== 'string' || !uuidPattern.test(uuid)) return false;
  if (!contactStates.some((one) => one === state) || typeof body !== 'string') return false;
  try {
    return typeof JSON.parse(body) === 'object';
  } catch {
    return false;
  }
}

/** Makes the counts those of the contacts that are there, so that they stay right from here on. */
function recount(database: OutboxDatabase): void {
  database.exec(
    'UPDATE state_count SET contacts = (SELECT count(*) FROM contact WHERE contact.state = state_count.state)',
  );
}

/** Returns a function that writes a row by its key, whether it is there or not. Columns that it does not have stay as they are. */
function writerOf(database: OutboxDatabase, table: CountedTable) {
  const key = countedTables[table];
  const all = columnsOf(database, table);
  const statements = new Map<string, (values: Value[]) => void>();
  return (row: Record<string, Value>, changed: number, sum: number | null): boolean => {
    const columns = all.filter((column) => column in row);
    const signature = columns.join();
    let statement = statements.get(signature);
    if (statement === undefined) {
      const names = [...columns, 'changed', 'sum'];
      const prepared = database.prepare<Value[]>(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (${key})
         DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      );
      statements.set(signature, (statement = (values) => void prepared.run(...values)));
    }
    statement([...columns.map((column) => row[column] ?? null), changed, sum]);
    return true;
  };
}

/** Whether a row was refused for what is in it. */
function isUnfit(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !code.startsWith('SQLITE_') || code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH';
}
