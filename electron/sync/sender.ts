/**
 * Takes contacts out of the outbox and hands them to the CRM. What is done and when is decided by the queue (queue.ts), a
 * value that an event leads to the next one; this carries it out: the commits, the requests, the one timer.
 */
import type { Status } from '../contract/status.ts';
import type { Crm } from '../crm/client.ts';
import type { Outcome } from '../crm/outcome.ts';
import { withReference } from '../crm/reference.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain.ts';
import type { ClaimedContact } from '../outbox/delivery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '../outbox/settings.ts';
import { clockWatch } from './clock-watch.ts';
import { looksIn } from './looks.ts';
import { next } from './next.ts';
import { pauseOf } from './pause.ts';
import { memoryOf, openQueue, type Clocks, type Effect, type Event, type Moment, type Question } from './queue.ts';
import { rateLimit } from './rate-limit.ts';
import { sendingLog } from './sending-log.ts';
import { step } from './step.ts';

/**
 * Why the sender looks at its queue: a contact was saved or changed; a hint from outside that the network may have changed
 * (online, unlock); the laptop falls asleep, or has woken; the user asked to try now; the key was entered or removed; the
 * address or the credential is another one; the keychain has answered after all.
 */
export type Nudge = 'saved' | 'hint' | 'slept' | 'woke' | 'user' | 'key' | 'connection' | 'answered-late';

export interface SenderParts {
  outbox: Outbox;
  crm: Crm;
  keys: KeyStore;
  /** Whether another laptop may send what waits in this outbox; without, none does. */
  elsewhere?: () => Promise<boolean>;
  /** Called when the pause, or how many are in flight, has changed. */
  changed: () => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
  /** From 0 to 1. */
  chance: () => number;
}

export interface Sender {
  /** Looks at the queue. Returns at once. */
  nudge: (why: Nudge) => void;
  /** The user has changed, retried or set aside this contact. */
  contactChanged: (id: number) => void;
  /** The part of the status that the sender knows. */
  status: () => Pick<Status, 'pause' | 'inFlight' | 'lastDeliveredAt' | 'declined'>;
  /** Counts a request that was made beside the sender within its pace. */
  noteRequest: () => void;
  /** Returns how many requests the pace has counted in the last minute. */
  requestsInLastMinute: () => number;
  /**
   * Takes no more contacts, gives requests that are under way this many milliseconds, then cuts them off (they become
   * unconfirmed). Resolves when nothing is written any more.
   */
  stop: (grace: number) => Promise<void>;
}

/** The longest sleep, in milliseconds: a laptop that slept or a clock that jumped must not leave contacts waiting. */
const tick = 60_000;
/** How long a request's end waits for others to be stored with it, in milliseconds. */
const gatheringTime = 1;
/** How long to wait before ends are stored again that the disk did not take, in milliseconds. */
const storeAgainAfter = 2_000;

/** A contact that was taken, and where it goes. */
interface Taken {
  claimed: ClaimedContact;
  connection: Connection;
  key: string;
  generation: number;
}

