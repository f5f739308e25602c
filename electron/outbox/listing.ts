/** Reads the outbox for the screen. Each query is answered from an index, whatever the number of contacts. */
import type { Contact } from '#contract/contact.ts';
import type { NamedPath } from '#contract/fields.ts';
import { readReason, type Decision } from '#contract/ledger.ts';
import {
  countsOf,
  statesIn,
  type ContactDetail,
  type ContactState,
  type Counts,
  type DeliveredBy,
  type Likely,
  type OutboxPage,
  type OutboxRow,
  type PageQuery,
} from '#contract/outbox.ts';
import type { FieldMap } from '#contract/field-map.ts';
import { mapped } from '../crm/field-map.ts';
import { alikeIn } from '../search/alike.ts';
import { attemptsIn } from './attempts.ts';
import { companiesIn } from '../search/companies.ts';
import { readContact } from './stored-contact.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { searchExpression } from '../search/search-words.ts';

/** A body that cannot be read has no open questions. */
const isOpen = `CASE WHEN json_valid(body) THEN coalesce(json_array_length(body, '$.open'), 0) > 0 ELSE 0 END`;
const columns = `contact.id, name, detail, state, reason, captured_at AS capturedAt, ${isOpen} AS isOpen`;

/** A row as it is stored. */
type StoredRow = Omit<OutboxRow, 'reason' | 'isOpen'> & { reason: string | null; isOpen: 0 | 1 };

interface StoredContact extends StoredRow {
  uuid: string;
  body: string;
  deliveredBy: DeliveredBy | null;
  deliveredAt: number | null;
  crmId: string | null;
  remoteId: string | null;
  leftAt: number | null;
}

interface InStates {
  one: ContactState | null;
  other: ContactState | null;
  last: number;
  limit: number;
}

/** So long older contacts enter the index for no question after some did, in milliseconds. */
const rest = 200;

/** Up to this many contacts in a state, a search within it starts from the state. */
const rare = 1_000;

/**
 * A search puts the newest contacts into the index, some at a time; the rest is for between saves. `fieldMap` returns what goes
 * to the CRM under which name.
 */
