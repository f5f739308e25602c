/** What can happen on a day, by chance. */
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import {
  anyConnectionFault,
  anyFault,
  anyStatus,
  expiredCredential,
  gatewayThatGaveUp,
  neverAnswers,
  poison,
} from '../support/any-fault.ts';
import type { Listing } from '../support/crm.ts';
import type { Fault } from '../support/faults.ts';
import type { Evening } from './evening.ts';
import { userDecisions, type Workplace } from './workplace.ts';

export type Step = (at: Workplace) => void | Promise<void>;

const hour = 3_600_000;

const named = (name: string, step: Step): Step => Object.assign(step, { [fc.toStringMethod]: () => name });

/** How contacts are listed, from the start or from some moment on. */
export const listing: fc.Arbitrary<Listing> = fc.record({
  what: fc.constantFrom('created', 'created', 'nothing'),
  decoys: fc.uniqueArray(fc.constantFrom('before', 'stranger', 'undated'), { maxLength: 2 }),
  most: fc.constantFrom(100, 100, 2),
  lag: fc.constantFrom(0, 600_000, 3 * hour),
  createdAt: fc.constantFrom('created', 'cached'),
  remoteTimes: fc.boolean(),
  pages: fc.constantFrom('numbered', 'numbered', 'ignored'),
  filters: fc.boolean(),
});

const captures = fc.constantFrom(false, false, true).map((twin) =>
  named(twin ? 'capture a twin' : 'capture', (at) => {
    at.capture(twin);
  }),
);

const plans = (fault: fc.Arbitrary<Fault>) =>
  fc
    .record({
      creates: fc.array(fault, { minLength: 1, maxLength: 4 }),
      questions: fc.array(fault, { maxLength: 1 }),
      connections: fc.array(anyConnectionFault, { maxLength: 3 }),
    })
    .map((plan) =>
      named(`plan ${JSON.stringify(plan)}`, (at) => {
        at.crm.plan(plan);
      }),
    );

/** What lasts, and ends. */
const lasting = (fault: fc.Arbitrary<Fault>) =>
  fc.oneof(
    fc.oneof(fault, expiredCredential, fc.constant(null)).map((creates) =>
      named(`creates meet ${JSON.stringify(creates)}`, (at) => {
        at.last({ creates });
      }),
    ),
    fc.oneof(neverAnswers, fc.constant(null)).map((questions) =>
      named(`questions meet ${JSON.stringify(questions)}`, (at) => {
        at.last({ questions });
      }),
    ),
    fc.tuple(fc.nat(9), fc.oneof(fault, poison)).map(([place, of]) =>
      named(`contact ${place} meets ${JSON.stringify(of)}`, (at) => {
        at.poison(place, of);
      }),
    ),
    fc.constant(
      named('cure', (at) => {
        at.cure();
      }),
    ),
  );

const turns = fc.nat(2).map((place) =>
  named(`turn to ${place}`, (at) => {
    at.turn(place);
  }),
);

const nudges = fc.constantFrom('hint', 'user', 'saved', 'key', 'connection').map((why) =>
  named(`nudge ${why}`, (at) => {
    at.nudge(why);
  }),
);

const decisions = fc.tuple(fc.constantFrom(...userDecisions), fc.nat(5)).map(([what, place]) =>
  named(`${what} ${place}`, (at) => {
    at.decide(what, place);
  }),
);

const edits = fc.oneof(
  fc.nat(5).map((place) =>
    named(`begin to edit ${place}`, (at) => {
      at.beginEdit(place);
    }),
  ),
  fc.constantFrom(true, true, false).map((kept) =>
    named(kept ? 'keep the edit' : 'drop the edit', (at) => {
      at.endEdit(kept);
    }),
  ),
);

const lists = listing.map((next) =>
  named(`list ${JSON.stringify(next)}`, (at) => {
    at.crm.list(next);
  }),
);

const waits = fc.nat(15).map((ms) =>
  named(`wait ${ms}`, async () => {
    await wait(ms);
  }),
);

const passes = fc
  .constantFrom(1_000, 10_000, 60_000, 300_000, 900_000, hour)
  .map((ms) => named(`${ms / 1_000} s pass`, (at) => at.pass(ms)));

const jumps = fc.constantFrom(-24 * hour, -hour, hour, 24 * hour).map((ms) =>
  named(`jump ${ms}`, (at) => {
    at.jump(ms);
  }),
);

const sleeps = fc.constantFrom(60_000, 8 * hour).map((ms) => named(`sleep ${ms}`, (at) => at.sleep(ms)));

const keys = fc.constantFrom('locked', 'missing', 'there', 'there').map((key) =>
  named(`the key is ${key}`, (at) => {
    at.keychain(key);
  }),
);

const listens = fc.boolean().map((up) => named(`listen ${String(up)}`, (at) => at.crm.listen(up)));

const ends = fc.constantFrom(
  named('restart', (at) => at.restart()),
  named('crash', (at) => at.crash('kept')),
  named('crash, and the log of the database is lost', (at) => at.crash('behind')),
);

const stepOf = (fault: fc.Arbitrary<Fault>): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: captures },
    { weight: 5, arbitrary: plans(fault) },
    { weight: 3, arbitrary: lasting(fault) },
    { weight: 2, arbitrary: turns },
    { weight: 3, arbitrary: nudges },
    { weight: 3, arbitrary: decisions },
    { weight: 2, arbitrary: edits },
    { weight: 2, arbitrary: lists },
    { weight: 3, arbitrary: waits },
    { weight: 3, arbitrary: passes },
    { weight: 1, arbitrary: jumps },
    { weight: 1, arbitrary: sleeps },
    { weight: 1, arbitrary: keys },
    { weight: 2, arbitrary: listens },
    { weight: 1, arbitrary: ends },
  );

/** What happens on a day, one after the other. */
export const usualDay = fc.array(stepOf(anyFault(15)), { minLength: 10, maxLength: 40, size: 'max' });

/** A day on which answers take two seconds: little happens. */
export const slowDay = fc
  .tuple(
    plans(gatewayThatGaveUp),
    captures,
    fc.array(fc.oneof(captures, plans(gatewayThatGaveUp), decisions, passes), { minLength: 1, maxLength: 6 }),
  )
  .map(([plan, capture, more]) => [plan, capture, ...more]);

/** How it ends. */
export const evening: fc.Arbitrary<Evening> = fc.record({
  // That a contact is there already is no matter of the connection.
  night: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    expiredCredential,
    anyStatus.filter(({ status }) => status !== 409),
  ),
  questions: fc.oneof(fc.constant(null), neverAnswers),
  poison: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, poison),
});
