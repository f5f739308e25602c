/** A real outbox, a real sender and a CRM that fails, and the books that are kept of all three. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import type { ContactState, OutboxRow } from '../../electron/contract/outbox.ts';
import { crmClient } from '../../electron/crm/client.ts';
import { defaultLimits, httpClient } from '../../electron/crm/exchange.ts';
import { fixedKey } from '../../electron/keychain.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import type { Nudge } from '../../electron/sync/pause.ts';
import { startSender, type Sender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { practiceKey } from '../../electron/practice/credentials.ts';
import type { Identity } from '../support/certificates.ts';
import { faultServer, type FaultServer } from '../support/fault-server.ts';

/** Time limits short enough for a thousand runs, in milliseconds. */
const limits = { ...defaultLimits, connect: 60, headers: 40, body: 40, total: 100 };
/** How long the end of a run may take before it counts as stuck, in milliseconds. */
const patience = 15_000;

/** What a run over TLS needs. */
export interface Tls {
  identity: Identity;
  /** Whom the client trusts. */
  trust: () => SecureContext;
}

export class Workplace {
  readonly crm: FaultServer;
  /** Null where it goes without TLS. */
  readonly #tls: Tls | null;
  readonly #root = mkdtempSync(join(tmpdir(), 'fieldpost-model-'));
  /** Each crash goes on in a folder of its own. */
  #crashes = 0;
  #clock = 0;
  #outbox: Outbox;
  #sender: Sender;
  /** By their accounts, which the list shows as their detail. */
  readonly #captured: string[] = [];
  #person = '';
  /** How often the user said "Send again" of a contact. */
  readonly #sentAgain = new Map<string, number>();

  /** `tls`: null to go without. */
  static async open(inFlight: number, referenceField: string, tls: Tls | null): Promise<Workplace> {
    return new Workplace(await faultServer(tls?.identity), inFlight, referenceField, tls);
  }

