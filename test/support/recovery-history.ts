/** A history of an outbox, as chance has it, and the test's own record of what was done in it: what a recovery is held against. */
import Database from 'better-sqlite3';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactState } from '#contract/outbox.ts';
import { backUp } from '../../electron/store/backups.ts';
import type { ClaimedContact, Settlement } from '../../electron/outbox/delivery.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from './contacts.ts';
import { connection, cutOff } from './damage.ts';
import { delivered, refused, slowedDown, unanswered } from './settlements.ts';

/** What a contact was from this commit on. */
export interface Version {
  commit: number;
  state: ContactState;
  name: string;
}

export interface History {
  folder: string;
  /** The last commit. */
  last: number;
  /** By UUID, the oldest version first. */
  contacts: Map<string, Version[]>;
  /** The UUID of the contact of each attempt, by when that was begun: no two were begun at the same moment. */
  attempts: Map<number, string>;
  /** The database alone, as it was some time before. */
  before: string | null;
}

/** Returns what a contact was as of this commit; undefined: it was not yet. */
export const asOf = (versions: readonly Version[], commit: number): Version | undefined =>
  versions.findLast((version) => version.commit <= commit);

const day = Date.parse('2026-11-24T08:00:00Z');

/**
 * Makes a history in folders that `folder` makes. `who`: a letter that begins each name in it; `at`: from when on, in
 * milliseconds since that day's beginning.
 */
export async function makeHistory(
  folder: () => string,
  chance: () => number,
  { who, at, steps }: { who: string; at: number; steps: number },
): Promise<History> {
  const writer = new Writer(folder, chance, who, day + at);
  for (let step = 0; step < steps; step++) await writer.step();
  return writer.end();
}

class Writer {
  readonly #folder: () => string;
  readonly #chance: () => number;
  readonly #who: string;
  readonly #history: History;
  #outbox: Outbox;
  #watch: Database.Database;
  #now: number;
  #names = 0;
  /** By id. */
  readonly #uuids = new Map<number, string>();
  #underWay: ClaimedContact[] = [];

  constructor(folder: () => string, chance: () => number, who: string, now: number) {
    this.#folder = folder;
    this.#chance = chance;
    this.#who = who;
    this.#now = now;
    this.#history = { folder: folder(), last: 1, contacts: new Map(), attempts: new Map(), before: null };
    [this.#outbox, this.#watch] = this.#open();
    this.#outbox.saveConnection({ ...connection, credentialId: who });
    for (let n = 0; n < 8; n++) this.#capture();
  }

  #open(): [Outbox, Database.Database] {
    const { folder } = this.#history;
    const outbox = openOutbox(folder);
    const watch = new Database(join(folder, 'outbox.sqlite'), { readonly: true });
    this.#outbox = outbox;
    this.#watch = watch;
    for (const id of outbox.endCutOff()) this.#note(id, 'unconfirmed');
    this.#underWay = [];
    return [outbox, watch];
  }

  async step(): Promise<void> {
    const kinds: [number, () => void | Promise<void>][] = [
      [
        8,
        () => {
          this.#capture();
        },
      ],
      [
        8,
        () => {
          this.#claim();
        },
      ],
      [
        7,
        () => {
          this.#settle();
        },
      ],
      [
        3,
        () => {
          this.#edit();
        },
      ],
      [
        3,
        () => {
          this.#decide();
        },
      ],
      [
        1,
        () => {
          this.#draft();
        },
      ],
      [
        0.5,
        () => {
          this.#restart();
        },
      ],
      [0.3, () => this.#backUp()],
    ];
    let left = this.#chance() * kinds.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, kind] of kinds) {
      left -= weight;
      if (left < 0) return kind();
    }
  }

