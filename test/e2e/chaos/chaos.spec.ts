/**
 * The worst day: a network and a CRM that fail in every way, and the main process killed fifty times. At the end all
 * is well again, and the books must balance. FIELDPOST_CHAOS_SEED, _CONTACTS and _KILLS choose which day, and how long.
 */
import { fieldMapOf } from '../../support/field-map.ts';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { anyConnectionFault, anyFault } from '../../support/any-fault.ts';
import { crmKey } from '../../support/crm.ts';
import { authority, canMakeCertificates, type Identity } from '../../support/certificates.ts';
import { faultServer, type FaultServer, type Plan } from '../../support/fault-server.ts';
import { filesIn } from '../../support/marks.ts';
import { untilNoneIsLeft } from '../../support/processes.ts';
import { expect, removal, test as base } from '../app.ts';
import { balance, type Books } from './books.ts';
import { ask } from './bridge.ts';
import { chanceOf, type Chance } from './chance.ts';
import { startMortal, type MortalApp } from './mortal-app.ts';
import { Rep } from './rep.ts';

const setting = (name: string, usual: number) => Number(process.env[`FIELDPOST_CHAOS_${name}`] ?? usual);
const seed = setting('SEED', Date.now() % 2 ** 31);
const contacts = setting('CONTACTS', 250);
const kills = setting('KILLS', 50);

/** How long nothing may change at the end before it counts as stuck, in milliseconds. */
const patience = 180_000;

const well = { kind: 'none' } as const;
const plan: fc.Arbitrary<Plan> = fc.record({
  creates: fc.array(fc.oneof(fc.constant(well), anyFault(600)), { minLength: 20, maxLength: 20 }),
  questions: fc.array(fc.oneof(fc.constant(well), anyFault(600)), { minLength: 4, maxLength: 4 }),
  connections: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(well) }, anyConnectionFault), {
    minLength: 6,
    maxLength: 6,
  }),
});

const test = base.extend<{
  /** Starts the app, as often as called. */
  start: (dataFolder: string, authority: string | null) => MortalApp;
}>({
  // Also where the test runs out of time, which ends it where it stands.
  start: async ({}, use) => {
    const started: MortalApp[] = [];
    await use((...where) => {
      const app = startMortal(...where);
      started.push(app);
      return app;
    });
    for (const app of started) await app.kill();
    await untilNoneIsLeft(started);
  },
});

// The seed is no part of the title, which must be the same in each of the runner's processes.
test(`balances the books after ${kills} kills and ${contacts} contacts`, async ({ start: startOn }) => {
  console.log(`Chaos, seed ${seed}`);
  test.setTimeout(1_800_000);
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-chaos-'));
  const identity = tlsIn(mkdtempSync(join(folder, 'authority-')));
  const server = await faultServer(identity?.of);
  const chance = chanceOf(seed);
  const rep = new Rep(server, chance);
  const moments = { starting: 0, saving: 0, other: 0 };
  let referenced = false;
  const start = () => startOn(join(folder, 'data'), identity?.authority ?? null);
  let app = start();
  try {
    const first = await app.page();
    await ask(first, 'savePace', { inFlight: 10, perMinute: 1_000 });
    await rep.connect(first);
    await app.kill();
    for (let killed = 1; killed <= kills || rep.saved < contacts; killed++) {
      server.plan(fc.sample(plan, { seed: chance.below(2 ** 31), numRuns: 1 })[0] ?? {});
      app = start();
      if (chance.happens(0.2)) {
        await wait(chance.below(600));
        await app.kill();
        moments.starting++;
        continue;
      }
      const page = await app.page();
      if (!referenced && killed >= kills / 2) {
        // From here on what is unconfirmed can be found again in the CRM's list.
        await ask(page, 'saveFieldMap', fieldMapOf({ reference: 'fieldpost_id' }));
        referenced = true;
      }
      let dead = false;
      const work = rep.work(page, Math.min(contacts, (contacts * (killed + 1)) / kills)).catch((error: unknown) => {
        if (!dead) throw error;
      });
      await Promise.race([momentToKill(chance, rep, server), work]);
      dead = true;
      moments[rep.saving ? 'saving' : 'other']++;
      await app.kill();
      await work;
    }
    app = start();
    const page = await app.page();
    server.plan({});
    await server.listen(true);
    await untilNothingWaits(page, rep, server);
    const books = await balance(page, rep, server);
    print(
      books,
      moments,
      server.arrivals.map(({ fault }) => fault?.kind ?? 'an ended connection'),
    );
    expect(secretsIn(join(folder, 'data/logs'))).toEqual([]);
    expect(books.discrepancies).toEqual([]);
    expect(books.totals['lost']).toBe(0);
    expect(books.totals["doubled without the user's say"]).toBe(0);
    // A day on which nothing happened would balance as well. A short one may be lucky.
    const happened = ["- with the CRM's id", 'unconfirmed', '- cut off by a kill', ...(identity ? ['- over TLS'] : [])];
    if (contacts < 500 || kills < 100) return;
    for (const what of happened) expect(books.totals[what], what).toBeGreaterThan(0);
  } finally {
    await app.kill();
    await server.close();
    rmSync(folder, removal);
  }
});

