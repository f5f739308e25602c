/** The outbox: every contact that was captured on this laptop, and where it is. */
import { setImmediate as others } from 'node:timers/promises';
import type { Contact } from '#contract/contact.ts';
import type { FollowUpPage, FollowUpQuery } from '#contract/follow-ups.ts';
import type { Reason } from '#contract/ledger.ts';
import type { Receipt, ReceiptQuery } from '#contract/receipt.ts';
import { say } from '#words/message.ts';
import { log } from '../log/log.ts';
import { inThread } from '../thread/in-thread.ts';
import { captureInto } from './capture.ts';
import { clocksIn } from './clocks.ts';
import { commitsTo } from '../store/commits.ts';
import { closeUnmerged } from '../store/database.ts';
import { deliveryIn, type Behind, type ClaimedContact, type Settlement } from './delivery.ts';
import { portion, type Portions } from './portions.ts';
import { draftsIn } from './drafts.ts';
import { lanesIn } from './lanes.ts';
import { listingOf } from './listing.ts';
import { lookupsIn, type Look } from './lookups.ts';
import { asStoreProblem, saysDamaged, StoreProblem } from '../store/problems.ts';
import { searchIndexOf } from '../search/search-index.ts';
import type { Connection, NamedConnection } from '#contract/settings.ts';
import { settingsIn } from '../store/settings.ts';
import { namelessIn, type Nameless } from './nameless.ts';
import { movingIn, type MovedContact } from './moving.ts';
import { openStore } from './store.ts';
import { upkeepOf } from './upkeep.ts';
import { withdrawalIn } from './withdrawal.ts';

const noneBehind: Behind = { ids: [], ready: [] };
const othersOf = (connections: readonly NamedConnection[]): string[] => connections.slice(1).map(({ id }) => id);

/** How long a thorough inspection holds good, in milliseconds. */
const week = 7 * 24 * 60 * 60_000;

export type Outbox = ReturnType<typeof openOutbox>;

export interface OutboxListeners {
  /** Hears of each contact that is new or has changed. */
  changed?: (id: number) => void;
  /** The database was found to be damaged: the outbox is to be closed, repaired (store.ts) and opened again. */
  damaged?: () => void;
}

type Functions = Record<string, (...given: never[]) => unknown>;
/** Takes a contact's id; returns whether it has moved. In any other state it is not moved, and nothing is changed. */
type Move = (id: number, ...given: never[]) => boolean;

/** Returns the same functions, each called through `through`. */
function wrapped<Given extends Functions>(functions: Given, through: <Result>(work: () => Result) => Result): Given {
  const wrap = ([name, one]: [string, Functions[string]]) => [
    name,
    (...given: never[]) => through(() => one(...given)),
  ];
  return Object.fromEntries(Object.entries(functions).map(wrap)) as Given;
}

/**
 * Takes the folder the outbox lives in; returns the open outbox. All that it does throws StoreProblem, with a sentence for
 * the user, where the disk fails; nothing is changed then.
 * @throws StoreProblem where the outbox cannot be opened, StoreDamaged where it is to be repaired first (store.ts)
 */