  end(): History {
    if (this.#chance() < 0.4) this.#close();
    else this.#crash();
    return this.#history;
  }

  #name = (id: number | string) => `${this.#who}${id}v${this.#names++}`;

  #contact(name: string) {
    return contactWith({ lastName: name, account: 'x'.repeat(Math.floor(this.#chance() ** 3 * 3_000)) });
  }

  #capture(): void {
    const name = this.#name('n');
    const id = this.#outbox.capture(this.#contact(name), this.#now++);
    const uuid = this.#watch.prepare<[number], string>('SELECT uuid FROM contact WHERE id = ?').pluck().get(id) ?? '';
    this.#uuids.set(id, uuid);
    this.#history.contacts.set(uuid, []);
    this.#note(id, 'waiting', name);
  }

  #claim(): void {
    const claimed = this.#outbox.claim(connection, this.#now++);
    if (claimed === null) return;
    this.#underWay.push(claimed);
    this.#history.attempts.set(this.#now - 1, claimed.uuid);
    this.#note(claimed.id, 'sending');
  }

  #settle(): void {
    const claimed = this.#underWay.shift();
    if (claimed === undefined) return;
    const ways: [Settlement, number][] = [
      [delivered(`crm-${claimed.uuid}`), 5],
      [refused('No such account'), 2],
      [unanswered, 2],
      [slowedDown, 1],
    ];
    const settlement = this.#oneOf(ways.flatMap(([way, times]) => Array.from({ length: times }, () => way)));
    this.#outbox.settle(claimed, settlement ?? unanswered, this.#now++);
    this.#note(claimed.id, settlement?.state ?? 'unconfirmed');
  }

  #edit(): void {
    const id = this.#oneOf(this.#idsIn('waiting', 'needs-attention'));
    if (id === undefined) return;
    const name = this.#name(id);
    if (this.#outbox.edit(id, this.#contact(name))) this.#note(id, 'waiting', name);
  }

  /** What users decide. */
  #decide(): void {
    const retried = this.#oneOf(this.#idsIn('needs-attention'));
    const doubted = this.#oneOf(this.#idsIn('unconfirmed'));
    const parked = this.#oneOf(this.#idsIn('waiting'));
    const withdrawn = this.#oneOf(this.#idsIn('withdrawn'));
    const open = this.#oneOf(this.#idsIn('waiting', 'needs-attention', 'unconfirmed'));
    const way = Math.floor(this.#chance() * 7);
    if (way === 0 && retried !== undefined && this.#outbox.retry(retried)) this.#note(retried, 'waiting');
    if (way === 1 && doubted !== undefined && this.#outbox.sendAgain(doubted)) this.#note(doubted, 'waiting');
    if (way === 2 && doubted !== undefined && this.#outbox.markDelivered(doubted, this.#now++))
      this.#note(doubted, 'delivered');
    if (way === 3 && parked !== undefined && this.#outbox.park(parked, { code: 'text', text: 'Later' }))
      this.#note(parked, 'needs-attention');
    if (way > 4 && open !== undefined && this.#outbox.withdraw(open, this.#now++)) this.#note(open, 'withdrawn');
    if (way === 4 && withdrawn !== undefined && this.#outbox.undoWithdraw(withdrawn))
      this.#note(withdrawn, this.#outbox.row(withdrawn)?.state ?? 'waiting');
  }

  #draft(): void {
    const contact = this.#chance() < 0.3 ? null : this.#contact(this.#name('draft'));
    this.#outbox.saveDraft(0, contact, this.#now++);
    this.#noteCommit();
  }

  #close(): void {
    this.#watch.close();
    this.#outbox.close();
  }

  /** The power fails. */
  #crash(): void {
    const after = this.#folder();
    cutOff(this.#history.folder, after);
    this.#close();
    this.#history.folder = after;
  }

  #restart(): void {
    if (this.#chance() < 0.5) {
      this.#close();
      if (this.#history.before === null || this.#chance() < 0.3) {
        this.#history.before = join(this.#folder(), 'outbox.sqlite');
        copyFileSync(join(this.#history.folder, 'outbox.sqlite'), this.#history.before);
      }
    } else {
      this.#crash();
    }
    this.#open();
  }

  async #backUp(): Promise<void> {
    this.#now += 60_000;
    await backUp(this.#history.folder, this.#now);
  }

  #note(id: number, state: ContactState, name?: string): void {
    const commit = this.#noteCommit();
    const versions = this.#history.contacts.get(this.#uuids.get(id) ?? '');
    versions?.push({ commit, state, name: name ?? versions.at(-1)?.name ?? '' });
  }

  #noteCommit(): number {
    this.#history.last = this.#watch.prepare<[], number>('SELECT last FROM change').pluck().get() ?? 0;
    return this.#history.last;
  }

  #idsIn(...states: ContactState[]): number[] {
    const isIn = (uuid: string) => states.some((state) => this.#history.contacts.get(uuid)?.at(-1)?.state === state);
    return [...this.#uuids].filter(([, uuid]) => isIn(uuid)).map(([id]) => id);
  }

  #oneOf<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.#chance() * values.length)];
  }
}
