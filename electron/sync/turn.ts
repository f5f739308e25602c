/** One turn of the queue: what has happened and what follows from it for contacts, in one commit that is on the disk before any request leaves. */
import { linesOf } from '#contract/contact.ts';
import { namedPaths } from '#contract/fields.ts';
import { mapped } from '../crm/field-map.ts';
import type { ClaimedContact } from '../outbox/delivery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { next } from './next.ts';
import { memoryOf, type Clocks, type Effect, type Event, type Moment, type Queue } from './queue.ts';
import { step } from './step.ts';

/** A contact that was taken and may go out. */
export interface Taken {
  claimed: ClaimedContact;
  connection: Connection;
  /** Of the connection (queue.ts). */
  generation: number;
}

export interface TurnParts {
  outbox: Outbox;
  /** Contacts that are under way, by id. */
  taken: ReadonlyMap<number, Taken>;
  moment: () => Moment;
  clocks: () => Clocks;
  /** To be called before an attempt begins, and after an answer. */
  noteClock: () => void;
  /** Counts a request. */
  noteRequest: () => void;
  /** A contact has become unconfirmed: it is to be looked for. */
  lost: () => void;
  /** Contacts are taken no more. */
  isOver: () => boolean;
}

export class Turn {
  /** The contacts that are to go out now. */
  readonly claims: Taken[] = [];
  /** What is to be done once the commit is made. */
  readonly effects: Effect[] = [];
  queue: Queue;
  readonly #parts: TurnParts;

  constructor(parts: TurnParts, queue: Queue) {
    this.#parts = parts;
    this.queue = queue;
  }

  /** Takes what has happened and what was last remembered, as JSON; returns what is now. @throws StoreProblem; nothing is changed then */
  make(events: readonly Event[], remembered: string): string {
    const { outbox, clocks } = this.#parts;
    return outbox.together(() => {
      for (const event of events) this.#happen(event);
      this.#goOn();
      const memory = memoryOf(this.queue, clocks());
      const text = JSON.stringify(memory);
      if (text !== remembered) outbox.saveQueueMemory(memory);
      return text;
    });
  }

  /** Leads the queue from one event to the next, and moves contacts. */
  #happen(event: Event): void {
    const { outbox, moment, noteClock } = this.#parts;
    if (event.kind === 'landed') noteClock();
    const [queue, effects] = step(this.queue, event, moment());
    this.queue = queue;
    for (const effect of effects) {
      if (effect.kind === 'settle') this.#settle(event, effect);
      else if (effect.kind === 'park') outbox.park(effect.id, effect.reason);
      else this.effects.push(effect);
    }
  }

  #settle(event: Event, { id, state, reason, decision }: Extract<Effect, { kind: 'settle' }>): void {
    const { outbox, taken, clocks, lost } = this.#parts;
    const one = taken.get(id);
    if (event.kind !== 'landed' || one === undefined) return;
    outbox.settle(one.claimed, { outcome: event.outcome, state, reason, decision }, clocks().wall);
    if (state === 'unconfirmed') lost();
  }

  /** Does what is to be done now: takes contacts as long as there are any to take. */
  #goOn(): void {
    const { moment, isOver } = this.#parts;
    for (let isDry = false; !isOver();) {
      const [queue, [effect]] = next(this.queue, moment(), isDry);
      this.queue = queue;
      if (effect?.kind !== 'claim') {
        if (effect !== undefined) this.effects.push(effect);
        return;
      }
      isDry = this.#claim(effect) === 0;
    }
  }

  /** Returns how many contacts were taken. */
  #claim({ most, behind }: Extract<Effect, { kind: 'claim' }>): number {
    const { outbox, clocks, noteClock, noteRequest } = this.#parts;
    noteClock();
    const connection = outbox.connection();
    const map = outbox.fieldMap();
    const ids: number[] = [];
    while (ids.length < most) {
      const one = outbox.claim(connection, clocks().wall, behind);
      if (one === null) break;
      noteRequest();
      ids.push(one.id);
      const isOfNote = namedPaths.some((path) => linesOf(one.contact, path).length > 0);
      const { contact, kept } = mapped(one.contact, one.uuid, map);
      const claimed = { ...one, ...(isOfNote ? { kept } : {}), contact };
      this.claims.push({ claimed, connection, generation: this.queue.generation });
    }
    this.#happen({ kind: 'claimed', ids });
    return ids.length;
  }
}
