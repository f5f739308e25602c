/**
 * A laptop for some simulated weeks: the real queue and the real pace; contacts, clocks, CRM and rep are made up. One with several
 * connections is as many of them, side by side.
 */
import { noMemory } from '../../electron/store/settings.ts';
import { next } from '../../electron/sync/next.ts';
import { pauseOf } from '../../electron/sync/pause.ts';
import { memoryOf, openQueue, type Effect, type Event, type Moment, type Queue } from '../../electron/sync/queue.ts';
import { rateLimit } from '../../electron/sync/rate-limit.ts';
import { step } from '../../electron/sync/step.ts';
import { answerTo, chances, fateOf, troubles, type Trouble } from './simulated-crm.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
export const day = 24 * hour;

/** The longest that anything is put off by itself. */
const longestWait = 15 * minute;

interface Person {
  id: number;
  state: 'waiting' | 'sending' | 'delivered' | 'needs-attention' | 'unconfirmed';
  created: number;
  /** How often it may be created: once, and once more each time the user says so. */
  allowed: number;
  leftBytes: boolean;
  trouble: Trouble;
  /** Since when nothing but Fieldpost itself has kept it from being delivered, and how many others had failed by then; null: something does. */
  ready: { since: number; failed: number } | null;
}

export interface Tally {
  days: number;
  captured: number;
  delivered: number;
  unconfirmed: number;
  needsAttention: number;
  created: number;
  requests: number;
  restarts: number;
  tryNow: number;
}

/** What is to happen at a time. */
interface Coming {
  at: number;
  what: () => void;
}

export class SimulatedLaptop {
  /** Each way in which a promise was broken; none is what there must be. */
  readonly broken: string[] = [];
  readonly #chance: () => number;
  readonly #people: Person[] = [];
  /** Those that wait, oldest first. */
  #waiting: Person[] = [];
  #underWay = 0;
  /** When a question was last answered by a request to slow down. */
  #slowedAt = -Infinity;
  /** How many requests met a trouble. */
  #failing = 0;
  readonly #most: number;
  readonly #perMinute: number;
  #end: number;
  /** How long a trouble may last, as the power of ten of it in units of two seconds. */
  readonly #longest: number;
  #pace = rateLimit([]);
  #starts: number[] = [];
  #now = 0;
  #queue: Queue;
  #coming: Coming[] = [];
  #timer: number = Infinity;
  /** A restart makes what is under way nobody's. */
  #run = 0;
  #posts: Trouble = 'fine';
  #gets: Trouble = 'fine';
  /** Since the user last had a word, or the trouble changed: how many are of unknown fate, and how many were refused alike. */
  #lost = 0;
  #refused = 0;
  #isAnswering = false;
  #tally: Tally;

