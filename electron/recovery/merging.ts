/** What a merge does with each row (merge.ts), and what it knows of the contacts so far. */
import type { Reason } from '#contract/ledger.ts';
import {
  countedTables,
  rowsWithSums,
  tableNames,
  uuidOfAttempt,
  type CountedTable,
  type Value,
} from '../store/changes.ts';
import { newContact, type OutboxDatabase } from '../store/database.ts';
import { Attempts } from './attempts.ts';
import { Kinship, type Origin } from './kinship.ts';
import { unprovenOlder } from '../store/migrations.ts';
import { isContact, isNewer, isSame, type Bad, type Known } from './records.ts';
import { writerOf, type RowWriter } from './row-writer.ts';
import type { Source, SourceRow } from './source.ts';

const recordLost = JSON.stringify({ code: 'record-lost' } satisfies Reason);

/** A withdrawn contact that may have been put back and sent since stays withdrawn; where that is undone, it is not sent by itself. */
const doubtWithdrawn = `UPDATE contact SET sum = NULL, reason = json_set(
    CASE WHEN json_valid(reason) THEN reason ELSE '{"code":"withdrawn","at":0}' END,
    '$.mayBeThere', json('true'), '$.from', 'unconfirmed', '$.before', json(?), '$.leftAt', NULL)
  WHERE state = 'withdrawn' AND NOT (json_valid(reason) AND CASE WHEN json_valid(reason) THEN
    reason ->> '$.from' IS 'unconfirmed' AND reason ->> '$.mayBeThere' IS 1 END)`;

export interface Merged {
  contacts: number;
  /** Contacts of which nobody knows any more whether they were sent. */
  unsure: number;
  /** Contacts of which there are traces, and nothing that can be read. */
  lost: number;
  /** Whether these are all that are missing. */
  isLostKnown: boolean;
}

/** Answers whether what is said as of this commit is what was last saved. */
export type IsCurrent = (upTo: number) => boolean;

/** All origins behind these share the last bit. */
const mostOrigins = 30;
/** So many attempts of a source are kept until their contacts are known; where there are more, all are read again. */
const mostBehind = 10_000;
/** No number behind this one was counted up to. */
const mostIds = 2 ** 40;

export class Merging {
  readonly #target: OutboxDatabase;
  /** The last commit of the target. */
  readonly #held: number;
  readonly #progress: (contacts: number) => void;
  readonly kinship = new Kinship();
  readonly #known = new Map<string, Known>();
  /** Whose number it is. */
  readonly #taken = new Map<number, string>();
  /** Of contacts in the target that are not as they were saved. */
  readonly #bad = new Map<number, Bad>();
  /** By UUID. */
  readonly #badIds = new Map<string, number>();
  /** Attempts of contacts that were not known yet. */
  readonly #behind: Iterable<SourceRow>[] = [];
  /** The same in the sources: taken where there is nothing better. */
  readonly #damaged: [Source, SourceRow][] = [];
  readonly #origins: Origin[] = ['target'];
  /** Of each origin the number of its newest change. */
  readonly #newest = new Map<Origin, number>();
  readonly #write: Record<CountedTable, RowWriter>;
  readonly #attempts: Attempts;
  #highest = 0;

  constructor(target: OutboxDatabase, held: number, progress: (contacts: number) => void) {
    this.#target = target;
    this.#held = held;
    this.#progress = progress;
    this.#attempts = new Attempts(target);
    recount(target);
    const writers = tableNames.map((table) => [table, writerOf(target, table)]);
    this.#write = Object.fromEntries(writers) as Record<CountedTable, RowWriter>;
    for (const table of tableNames) this.#setBadAside(table);
    const rows = target
      .prepare<[], [number, string, number, string]>('SELECT id, uuid, changed, state FROM contact')
      .raw();
    for (const [id, uuid, changed, state] of rows.iterate()) {
      if (this.#bad.has(id)) this.#count(id);
      else this.#note(uuid, { id, changed, state, by: 1 });
    }
    this.#newest.set('target', held);
  }

  /** Whatever another source has of these rows is better. */
  #setBadAside(table: CountedTable): void {
    const bad: Value[] = [...rowsWithSums(this.#target, table)].filter(({ isGood }) => !isGood).map((row) => row.key);
    if (table === 'contact') bad.push(...this.#unreadable());
    const key = countedTables[table];
    const aside = this.#target.prepare<[Value]>(`UPDATE ${table} SET changed = 0, sum = NULL WHERE ${key} = ?`);
    for (const one of bad) {
      aside.run(one);
      if (table !== 'contact') continue;
      const row = this.#inTarget(Number(one));
      this.#bad.set(Number(one), row);
      this.#badIds.set(row.uuid, Number(one));
    }
  }

  /** Contacts without a checksum that cannot be as they were put there. */
  #unreadable(): number[] {
    const bodies = 'SELECT id FROM contact WHERE sum IS NULL AND NOT json_valid(body)';
    return this.#target.prepare<[], number>(bodies).pluck().all();
  }

  #inTarget(id: number): Bad {
    const row = this.#target.prepare<[number], Bad>(
      'SELECT uuid, body, captured_at AS capturedAt FROM contact WHERE id = ?',
    );
    return row.get(id) ?? { uuid: '', body: '', capturedAt: 0 };
  }