/** Resolves at a moment by chance, or in the middle of the next save or request after that. */
async function momentToKill(chance: Chance, rep: Rep, { arrivals }: FaultServer): Promise<void> {
  await wait(chance.below(1_000));
  const came = arrivals.length;
  const awaited = [() => true, () => rep.saving, () => arrivals.length > came][chance.below(3)];
  const deadline = Date.now() + 500;
  while (awaited?.() === false && Date.now() < deadline) await immediate();
  await wait(chance.below(4));
}

/** Half of the day goes over TLS, where there is a program that makes certificates. Null: there is none. */
function tlsIn(folder: string): { of: Identity; authority: string } | null {
  if (!canMakeCertificates) return null;
  const { certificate, issue } = authority('Fieldpost Chaos', folder);
  const file = join(folder, 'authority.pem');
  writeFileSync(file, certificate);
  return { of: issue('localhost'), authority: file };
}

/** Returns what the log has of contacts, keys and credential IDs, as the rep enters them: nothing. */
function secretsIn(logs: string): string[] {
  const texts = filesIn(logs).map((file) => readFileSync(file, 'utf8'));
  // Its words show that it is the log that was looked through.
  expect(texts.join('')).toContain('The outbox is open');
  return texts
    .flatMap((text) => text.match(/C\d{5}|credential-\d+/gu) ?? [])
    .concat(texts.filter((text) => text.includes(crmKey)));
}

async function untilNothingWaits(page: Page, rep: Rep, { arrivals }: FaultServer): Promise<void> {
  let last = '';
  let changedAt = Date.now();
  for (;;) {
    const { status } = await ask(page, 'start', undefined);
    if (status.counts.waiting + status.counts.sending === 0) return;
    const now = JSON.stringify([status.counts, arrivals.length]);
    if (now !== last) changedAt = Date.now();
    last = now;
    if (Date.now() > changedAt + patience) throw new Error(`Stuck: ${JSON.stringify(status)}`);
    await rep.escapeLongPause(page);
    await ask(page, 'tryNow', undefined);
    await wait(100);
  }
}

/** How often each happened, as lines. */
function lines(counts: Record<string, number>): string[] {
  return Object.entries(counts).map(([what, many]) => `${String(many).padStart(6)}  ${what}`);
}

function print({ totals, reasons, discrepancies }: Books, moments: Record<string, number>, met: string[]): void {
  const kinds: Record<string, number> = {};
  for (const kind of met) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const explained = Object.entries(reasons).map(
    ([why, { contacts: many, arrived, inTheCrm }]) =>
      `${String(many).padStart(6)}  ${why} (${arrived} arrived, ${inTheCrm} in the CRM)`,
  );
  const parts: [string, string[]][] = [
    [`chaos test, seed ${seed}`, lines(totals)],
    ['in front of the user', explained],
    ['killed while', lines(moments)],
    ['create requests that met', lines(kinds)],
    ['discrepancies', discrepancies],
  ];
  console.log(parts.map(([title, text]) => [`${title}:`, ...text].join('\n')).join('\n'));
}
