/**
 * Whatever happens, in whatever order, the books balance: each captured contact is in one place, none is lost, none is
 * doubled without the user's say, and what can be sent is sent. FIELDPOST_MODEL_RUNS and FIELDPOST_MODEL_SEED choose how
 * many runs and which; with the FIELDPOST_MODEL_PATH of one that failed, and as many runs as it failed among, that one is
 * repeated, and looked through for the smallest day that fails so.
 */
import { recover } from '../../electron/recovery/recovery.ts';
import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { trust } from '../../electron/http/certificates.ts';
import { anyManners } from '../support/any-fault.ts';
import { authority, canMakeCertificates } from '../support/certificates.ts';
import { takeLongTimers } from '../support/long-timers.ts';
import { discrepancies, sums } from './books.ts';
import type { Tls } from './circumstances.ts';
import { endDay } from './evening.ts';
import { evening, listing, slowDay, usualDay } from './steps.ts';
import { Workplace } from './workplace.ts';

// A day in seconds would begin a thread each moment, and V8 does not outlive thousands of them in one process.
vi.mock('../../electron/thread/in-thread.ts', () => ({
  inThread: (name: string, [folder]: [string]) =>
    Promise.resolve(name === 'recover' ? recover(folder, Date.now(), () => undefined) : 'made'),
}));

const runs = Number(process.env['FIELDPOST_MODEL_RUNS'] ?? 300);
/** The same days in every run, so that a failure is of what was changed; FIELDPOST_MODEL_SEED=any, as the soak has it, looks for others. */
const asked = process.env['FIELDPOST_MODEL_SEED'] ?? '472137940';
const seed = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);
/** In so many runs, everything happens. */
const enough = 300;
const path = process.env['FIELDPOST_MODEL_PATH'];

/** Half of the runs go over TLS, where there is a program that makes certificates: directly, and through a proxy. */
function waysForTests(): (Tls | null)[] {
  if (!canMakeCertificates) return [null];
  const { certificate, issue } = authority('Fieldpost Tests');
  const trusted = trust(() => [certificate]);
  const secure = ['localhost', 'crm.example'].map((host) =>
    Object.assign({ identity: issue(host), trust: trusted, host }, { [fc.toStringMethod]: () => `"${host}"` }),
  );
  return [null, null, ...secure];
}

it(`balances the books after ${runs} random days (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const happened: Record<string, number> = {};
  const timers = takeLongTimers();
  onTestFinished(timers.restore);
  const day = fc.oneof(
    { weight: 16, arbitrary: fc.record({ patient: fc.constant(false), steps: usualDay }) },
    // It takes its time.
    { weight: 1, arbitrary: fc.record({ patient: fc.constant(true), steps: slowDay }) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        connections: fc.constantFrom(1, 1, 2, 3),
        inFlight: fc.integer({ min: 1, max: 4 }),
        referenceField: fc.constantFrom('', 'reference'),
        tls: fc.constantFrom(...waysForTests()),
        manners: anyManners,
        listing,
      }),
      day,
      evening,
      async (given, { patient, steps }, end) => {
        const at = await Workplace.open({ ...given, patient }, timers);
        try {
          for (const take of steps) await take(at);
          await endDay(at, end);
          for (const crm of at.crms) await crm.quiet();
          expect(discrepancies(at)).toEqual([]);
          for (const [what, many] of Object.entries(sums(at))) happened[what] = (happened[what] ?? 0) + many;
        } finally {
          await at.close();
        }
      },
    ),
    { numRuns: runs, seed, endOnFailure: path === undefined, ...(path === undefined ? {} : { path }) },
  );
  console.log(`model test, seed ${seed}:`, happened);
  if (runs < enough) return;
  // A run in which nothing happened would balance as well.
  for (const what of [
    'delivered',
    'unconfirmed',
    'needs-attention',
    'sentAgain',
    'edited',
    'crashes',
    'found',
    'left',
    'withdrawn',
  ])
    expect(happened[what], what).toBeGreaterThan(0);
});
