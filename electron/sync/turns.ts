/**
 * What is under way to the CRM. In a turn the results of requests that have ended are stored and the next contacts taken,
 * in one commit, and these go out once it is on the disk.
 */
import type { Outcome } from '../crm/outcome.ts';
import type { ClaimedContact, Settlement } from '../outbox/delivery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '../outbox/settings.ts';

/** A request that has come to its end, whose result is not stored yet. Its contact is still `sending`. */
export interface Landed {
  claimed: ClaimedContact;
  outcome: Outcome;
  settlement: Settlement;
}

/** A contact that was taken, and where it goes. */
export interface Taken {
  claimed: ClaimedContact;
  connection: Connection;
  key: string;
  /** Of the connection: it rises with each change. */
  connectionNumber: number;
}

export interface TurnParts {
  outbox: Pick<Outbox, 'together' | 'flushed'>;
  /** Whether contacts may be taken now. */
  mayClaim: () => boolean;
  /** What has to be stored before contacts are taken. */
  prepare: () => void;
  /** Takes contacts, as many as may go out now beside those under way. Called within the commit. */
  claim: (underWay: number) => Taken[];
  /** Stores results. Called within the commit, before `claim`. */
  store: (results: Landed[]) => void;
  /** The commit is made that holds these results. */
  stored: (results: Landed[]) => void;
  /** Sends a contact. Never throws. */
  send: (taken: Taken) => Promise<Landed>;
  /** What becomes of a contact that did not go out, since its attempt could not be stored; `problem`: what the disk said. */
  putBack: (taken: Taken, problem: string) => Landed;
  /** How many are under way has changed. */
  changed: () => void;
  /** A turn that a request's end led to is over. */
  turned: () => void;
  /** The disk did not take such a turn; it is tried again. */
  failed: (error: unknown) => void;
}

export interface Turns {
  /** Makes a turn now. @throws StoreProblem; the results are kept, and stored later */
  turn: () => void;
  /** Returns how many requests are under way. */
  underWay: () => number;
  /** Resolves when the requests that are under way now have ended. */
  ended: () => Promise<unknown>;
  /** Stores what has landed, as far as the disk takes it, and makes no turn by itself any more. */
  stop: () => void;
}

/** How long a result waits for others to be stored with it, in milliseconds. */
const gatheringTime = 1;
/** How long to wait before results are stored again that the disk did not take, in milliseconds. */
const storeAgainAfter = 2_000;

export function turnsOf(parts: TurnParts): Turns {
  const { outbox } = parts;
  const flights = new Set<Promise<void>>();
  /** In the order in which they ended. */
  let landed: Landed[] = [];
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let stopped = false;

  function turn(): void {
    const taken = commit();
    // Nothing goes out before its attempt is on the disk; and what has landed is not to be forgotten by a power cut.
    const noted = outbox.flushed().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    for (const one of taken) {
      const flight: Promise<void> = noted
        .then((problem) => (problem === null ? parts.send(one) : parts.putBack(one, problem)))
        .then((result) => {
          landed.push(result);
          flights.delete(flight);
          parts.changed();
          turnSoon();
        });
      flights.add(flight);
    }
    parts.changed();
  }

  function commit(): Taken[] {
    const storing = landed;
    if (parts.mayClaim()) parts.prepare();
    else if (storing.length === 0) return [];
    const taken = outbox.together(() => {
      parts.store(storing);
      return parts.mayClaim() ? parts.claim(flights.size) : [];
    });
    landed = landed.slice(storing.length);
    parts.stored(storing);
    return taken;
  }

  /** Requests that end close to each other share a turn: others that are under way are waited for a moment. */
  function turnSoon(): void {
    if (stopped) return;
    if (flights.size > 0) timer ??= setTimeout(turnNow, gatheringTime);
    else soon ??= setImmediate(turnNow);
  }

  function turnNow(): void {
    forgetTimers();
    try {
      turn();
      parts.turned();
    } catch (error) {
      // What is known now must not become unconfirmed only because the disk is full.
      if (landed.length > 0) timer = setTimeout(turnNow, storeAgainAfter);
      parts.failed(error);
    }
  }

  function forgetTimers(): void {
    clearTimeout(timer);
    clearImmediate(soon);
    timer = undefined;
    soon = undefined;
  }

  return {
    turn,
    underWay: () => flights.size,
    ended: () => Promise.all(flights),
    stop: () => {
      stopped = true;
      forgetTimers();
      try {
        commit();
      } catch {
        // The disk is full: what has landed is unconfirmed at the next start.
      }
    },
  };
}
