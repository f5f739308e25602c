/** The outbox: every contact that was captured on this laptop, and where it is. */
import type { Contact } from '../contract/contact.ts';
import type { Reason } from '../contract/ledger.ts';
import { capturedOf, momentsOf, type Receipt, type ReceiptQuery } from '../contract/receipt.ts';
import type { Pace } from '../contract/settings.ts';
import { log } from '../log.ts';
import { backUp, isBackupDue } from './backups.ts';
import { captureInto } from './capture.ts';
import { deliveryIn, type Behind, type ClaimedContact, type Settlement } from './delivery.ts';
import { listingOf } from './listing.ts';
import { lookupsIn, type Look } from './lookups.ts';
import { receiptIn } from './receipt.ts';
import { searchIndexOf } from './search-index.ts';
import { asStoreProblem, saysDamaged } from './problems.ts';
import { settingsIn, type Connection, type Owner, type Presets, type QueueMemory } from './settings.ts';
import { openStore } from './store.ts';

/**
 * How long after a change the write-ahead log is merged into the database, new contacts enter the search index, and a
 * backup is made where one is due, in milliseconds: off the way of a save, often enough that both stay small, and never while nothing happens.
 */
const tidyingDelay = 30_000;

export type Outbox = ReturnType<typeof openOutbox>;

export interface OutboxListeners {
  /** Hears of each contact that is new or has changed. */
  changed?: (id: number) => void;
  /** The database was found to be damaged: the outbox is to be closed, repaired (store.ts) and opened again. */
  damaged?: () => void;
}

/**
 * Takes the folder the outbox lives in. Returns the open outbox, after repairing what is damaged.
 * @throws StoreProblem, with a sentence for the user, where the outbox cannot be opened.
 */