export function openOutbox(folder: string, { changed, damaged }: OutboxListeners = {}) {
  const store = openStore(folder);
  const { database, counted, copy, lock } = store;
  const commit = commitsTo(store);
  const drafts = draftsIn(database);
  const capture = captureInto(database, drafts);
  const withdrawal = withdrawalIn(database, drafts);
  const settings = settingsIn(database);
  const lanes = lanesIn(database);
  lanes.set(othersOf(settings.reads.connections()));
  const delivery = deliveryIn(database, lanes);
  const lookups = lookupsIn(database);
  const { clockAt, beginClock, setClock } = clocksIn(database, settings);
  const nameless = namelessIn(database);
  const moving = movingIn(database, capture);
  const index = searchIndexOf(database);
  const listing = listingOf(database, index, settings.reads.fieldMap);
  const upkeep = upkeepOf(store, index, trouble, foundDamaged);
  let isDamaged = false;

  function foundDamaged(): void {
    isDamaged = true;
    damaged?.();
  }

  function touched(id: number): void {
    upkeep.touched();
    changed?.(id);
  }

  function trouble(error: unknown): unknown {
    if (!saysDamaged(error)) return asStoreProblem(error, folder);
    foundDamaged();
    // What is to be done is said by whoever repairs it: the user moves nothing away.
    return new StoreProblem(say('store.metDamage'), { cause: error });
  }

  function reading<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      throw trouble(error);
    }
  }

  const stored = <Result>(work: () => Result): Result => reading(() => commit(work));

  /** Returns moves that answer whether they happened, each done in a commit. */
  function wrappedMoves<Moves extends Record<string, Move>>(moves: Moves): Moves {
    const wrap = ([name, move]: [string, Move]) => [
      name,
      (id: number, ...given: never[]) => {
        const done = stored(() => move(id, ...given));
        if (done) touched(id);
        return done;
      },
    ];
    return Object.fromEntries(Object.entries(moves).map(wrap)) as Moves;
  }

  /** Does a move that answers with the ids that it moved. */
  function movedAll(move: () => number[]): number[] {
    const ids = stored(move);
    ids.forEach(touched);
    return ids;
  }

  /**
   * Does a move of very many in portions: each is a commit, and between them all else gets its turn. Contacts that come to
   * be alike meanwhile are none of them: each is moved once. What is left when the outbox is closed stays as it was.
   */
  async function movedInPortions(begin: () => Portions, moved?: (ids: readonly number[]) => void): Promise<number[]> {
    const move = reading(begin);
    const all: number[] = [];
    for (let after = 0; database.open;) {
      const ids = movedAll(() => move(after));
      moved?.(ids);
      for (const id of ids) {
        all.push(id);
        after = Math.max(after, id);
      }
      if (ids.length < portion) break;
      await others();
    }
    return all;
  }

  return {
    folder,
    /** Whether the last run came to its end, or there was none: what is here was inspected, or written, by a Fieldpost that was well. */
    needsNoInspection: store.needsNoInspection,
    /** Does all of the work, which calls what is below, in one commit, on the disk when this returns. */
    together: stored,
    ...wrapped(listing, reading),
    ...wrapped(settings.reads, reading),
    ...wrapped(settings.writes, stored),
    lookups: wrapped({ ...lookups.read, clockAt }, reading),
    ...wrapped(drafts.reads, reading),
    ...wrapped(drafts.writes, stored),
    ...wrapped(delivery.reads, reading),
    ...wrapped(nameless, reading),
    ...wrappedMoves({ ...delivery.moves, ...capture.moves, ...withdrawal.moves, ...lookups.moves }),

    /** Resolves with what became of the contacts that were captured in a span of days. */
    receipt: (query: ReceiptQuery): Promise<Receipt> => inThread('receipt', [folder, query]),
    /** Resolves with what was promised to whom. */
    followUps: (query: FollowUpQuery): Promise<FollowUpPage> => inThread('followUps', [folder, query]),

    /** Stores a new contact; it is on the disk when this returns its id. `now`: milliseconds since 1970; `slot`: of its draft. */
    capture(contact: Contact, now: number, slot?: number): number {
      const id = stored(() => capture.capture(contact, now, slot));
      touched(id);
      return id;
    },
    /** Replaces what was typed of several contacts in one commit; returns the ids of those that were in a state for that. */
    editAll: (edits: readonly Nameless[]) =>
      movedAll(() => edits.filter(({ id, contact }) => capture.moves.edit(id, contact)).map(({ id }) => id)),

    /** Takes the next waiting contact to be sent now (delivery.ts), or null; its attempt is on the disk when this returns. */
    claim(connection: Connection, now: number, behind: Behind = noneBehind, lane = ''): ClaimedContact | null {
      const parked: number[] = [];
      const claimed = stored(() => delivery.claim(connection, now, behind, (id) => parked.push(id), lane));
      parked.forEach(touched);
      if (claimed !== null) touched(claimed.id);
      return claimed;
    },
    /** Returns how many contacts wait for a connection or need attention, and would go by none without it. */
    boundTo: (id: string): number => reading(() => lanes.boundTo(id)),
    /** Returns by which connections these contacts go; one that goes by none that there is, by the first. */
    connectionsOf: (ids: readonly number[]): string[] => reading(() => (lanes.several() ? lanes.of(ids) : [''])),
    /** What would go by a connection goes by the first one from now on, or is withdrawn. Resolves with the ids. */
    leaveConnection: (id: string, contacts: 'first' | 'withdraw', now: number) =>
      movedInPortions(() => (after) => {
        const ids = lanes.bound(id, after);
        for (const one of ids) {
          if (contacts === 'withdraw') withdrawal.moves.withdraw(one, now);
          else capture.goBy(one, '');
        }
        return ids;
      }),
    /** Stores which connections there are, the first one first. */
    saveConnections(connections: readonly NamedConnection[]): void {
      stored(() => {
        settings.writes.saveConnections(connections);
        lanes.set(othersOf(connections));
      });
    },
    /** Stores what an attempt came to. */
    settle(claimed: ClaimedContact, settlement: Settlement, now: number): void {
      stored(() => {
        delivery.settle(claimed, settlement, now);
      });
      touched(claimed.id);
    },
    /** For the start: what was being sent when the last run ended becomes unconfirmed. */
    endCutOff: () => movedAll(delivery.endCutOff),
    /** Waiting → needs attention, all up to this id, with the reason. Resolves with their ids. */
    parkUpTo: (id: number, reason: Reason) => movedInPortions(() => delivery.parkUpTo(id, reason)),
    /** Needs attention → waiting, all for the same reason as this one. Resolves with their ids; `moved` hears of them as it goes. */
    retryAlike: (id: number, moved?: (ids: readonly number[]) => void) =>
      movedInPortions(() => delivery.retryAlike(id), moved),
    /** Takes back a contact that waits still, to be typed on (withdrawal.ts). */
    undoSave(id: number, slot: number, now: number): Contact | null {
      const contact = stored(() => withdrawal.undoSave(id, slot, now));
      if (contact !== null) touched(id);
      return contact;
    },
    ...wrapped({ leaving: moving.leaving }, reading),
    /** Lets contacts of another outbox wait here. Resolves with how many were not here before, in one commit. */
    async receive(moved: readonly MovedContact[]): Promise<number> {
      const uuids = moved.map(({ uuid }) => uuid);
      const there = new Set(await inThread('uuidsIn', [folder, uuids]));
      return movedAll(() => moving.receive(moved, there)).length;
    },
    /** Withdraws contacts that another outbox has received; returns the ids of those that were in a state for that. */
    giveAway: (ids: readonly number[], now: number) => movedAll(() => moving.giveAway(ids, now)),
    /** Stores what came of looking for a contact. An unconfirmed one that was found is delivered. */
    settleLook(look: Look, now: number): void {
      stored(() => {
        lookups.settle(look, now);
      });
      touched(look.id);
    },
    ...wrapped({ beginClock, setClock }, stored),

    /**
     * Inspects the open outbox in the thread, thoroughly once a week; resolves with whether its database is sound. What its
     * second copy lacks gets into the next backup. `now`: milliseconds since 1970.
     */
    async inspect(now: number): Promise<boolean> {
      const thorough = Math.abs(now - settings.reads.inspectedAt()) >= week;
      const began = performance.now();
      const found = await inThread('inspect', [folder, thorough]);
      if (!database.open) return true;
      const problems = { database: found.database.length, copy: found.copy.length };
      log.note('The outbox was inspected', { thorough, ...problems, ms: Math.round(performance.now() - began) });
      if (problems.copy > 0) upkeep.backUpSoon();
      if (problems.database > 0) {
        isDamaged = true;
        log.error('The database is damaged', undefined, problems);
      } else if (thorough)
        stored(() => {
          settings.writes.saveInspectedAt(now);
        });
      return problems.database === 0;
    },

    /** Does now what is otherwise done half a minute after a change: the log is merged, a backup is made where one is due. */
    tidy: upkeep.now,

    /** Merges the log and closes the file: the outbox cannot be used after that. Of one that is damaged the log stays for the repair. */
    close(): void {
      upkeep.end();
      if (!database.open) return;
      try {
        counted.close();
        copy.close(counted.last());
        if (!isDamaged) database.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk the log stays as it is, which loses nothing.
      }
      if (isDamaged) closeUnmerged(database);
      else database.close();
      lock.release();
    },
    /** Resolves when nothing reads the closed outbox any more. */
    ended: upkeep.ended,
  };
}