  get contacts(): number {
    return this.#target.prepare<[], number>('SELECT count(*) FROM contact').pluck().get() ?? 0;
  }

  /** Returns the number of the newest change that was found in a row, but for those of strangers. */
  newest(strangers: ReadonlySet<Origin> = new Set()): number {
    return Math.max(0, ...[...this.#newest].map(([origin, changed]) => (strangers.has(origin) ? 0 : changed)));
  }

  #note(uuid: string, known: Known): void {
    this.#known.set(uuid, known);
    this.#taken.set(known.id, uuid);
    this.#count(known.id);
    if (this.#known.size % 1_000 === 0) this.#progress(this.#known.size);
  }

  #count(id: number): void {
    if (id < mostIds) this.#highest = Math.max(this.#highest, id);
  }

  /** Returns a number that is no contact's. */
  #free(): number {
    let id = this.#highest + 1;
    while (this.#taken.has(id) || this.#bad.has(id)) id++;
    return id;
  }

  *#rowsOf(source: Source, ...tables: CountedTable[]): Generator<SourceRow, void, undefined> {
    let newest = 0;
    for (const row of source.rows(...tables)) {
      if (row.isGood) newest = Math.max(newest, row.changed);
      yield row;
    }
    this.#newest.set(source, Math.max(newest, this.#newest.get(source) ?? 0));
  }

