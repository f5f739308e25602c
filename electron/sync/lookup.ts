/**
 * Looks for unconfirmed contacts among those that the CRM lists: one at a time, when nothing waits to be sent, at growing
 * distances. It never puts the queue to rest: what fails is tried again later.
 */
import type { Pause, PauseReason } from '../contract/status.ts';
import { isLoopback } from '../crm/base-url.ts';
import type { Crm } from '../crm/client.ts';
import type { ListedContact } from '../crm/list.ts';
import type { ListOutcome } from '../crm/outcome.ts';
import type { Look, OpenLook, UncertainContact, UncertainRequest } from '../outbox/lookups.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '../outbox/settings.ts';
import { findAmong, type Finding, type Sought, type Span } from './lookup-rule.ts';
import { nextLook } from './lookup-times.ts';
import { excerptOfEntries, findingSentence, stayingSentence } from './lookup-words.ts';

export interface LookupParts {
  outbox: Outbox;
  crm: Crm;
  /** Whether the system says that there is no network at all. */
  linkDown: () => boolean;
  /** Counts one request, if one may be made now. */
  takeTurn: () => boolean;
  /** Makes the sender look at its queue, and after that at what is to be looked for. */
  wake: () => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
}

export interface Lookups {
  /** Which contacts are unconfirmed, or where they were sent, may have changed. */
  changed: () => void;
  /** Takes the queue's pause; returns whether a contact is to be looked for now, or as soon as the pause is over. */
  due: (pause: Pause | null) => boolean;
  /** Begins to look for the next contact, if one is due. */
  look: (connection: Connection, key: string) => void;
  /** Keeps how far the CRM's clock is ahead: to be called before an attempt begins. @throws StoreProblem */
  noteClock: () => void;
  /** Begins nothing any more; resolves when nothing is written any more. */
  stop: () => Promise<void>;
}

const minute = 60_000;
/** The longest sleep, in milliseconds: a laptop that slept or a clock that jumped must not put off a look for long. */
const tick = minute;
/** The longest distance between two looks that failed, in milliseconds. */
const longestRest = 60 * minute;
/** Most pages that one look reads. */
const mostPages = 3;
/** How much earlier than its request a contact is asked for, in milliseconds: what is listed is judged by more than that. */
const askedBefore = 24 * 60 * minute;
/** The longest that a request may be under way, in milliseconds. */
const longestRequest = minute;
/** How far the clock may drift, in milliseconds, before it counts as another one. */
const drift = 30_000;

/** What a look may wait for: what the user has to end is not worth asking the keychain or the API again and again. */
const passing: readonly PauseReason[] = ['offline', 'portal', 'rate-limited', 'api-ill', 'disk-trouble'];