  /** `seed` decides on all that happens in so many days. */
  constructor(seed: number, days: number) {
    this.#chance = chances(seed);
    this.#most = 1 + Math.floor(this.#chance() * 4);
    this.#perMinute = [10, 120, 1_000][Math.floor(this.#chance() * 3)] ?? 120;
    this.#end = days * day;
    this.#longest = this.#chance() < 0.02 ? 5 : 3.2;
    this.#tally = {
      days,
      captured: 0,
      delivered: 0,
      unconfirmed: 0,
      needsAttention: 0,
      created: 0,
      requests: 0,
      restarts: 0,
      tryNow: 0,
    };
    this.#queue = openQueue(noMemory, true, 'yes', this.#clocks());
    this.#planTroubles();
    this.#planRep();
  }

  /** Lets the time pass; returns what happened in it. */
  live(): Tally {
    while (this.nextAt() < Infinity) this.goOn();
    return this.tally();
  }

  /** Returns when something happens next; Infinity: nothing does any more. */
  nextAt(): number {
    if (this.#now >= this.#end || this.broken.length > 0) return Infinity;
    return this.#coming.reduce((first, { at }) => Math.min(first, at), this.#timer);
  }

  /** Lets that happen. */
  goOn(): void {
    const next = this.#coming.reduce<Coming | null>(
      (first, one) => (first === null || one.at < first.at ? one : first),
      null,
    );
    if (next === null || this.#timer <= next.at) {
      this.#now = Math.max(this.#now, this.#timer);
      this.#timer = Infinity;
      this.#tell({ kind: 'tick' });
    } else {
      this.#now = Math.max(this.#now, next.at);
      this.#coming.splice(this.#coming.indexOf(next), 1);
      next.what();
    }
    this.#look();
  }

  /** Its connection is removed: nothing goes by it any more. Returns how many wait for another one. */
  remove(): number {
    const left = this.#waiting.length;
    for (const person of this.#waiting) person.state = 'needs-attention';
    this.#waiting = [];
    this.#coming = [];
    this.#timer = Infinity;
    this.#end = this.#now;
    return left;
  }

  /** So many contacts of another connection go by this one from now on. */
  takeOver(contacts: number): void {
    for (let n = 0; n < contacts; n++) this.#capture();
  }

  /** Returns what has happened so far. */
  tally(): Tally {
    const count = (state: Person['state']) => this.#people.filter((person) => person.state === state).length;
    const created = this.#people.reduce((sum, person) => sum + person.created, 0);
    return {
      ...this.#tally,
      captured: this.#people.length,
      delivered: count('delivered'),
      unconfirmed: count('unconfirmed'),
      needsAttention: count('needs-attention'),
      created,
    };
  }

  #after(milliseconds: number, what: () => void): void {
    this.#coming.push({ at: Math.ceil(this.#now + milliseconds), what });
  }

  #pick(): Trouble {
    return troubles[Math.floor(this.#chance() * troubles.length)] ?? 'fine';
  }

  /** A trouble lasts from seconds to an hour, on a few laptops to days; then it is another one, or all is well, for seconds or for days. */
  #planTroubles(): void {
    const change = () => {
      const isOver = this.#posts !== 'fine' && this.#chance() < 0.7;
      this.#posts = isOver ? 'fine' : this.#pick();
      // A network that is gone is gone for every question; the rest may be of one endpoint alone, and outlast the other.
      this.#gets =
        this.#chance() < 0.6 || this.#posts === 'no-network'
          ? this.#posts
          : this.#chance() < 0.5
            ? this.#gets
            : this.#pick();
      if (this.#gets === 'no-network' && this.#posts !== 'no-network') this.#gets = 'time-out';
      [this.#lost, this.#refused] = [0, 0];
      for (const person of this.#waiting) person.ready = null;
      const lasts = 10 ** (this.#chance() * (this.#posts === 'fine' ? 6 : this.#longest)) * 2 * second;
      this.#after(lasts, change);
      const visitors = Math.floor(this.#chance() ** 2 * 10);
      for (let n = 0; n < visitors; n++)
        this.#after(this.#chance() * Math.min(lasts, 2 * hour), () => {
          this.#capture();
        });
    };
    this.#after(0, change);
  }

  #planRep(): void {
    const act = () => {
      this.#act();
      this.#after(this.#chance() * 2 * day, act);
    };
    this.#after(hour, act);
  }

  /** Nobody has all day: who is asked says a word in the next hours. */
  #answerLater(): void {
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    this.#after((0.1 + this.#chance()) * 2 * hour, () => {
      this.#isAnswering = false;
      if (pauseOf(this.#queue, this.#clocks())?.asks === true) this.#tryNow();
    });
  }

  #capture(): void {
    const trouble = this.#chance() < 0.1 ? this.#pick() : 'fine';
    // The network is nobody's own, and a page is shown to everybody.
    const own = trouble === 'no-network' || trouble === 'portal-tls' ? 'fine' : trouble;
    const person: Person = {
      id: this.#people.length + 1,
      state: 'waiting',
      created: 0,
      allowed: 1,
      leftBytes: false,
      trouble: own,
      ready: null,
    };
    // What one contact meets may end by itself, unless that is the contact's own.
    if (!own.startsWith('400') && own !== '409')
      this.#after(10 ** (this.#chance() * this.#longest) * 5 * second, () => (person.trouble = 'fine'));
    this.#people.push(person);
    this.#waiting.push(person);
    this.#tell({ kind: 'saved' });
  }

  #tryNow(): void {
    this.#tally.tryNow++;
    [this.#lost, this.#refused] = [0, 0];
    this.#tell({ kind: 'user' });
  }

  #move(person: Person, to: Person['state']): void {
    if (person.state === 'waiting') this.#waiting.splice(this.#waiting.indexOf(person), 1);
    if (person.state === 'sending') this.#underWay--;
    person.state = to;
    person.ready = null;
    if (to === 'sending') this.#underWay++;
    if (to !== 'waiting') return;
    const place = this.#waiting.findIndex(({ id }) => id > person.id);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, person);
  }

  #act(): void {
    const dice = this.#chance();
    const open = this.#people.filter(({ state }) => state === 'unconfirmed' || state === 'needs-attention');
    const one = open[Math.floor(this.#chance() * open.length)];
    if (dice < 0.2) this.#tell({ kind: 'slept' });
    else if (dice < 0.4) this.#tell({ kind: 'woke' });
    else if (dice < 0.5) this.#tell({ kind: 'hint' });
    else if (dice < 0.6) this.#tryNow();
    else if (dice < 0.7) this.#restart();
    else if (one !== undefined) {
      if (one.state === 'unconfirmed') one.allowed++;
      // It was edited: what was wrong with it is put right.
      if (this.#chance() < 0.5) one.trouble = 'fine';
      this.#move(one, 'waiting');
      this.#tell({ kind: 'changed', id: one.id });
    }
  }

  /** What was under way is unconfirmed; what has to be remembered is. */
  #restart(): void {
    this.#tally.restarts++;
    this.#run++;
    for (const person of this.#people) if (person.state === 'sending') this.#move(person, 'unconfirmed');
    const memory = memoryOf(this.#queue, this.#clocks());
    this.#queue = openQueue(memory, true, 'yes', this.#clocks());
    this.#tell({ kind: 'hint' });
  }

  #clocks = () => ({ wall: 1_790_000_000_000 + this.#now, steady: this.#now });

  #moment(): Moment {
    const { free, wait } = this.#pace.room(this.#now, this.#perMinute);
    const waiting = this.#waiting.length;
    return {
      at: this.#now,
      chance: this.#chance(),
      waiting,
      lookAt: Infinity,
      free,
      freeAt: this.#now + wait,
      most: this.#most,
    };
  }

  #tell(event: Event): void {
    this.#timer = Infinity;
    this.#happen(event);
    for (let isDry = false; ;) {
      const [queue, [effect]] = next(this.#queue, this.#moment(), isDry);
      this.#queue = queue;
      if (effect?.kind !== 'claim') {
        if (effect !== undefined) this.#carryOut(effect);
        return;
      }
      isDry = this.#claim(effect) === 0;
    }
  }

  #happen(event: Event): void {
    const [queue, effects] = step(this.#queue, event, this.#moment());
    this.#queue = queue;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'sleep':
        this.#timer = Math.max(this.#now, Math.ceil(effect.until));
        break;
      case 'renew':
        break;
      case 'settle': {
        const person = this.#people[effect.id - 1];
        if (person === undefined) break;
        this.#move(person, effect.state);
        if (effect.state === 'unconfirmed') {
          this.#lost++;
          if (!person.leftBytes) this.broken.push(`${effect.id} is unconfirmed, and nothing of it ever left`);
        }
        if (effect.reason?.code === 'refused') this.#refused++;
        break;
      }
      case 'park': {
        const person = this.#people[effect.id - 1];
        if (person?.state === 'waiting') this.#move(person, 'needs-attention');
        break;
      }
      case 'ask':
        this.#answer(effect.question);
        break;
      case 'claim':
        throw new Error('Contacts are taken where it is said what is next');
    }
  }

  #answer(question: Extract<Effect, { kind: 'ask' }>['question']): void {
    const { generation } = this.#queue;
    const run = this.#run;
    const later = (milliseconds: number, event: Event) => {
      this.#after(milliseconds, () => {
        if (run === this.#run) this.#tell(event);
      });
    };
    if (question === 'key') later(1, { kind: 'key-read', found: 'known', generation });
    else if (question === 'owner') later(1, { kind: 'owner', ours: true });
    else if (question === 'reach') {
      const { outcome } = fateOf(this.#posts, 0, this.#chance);
      const reached = outcome.kind === 'not-sent' ? outcome : ({ kind: 'reached' } as const);
      later(100, { kind: 'reached', outcome: reached, generation });
    } else if (question === 'probe') {
      this.#start();
      const outcome = answerTo(this.#gets, this.#chance);
      if (outcome.kind === 'rate-limited') this.#slowedAt = this.#now;
      later(300, { kind: 'probed', outcome, generation });
    }
  }

  #claim({ most, behind }: Extract<Effect, { kind: 'claim' }>): number {
    const ids: number[] = [];
    while (ids.length < most) {
      const person =
        this.#waiting.find(({ id }) => !behind.ids.includes(id)) ??
        behind.ready.map((id) => this.#people[id - 1]).find((one) => one?.state === 'waiting');
      if (person === undefined) break;
      this.#move(person, 'sending');
      ids.push(person.id);
      this.#start();
      this.#send(person);
    }
    this.#happen({ kind: 'claimed', ids });
    if (this.#underWay > this.#most) this.broken.push(`${this.#underWay} in flight, ${this.#most} allowed`);
    return ids.length;
  }

  #send(person: Person): void {
    const { id } = person;
    const trouble = this.#posts === 'fine' ? person.trouble : this.#posts;
    const fate = fateOf(trouble, id, this.#chance);
    const { generation } = this.#queue;
    const [run, began] = [this.#run, this.#now];
    if (trouble !== 'fine') this.#failing++;
    if (fate.leaves) person.leftBytes = true;
    if (fate.creates) person.created++;
    if (person.created > person.allowed)
      this.broken.push(`${id} was created ${person.created} times, ${person.allowed} allowed`);
    this.#after(fate.takes, () => {
      if (run === this.#run) this.#tell({ kind: 'landed', id, outcome: fate.outcome, generation, began });
    });
  }

  #start(): void {
    this.#tally.requests++;
    this.#pace.note(this.#now);
    while ((this.#starts[0] ?? Infinity) <= this.#now - minute) this.#starts.shift();
    this.#starts.push(this.#now);
    if (this.#starts.length > this.#perMinute) this.broken.push(`${this.#starts.length} requests in a minute`);
  }

  /** The promises that hold at every moment. */
  #look(): void {
    const asks = pauseOf(this.#queue, this.#clocks())?.asks === true;
    if (asks) this.#answerLater();
    // An outage costs what was in flight, five canaries, and one more that went out on a good answer.
    if (this.#lost > 2 * this.#most + 7) this.broken.push(`${this.#lost} were lost in one ${this.#posts}`);
    const alike = this.#posts === '400-alike' ? this.#refused : 0;
    if (alike > 2 * this.#most + 5) this.broken.push(`${alike} were refused alike`);
    let bad = 0;
    for (const person of this.#waiting) {
      const isReady = this.#posts === 'fine' && person.trouble === 'fine' && !asks;
      if (!isReady) {
        person.ready = null;
        if (person.trouble !== 'fine') bad++;
        continue;
      }
      person.ready ??= { since: this.#now, failed: this.#failing };
    }
    const waiting = this.#waiting.length;
    // A deadline that the CRM sets in answer to a question holds for contacts, too: two minutes here, or five by our own schedule.
    const wasSlowed = this.#now - this.#slowedAt < hour;
    const asked = Math.max(0, this.#queue.notBefore - this.#now) + (wasSlowed ? 5 * minute : 0);
    const backlog = (waiting / this.#perMinute + 3) * minute;
    // Each of the others that fails may put the queue to rest once more.
    const stuck = this.#waiting.find(({ ready }) => {
      if (ready === null) return false;
      return this.#now - ready.since > asked + backlog + longestWait * (1 + bad + this.#failing - ready.failed);
    });
    if (stuck !== undefined) {
      const minutes = Math.round((this.#now - (stuck.ready?.since ?? 0)) / minute);
      this.broken.push(
        `${stuck.id} waits for ${minutes} min for nothing: ${JSON.stringify({ ...this.#queue, behind: [...this.#queue.behind] })}`,
      );
    }
  }
}

/** Lets the time of several connections of one laptop pass, in the order in which things happen. `removedAt`: when the last one is removed, in milliseconds. */
export function liveSideBySide(lanes: readonly SimulatedLaptop[], removedAt = Infinity): void {
  let isRemoved = false;
  for (;;) {
    const times = lanes.map((lane) => lane.nextAt());
    const at = Math.min(...times);
    if (at === Infinity) return;
    if (at >= removedAt && !isRemoved) {
      isRemoved = true;
      lanes[0]?.takeOver(lanes.at(-1)?.remove() ?? 0);
    } else lanes[times.indexOf(at)]?.goOn();
  }
}
