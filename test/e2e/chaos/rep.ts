/** A rep on a bad day: saves contacts, tries now, decides what is to be decided, in no order, until the window is gone. */
import { expect, type Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { crmKey } from '../../support/crm.ts';
import { contactWith } from '../../support/contacts.ts';
import type { FaultServer } from '../../support/fault-server.ts';
import { capture } from '../app.ts';
import { ask } from './bridge.ts';
import type { Chance } from './chance.ts';

/** A pause that the CRM asked for is sat out if it ends within this time, in milliseconds. */
const patience = 1_500;

export class Rep {
  /** Whether "Saved" was answered, for each last name that was to be saved. */
  readonly saves = new Map<string, boolean>();
  /** How often "Send again" was said of each last name, whether or not it was still heard. */
  readonly sentAgain = new Map<string, number>();
  readonly #server: FaultServer;
  readonly #chance: Chance;
  #connections = 0;
  #saving = 0;

  constructor(server: FaultServer, chance: Chance) {
    this.#server = server;
    this.#chance = chance;
  }

  /** How many contacts were answered with "Saved". */
  get saved(): number {
    return [...this.saves.values()].filter(Boolean).length;
  }

  /** Whether a save is under way. */
  get saving(): boolean {
    return this.#saving > 0;
  }

  /** Does one thing after the other, saving until so many contacts are saved. Rejects when the window is gone. */
  async work(page: Page, enough: number): Promise<never> {
    for (;;) {
      const what = this.#chance.below(16);
      if (what < 4) await this.#saveSome(page, enough);
      else if (what < 6) await this.#saveByForm(page, enough);
      else if (what < 10) await ask(page, 'tryNow', undefined);
      else if (what < 11) await this.#loseNetwork();
      else if (what < 13) await this.decide(page);
      else if (what < 15) await this.escapeLongPause(page);
      else await wait(this.#chance.below(60));
    }
  }

  async #save(by: (name: string) => Promise<unknown>): Promise<void> {
    const name = `C${String(this.saves.size + 1).padStart(5, '0')}`;
    this.saves.set(name, false);
    this.#saving++;
    try {
      await by(name);
      this.saves.set(name, true);
    } finally {
      this.#saving--;
    }
  }

  /** Up to four at the same time. */
  async #saveSome(page: Page, enough: number): Promise<void> {
    const some = Math.min(1 + this.#chance.below(4), enough - this.saved);
    const saves = Array.from({ length: Math.max(0, some) }, () =>
      this.#save(async (lastName) => {
        const answer = await ask(page, 'saveContact', { slot: 0, contact: contactWith({ lastName }) });
        expect(answer.saved).toBe(true);
      }),
    );
    const failed = (await Promise.allSettled(saves)).find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
  }

  async #saveByForm(page: Page, enough: number): Promise<void> {
    if (this.saved < enough) await this.#save((name) => capture(page, name));
  }

  async #loseNetwork(): Promise<void> {
    await this.#server.listen(false);
    await wait(this.#chance.below(200));
    await this.#server.listen(true);
  }

  /** Deals with one contact that is in front of the user, truthfully as to whether the CRM has it. */
  async decide(page: Page): Promise<void> {
    const state = this.#chance.happens(0.5) ? 'unconfirmed' : 'needs-attention';
    const { rows } = await ask(page, 'outboxPage', { search: '', state, before: null, limit: 500 });
    const row = rows[this.#chance.below(rows.length)];
    // Most are left, so that there is something to account for at the end.
    if (row === undefined || this.#chance.happens(state === 'unconfirmed' ? 0.6 : 0.9)) return;
    if (state === 'needs-attention') await ask(page, 'retryContact', row.id);
    else if (this.#server.created.has(row.name) && this.#chance.happens(0.7)) await ask(page, 'markDelivered', row.id);
    else {
      this.sentAgain.set(row.name, (this.sentAgain.get(row.name) ?? 0) + 1);
      await ask(page, 'sendAgain', row.id);
    }
  }

  /** Enters another connection where the queue rests for longer than the app lives here: what it met is not that of another account. */
  async escapeLongPause(page: Page): Promise<void> {
    const { pause } = (await ask(page, 'start', undefined)).status;
    if (pause !== null && (pause.until ?? Infinity) > Date.now() + patience) await this.connect(page);
  }

  /** Enters the connection, each time with another credential ID, with and without TLS in turn. */
  async connect(page: Page): Promise<void> {
    const { baseUrl, secureBaseUrl } = this.#server;
    const number = this.#connections++;
    const answer = await ask(page, 'saveConnection', {
      baseUrl: number % 2 === 0 ? (secureBaseUrl ?? baseUrl) : baseUrl,
      credentialId: `credential-${number}`,
      apiKey: crmKey,
    });
    expect(answer.saved).toBe(true);
  }
}
