/**
 * Takes contacts out of the outbox and hands them to the CRM. What is done and when is decided by the queue (queue.ts), a
 * value that an event leads to the next one; this carries it out: the commits, the requests, the one timer.
 */
import type { Status } from '#contract/status.ts';
import { saidBy } from '#words/said.ts';
import type { Crm } from '../crm/client.ts';
import type { KeyStore } from '../keychain/keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { clockWatch } from '../lookup/clock-watch.ts';
import { looksIn } from '../lookup/looks.ts';
import { pauseOf } from './pause.ts';
import { Questions } from './questions.ts';
import { openQueue, type Clocks, type Effect, type Event, type Moment, type Queue } from './queue.ts';
import { rateLimit } from './rate-limit.ts';
import { sendingLog } from './sending-log.ts';
import { step } from './step.ts';
import { Turn, type Taken } from './turn.ts';

/**
 * Why the sender looks at its queue: a contact was saved or changed; a hint from outside that the network may have changed
 * (online, unlock); the laptop falls asleep, or has woken; the user asked to try now; the key was entered or removed; the
 * address or the credential is another one.
 */
export type Nudge = 'saved' | 'hint' | 'slept' | 'woke' | 'user' | 'key' | 'connection';

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

/** The longest sleep, in milliseconds: a laptop that slept or a clock that jumped must not leave contacts waiting. */
const tick = 60_000;
/** How long a request's end waits for others to be stored with it, in milliseconds. */
const gatheringTime = 1;
/** How long to wait before ends are stored again that the disk did not take, in milliseconds. */
const storeAgainAfter = 2_000;

/** Takes the sender's parts; returns the running sender, which does nothing before its first nudge. @throws StoreProblem */
export const startSender = (parts: SenderParts): Sender => new Sender(parts);

export class Sender {
  readonly #parts: SenderParts;
  readonly #pace;
  readonly #clock;
  readonly #looks;
  readonly #questions;
  readonly #log = sendingLog();
  readonly #unwatch: (() => void) | undefined;
  #queue: Queue;
  /** What is stored of the queue, as JSON; empty: not known. */
  #remembered: string;
  /** Contacts that were taken and whose end is not stored yet, by id. */
  readonly #taken = new Map<number, Taken>();
  /** What has happened and is not dealt with yet. */
  #inbox: Event[] = [];
  /** Requests and questions that are under way. */
  readonly #work = new Set<Promise<void>>();
  #turning: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastDeliveredAt: number | null = null;
  #stopped = false;