export function openOutbox(folder: string, { changed, damaged }: OutboxListeners = {}) {
  const { database, commits, repaired, lock } = openStore(folder, Date.now());
  const capture = captureInto(database);
  const delivery = deliveryIn(database);
  const settings = settingsIn(database);
  const lookups = lookupsIn(database);
  const indexSearch = searchIndexOf(database);
  /** Made at its first use: the start can do without. */
  let receipts: ReturnType<typeof receiptIn> | undefined;
  let tidying: NodeJS.Timeout | undefined;
  let backingUp = false;

  function merge(mode: 'PASSIVE' | 'TRUNCATE'): void {
    try {
      database.pragma(`wal_checkpoint(${mode})`);
    } catch {
      // On a full disk the log stays as it is, which loses nothing. The next save says what is wrong.
    }
  }

  function tidy(): void {
    tidying = undefined;
    try {
      indexSearch();
    } catch (error) {
      // Nobody waits for this: what is thrown here would end the app.
      log.error('The search index could not be kept up to date', error);
      trouble(error);
    }
    merge('PASSIVE');
    // On a slow disk one may take longer than the time to the next change's tidying.
    if (!backingUp && isBackupDue(folder, Date.now())) {
      backingUp = true;
      const began = performance.now();
      void backUp(database, folder, Date.now())
        .then(() => {
          log.note('A backup was made', { ms: Math.round(performance.now() - began) });
        })
        .catch((error: unknown) => {
          if (database.open) log.error('No backup could be made', error);
        })
        .finally(() => {
          backingUp = false;
        });
    }
  }

  function touched(id: number): void {
    tidying ??= setTimeout(tidy, tidyingDelay).unref();
    changed?.(id);
  }

  /** Does the work in one commit. What fails in there fails with a sentence for the user, and changed nothing. */
  function stored<Value>(work: () => Value): Value {
    try {
      return commits.commit(work);
    } catch (error) {
      throw trouble(error);
    }
  }

  /** Wraps a function that reads: it fails with a sentence for the user, too. */
  function reading<Given extends unknown[], Value>(read: (...given: Given) => Value) {
    return (...given: Given): Value => {
      try {
        return read(...given);
      } catch (error) {
        throw trouble(error);
      }
    };
  }

  function trouble(error: unknown): unknown {
    if (saysDamaged(error)) damaged?.();
    return asStoreProblem(error, folder);
  }

  /** Does a move that answers whether it happened. */
  function moved(id: number, move: () => boolean): boolean {
    const done = stored(move);
    if (done) touched(id);
    return done;
  }

  const listing = listingOf(database, indexSearch);
  if (repaired !== null) noteRepair(repaired);

  function noteRepair(words: string | null): void {
    stored(() => {
      settings.saveRepair(words);
    });
  }

  return {
    folder,
    /** Does all of the work, which calls what is below, in one commit, on the disk when this returns. @throws StoreProblem; nothing is changed then */
    together: stored,
    page: reading(listing.page),
    row: reading(listing.row),
    counts: reading(listing.counts),
    detail: reading(listing.detail),
    connection: reading(settings.connection),
    pace: reading(settings.pace),
    isPaceStored: reading(settings.isPaceStored),
    presets: reading(settings.presets),
    queueMemory: reading(settings.queueMemory),
    referenceField: reading(settings.referenceField),
    lookups: {
      open: reading(lookups.read.open),
      uncertain: reading(lookups.read.uncertain),
      isAnothers: reading(lookups.read.isAnothers),
      left: reading(lookups.read.left),
      clockAt: reading(lookups.read.clockAt),
    },
    newDraft: reading(capture.newDraft),
    editDraft: reading(capture.editDraft),
    startsSince: reading(delivery.startsSince),
    heldBack: reading(delivery.heldBack),
    lastId: reading(delivery.lastId),
    owner: reading(settings.owner),
    reasons: reading(delivery.reasons),
    /** Returns what was repaired when damage was last found, in words for the user, until they were read; else null. */
    repair: reading(settings.repair),
    /** Takes what was repaired, or null: the words were read. @throws StoreProblem */
    noteRepair,
    inspectedAt: reading(settings.inspectedAt),
    /** @throws StoreProblem */
    saveInspectedAt: (at: number) => {
      stored(() => {
        settings.saveInspectedAt(at);
      });
    },
    /** Writes the journal anew, which was found to be damaged. @throws StoreProblem */
    renewJournal: reading(commits.renewJournal),

    /** Returns what became of the contacts that were captured in a span of days. */
    receipt: reading(({ span, limit }: ReceiptQuery): Receipt => {
      receipts ??= receiptIn(database);
      const moments = momentsOf(span);
      const counts = receipts.counts(moments);
      // No more than there are: the last one of them ends the search.
      return { counts, rows: receipts.rows(moments, Math.min(limit, capturedOf(counts))) };
    }),

    /** Stores a new contact; it is on the disk when this returns its id. `now`: milliseconds since 1970. @throws StoreProblem */
    capture(contact: Contact, now: number): number {
      const id = stored(() => capture.capture(contact, now));
      touched(id);
      return id;
    },
    /** Replaces what was typed; false where the contact is in no state for that. @throws StoreProblem */
    edit: (id: number, contact: Contact) => moved(id, () => capture.edit(id, contact)),
    /** @throws StoreProblem */
    saveDraft: (...draft: Parameters<typeof capture.saveDraft>) => {
      stored(() => {
        capture.saveDraft(...draft);
      });
    },
    /** @throws StoreProblem */
    saveConnection: (connection: Connection) => {
      stored(() => {
        settings.saveConnection(connection);
      });
    },
    /** @throws StoreProblem */
    saveOwner: (owner: Owner) => {
      stored(() => {
        settings.saveOwner(owner);
      });
    },
    /** @throws StoreProblem */
    savePace: (pace: Pace) => {
      stored(() => {
        settings.savePace(pace);
      });
    },
    /** @throws StoreProblem */
    savePresets: (presets: Presets) => {
      stored(() => {
        settings.savePresets(presets);
      });
    },
    /** @throws StoreProblem */
    saveReferenceField: (field: string) => {
      stored(() => {
        settings.saveReferenceField(field);
      });
    },
    /** @throws StoreProblem */
    saveQueueMemory: (memory: QueueMemory) => {
      stored(() => {
        settings.saveQueueMemory(memory);
      });
    },

    /** Takes the next waiting contact to be sent now (delivery.ts), or null; its attempt is on the disk when this returns. @throws StoreProblem */
    claim(connection: Connection, now: number, behind: Behind = { ids: [], ready: [] }): ClaimedContact | null {
      const claimed = stored(() => delivery.claim(connection, now, behind));
      if (claimed !== null) touched(claimed.id);
      return claimed;
    },
    /** Stores what an attempt came to. @throws StoreProblem */
    settle(claimed: ClaimedContact, settlement: Settlement, now: number): void {
      stored(() => {
        delivery.settle(claimed, settlement, now);
      });
      touched(claimed.id);
    },
    /** For the start: what was being sent when the last run ended becomes unconfirmed. @throws StoreProblem */
    recover(): void {
      stored(delivery.recover).forEach(touched);
    },
    /** Waiting → needs attention, with the reason; false in any other state. @throws StoreProblem */
    park: (id: number, reason: Reason) => moved(id, () => delivery.park(id, reason)),
    /** Waiting → needs attention, all up to this id, with the reason. @throws StoreProblem */
    parkUpTo: (id: number, reason: Reason) => {
      stored(() => delivery.parkUpTo(id, reason)).forEach(touched);
    },
    /** Needs attention → waiting; false in any other state. @throws StoreProblem */
    retry: (id: number) => moved(id, () => delivery.retry(id)),
    /** The same for all that need attention for the same reason as this one. Returns their ids. @throws StoreProblem */
    retryAlike(id: number): number[] {
      const ids = stored(() => delivery.retryAlike(id));
      ids.forEach(touched);
      return ids;
    },
    /** Unconfirmed → waiting, on the user's word; false in any other state. @throws StoreProblem */
    sendAgain: (id: number) => moved(id, () => delivery.sendAgain(id)),
    /** Unconfirmed or needs attention → delivered, on the user's word; false in any other state. @throws StoreProblem */
    markDelivered: (id: number, now: number) => moved(id, () => delivery.markDelivered(id, now)),
    /** Stores what came of looking for a contact. An unconfirmed one that was found is delivered. @throws StoreProblem */
    settleLook(look: Look, now: number): void {
      stored(() => {
        lookups.settle(look, now);
      });
      touched(look.id);
    },
    /** The user leaves an unconfirmed contact as it is; false in any other state. @throws StoreProblem */
    leave: (id: number, now: number) => moved(id, () => lookups.leave(id, now)),
    /** From the next attempt on the laptop's clock is another one than before. Returns the id for `setClock`. @throws StoreProblem */
    beginClock: (): number => stored(lookups.beginClock),
    /** Keeps by how many milliseconds the CRM's clock is ahead of this one. @throws StoreProblem */
    setClock: (id: number, ahead: number) => {
      stored(() => {
        lookups.setClock(id, ahead);
      });
    },

    /** Merges the log and closes the file. The outbox cannot be used after that. */
    close(): void {
      clearTimeout(tidying);
      merge('TRUNCATE');
      database.close();
      commits.close();
      lock.release();
    },
  };
}
