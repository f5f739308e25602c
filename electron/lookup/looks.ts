/** Looks for one unconfirmed contact among those that the CRM lists: which one is next, and what the list proves. */
import { mappingOf } from '#contract/field-map.ts';
import type { LookDecision, LookResult } from '#contract/ledger.ts';
import type { Crm } from '../crm/client.ts';
import type { ListedContact } from '../crm/list.ts';
import type { ListOutcome } from '../crm/outcome.ts';
import type { OpenLook, UncertainContact, UncertainRequest } from '../outbox/lookups.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { findAmong, type Finding, type Sought, type Span } from './rule.ts';
import { nextLook } from './times.ts';

export interface LookParts {
  outbox: Outbox;
  crm: Crm;
  /** Counts one request, if the pace allows one now. */
  takeTurn: () => boolean;
  /** Keeps how far the CRM's clock is ahead. @throws StoreProblem */
  noteClock: () => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
}

export interface Looks {
  /** Which contacts are unconfirmed, or where they were sent, may have changed. */
  changed: () => void;
  /** Returns when the next one is to be looked for, by the clock that never jumps; Infinity: none is. @throws StoreProblem */
  nextAt: () => number;
  /** Looks for the contact that is next, and stores what came of it; null: there was none. Rejects with what the outbox throws. */
  look: (connection: Connection, key: string) => Promise<ListOutcome | null>;
}

const minute = 60_000;
/** Most pages that one look reads. */
const mostPages = 3;
/** No CRM lists in pages that are shorter. */
const shortestPage = 10;
/** How much earlier than its request a contact is asked for, in milliseconds: what is listed is judged by more than that. */
const askedBefore = 24 * 60 * minute;
/** The longest that a request may be under way, in milliseconds. */
const longestRequest = minute;

/** Returns what looks for the contacts of this outbox, one at a time. */
export function looksIn(parts: LookParts): Looks {
  const { outbox, noteClock, now, monotonic } = parts;
  /** The contact that is next, and when by the clock that never jumps; undefined: to be asked for; null: there is none. */
  let planned: { open: OpenLook; at: number } | null | undefined;

  function next(): { open: OpenLook; at: number } | null {
    if (planned !== undefined) return planned;
    planned = null;
    for (const open of outbox.lookups.open(outbox.connection())) {
      const due = nextLook(open.sentAt, open.lookedAt);
      if (due === null) continue;
      const at = monotonic() + Math.max(0, due - now());
      if (planned === null || at < planned.at) planned = { open, at };
    }
    return planned;
  }

  return {
    changed: () => {
      planned = undefined;
    },
    nextAt: () => next()?.at ?? Infinity,
    async look(connection, key) {
      const open = next()?.open;
      if (open === undefined) return null;
      const startedAt = now();
      const sought = outbox.lookups.uncertain().find(({ id }) => id === open.id);
      const listed = await pages(parts, connection, key, sought);
      const { answer } = listed;
      planned = undefined;
      // The user may have entered another connection meanwhile, or decided: what came back is then no longer of interest.
      const isOpen = isSame(outbox.connection(), connection) && outbox.row(open.id)?.state === 'unconfirmed';
      // Nothing left this laptop: it was not looked for.
      if (!isOpen || answer.kind === 'not-sent') return answer;
      // The very first answer may be the one that tells the CRM's clock.
      noteClock();
      const finding = answer.kind === 'listed' ? judge(outbox, listed, connection, open.id) : null;
      const again = nextLook(open.sentAt, now());
      const seconds = again === null ? null : Math.max(0, Math.round((again - now()) / 1_000));
      const what = finding === null ? notListed(answer) : found(finding);
      const decision: LookDecision = what.delivery === null ? { code: 'stays', seconds } : { code: 'found' };
      outbox.settleLook({ ...connection, id: open.id, startedAt, ...what, decision }, now());
      return answer;
    },
  };
}