/** Takes the sender's parts; returns the running sender, which does nothing before its first nudge. */
export function startSender(parts: SenderParts): Sender {
  const { outbox, crm, keys, now, monotonic } = parts;
  const clocks = (): Clocks => ({ wall: now(), steady: monotonic() });
  // The attempts of the last minute are known by the wall clock only; their distance from now is what counts.
  const pace = rateLimit(outbox.startsSince(now() - tick).map((start) => monotonic() - Math.max(0, now() - start)));
  const clock = clockWatch(parts);
  const looks = looksIn({ ...parts, takeTurn, noteClock: clock.note });
  const told = sendingLog();
  let queue = openQueue(
    outbox.queueMemory(),
    isConnected(outbox.connection()),
    parts.elsewhere === undefined ? 'yes' : 'unknown',
    clocks(),
  );
  let remembered = JSON.stringify(outbox.queueMemory());
  let key = '';
  /** Contacts that were taken and whose end is not stored yet, by id. */
  const taken = new Map<number, Taken>();
  /** What has happened and is not dealt with yet. */
  let inbox: Event[] = [];
  /** What is under way: requests and questions. */
  const work = new Set<Promise<unknown>>();
  let turning: NodeJS.Timeout | NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastDeliveredAt: number | null = null;
  let stopped = false;

  function takeTurn(): boolean {
    if (stopped || pace.wait(monotonic(), outbox.pace().perMinute) > 0) return false;
    pace.note(monotonic());
    return true;
  }

  function moment(): Moment {
    const at = monotonic();
    const { inFlight, perMinute } = outbox.pace();
    const { free, wait } = pace.room(at, perMinute);
    return {
      at,
      chance: parts.chance(),
      waiting: outbox.counts().waiting - outbox.heldBack(),
      lookAt: looks.nextAt(),
      free,
      freeAt: at + wait,
      most: inFlight,
    };
  }

  /** Deals with all that has happened, in one commit, and then does what follows from it. */
  function turn(): void {
    turning = undefined;
    const events: Event[] = clock.hasJumped() ? [{ kind: 'woke' }, ...inbox] : inbox;
    inbox = [];
    const before = queue;
    let effects: Effect[] = [];
    let claims: Taken[] = [];
    try {
      outbox.together(() => {
        [queue, effects, claims] = [before, [], []];
        for (const event of events) happen(event);
        goOn();
        remember();
      });
    } catch (error) {
      queue = before;
      failed(events, error);
      return;
    }
    for (const { kind, ...event } of events) if (kind === 'landed' && 'id' in event) taken.delete(event.id);
    for (const one of claims) taken.set(one.claimed.id, one);
    for (const one of claims) run(send(one));
    for (const effect of effects) carryOut(effect);
    told.queue(pauseOf(queue, clocks()), now());
    parts.changed();

    /** Leads the queue from one event to the next, and moves contacts. */
    function happen(event: Event): void {
      if (event.kind === 'landed') clock.note();
      const [after, todo] = step(queue, event, moment());
      queue = after;
      for (const effect of todo) {
        if (effect.kind === 'settle') settle(event, effect);
        else if (effect.kind === 'park') outbox.park(effect.id, effect.reason);
        else effects.push(effect);
      }
      stored(event);
    }

    /** Does what is to be done now: takes contacts as long as there are any to take. */
    function goOn(): void {
      for (let isDry = false; ;) {
        const [after, [todo]] = next(queue, moment(), isDry);
        queue = after;
        if (todo?.kind !== 'claim' || stopped) {
          if (todo !== undefined) effects.push(todo);
          return;
        }
        isDry = claim(todo) === 0;
      }
    }

    /** Returns how many contacts were taken. */
    function claim({ most, behind }: Extract<Effect, { kind: 'claim' }>): number {
      clock.note();
      const connection = outbox.connection();
      const field = outbox.referenceField();
      const ids: number[] = [];
      while (ids.length < most) {
        const one = outbox.claim(connection, now(), behind);
        if (one === null) break;
        pace.note(monotonic());
        ids.push(one.id);
        const claimed = { ...one, contact: withReference(one.contact, one.uuid, field) };
        claims.push({ claimed, connection, key, generation: queue.generation });
      }
      happen({ kind: 'claimed', ids });
      return ids.length;
    }
  }

  function settle(event: Event, { id, state, reason, decision }: Extract<Effect, { kind: 'settle' }>): void {
    const one = taken.get(id);
    if (event.kind !== 'landed' || one === undefined) return;
    outbox.settle(one.claimed, { outcome: event.outcome, state, reason, decision }, now());
  }

  function remember(): void {
    const memory = memoryOf(queue, clocks());
    const text = JSON.stringify(memory);
    if (text === remembered) return;
    outbox.saveQueueMemory(memory);
    remembered = text;
  }

  function stored(event: Event): void {
    if (event.kind !== 'landed') return;
    if (event.outcome.processed === 'unknown') looks.changed();
    if (event.outcome.kind === 'delivered') lastDeliveredAt = now();
  }

  /** The outbox could not be read or written, so nothing was sent that it does not know of. What has ended is not to be forgotten. */
  function failed(events: Event[], error: unknown): void {
    remembered = '';
    clock.forget();
    inbox = [...events, ...inbox];
    const message = error instanceof Error ? error.message : String(error);
    const at = monotonic();
    const nothing = { at, chance: parts.chance(), waiting: 0, lookAt: Infinity, free: 0, freeAt: at, most: 0 };
    [queue] = step(queue, { kind: 'disk-failed', message }, nothing);
    told.queue(pauseOf(queue, clocks()), now());
    parts.changed();
    const hasEnded = events.some(({ kind }) => kind === 'landed');
    const left = Math.max(0, (queue.rest?.until ?? at) - at);
    if (!stopped) turning = setTimeout(turn, hasEnded ? storeAgainAfter : left);
  }

  function carryOut(effect: Effect): void {
    if (stopped) return;
    if (effect.kind === 'sleep') sleep(effect.until);
    else if (effect.kind === 'renew') crm.renew(effect.woken);
    else if (effect.kind === 'ask') run(ask(effect.question));
  }

  function sleep(until: number): void {
    if (stopped) return;
    timer = setTimeout(
      () => {
        tell({ kind: 'tick' });
      },
      Math.min(Math.max(until - monotonic(), 0), tick),
    );
  }

  /** Ends that are close to each other share a commit: others that are under way are waited for a moment. */
  function tell(event: Event): void {
    inbox.push(event);
    if (stopped || turning !== undefined) return;
    // A turn says anew how long to sleep.
    clearTimeout(timer);
    const isOneOfSeveral = event.kind === 'landed' && work.size > 1;
    turning = isOneOfSeveral ? setTimeout(turn, gatheringTime) : setImmediate(turn);
  }

  function run(question: Promise<Event>): void {
    const running: Promise<void> = question.then((event) => {
      work.delete(running);
      tell(event);
    });
    work.add(running);
  }

  async function send({ claimed, connection, key: known, generation }: Taken): Promise<Event> {
    const began = monotonic();
    const outcome = await crm.createContact(connection, known, claimed.contact).catch(asUnknown);
    told.ended(claimed.id, outcome, monotonic() - began);
    return { kind: 'landed', id: claimed.id, outcome, generation, began };
  }

  /** Asks what the queue wants to know. Never rejects. */
  async function ask(question: Question): Promise<Event> {
    const { generation } = queue;
    const connection = outbox.connection();
    try {
      switch (question) {
        case 'owner':
          return { kind: 'owner', ours: (await parts.elsewhere?.()) !== true };
        case 'key':
          return await readKey(connection, generation);
        case 'reach':
          return { kind: 'reached', outcome: await crm.reach(connection), generation };
        case 'probe':
          pace.note(monotonic());
          return { kind: 'probed', outcome: await crm.probe(connection, key), generation };
        case 'look':
          pace.note(monotonic());
          return { kind: 'looked', outcome: await looks.look(connection, key), generation };
      }
    } catch (error) {
      return { kind: 'question-failed', question, message: error instanceof Error ? error.message : String(error) };
    }
  }

  async function readKey({ baseUrl }: Connection, generation: number): Promise<Event> {
    try {
      const found = await keys.read(baseUrl);
      key = found ?? '';
      return { kind: 'key-read', found: found === null ? 'none' : 'known', generation };
    } catch (error) {
      if (!(error instanceof KeychainUnavailable)) throw error;
      return { kind: 'key-read', found: 'unavailable', message: error.message, generation };
    }
  }

  return {
    nudge(why) {
      looks.changed();
      tell(why === 'connection' ? { kind: why, connected: isConnected(outbox.connection()) } : { kind: why });
    },
    contactChanged(id) {
      looks.changed();
      tell({ kind: 'changed', id });
    },
    status: () => ({
      pause: pauseOf(queue, clocks()),
      inFlight: taken.size,
      lastDeliveredAt,
      declined: [...queue.behind.values()].filter(({ alone, until }) => alone > 0 && until > monotonic()).length,
    }),
    noteRequest: () => {
      pace.note(monotonic());
    },
    requestsInLastMinute: () => pace.count(monotonic()),
    async stop(grace) {
      stopped = true;
      clearTimeout(timer);
      const ended = Promise.all(work);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, grace).unref())]);
      await crm.close();
      await ended;
      clearTimeout(turning as NodeJS.Timeout);
      clearImmediate(turning as NodeJS.Immediate);
      // On a full disk what has ended is unconfirmed at the next start.
      if (inbox.length > 0) turn();
      clearTimeout(timer);
      told.stop();
    },
  };
}

const isConnected = ({ baseUrl, credentialId }: Connection) => baseUrl !== '' && credentialId !== '';

/** The client never throws; should it do so all the same, nobody knows whether the contact went out. */
function asUnknown(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : null;
  const evidence = { phase: 'request', status: null, headMs: null, message, excerpt: null } as const;
  return { kind: 'unknown', processed: 'unknown', code: 'INTERNAL', ...evidence };
}