export function listingOf(database: OutboxDatabase, index: SearchIndex, fieldMap: (connection: string) => FieldMap) {
  const one = database.prepare<[number], StoredRow>(`SELECT ${columns} FROM contact WHERE id = ?`);
  const stored = database.prepare<[number], StoredContact>(
    `SELECT ${columns}, uuid, body, delivered_by AS deliveredBy, delivered_at AS deliveredAt, crm_id AS crmId, remote_id AS remoteId,
            left_at AS leftAt
     FROM contact WHERE id = ?`,
  );
  const attempts = attemptsIn(database);
  const lastSent = database
    .prepare<[number], string | null>(
      `SELECT decision FROM attempt WHERE contact_id = ? AND purpose = 'send' ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const count = database.prepare<[], [ContactState, number]>('SELECT state, contacts FROM state_count').raw();
  const page = {
    all: database.prepare<[number, number], StoredRow>(
      `SELECT ${columns} FROM contact WHERE id < ? ORDER BY id DESC LIMIT ?`,
    ),
    // One state or two. Each state's contacts come newest first from the index: IN would sort them all.
    inStates: database.prepare<[InStates], StoredRow>(
      `SELECT * FROM (SELECT ${columns} FROM contact WHERE state = :one AND id < :last ORDER BY id DESC LIMIT :limit)
       UNION ALL SELECT * FROM (SELECT ${columns} FROM contact WHERE state = :other AND id < :last ORDER BY id DESC LIMIT :limit)
       ORDER BY id DESC LIMIT :limit`,
    ),
    found: database.prepare<[string, number, number], StoredRow>(
      // CROSS JOIN keeps the search outside: its rows come newest first already, so only those shown are read.
      `SELECT ${columns} FROM contact_search CROSS JOIN contact ON contact.id = contact_search.rowid
       WHERE contact_search MATCH ? AND contact_search.rowid < ? ORDER BY contact_search.rowid DESC LIMIT ?`,
    ),
    foundInState: database.prepare<[string, number, string, number], StoredRow>(
      `SELECT ${columns} FROM contact_search CROSS JOIN contact ON contact.id = contact_search.rowid
       WHERE contact_search MATCH ? AND contact_search.rowid < ? AND state IN (SELECT value FROM json_each(?)) ORDER BY contact_search.rowid DESC LIMIT ?`,
    ),
    foundInRareState: database.prepare<[string, number, string, number], StoredRow>(
      `SELECT ${columns} FROM contact INDEXED BY contact_by_state
       CROSS JOIN contact_search ON contact_search.rowid = contact.id
       WHERE state IN (SELECT value FROM json_each(?)) AND contact.id < ? AND contact_search MATCH ? ORDER BY contact.id DESC LIMIT ?`,
    ),
  };

  /** Older contacts enter the index no earlier than at this moment, of a clock that never jumps, for what is asked. */
  let mayAddOlderAt = 0;

  const counts = (): Counts => countsOf(count.all());

  function rows({ search, state, before, limit }: PageQuery): StoredRow[] {
    const last = before ?? Number.MAX_SAFE_INTEGER;
    if (search.trim() === '') {
      if (state === null) return page.all.all(last, limit);
      const [one = null, other = null] = statesIn(state);
      return page.inStates.all({ one, other, last, limit });
    }
    const words = searchExpression(search);
    if (words === null) return [];
    indexSome();
    if (state === null) return page.found.all(words, last, limit);
    const states = JSON.stringify(statesIn(state));
    const there = counts();
    // A word that is everywhere and a state that is nearly empty: asking each of its contacts beats reading each hit.
    return statesIn(state).reduce((sum, one) => sum + there[one], 0) <= rare
      ? page.foundInRareState.all(states, last, words, limit)
      : page.foundInState.all(words, last, states, limit);
  }

  /** What did not go with a contact that is sent no more, as far as that was noted; null: what goes with it is settled when it is sent. */
  function keptLast({ id, state }: StoredRow): readonly NamedPath[] | null {
    if (state === 'waiting' || state === 'needs-attention') return null;
    const decision = lastSent.get(id);
    // Older versions wrote sentences, and sent none of these fields.
    return decision?.startsWith('{') === true ? ((JSON.parse(decision) as Decision).kept ?? null) : null;
  }

  function indexSome(): void {
    try {
      // Of an outbox that was repaired or taken over some more are found with each search; a letter that is typed may ask several.
      if (index.addNewest() || performance.now() < mayAddOlderAt) return;
      index.addSome();
      mayAddOlderAt = performance.now() + rest;
    } catch {
      // On a full disk a search misses some contacts. The next save says what is wrong.
    }
  }

  const rowOf = (id: number): OutboxRow | undefined => {
    const row = one.get(id);
    return row === undefined ? undefined : shown(row);
  };
  const { alike } = alikeIn(database, rowOf);
  const companies = companiesIn(database);

  return {
    /** Returns who of the contacts this likely is (alike.ts), beside the one with the id `self`; null: nobody. */
    likely: (contact: Contact, self: number): Likely | null => {
      indexSome();
      return alike(contact, self);
    },

    /** Returns up to 8 companies that begin so, those of the newest contacts first. */
    companies: (beginning: string): string[] => {
      indexSome();
      return companies(beginning);
    },

    /** Returns a page of contacts, newest first. */
    page: (query: PageQuery): OutboxPage => {
      const found = rows({ ...query, limit: query.limit + 1 });
      const isWhole = query.search.trim() === '' || index.hasAllOlder();
      return { rows: found.slice(0, query.limit).map(shown), more: found.length > query.limit, isWhole };
    },

    /** Returns the line of one contact, or undefined where there is none with this id. */
    row: rowOf,

    /** Returns how many contacts are in each state. */
    counts,

    /** Returns all that is known of one contact, its newest attempt first, or null where there is none with this id. */
    detail: (id: number): ContactDetail | null => {
      const found = stored.get(id);
      if (found === undefined) return null;
      const { uuid, body, deliveredBy, deliveredAt, crmId, remoteId, leftAt, ...row } = found;
      const delivery =
        deliveredBy === null || deliveredAt === null ? null : { by: deliveredBy, at: deliveredAt, crmId, remoteId };
      const contact = readContact(body);
      const kept = contact === null ? [] : (keptLast(row) ?? mapped(contact, uuid, fieldMap(contact.connection)).kept);
      return { row: shown(row), uuid, contact, kept, attempts: attempts(id), left: leftAt !== null, delivery };
    },
  };
}

const shown = (row: StoredRow): OutboxRow => ({ ...row, reason: readReason(row.reason), isOpen: row.isOpen === 1 });