  takeContacts(source: Source): void {
    this.#origins.push(source);
    const by = bitOf(this.#origins.length - 1);
    const behind: SourceRow[] = [];
    for (const row of this.#rowsOf(source, 'contact', 'attempt')) {
      if (row.table === 'attempt') {
        if (!this.#takeAttempt(row) && behind.length < mostBehind) behind.push(row);
      } else if (row.isGood) this.#takeContact(source, row, by);
      else this.#damaged.push([source, row]);
    }
    this.#behind.push(behind.length < mostBehind ? behind : this.#rowsOf(source, 'attempt'));
  }

  #takeContact(source: Source, row: SourceRow, by: number): void {
    const uuid = String(row.get('uuid'));
    const state = String(row.get('state'));
    const { changed } = row;
    const known = this.#known.get(uuid);
    const asked = Number(row.get('id'));
    const owner = this.#known.get(this.#taken.get(asked) ?? '');
    if (by !== 0 && known !== undefined) this.kinship.share(source, this.#origin(known));
    if (by !== 0 && owner !== undefined && owner !== known) this.kinship.clash(this.#origin(owner), source);
    if (known !== undefined && !isNewer({ changed, state }, known)) {
      if (changed === known.changed && state === known.state) known.by |= by;
      return;
    }
    if (!isContact(row)) return;
    const bad = this.#bad.get(asked);
    const isFree = owner === undefined && (bad === undefined || isSame(row, bad));
    const id = known?.id ?? this.#badIds.get(uuid) ?? (isFree ? asked : this.#free());
    if (this.#write.contact(row, id === asked ? null : { id })) {
      this.#bad.delete(id);
      this.#note(uuid, { id, changed, state, by });
    }
  }

  /** Who was the first to say so. */
  #origin = ({ by }: Known): Origin => this.#origins[31 - Math.clz32(by & -by)] ?? 'target';

  /** The damaged contacts, of which there is nothing better, and then attempts of contacts that other sources had. */
  takeRest(): void {
    this.#takeDamaged();
    for (const rows of this.#behind) for (const row of rows) this.#takeAttempt(row);
  }

  #takeDamaged(): void {
    for (const [source, row] of this.#damaged) {
      const id = Number(row.get('id'));
      const uuid = String(row.get('uuid'));
      if (this.#known.has(uuid) || this.#badIds.has(uuid)) continue;
      // Its UUID may be what is damaged.
      if ((this.#taken.has(id) || this.#bad.has(id)) && isSame(row, this.#inTarget(id))) continue;
      this.#takeContact(source, { ...row, changed: 0, sum: null }, 0);
    }
  }

  /** Answers whether its contact is known. */
  #takeAttempt(row: SourceRow): boolean {
    const contact = this.#known.get(String(row.get(uuidOfAttempt)));
    if (contact === undefined || !row.isGood) return contact !== undefined;
    const place = this.#attempts.placeOf(row, contact.id);
    if (place === null) return true;
    const isMoved = place.id !== row.get('id') || contact.id !== row.get('contact_id');
    this.#write.attempt(row, isMoved ? { ...place, contact_id: contact.id } : null);
    return true;
  }

  /** Settings, the clock and drafts: each by its own key. Of another outbox what is nowhere else, and stands for no contact. */
  takeByKey(source: Source, isForeign: boolean): void {
    for (const row of this.#rowsOf(source, 'setting', 'clock', 'draft')) {
      const key = countedTables[row.table];
      const numberOf = `SELECT changed FROM ${row.table} WHERE ${key} = ?`;
      const there = this.#target.prepare<[Value], number>(numberOf).pluck().get(row.get(key));
      if (!row.isGood || (there !== undefined && (isForeign || row.changed <= there))) continue;
      if (isForeign && Number(row.get(key)) > newContact) continue;
      this.#write[row.table](row, null);
    }
  }

  /** Puts in front of the user what may have been sent since what is left of it was written; returns how many. */
  doubt(isCurrent: IsCurrent, strangers: ReadonlySet<Origin>): number {
    const open = "state IN ('waiting', 'sending', 'needs-attention')";
    const doubtful = this.#target.prepare<[string, number]>(
      `UPDATE contact SET state = 'unconfirmed', reason = ?, sum = NULL WHERE id = ? AND ${open}`,
    );
    const isOneBeyondStrange = this.#origins.slice(mostOrigins).some((origin) => strangers.has(origin));
    const whole = this.#origins.map((origin, index): IsCurrent => {
      if (strangers.has(origin) || (index >= mostOrigins && isOneBeyondStrange)) return () => false;
      const { upTo } = origin === 'target' ? { upTo: this.#held } : origin;
      if (upTo === 'each row') return isCurrent;
      const isWhole = isCurrent(upTo ?? this.#newest.get(origin) ?? 0);
      return () => isWhole;
    });
    const withdrawn = this.#target.prepare<[string, number]>(`${doubtWithdrawn} AND id = ?`);
    let unsure = 0;
    const doubt = (id: number) => {
      unsure += doubtful.run(recordLost, id).changes;
      withdrawn.run(recordLost, id);
    };
    for (const { id, by, changed } of this.#known.values()) {
      if (!whole.some((isCurrentIn, index) => (by & bitOf(index)) !== 0 && isCurrentIn(changed))) doubt(id);
    }
    for (const id of this.#bad.keys()) doubt(id);
    // Its record was lost, that of a later request was not.
    const isSentSince = `EXISTS (
      SELECT 1 FROM attempt WHERE contact_id = contact.id AND purpose = 'send' AND attempt.changed > contact.changed)`;
    const sentSince = this.#target.prepare<[string]>(
      `UPDATE contact SET state = 'unconfirmed', reason = ?, sum = NULL WHERE ${open} AND ${isSentSince}`,
    );
    unsure += sentSince.run(recordLost).changes;
    this.#target.prepare<[string]>(`${doubtWithdrawn} AND ${isSentSince}`).run(recordLost);
    return unsure + this.#target.prepare(`${unprovenOlder} AND changed < 2`).run().changes;
  }

  /** Returns how many contacts are known to be missing, and whether these are all. */
  lost(sources: readonly Source[], isCurrent: IsCurrent): Pick<Merged, 'lost' | 'isLostKnown'> {
    // What was counted up to leaves no holes, in an outbox that is known from its first commit on.
    const isWhole = this.#held > 1 || (this.#highest > 0 && this.#highest === this.#known.size);
    if (isWhole && isCurrent(this.#held)) return { lost: 0, isLostKnown: true };
    const lost = new Set<number>();
    for (const { traces, upTo } of sources) {
      const { ids, isWhole } = traces();
      const missing = [...ids].filter((id) => !this.#taken.has(id) && !this.#bad.has(id));
      if (isWhole && typeof upTo === 'number' && isCurrent(upTo)) return { lost: missing.length, isLostKnown: true };
      for (const id of missing) lost.add(id);
    }
    return { lost: lost.size, isLostKnown: false };
  }
}

const bitOf = (index: number) => 1 << Math.min(index, mostOrigins);

/** Makes the counts those of the contacts that are there, so that they stay right from here on. */
function recount(database: OutboxDatabase): void {
  database.exec(
    'UPDATE state_count SET contacts = (SELECT count(*) FROM contact WHERE contact.state = state_count.state)',
  );
}
