/** A real outbox, its real connections and CRMs that fail: what a day can bring, step by step, and the end of that day. */
import { fieldMapOf } from '../support/field-map.ts';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Contact } from '#contract/contact.ts';
import type { OutboxRow } from '#contract/outbox.ts';
import { KeychainUnavailable, type KeyStore } from '../../electron/keychain/keychain.ts';
import { openRepaired } from '../support/repaired.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { openConnections, type Connections } from '../../electron/modes/connections.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import type { Nudge, Sender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { crmKey } from '../support/crm.ts';
import { faultServer, type FaultServer } from '../support/fault-server.ts';
import type { Fault } from '../support/faults.ts';
import type { LongTimers } from '../support/long-timers.ts';
import { baseUrlOf, wireTo, type Circumstances } from './circumstances.ts';

/** How long requests may be under way before the sender counts as stuck, in milliseconds. */
const patience = 10_000;

/** What lasts of the CRM's behaviour. */
interface Lasting {
  creates: Fault | null;
  questions: Fault | null;
}

const asUsual: Lasting = { creates: null, questions: null };

/** What users do with a contact. */
export const userDecisions = [
  'retry',
  'send-again',
  'mark-delivered',
  'leave',
  'set-aside',
  'withdraw',
  'undo',
] as const;
type UserDecision = (typeof userDecisions)[number];

const inDoubt = ['needs-attention', 'unconfirmed'];
/** The states in which they do. */
const statesFor: Record<UserDecision, string[]> = {
  retry: inDoubt,
  'send-again': inDoubt,
  'mark-delivered': inDoubt,
  leave: inDoubt,
  'set-aside': ['waiting'],
  withdraw: ['waiting', ...inDoubt],
  undo: ['withdrawn'],
};

/** Of the connection in this place; the first one has the empty id. */
const idOf = (place: number): string => (place === 0 ? '' : `c${place}`);

export class Workplace {
  /** One for each connection. */
  readonly crms: readonly FaultServer[];
  /** The connection that is used, and whose CRM is told how to behave. */
  #place = 0;
  /** By which each contact goes, by account. */
  readonly #placeOf = new Map<string, number>();
  readonly given: Circumstances;
  readonly #timers: LongTimers;
  readonly #root = mkdtempSync(join(tmpdir(), 'fieldpost-model-'));
  /** Each crash goes on in a folder of its own. */
  crashes = 0;
  #clock = 0;
  #key: 'there' | 'locked' | 'missing' = 'there';
  readonly #lasting: Lasting[];
  /** What the CRM has against single contacts. */
  readonly #poison = new Map<string, Fault>();
  #outbox: Outbox;
  #connections: Connections;
  /** What was captured, as it was typed last; by account, which the list shows as its detail. */
  readonly captured = new Map<string, Contact>();
  #person = '';
  /** A contact that waited as the user began to edit it, and how often it had been posted; null: there is none. */
  #held: { id: number; posted: number } | null = null;
  /** How often the user said "Send again" of a contact. */
  readonly sentAgain = new Map<string, number>();
  /** How many attempts a contact had, by id, when it was withdrawn last. */
  readonly sentBefore = new Map<number, number>();
  /** What went wrong on the way. */
  readonly mishaps: string[] = [];

  static async open(given: Circumstances, timers: LongTimers): Promise<Workplace> {
    const crms: FaultServer[] = [];
    while (crms.length < given.connections) crms.push(await faultServer(given.tls?.identity));
    return new Workplace(crms, given, timers);
  }

  private constructor(crms: readonly FaultServer[], given: Circumstances, timers: LongTimers) {
    this.crms = crms;
    this.#lasting = crms.map(() => asUsual);
    this.given = given;
    this.#timers = timers;
    [this.#outbox, this.#connections] = this.#start();
    this.each((place) => {
      const id = idOf(place);
      this.#behave(asUsual);
      this.crm.list(given.listing);
      if (place > 0) this.#connections.name({ id, name: id });
      this.#outbox.saveConnection({ baseUrl: baseUrlOf(this.crm, given), credentialId: `c${id}` }, id);
      this.#outbox.savePace({ inFlight: given.inFlight, perMinute: 1_000 }, id);
      this.#outbox.saveFieldMap(fieldMapOf({ reference: given.referenceField }), id);
    });
    this.#connections.nudge('connection');
  }

  /** The CRM of the connection that is used. */
  get crm(): FaultServer {
    return this.#at(this.#place);
  }

  #at(place: number): FaultServer {
    const crm = this.crms[place];
    if (crm === undefined) throw new Error(`There is no connection ${place}`);
    return crm;
  }

  /** From now on another connection is used. */
  turn(place: number): void {
    this.#place = place % this.crms.length;
  }

  /** Does it once for each connection, which is used meanwhile. */
  each(work: (place: number) => void): void {
    const before = this.#place;
    for (const place of this.crms.keys()) {
      this.turn(place);
      work(place);
    }
    this.turn(before);
  }

  /** The CRM that a contact goes to. */
  crmOf = (name: string): FaultServer => this.#at(this.#placeOf.get(name) ?? 0);

  #folder = (): string => join(this.#root, String(this.crashes));
  now = (): number => Date.now() + this.#clock;

  #keys: KeyStore = {
    read: () => {
      if (this.#key === 'locked') return Promise.reject(new KeychainUnavailable('It is locked'));
      return Promise.resolve(this.#key === 'there' ? crmKey : null);
    },
    write: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };

  #start(): [Outbox, Connections] {
    const outbox = openOutbox(this.#folder());
    outbox.endCutOff();
    const connections = openConnections({
      outbox,
      keys: this.#keys,
      policy: noPolicy,
      wire: (id) => wireTo(this.#at(id === '' ? 0 : Number(id.slice(1))), this.given),
      clocks: { now: this.now, monotonic: () => performance.now() + this.#timers.passed(), chance: () => 0.5 },
      elsewhere: () => Promise.resolve(false),
      changed: () => undefined,
    });
    return [outbox, connections];
  }

  #behave(lasting: Lasting): void {
    this.#lasting[this.#place] = lasting;
    this.crm.behave({ ...lasting, contacts: this.#poison, manners: this.given.manners });
  }

  /** The CRM treats every request of an endpoint so from now on; null: well. */
  last(lasting: Partial<Lasting>): void {
    this.#behave({ ...(this.#lasting[this.#place] ?? asUsual), ...lasting });
  }

  /** The CRM treats one of the contacts so from now on. */
  poison(place: number, fault: Fault): void {
    const name = [...this.captured.keys()][place % Math.max(1, this.captured.size)];
    if (name !== undefined) this.#poison.set(name, fault);
  }

  /** The CRM has nothing against single contacts any more. */
  cure(): void {
    this.#poison.clear();
  }

  isPoisoned = (name: string): boolean => this.#poison.has(name);

  /** Twin: the person of before is captured once more. Only the account tells the two contacts apart. */
  capture(twin = false): string {
    const account = `C${this.captured.size}`;
    if (!twin || this.#person === '') this.#person = account;
    const emailAddresses = [{ emailAddressType: 'main', emailAddress: `${this.#person}@example.com` }];
    const contact = contactWith({ lastName: this.#person, account, emailAddresses, connection: idOf(this.#place) });
    this.#placeOf.set(account, this.#place);
    this.#outbox.capture(contact, this.now());
    this.captured.set(account, contact);
    this.#connections.nudge('saved');
    return account;
  }

  nudge(why: Nudge): void {
    this.#connections.nudge(why);
  }

  /** The keychain is locked or unlocked, or the key is removed or entered: only of these two the app hears. */
  keychain(key: 'there' | 'locked' | 'missing'): void {
    const hears = (this.#key === 'missing') !== (key === 'missing');
    this.#key = key;
    if (hears) this.#connections.nudge('key');
  }

  /** The clock is set forward or back, in milliseconds. */
  jump(milliseconds: number): void {
    this.#clock += milliseconds;
  }

  /** So many milliseconds pass, for the laptop and for the CRM. */
  async pass(milliseconds: number): Promise<void> {
    await this.#calm(0);
    this.jump(milliseconds);
    for (const crm of this.crms) crm.pass(milliseconds);
    this.#timers.pass(milliseconds);
    await this.#calm(3);
  }

  /** The laptop sleeps for so many milliseconds: its clock goes on, its timers do not. */
  async sleep(milliseconds: number): Promise<void> {
    this.#connections.nudge('slept');
    await wait(2);
    this.jump(milliseconds);
    for (const crm of this.crms) crm.pass(milliseconds);
    this.#connections.nudge('woke');
  }

  /** Until no request is under way, and none was for so many milliseconds. */
  async #calm(long: number): Promise<void> {
    const deadline = performance.now() + patience;
    const inFlight = () => this.statuses().some((status) => status.inFlight > 0);
    for (let quiet = 0; quiet < long || inFlight(); quiet++) {
      await wait(1);
      if (inFlight()) quiet = 0;
      if (performance.now() > deadline) throw new Error(`Stuck: ${JSON.stringify(this.statuses())}`);
    }
  }

  /** What the user does with the contact at this place among those in these states. */
  decide(what: UserDecision, place: number): void {
    const states = statesFor[what];
    const row = this.#pick(states, place);
    if (row === null) return;
    const { id, detail: name } = row;
    if (what === 'retry') this.#outbox.retry(id);
    else if (what === 'mark-delivered') this.#outbox.markDelivered(id, this.now());
    else if (what === 'leave') this.#outbox.leave(id, this.now());
    else if (what === 'set-aside') this.#outbox.park(id, { code: 'set-aside' });
    else if (what === 'withdraw') this.#withdraw(id);
    else if (what === 'undo') this.#outbox.undoWithdraw(id);
    else if (this.#outbox.sendAgain(id)) this.sentAgain.set(name, (this.sentAgain.get(name) ?? 0) + 1);
    this.#changed(id);
  }

  #withdraw(id: number): void {
    if (this.#outbox.withdraw(id, this.now())) this.sentBefore.set(id, this.detail(id)?.attempts.length ?? 0);
  }

  #changed(id: number): void {
    this.#connections.contactChanged(id);
    this.#connections.nudge('saved');
  }

  #pick(states: string[], place: number): OutboxRow | null {
    const rows = this.rows().filter(({ state }) => states.includes(state));
    return rows[place % Math.max(1, rows.length)] ?? null;
  }

  /** The user begins to edit a contact, after ending the edit of before. */
  beginEdit(place: number): void {
    this.endEdit(false);
    const row = this.#pick(['waiting', 'needs-attention'], place);
    if (row === null) return;
    const { id, detail: name, state } = row;
    this.#outbox.saveDraft(id, this.#edited(name), this.now());
    if (state === 'waiting') this.#held = { id, posted: this.#posted(name) };
  }

  /** The user ends the edit, and keeps what was typed or not. After a power cut it may be the one of before. */
  endEdit(kept: boolean): void {
    for (let draft = this.#outbox.editDraft(); draft !== null; draft = this.#outbox.editDraft()) {
      const { slot: id } = draft;
      const name = this.#outbox.row(id)?.detail ?? '';
      if (this.#held?.id === id && this.#posted(name) > this.#held.posted)
        this.mishaps.push(`${name} was sent while it was edited`);
      const contact = this.#edited(name);
      if (!kept || !this.#outbox.edit(id, contact)) this.#outbox.saveDraft(id, null, this.now());
      else this.captured.set(name, contact);
      this.#changed(id);
    }
    this.#held = null;
  }

  #posted = (name: string): number => this.crmOf(name).posted.get(name) ?? 0;

  #edited(name: string): Contact {
    const contact = this.captured.get(name) ?? contactWith({});
    return { ...contact, firstName: `${contact.firstName}x` };
  }

  /** Ends as a user ends it, with little patience for requests that are under way, and starts again. */
  async restart(): Promise<void> {
    await this.#connections.stop(20);
    this.#outbox.close();
    await this.#outbox.ended();
    [this.#outbox, this.#connections] = this.#start();
    this.#connections.nudge('hint');
  }

  /**
   * Ends as a power cut ends it: what the next start finds is what is on the disk now. `database`: what had not been
   * merged into the database's own file is lost, and the second copy alone has it.
   */
  async crash(database: 'kept' | 'behind'): Promise<void> {
    const before = this.#folder();
    this.crashes++;
    cpSync(before, this.#folder(), { recursive: true });
    if (database === 'behind') rmSync(join(this.#folder(), 'outbox.sqlite-wal'), { force: true });
    const [outbox, connections] = [this.#outbox, this.#connections];
    await connections.stop(0);
    outbox.close();
    await outbox.ended();
    (await openRepaired(this.#folder())).close();
    [this.#outbox, this.#connections] = this.#start();
    this.#connections.nudge('hint');
  }

  counts = (): ReturnType<Outbox['counts']> => this.#outbox.counts();
  detail = (id: number): ReturnType<Outbox['detail']> => this.#outbox.detail(id);
  left = (): number => this.#outbox.lookups.left();
  rows = (): OutboxRow[] => this.#outbox.page({ search: '', state: null, before: null, limit: 500 }).rows;
  /** How each connection does. */
  statuses = (): ReturnType<Sender['status']>[] =>
    this.crms.map((_, place) => this.#connections.of(idOf(place)).sender.status());

  async close(): Promise<void> {
    await this.#connections.stop(0);
    this.#outbox.close();
    await this.#outbox.ended();
    for (const crm of this.crms) await crm.close();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
