/**
 * A laptop with several connections, for hours that pass in a moment: the outbox, its connections and their clients are real;
 * each connection has a CRM of its own, and the wire, the clocks and chance are made up. Timers and dates have to be made up, too.
 */
import { rmSync } from 'node:fs';
import { vi } from 'vitest';
import type { OutboxRow } from '#contract/outbox.ts';
import type { Pause } from '#contract/status.ts';
import type { HttpClient } from '../../electron/http/exchange.ts';
import type { KeyStore } from '../../electron/keychain/keychain.ts';
import { openConnections, type Connections } from '../../electron/modes/connections.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Lane } from './lanes-of-a-day.ts';
import { SimulatedApi } from './simulated-api.ts';

const step = 10 * 60_000;
/** What can be sent is sent within this time after all is well. */
const longest = 12 * 60 * 60_000;

/** What is to be the same for a connection, whatever the others do. */
export interface Lived {
  /** What the CRM was sent, and when. */
  posts: readonly { name: string; at: number }[];
  /** Where its contacts are, by name. */
  states: Record<string, string>;
  pause: Pause | null;
}

export class SideBySide {
  /** Each way in which a promise was broken; none is what there must be. */
  readonly broken: string[] = [];
  readonly apis = new Map<string, SimulatedApi>();
  /** How many contacts waited for a connection that was removed. */
  left = 0;
  readonly #folder = temporaryFolder();
  readonly #lanes: readonly Lane[];
  readonly #began = Date.now();
  readonly #chance: number;
  /** By which connection each contact goes, by name; null: by none. */
  readonly #bound = new Map<string, string | null>();
  #turns = 0;
  #outbox: Outbox;
  #connections: Connections;

  /** Opens it with these connections, of which the first one gets the empty id. `chance`: whether the waits are the shortest ones or the longest, from 0 to 1. */
  static async open(lanes: readonly Lane[], chance: number): Promise<SideBySide> {
    const laptop = new SideBySide(lanes, chance);
    laptop.#connections.nudge('connection');
    await laptop.#calm();
    return laptop;
  }

