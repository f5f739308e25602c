/**
 * Whatever happens, in whatever order, the books balance: each captured contact is in one place, none is lost, none is
 * doubled without the user's say. FIELDPOST_MODEL_RUNS and FIELDPOST_MODEL_SEED choose how many runs and which.
 */
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Fault, Listing } from '../support/fault-crm.ts';
import { Workplace } from './workplace.ts';

const runs = Number(process.env['FIELDPOST_MODEL_RUNS'] ?? 1_000);
const seed = Number(process.env['FIELDPOST_MODEL_SEED'] ?? Date.now() % 2 ** 31);

const handled = fc.boolean();
const retryAfter = fc.constantFrom(null, '0', '5', '86400', 'soon', 'Wed, 21 Oct 2037 07:28:00 GMT');
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'none' }),
  // Refusals and "slow down" say that nothing was created; that is what they are believed for.
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 401, 402, 403, 404, 409, 422, 429, 503),
    retryAfter,
    handled: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(408, 500, 502, 504, 599),
    retryAfter: fc.constant(null),
    handled,
  }),
  fc.constantFrom<Fault>({ kind: 'page' }, { kind: 'redirect' }, { kind: 'twice' }, { kind: 'late', milliseconds: 30 }),
  fc.record({
    kind: fc.constantFrom('close' as const, 'reset' as const, 'hang' as const, 'bad-json' as const, 'no-id' as const),
    handled,
  }),
  fc.record({ kind: fc.constant('cut' as const), after: fc.nat(120), handled: fc.constant(true) }),
  fc.record({ kind: fc.constantFrom('gzip-bomb' as const, 'endless' as const), handled }),
);

const listing: fc.Arbitrary<Listing> = fc.record({
  what: fc.constantFrom('created', 'created', 'nothing'),
  decoys: fc.uniqueArray(fc.constantFrom('before', 'stranger', 'undated'), { maxLength: 2 }),
  most: fc.constantFrom(100, 100, 2),
});

type Step = (at: Workplace) => void | Promise<void>;
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
    arbitrary: fc.array(fault, { minLength: 1, maxLength: 4 }).map((faults) =>
      named(`plan ${JSON.stringify(faults)}`, (at) => {
        at.crm.plan(faults);
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
      named('crash', (at) => at.crash()),
    ),
  },
);

it(`balances the books after ${runs} random days (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const sums: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('', 'reference'),
      fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
      async (inFlight, referenceField, steps) => {
        const at = await Workplace.open(inFlight, referenceField);
        try {
          for (const take of steps) await take(at);
          await at.settle();
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
  console.log(`model test, ${runs} runs, seed ${seed}:`, sums);
  for (const what of ['delivered', 'unconfirmed', 'needs-attention', 'sentAgain', 'crashes', 'found', 'left']) {
    expect(sums[what], what).toBeGreaterThan(0);
  }
});