/** Reads what the CRM lists, until there is nothing new in it, nothing more may be asked, or it is enough. */
async function pages(
  { outbox, crm, takeTurn, now }: LookParts,
  connection: Connection,
  key: string,
  sought: UncertainContact | undefined,
) {
  const entries = new Map<string, ListedContact>();
  const lastName = sought?.contact?.lastName.trim() ?? '';
  const firstName = sought?.contact?.firstName.trim() ?? '';
  const requests = sought?.requests ?? [];
  const begins = spansOf(outbox, requests)?.map(({ begin }) => begin) ?? requests.map(({ startedAt }) => startedAt);
  const createdSince = Math.min(now(), ...begins) - askedBefore;
  let answer: ListOutcome = { kind: 'listed', contacts: [] };
  for (let page = 1; page <= mostPages; page++) {
    if (page > 1 && !takeTurn()) break;
    answer = await crm.list(connection, key, { lastName, firstName, createdSince, page });
    if (answer.kind !== 'listed') break;
    const known = entries.size;
    for (const entry of answer.contacts) entries.set(entry.crmId, entry);
    // A page that is not full may be the last one, or the CRM's pages are smaller than asked: only an empty one tells. The
    // same page again comes of a CRM that ignores which one was asked for: one so short cannot go on elsewhere.
    if (entries.size === known) {
      return { answer, entries: [...entries.values()], complete: answer.contacts.length < shortestPage };
    }
  }
  return { answer, entries: [...entries.values()], complete: false };
}

function judge(
  outbox: Outbox,
  { entries, complete }: { entries: ListedContact[]; complete: boolean },
  connection: Connection,
  id: number,
): Finding {
  const uncertain = outbox.lookups.uncertain();
  const own = uncertain.find((one) => one.id === id);
  if (own === undefined) return { kind: 'not-found' };
  const toHere = own.requests.filter((request) => isSame(request, connection));
  const sought: Sought = { uuid: own.uuid, contact: own.contact, spans: spansOf(outbox, toHere) };
  const others = uncertain
    .filter((one) => one.id !== id)
    .map(({ uuid, contact, asSent, requests }) => ({
      uuid,
      contact: asSent ? contact : null,
      spans: spansOf(outbox, requests),
    }));
  return findAmong(entries, sought, {
    referenceField: mappingOf(outbox.fieldMap(), 'reference').field,
    complete,
    others,
    isAnothers: (crmId) => outbox.lookups.isAnothers(crmId, id),
  });
}

/** By the CRM's clock; null where it is not known what that was. */
function spansOf(outbox: Outbox, requests: UncertainRequest[]): Span[] | null {
  if (requests.length === 0) return null;
  const spans: Span[] = [];
  for (const { attemptId, startedAt } of requests) {
    const ahead = outbox.lookups.clockAt(attemptId);
    if (ahead === null) return null;
    // Its end is not asked for: the clock may have been set meanwhile.
    spans.push({ begin: startedAt + ahead, end: startedAt + ahead + longestRequest });
  }
  return spans;
}

const isSame = (one: Connection, other: Connection) =>
  one.baseUrl === other.baseUrl && one.credentialId === other.credentialId;

function notListed(answer: ListOutcome) {
  const status = 'status' in answer ? answer.status : null;
  const message = 'message' in answer ? answer.message : null;
  const result: LookResult = { code: 'not-listed', status };
  return { outcome: answer.kind, status, message, excerpt: null, result, delivery: null };
}

function found(finding: Finding) {
  const counting = finding.kind === 'found' ? [finding.entry] : finding.kind === 'not-sure' ? finding.entries : [];
  return {
    outcome: finding.kind,
    status: 200,
    message: null,
    excerpt: excerptOfEntries(counting),
    result: resultOf(finding),
    delivery: finding.kind === 'found' ? { crmId: finding.entry.crmId, remoteId: finding.entry.remoteId } : null,
  };
}

function resultOf(finding: Finding): LookResult {
  switch (finding.kind) {
    case 'found':
      return { code: 'found', by: finding.by, crmId: finding.entry.crmId };
    case 'not-found':
      return { code: 'not-found' };
    case 'not-sure':
      return { code: 'not-sure', why: finding.why, ids: finding.entries.slice(0, 4).map(({ crmId }) => crmId) };
  }
}

/** Longest text of the entries that the ledger keeps, in UTF-16 code units. */
const longestExcerpt = 2_000;

/** What the ledger keeps of the entries: those that count, and nobody else's. */
function excerptOfEntries(entries: ListedContact[]): string | null {
  const text = entries
    .map(({ excerpt }) => excerpt)
    .filter((one) => one !== null)
    .join('\n');
  if (text === '') return null;
  return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt - 1).replace(/\p{Surrogate}$/u, '')}…`;
}