  private constructor(lanes: readonly Lane[], chance: number) {
    this.#lanes = lanes;
    this.#chance = chance;
    for (const lane of lanes) this.apis.set(`${lane.name}.example`, new SimulatedApi(lane, this.#began, this.#judge));
    [this.#outbox, this.#connections] = this.#start();
    lanes.forEach((lane, place) => {
      const id = this.#idOf(lane);
      if (place > 0) this.#connections.name({ id, name: lane.name });
      this.#outbox.saveConnection({ baseUrl: `https://${lane.name}.example/one`, credentialId: 'c' }, id);
      this.#outbox.savePace({ inFlight: lane.inFlight, perMinute: lane.perMinute }, id);
    });
  }

  readonly #idOf = (lane: Lane): string => (lane === this.#lanes[0] ? '' : lane.name);
  readonly #apiOf = (lane: Lane): SimulatedApi => {
    const api = this.apis.get(`${lane.name}.example`);
    if (api === undefined) throw new Error(`There is no CRM ${lane.name}`);
    return api;
  };

  #start(): [Outbox, Connections] {
    const outbox = openOutbox(this.#folder);
    outbox.endCutOff();
    const connections = openConnections({
      outbox,
      keys,
      policy: noPolicy,
      wire: this.#wire,
      clocks: { now: Date.now, monotonic: Date.now, chance: () => this.#chance },
      elsewhere: () => Promise.resolve(false),
      changed: () => this.#turns++,
    });
    return [outbox, connections];
  }

  readonly #wire = (): HttpClient => {
    const cuts = new Set<() => void>();
    return {
      exchange: ({ method, url, headers, body }) => {
        const api = this.apis.get(url.hostname);
        if (api === undefined) throw new Error(`There is nobody at ${url.hostname}`);
        return api.exchange({ method, url, headers, body }, cuts);
      },
      reach: (url) => Promise.resolve(this.apis.get(url.hostname)?.reached() ?? { kind: 'reached' }),
      renew: () => undefined,
      close() {
        for (const cut of cuts) cut();
        return Promise.resolve();
      },
    };
  };

  /** A contact goes by its own connection, with the key of that one, and once. */
  readonly #judge = (api: SimulatedApi, name: string, key: string | undefined): void => {
    const lane = this.#lanes.find((one) => one.name === api.name);
    if (lane === undefined) return;
    const id = this.#idOf(lane);
    const bound = this.#bound.get(name);
    if (bound !== id) this.broken.push(`${name} of ${String(bound)} was sent by ${id}`);
    if (key !== `bearer key-${id}`) this.broken.push(`${name} was sent by ${id} with ${key ?? 'no key'}`);
  };

  /** Resolves when nothing goes on any more until a timer rings. */
  async #calm(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet++) {
      const before = this.#turns;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#turns !== before) quiet = 0;
    }
  }

  /** Lets time pass, up to so many milliseconds after the day began. */
  async passTo(at: number): Promise<void> {
    const left = this.#began + at - Date.now();
    if (left <= 0) return;
    const time = { isOver: false };
    setTimeout(() => (time.isOver = true), left);
    while (!time.isOver) {
      await vi.advanceTimersToNextTimerAsync();
      await this.#calm();
    }
  }

  /** Saves a contact, as the app does; bound to this connection, or to one that is none any more. */
  async capture(lane: Lane | null, name: string): Promise<void> {
    const id = lane === null ? 'gone' : this.#idOf(lane);
    const connection = this.#outbox.connections().some((one) => one.id === id) || lane === null ? id : '';
    this.#bound.set(name, lane === null ? null : connection);
    const emailAddresses = [{ emailAddressType: 'main', emailAddress: `${name}@example.com` }];
    const contact = contactWith({ lastName: name, account: name, connection, emailAddresses });
    const contactId = this.#outbox.capture(contact, Date.now());
    this.#connections.contactChanged(contactId);
    this.#connections.nudge('saved');
    await this.#calm();
  }

  async nudge(why: 'user' | 'hint' | 'slept' | 'woke', lane?: Lane): Promise<void> {
    this.#connections.nudge(why, lane === undefined ? undefined : this.#idOf(lane));
    await this.#calm();
  }

  /** Ends the app, as a user or as a power cut does it, and starts it again. */
  async restart(how: 'quit' | 'cut'): Promise<void> {
    if (how === 'cut') this.#connections.stopAtOnce();
    else await whileTimePasses(this.#connections.stop(0));
    this.#outbox.close();
    [this.#outbox, this.#connections] = this.#start();
    this.#connections.nudge('hint');
    await this.#calm();
  }

  /** The user removes a connection beside the first one. */
  async remove(lane: Lane, contacts: 'first' | 'withdraw'): Promise<void> {
    const id = this.#idOf(lane);
    if (id === '' || !this.#outbox.connections().some((one) => one.id === id)) return;
    const bound = this.rows().filter(({ state, detail: name }) => {
      return (state === 'waiting' || state === 'needs-attention') && this.#bound.get(name) === id;
    });
    for (const { detail: name } of bound) this.#bound.set(name, contacts === 'first' ? '' : null);
    this.left += bound.length;
    await whileTimePasses(this.#connections.remove(id, contacts, Date.now(), 0));
    await this.#calm();
  }

  rows = (): OutboxRow[] => this.#outbox.page({ search: '', state: null, before: null, limit: 500 }).rows;

  /** Returns how it went for one connection. */
  lived(lane: Lane): Lived {
    const own = this.rows().filter(({ detail: name }) => this.#bound.get(name) === this.#idOf(lane));
    return {
      posts: this.#apiOf(lane).posts,
      states: Object.fromEntries(own.map(({ detail: name, state }) => [name, state])),
      pause: this.#connections.of(this.#idOf(lane)).sender.status().pause,
    };
  }

  /** From now on all is well: what can be sent is sent, each contact to its own CRM and once. */
  async endDay(): Promise<void> {
    for (const api of this.apis.values()) api.meet('fine');
    for (let passed = 0; passed < longest; passed += step) {
      const counts = this.#outbox.counts();
      if (counts.waiting + counts.sending === 0) break;
      for (const { pause, id } of this.#pauses()) {
        if (pause !== null && (pause.asks || pause.until === null)) this.#connections.nudge('user', id);
      }
      await this.passTo(Date.now() - this.#began + step);
    }
    for (const row of this.rows()) this.#balance(row);
  }

  #pauses = () =>
    this.#outbox.connections().map(({ id }) => ({ id, pause: this.#connections.of(id).sender.status().pause }));

  #balance({ detail: name, state, reason }: OutboxRow): void {
    const bound = this.#bound.get(name);
    const created = [...this.apis.values()].map((api) => ({ api, ids: api.created.get(name) ?? [] }));
    const times = created.reduce((sum, { ids }) => sum + ids.length, 0);
    const say = (isSo: boolean, what: string) => {
      if (isSo) this.broken.push(`${name} of ${String(bound)} ${what}`);
    };
    say(times > 1, `was created ${times} times`);
    say(state === 'waiting' || state === 'sending', `is ${state} for ever: ${JSON.stringify(this.#pauses())}`);
    say(state === 'delivered' && times === 0, 'is delivered, and no CRM has it');
    say(state === 'needs-attention' && times > 0, 'needs attention, and a CRM has it');
    say(reason?.code === 'no-connection' && bound !== null, 'is said to have no connection');
    say(bound === null && times > 0 && state !== 'unconfirmed', 'was sent, and has no connection');
  }

  async close(): Promise<void> {
    this.#connections.stopAtOnce();
    this.#outbox.close();
    await this.#outbox.ended();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Each connection has its own. */
const keys: KeyStore = {
  read: (_, connection = '') => Promise.resolve(`key-${connection}`),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

async function whileTimePasses(work: Promise<unknown>): Promise<void> {
  await vi.advanceTimersByTimeAsync(1);
  await work;
}