/** Returns the parts of the sender that look for contacts; they do nothing before `due` is asked. */
export function startLookups(parts: LookupParts): Lookups {
  const { outbox, crm, takeTurn, wake, now, monotonic } = parts;
  /** The contacts to look for and when; undefined: to be asked for. */
  let planned: { id: number; at: number }[] | undefined;
  let running: Promise<void> | null = null;
  let failures = 0;
  let restingUntil = -Infinity;
  /** `distance`: from the clock that never jumps. */
  let steady: { id: number; distance: number; known: boolean } | null = null;
  /** Was measured with a clock of before. */
  let stale: { ahead: number } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function next(): { id: number; at: number } | undefined {
    planned ??= outbox.lookups
      .open(outbox.connection())
      .map(({ id, sentAt, lookedAt }) => ({ id, at: nextLook(sentAt, lookedAt) }))
      .filter((one): one is { id: number; at: number } => one.at !== null)
      .sort((one, other) => one.at - other.at);
    return planned[0];
  }

  /** Milliseconds until the next look, from what is known without asking; Infinity: there is none. */
  function untilNext(): number {
    const first = next();
    return first === undefined ? Infinity : Math.max(0, first.at - now(), restingUntil - monotonic());
  }

  function sleep(milliseconds: number): void {
    clearTimeout(timer);
    if (stopped || milliseconds === Infinity) return;
    timer = setTimeout(
      () => {
        const left = planned === undefined ? 0 : untilNext();
        if (left > 0) sleep(left);
        else wake();
      },
      Math.min(milliseconds, tick),
    );
  }

  const noWay = () => {
    const { baseUrl } = outbox.connection();
    return baseUrl === '' || (parts.linkDown() && !isLoopback(new URL(baseUrl)));
  };

  function due(pause: Pause | null): boolean {
    if (stopped || running !== null) return false;
    const left = untilNext();
    // An ended pause is seen by the sender, and the network's return is told: neither needs a timer of its own.
    if (left === 0) return (pause === null || passing.includes(pause.reason)) && !noWay();
    sleep(left);
    return false;
  }

  function noteClock(): void {
    const measured = crm.clock();
    const distance = now() - monotonic();
    if (steady === null || Math.abs(distance - steady.distance) > drift) {
      steady = { id: outbox.beginClock(), distance, known: false };
      stale = measured;
    }
    if (steady.known || measured === null || measured === stale) return;
    outbox.setClock(steady.id, measured.ahead);
    steady.known = true;
  }

  function fail(): void {
    restingUntil = monotonic() + Math.min(longestRest, minute * 2 ** Math.min(failures, 10));
    failures++;
  }

  async function run(connection: Connection, key: string, open: OpenLook): Promise<void> {
    const before = outbox.lookups.uncertain().find(({ id }) => id === open.id);
    const startedAt = now();
    const { answer, entries, complete } = await pages(connection, key, before);
    // The user may have entered another connection meanwhile, or decided: what came back is then no longer of interest.
    const current = outbox.connection();
    if (current.baseUrl !== connection.baseUrl || current.credentialId !== connection.credentialId) return;
    if (outbox.row(open.id)?.state !== 'unconfirmed') return;
    if (!isAnswer(answer)) {
      fail();
      return;
    }
    if (answer.kind === 'listed' || answer.kind === 'not-listed') failures = 0;
    else fail();
    // The very first answer may be the one that tells the CRM's clock.
    noteClock();
    const finding = answer.kind === 'listed' ? judge(entries, complete, connection, open.id) : null;
    outbox.settleLook({ ...connection, id: open.id, startedAt, ...written(answer, finding, open) }, now());
  }

  /** Reads what the CRM lists, until there is nothing new in it, nothing more may be asked, or it is enough. */
  async function pages(connection: Connection, key: string, sought: UncertainContact | undefined) {
    const entries = new Map<string, ListedContact>();
    const lastName = sought?.contact.lastName.trim() ?? '';
    const firstName = sought?.contact.firstName.trim() ?? '';
    const requests = sought?.requests ?? [];
    const begins = spansOf(requests)?.map(({ begin }) => begin) ?? requests.map(({ startedAt }) => startedAt);
    const createdSince = Math.min(now(), ...begins) - askedBefore;
    let answer: ListOutcome = { kind: 'listed', contacts: [] };
    for (let page = 1; page <= mostPages; page++) {
      if (page > 1 && !takeTurn()) break;
      answer = await crm.list(connection, key, { lastName, firstName, createdSince, page });
      if (answer.kind !== 'listed') break;
      const known = entries.size;
      for (const entry of answer.contacts) entries.set(entry.crmId, entry);
      // A page that is not full may be the last one, or the CRM's pages are smaller than asked: only an empty one tells.
      if (entries.size === known) return { answer, entries: [...entries.values()], complete: true };
    }
    return { answer, entries: [...entries.values()], complete: false };
  }

  function judge(entries: ListedContact[], complete: boolean, connection: Connection, id: number): Finding {
    const uncertain = outbox.lookups.uncertain();
    const own = uncertain.find((one) => one.id === id);
    if (own === undefined) return { kind: 'not-found' };
    const toHere = own.requests.filter(
      ({ baseUrl, credentialId }) => baseUrl === connection.baseUrl && credentialId === connection.credentialId,
    );
    const sought: Sought = { uuid: own.uuid, contact: own.contact, spans: spansOf(toHere) };
    const others = uncertain
      .filter((one) => one.id !== id)
      .map(({ uuid, contact, asSent, requests }) => ({
        uuid,
        contact: asSent ? contact : null,
        spans: spansOf(requests),
      }));
    return findAmong(entries, sought, {
      referenceField: outbox.referenceField(),
      complete,
      others,
      isAnothers: (crmId) => outbox.lookups.isAnothers(crmId, id),
    });
  }

  /** By the CRM's clock; null where it is not known what that was. */
  function spansOf(requests: UncertainRequest[]): Span[] | null {
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

  function written(
    answer: ListOutcome,
    finding: Finding | null,
    { sentAt }: OpenLook,
  ): Omit<Look, 'id' | 'startedAt' | keyof Connection> {
    const staying = stayingSentence(nextLook(sentAt, now()), now());
    if (finding === null) {
      const status = 'status' in answer ? answer.status : null;
      const message = 'message' in answer ? answer.message : null;
      const result = `The CRM did not list its contacts (HTTP ${status}).`;
      return { outcome: answer.kind, status, message, excerpt: null, result, decision: staying, delivery: null };
    }
    const counting = finding.kind === 'found' ? [finding.entry] : finding.kind === 'not-sure' ? finding.entries : [];
    const found = finding.kind === 'found' ? finding.entry : null;
    return {
      outcome: finding.kind,
      status: 200,
      message: null,
      excerpt: excerptOfEntries(counting),
      result: findingSentence(finding),
      decision: found === null ? staying : 'Delivered, since the CRM has it.',
      delivery: found === null ? null : { crmId: found.crmId, remoteId: found.remoteId },
    };
  }

  return {
    changed: () => {
      planned = undefined;
    },
    due,
    look(connection, key) {
      if (!due(null) || !takeTurn()) return;
      const id = next()?.id;
      const open = outbox.lookups.open(connection).find((one) => one.id === id);
      planned = undefined;
      if (open === undefined) return;
      running = run(connection, key, open)
        // The outbox could not be read or written: nothing is known that was not known before.
        .catch(fail)
        .finally(() => {
          running = null;
          planned = undefined;
          wake();
        });
    },
    noteClock,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Whether it was the API that answered. */
function isAnswer(answer: ListOutcome): boolean {
  if (answer.kind === 'listed') return true;
  return answer.kind !== 'not-sent' && answer.kind !== 'portal' && answer.status !== null;
}