  constructor(parts: SenderParts) {
    const { outbox, keys, elsewhere, now, monotonic } = parts;
    this.#parts = parts;
    // The attempts of the last minute are known by the wall clock only; their distance from now is what counts.
    this.#pace = rateLimit(outbox.startsSince(now() - tick).map((start) => monotonic() - Math.max(0, now() - start)));
    this.#clock = clockWatch(parts);
    this.#looks = looksIn({ ...parts, noteClock: this.#clock.note, takeTurn: () => this.#takeTurn() });
    this.#questions = new Questions({ ...parts, looks: this.#looks, noteRequest: this.noteRequest });
    const memory = outbox.queueMemory();
    this.#remembered = JSON.stringify(memory);
    this.#queue = openQueue(memory, this.#isConnected(), elsewhere === undefined ? 'yes' : 'unknown', this.#clocks());
    this.#unwatch = keys.onAnswer?.(() => {
      this.#tell({ kind: 'answered-late' });
    });
  }

  /** Looks at the queue. Returns at once; after `stop` it does nothing, since the outbox may be closed. */
  nudge = (why: Nudge): void => {
    if (this.#stopped) return;
    this.#looks.changed();
    this.#tell(why === 'connection' ? { kind: why, connected: this.#isConnected() } : { kind: why });
  };

  /** The user has changed, retried or set aside this contact. */
  contactChanged = (id: number): void => {
    if (this.#stopped) return;
    this.#looks.changed();
    this.#tell({ kind: 'changed', id });
  };

  /** Returns the part of the status that the sender knows. */
  status = (): Pick<Status, 'pause' | 'inFlight' | 'lastDeliveredAt' | 'declined'> => {
    const { steady } = this.#clocks();
    const resting = [...this.#queue.behind.values()].filter(({ alone, until }) => alone > 0 && until > steady);
    return {
      pause: pauseOf(this.#queue, this.#clocks()),
      inFlight: this.#taken.size,
      lastDeliveredAt: this.#lastDeliveredAt,
      declined: resting.length,
    };
  };

  /** Counts a request that was made within the sender's pace. */
  noteRequest = (): void => {
    this.#pace.note(this.#parts.monotonic());
  };

  /** Returns how many requests the pace has counted in the last minute. */
  requestsInLastMinute = (): number => this.#pace.count(this.#parts.monotonic());

  /**
   * Takes no more contacts, gives requests that are under way this many milliseconds, then cuts them off (they become
   * unconfirmed). Resolves when nothing is written any more.
   */
  async stop(grace: number): Promise<void> {
    this.#takeNoMore();
    const ended = Promise.all(this.#work);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, grace).unref())]);
    await this.#parts.crm.close();
    await ended;
    // On a full disk what has ended is unconfirmed at the next start.
    if (this.#inbox.length > 0) this.#turn();
    this.#log.stop();
  }

  /**
   * The same within this call: what has come in is stored, and what is still under way becomes unconfirmed at the next start.
   * Nothing is written after it.
   */
  stopAtOnce(): void {
    this.#takeNoMore();
    if (this.#inbox.length > 0) this.#turn();
    this.#log.stop();
    void this.#parts.crm.close();
  }

  #takeNoMore(): void {
    this.#stopped = true;
    this.#unwatch?.();
    this.#forgetTimers();
  }

  #clocks = (): Clocks => ({ wall: this.#parts.now(), steady: this.#parts.monotonic() });

  #isConnected(): boolean {
    const { baseUrl, credentialId } = this.#parts.outbox.connection();
    return baseUrl !== '' && credentialId !== '';
  }

  #takeTurn(): boolean {
    const { outbox, monotonic } = this.#parts;
    if (this.#stopped || this.#pace.wait(monotonic(), outbox.pace().perMinute) > 0) return false;
    this.noteRequest();
    return true;
  }

  #moment = (): Moment => {
    const { outbox, chance, monotonic } = this.#parts;
    const at = monotonic();
    const { inFlight, perMinute } = outbox.pace();
    const { free, wait } = this.#pace.room(at, perMinute);
    return {
      ...{ at, chance: chance(), lookAt: this.#looks.nextAt(), free, freeAt: at + wait, most: inFlight },
      // A step from one event to the next asks for nobody.
      get waiting() {
        return outbox.toSend();
      },
    };
  };

  #tell(event: Event): void {
    this.#inbox.push(event);
    // Ends that are close to each other share a commit: others that are under way are waited for a moment, and no longer.
    const isLast = this.#work.size === 0;
    if (this.#stopped || (this.#turning !== undefined && !(event.kind === 'landed' && isLast))) return;
    // A turn says anew how long to sleep.
    this.#forgetTimers();
    this.#turning =
      event.kind === 'landed' && !isLast ? setTimeout(this.#turn, gatheringTime) : setImmediate(this.#turn);
  }

  /** Deals with all that has happened, in one commit, and then does what follows from it. */
  #turn = (): void => {
    this.#turning = undefined;
    const events: Event[] = this.#clock.hasJumped() ? [{ kind: 'woke' }, ...this.#inbox] : this.#inbox;
    this.#inbox = [];
    const turn = new Turn(
      {
        outbox: this.#parts.outbox,
        taken: this.#taken,
        moment: this.#moment,
        clocks: this.#clocks,
        noteClock: this.#clock.note,
        noteRequest: this.noteRequest,
        lost: this.#looks.changed,
        isOver: () => this.#stopped,
      },
      this.#queue,
    );
    try {
      this.#remembered = turn.make(events, this.#remembered);
    } catch (error) {
      this.#failed(events, error);
      return;
    }
    this.#queue = turn.queue;
    for (const event of events) this.#stored(event);
    for (const one of turn.claims) this.#send(one);
    for (const effect of turn.effects) this.#carryOut(effect);
    this.#show();
  };

  /** The end of a request is stored: it is not under way any more. */
  #stored(event: Event): void {
    if (event.kind !== 'landed') return;
    this.#taken.delete(event.id);
    if (event.outcome.kind === 'delivered') this.#lastDeliveredAt = this.#parts.now();
  }

  /** The outbox could not be read or written, so nothing was sent that it does not know of. What has ended is not to be forgotten. */
  #failed(events: Event[], error: unknown): void {
    this.#remembered = '';
    this.#clock.forget();
    this.#inbox = [...events, ...this.#inbox];
    const at = this.#parts.monotonic();
    const blind = { waiting: 0, lookAt: Infinity, free: 0, freeAt: at, most: 0 };
    const moment = { at, chance: this.#parts.chance(), ...blind };
    [this.#queue] = step(this.#queue, { kind: 'disk-failed', message: saidBy(error) }, moment);
    const hasEnded = this.#inbox.some(({ kind }) => kind === 'landed');
    const left = hasEnded ? storeAgainAfter : Math.max(0, (this.#queue.rest?.until ?? at) - at);
    // Whatever happens before that is a reason to try at once.
    if (!this.#stopped) this.#timer = setTimeout(this.#turn, left);
    this.#show();
  }

  #show(): void {
    this.#log.queue(pauseOf(this.#queue, this.#clocks()), this.#parts.now());
    this.#parts.changed();
  }

  #carryOut(effect: Effect): void {
    if (this.#stopped) return;
    if (effect.kind === 'sleep') this.#sleep(effect.until);
    else if (effect.kind === 'renew') this.#parts.crm.renew(effect.woken);
    else if (effect.kind === 'ask') {
      const asked = this.#questions.ask(effect.question, this.#queue.generation);
      // The end of the app does not wait for a keychain that asks its user.
      if (effect.question === 'key')
        void asked.then((event) => {
          this.#tell(event);
        });
      else this.#run(asked);
    }
  }

  #sleep(until: number): void {
    const left = Math.min(Math.max(until - this.#parts.monotonic(), 0), tick);
    this.#timer = setTimeout(() => {
      this.#tell({ kind: 'tick' });
    }, left);
  }

  #send(one: Taken): void {
    this.#taken.set(one.claimed.id, one);
    const began = this.#parts.monotonic();
    const landed = this.#questions.send(one).then((event) => {
      this.#log.ended(event.id, event.outcome, this.#parts.monotonic() - began);
      return event;
    });
    this.#run(landed);
  }

  #run(work: Promise<Event>): void {
    const running: Promise<void> = work.then((event) => {
      this.#work.delete(running);
      this.#tell(event);
    });
    this.#work.add(running);
  }

  #forgetTimers(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#turning as NodeJS.Timeout | undefined);
    clearImmediate(this.#turning as NodeJS.Immediate | undefined);
  }
}