  private constructor(crm: FaultServer, inFlight: number, referenceField: string, tls: Tls | null) {
    this.crm = crm;
    this.#tls = tls;
    [this.#outbox, this.#sender] = this.#start();
    this.#outbox.saveConnection({ baseUrl: crm.secureBaseUrl ?? crm.baseUrl, credentialId: 'c' });
    this.#outbox.savePace({ inFlight, perMinute: 1_000 });
    this.#outbox.saveReferenceField(referenceField);
  }

  #folder = (): string => join(this.#root, String(this.#crashes));
  #now = (): number => Date.now() + this.#clock;

  #start(): [Outbox, Sender] {
    const outbox = openOutbox(this.#folder());
    outbox.recover();
    const sender = startSender({
      outbox,
      crm: crmClient(httpClient(limits, this.#tls === null ? {} : { trust: this.#tls.trust }), this.#now),
      keys: fixedKey(practiceKey),
      linkDown: () => false,
      changed: () => undefined,
      now: this.#now,
      monotonic: () => performance.now(),
      chance: () => 0.5,
    });
    return [outbox, sender];
  }

  /** Twin: the person of before is captured once more. Only the account tells the two contacts apart. */
  capture(twin = false): void {
    const account = `C${this.#captured.length}`;
    if (!twin || this.#person === '') this.#person = account;
    const emailAddresses = [{ emailAddressType: 'main', emailAddress: `${this.#person}@example.com` }];
    this.#outbox.capture(contactWith({ lastName: this.#person, account, emailAddresses }), this.#now());
    this.#captured.push(account);
    this.#sender.nudge('saved');
  }

  nudge(why: Nudge): void {
    this.#sender.nudge(why);
  }

  /** The clock is set forward or back, in milliseconds. */
  jump(milliseconds: number): void {
    this.#clock += milliseconds;
  }

  /** What the user does with the contact at this place among those that are in front of the user. */
  decide(what: 'retry' | 'send-again' | 'mark-delivered' | 'leave', place: number): void {
    const open = this.#rows().filter(({ state }) => state === 'needs-attention' || state === 'unconfirmed');
    const row = open[place % Math.max(1, open.length)];
    if (row === undefined) return;
    if (what === 'retry') this.#outbox.retry(row.id);
    else if (what === 'mark-delivered') this.#outbox.markDelivered(row.id, this.#now());
    else if (what === 'leave') this.#outbox.leave(row.id, this.#now());
    else if (this.#outbox.sendAgain(row.id))
      this.#sentAgain.set(row.detail, (this.#sentAgain.get(row.detail) ?? 0) + 1);
    this.#sender.nudge('saved');
  }

  /** Ends as a user ends it, with little patience for requests that are under way, and starts again. */
  async restart(): Promise<void> {
    await this.#sender.stop(20);
    this.#outbox.close();
    [this.#outbox, this.#sender] = this.#start();
    this.#sender.nudge('hint');
  }

  /**
   * Ends as a power cut ends it: what the next start finds is what is on the disk now. `database`: what had not been
   * merged into the database's own file is lost, and the journal alone has it.
   */
  async crash(database: 'kept' | 'behind'): Promise<void> {
    const before = this.#folder();
    this.#crashes++;
    cpSync(before, this.#folder(), { recursive: true });
    if (database === 'behind') rmSync(join(this.#folder(), 'outbox.sqlite-wal'), { force: true });
    const [outbox, sender] = [this.#outbox, this.#sender];
    await sender.stop(0);
    outbox.close();
    [this.#outbox, this.#sender] = this.#start();
    this.#sender.nudge('hint');
  }

  /** All is well again, and time passes: until nothing waits any more. */
  async settle(): Promise<void> {
    this.crm.plan({});
    await this.crm.listen(true);
    const deadline = performance.now() + patience;
    while (this.#outbox.counts().waiting + this.#outbox.counts().sending > 0) {
      if (performance.now() > deadline) {
        throw new Error(`Stuck: ${JSON.stringify([this.#outbox.counts(), this.#sender.status()])}`);
      }
      await this.#hours();
    }
    // Lists are up to date by now, and what is unconfirmed is looked for.
    for (let look = 0; look < 3; look++) await this.#hours();
  }

  /** Two hours pass, for the laptop and for the CRM. */
  async #hours(): Promise<void> {
    this.jump(2 * 60 * 60_000);
    this.crm.pass(2 * 60 * 60_000);
    // A contact that was declined alone rests by a clock that does not jump.
    this.#sender.nudge('user');
    await wait(5);
  }

  /** Returns each way in which the books do not balance; none is what there must be. */
  discrepancies(): string[] {
    const found: string[] = [];
    const rows = this.#rows();
    const names = rows.map(({ detail }) => detail).sort();
    if (names.join() !== [...this.#captured].sort().join())
      found.push(`captured ${this.#captured.join()}, stored ${names.join()}`);
    const counts = this.#outbox.counts();
    for (const state of Object.keys(counts) as ContactState[]) {
      const held = rows.filter((row) => row.state === state).length;
      if (held !== counts[state]) found.push(`${counts[state]} counted as ${state}, ${held} held`);
    }
    for (const row of rows) found.push(...this.#discrepanciesOf(row));
    const created = [...this.crm.created.values()].flat().length;
    if (created !== this.crm.held()) found.push(`${created} seen to be created, ${this.crm.held()} in the CRM`);
    return found;
  }

  #discrepanciesOf({ id, detail: name, state, reason }: OutboxRow): string[] {
    const found: string[] = [];
    const detail = this.#outbox.detail(id);
    const ids = this.crm.created.get(name) ?? [];
    const created = ids.length;
    const posted = this.crm.posted.get(name) ?? 0;
    const allowed = this.#allowed(name);
    if (created > allowed) found.push(`${name} was created ${created} times, ${allowed} allowed`);
    if (detail?.delivery?.by === 'crm') {
      if (created === 0) found.push(`${name} is delivered, and the CRM does not have it`);
      if (!ids.includes(detail.delivery.crmId ?? '')) found.push(`${name} has an id that the CRM did not give it`);
    }
    if (state === 'waiting' && created > 0 && allowed === 1) found.push(`${name} waits, and the CRM has it`);
    if ((state === 'unconfirmed' || state === 'needs-attention') && reason === null)
      found.push(`${name} has no reason`);
    const attempts = detail?.attempts.filter(({ purpose }) => purpose === 'send') ?? [];
    if (attempts.length < posted) found.push(`${name} was posted ${posted} times in ${attempts.length} attempts`);
    if (state === 'unconfirmed' && (attempts[0]?.status ?? null) !== null && posted === 0)
      found.push(`${name} was answered without having arrived`);
    if (state === 'unconfirmed' && attempts.length === 0) found.push(`${name} is unconfirmed without an attempt`);
    if (state === 'needs-attention' && created > 0 && allowed === 1)
      found.push(`${name} needs attention, and the CRM has it`);
    return found;
  }

  /** How often a contact may be in the CRM: once, and once more for each time that the user said so. */
  #allowed = (name: string): number => 1 + (this.#sentAgain.get(name) ?? 0);

  #rows(): OutboxRow[] {
    return this.#outbox.page({ search: '', state: null, before: null, limit: 500 }).rows;
  }

  async close(): Promise<void> {
    await this.#sender.stop(0);
    this.#outbox.close();
    await this.crm.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #found(id: number): boolean {
    const detail = this.#outbox.detail(id);
    return detail?.delivery?.by === 'crm' && detail.attempts[0]?.purpose === 'look';
  }

  /** How often what happened. */
  sums(): Record<string, number> {
    const added = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
    const { arrivals } = this.crm;
    return {
      runs: 1,
      overTls: this.#tls === null ? 0 : 1,
      captured: this.#captured.length,
      ...this.#outbox.counts(),
      posted: added(this.crm.posted),
      brokenOff: arrivals.filter(({ whole }) => !whole).length,
      created: this.crm.held(),
      sentAgain: added(this.#sentAgain),
      lost: this.#captured.length - this.#rows().length,
      doubled: [...this.crm.created].reduce(
        (sum, [name, ids]) => sum + Math.max(0, ids.length - this.#allowed(name)),
        0,
      ),
      crashes: this.#crashes,
      found: this.#rows().filter(({ id }) => this.#found(id)).length,
      left: this.#outbox.lookups.left(),
    };
  }
}
