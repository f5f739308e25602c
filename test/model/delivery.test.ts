/**
 * Whatever happens, in whatever order, the books balance: each captured contact is in one place, none is lost, none is
 * doubled without the user's say. FIELDPOST_MODEL_RUNS and FIELDPOST_MODEL_SEED choose how many runs and which.
 */
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { trust } from '../../electron/crm/certificates.ts';
import { authority, canMakeCertificates } from '../support/certificates.ts';
import { anyConnectionFault, anyFault } from '../support/any-fault.ts';
import type { Listing } from '../support/listing.ts';
import { Workplace, type Tls } from './workplace.ts';

/** A third of the runs go over TLS, where there is a program that makes certificates. */
function tlsForTests(): Tls | null {
  if (!canMakeCertificates) return null;
  const { certificate, issue } = authority('Fieldpost Tests');
  return { identity: issue('localhost'), trust: trust(() => [certificate]) };
}

const runs = Number(process.env['FIELDPOST_MODEL_RUNS'] ?? 1_000);
const seed = Number(process.env['FIELDPOST_MODEL_SEED'] ?? Date.now() % 2 ** 31);

const listing: fc.Arbitrary<Listing> = fc.record({
  what: fc.constantFrom('created', 'created', 'nothing'),
  decoys: fc.uniqueArray(fc.constantFrom('before', 'stranger', 'undated'), { maxLength: 2 }),
  most: fc.constantFrom(100, 100, 2),
});

type Step = (at: Workplace) => void | Promise<void>;
const fault = anyFault(15);
const named = (name: string, step: Step): Step => Object.assign(step, { [fc.toStringMethod]: () => name });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(false, false, true).map((twin) =>
      named(twin ? 'capture a twin' : 'capture', (at) => {
        at.capture(twin);
      }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        creates: fc.array(fault, { minLength: 1, maxLength: 4 }),
        questions: fc.array(fault, { maxLength: 1 }),
        connections: fc.array(anyConnectionFault, { maxLength: 1 }),
      })
      .map((plan) =>
        named(`plan ${JSON.stringify(plan)}`, (at) => {
          at.crm.plan(plan);
        }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('hint', 'user', 'saved', 'key', 'connection').map((why) =>
      named(`nudge ${why}`, (at) => {
        at.nudge(why);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('retry', 'send-again', 'mark-delivered', 'leave'), fc.nat(5))
      .map(([what, place]) =>
        named(`${what} ${place}`, (at) => {
          at.decide(what, place);
        }),
      ),
  },
  {
    weight: 2,
    arbitrary: listing.map((next) =>
      named(`list ${JSON.stringify(next)}`, (at) => {
        at.crm.list(next);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat(15).map((ms) =>
      named(`wait ${ms}`, async () => {
        await wait(ms);
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-86_400_000, -3_600_000, 3_600_000, 86_400_000).map((ms) =>
      named(`jump ${ms}`, (at) => {
        at.jump(ms);
      }),
    ),
  },
  { weight: 1, arbitrary: fc.boolean().map((up) => named(`listen ${String(up)}`, (at) => at.crm.listen(up))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      named('restart', (at) => at.restart()),
      named('crash', (at) => at.crash('kept')),
      named('crash, and the log of the database is lost', (at) => at.crash('behind')),
    ),
  },
);

it(`balances the books after ${runs} random days (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const sums: Record<string, number> = {};
  const tls = tlsForTests();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('', 'reference'),
      fc.constantFrom(false, false, true),
      fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
      async (inFlight, referenceField, secure, steps) => {
        const at = await Workplace.open(inFlight, referenceField, secure ? tls : null);
        try {
          for (const take of steps) await take(at);
          await at.settle();
          await at.crm.quiet();
          expect(at.discrepancies()).toEqual([]);
          for (const [what, many] of Object.entries(at.sums())) sums[what] = (sums[what] ?? 0) + many;
        } finally {
          await at.close();
        }
      },
    ),
    { numRuns: runs, seed },
  );
  // A run in which nothing happened would balance as well.
  console.log(`model test, seed ${seed}:`, sums);
  for (const what of ['delivered', 'unconfirmed', 'needs-attention', 'sentAgain', 'crashes', 'found', 'left']) {
    expect(sums[what], what).toBeGreaterThan(0);
  }
});
