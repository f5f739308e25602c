/** Faults by chance, each kind as likely as the next. */
import fc from 'fast-check';
import { errorShapes, type Manners } from './answers.ts';
import {
  gatewayPatience,
  pages,
  redirects,
  refusals,
  refusingPages,
  retryAfters,
  unclear,
  type Break,
  type ConnectionFault,
  type Fault,
  type StatusFault,
} from './faults.ts';

const handled = fc.boolean();
// A hang costs the time limits of the client, and is one thing at any byte: rarer than the others.
const how = fc.constantFrom<Break>('close', 'reset', 'close', 'reset', 'hang');
// Small numbers are where the heads and the ends are.
const bytes = fc.oneof(fc.nat(40), fc.nat(600));
const body = {
  says: fc.nat(999).map((number) => `For reason R${number}`),
  shape: fc.constantFrom(...errorShapes),
};
const status = fc.constant('status' as const);
const finishes = fc.constantFrom(undefined, 1, 8);

/** Any answer with a status of its own. */
export const anyStatus: fc.Arbitrary<StatusFault> = fc.oneof(
  fc.record({
    kind: status,
    status: fc.constantFrom(...refusals),
    retryAfter: fc.constantFrom(null, ...retryAfters),
    handled: fc.constant(false),
    ...body,
  }),
  // A gateway that passes nothing on.
  fc.record({
    kind: status,
    status: fc.constant(503),
    retryAfter: fc.constantFrom(...retryAfters),
    handled: fc.constant(false),
    ...body,
  }),
  fc
    .record({
      kind: status,
      status: fc.oneof(fc.constantFrom(...unclear), fc.constant(503)),
      retryAfter: fc.constant(null),
      handled,
      finishes,
      ...body,
    })
    .map(({ finishes: later, ...fault }) => (later === undefined ? fault : { ...fault, finishes: later })),
);

/** A gateway that gave up waiting for a CRM that may go on. Its answer takes two seconds. */
export const gatewayThatGaveUp: fc.Arbitrary<StatusFault> = fc.record({
  kind: status,
  status: fc.constant(503),
  retryAfter: fc.constantFrom('1', '30'),
  handled,
  delay: fc.constant(gatewayPatience),
  ...body,
});

/** Returns any way to treat a request; `latest`: how late an answer may come, in milliseconds. */
export const anyFault = (latest: number): fc.Arbitrary<Fault> =>
  fc.oneof(
    fc.constant<Fault>({ kind: 'none' }),
    { weight: 3, arbitrary: anyStatus },
    fc.record({ kind: fc.constant('page' as const), status: fc.constantFrom(...pages), handled }),
    fc.record({
      kind: fc.constant('page' as const),
      status: fc.constantFrom(...refusingPages),
      handled: fc.constant(false),
    }),
    fc.record({ kind: fc.constant('redirect' as const), status: fc.constantFrom(...redirects), handled }),
    fc.constant<Fault>({ kind: 'twice' }),
    fc.record({ kind: fc.constant('late' as const), milliseconds: fc.nat(latest) }),
    fc.record({ kind: fc.constantFrom('bad-json' as const, 'no-id' as const), handled }),
    fc.record({ kind: fc.constant('break-request' as const), after: bytes, how }),
    fc.record({ kind: fc.constant('break-answer' as const), after: bytes, how, handled }),
    fc.record({ kind: fc.constantFrom('gzip-bomb' as const, 'gigabyte' as const), handled }),
  );

/** Any way to treat a connection. */
export const anyConnectionFault: fc.Arbitrary<ConnectionFault> = fc.oneof(
  fc.constant<ConnectionFault>({ kind: 'none' }),
  // A handshake is some 3,500 bytes.
  fc.record({ kind: fc.constant('break' as const), after: fc.nat(5_000), how }),
);

/** Any manners of a CRM, most of them good. */
export const anyManners: fc.Arbitrary<Manners> = fc.record({
  ids: fc.constantFrom('text', 'number'),
  mark: fc.constantFrom(false, false, true),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'text/plain;charset=UTF-8',
  ),
  interim: fc.constantFrom(null, null, null, 100, 103),
  hangUp: fc.constantFrom(null, null, null, 0, 5),
  wantsUserAgent: fc.boolean(),
});

/** A CRM that always answers a question so: a key without the right to read, a CRM that cannot list, one that hangs. */
export const neverAnswers: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: status,
      status: fc.constantFrom(401, 403, 404, 405, 400, 429, 500, 501, 503),
      retryAfter: fc.constant(null),
      handled: fc.constant(false),
      ...body,
    }),
  },
  fc.record({ kind: fc.constant('page' as const), status: fc.constant(403), handled: fc.constant(false) }),
  fc.constant<Fault>({ kind: 'break-answer', after: 0, how: 'hang', handled: false }),
);

/** A contact that the CRM never takes, for a reason that is the contact's alone. */
export const poison: fc.Arbitrary<StatusFault> = fc.oneof(
  fc.record({
    kind: status,
    status: fc.constantFrom(400, 403, 404, 422),
    retryAfter: fc.constant(null),
    handled: fc.constant(false),
    ...body,
  }),
  fc.record({
    kind: status,
    status: fc.constant(503),
    retryAfter: fc.constantFrom('1', '5'),
    handled: fc.constant(false),
    ...body,
  }),
  fc.record({ kind: status, status: fc.constantFrom(500, 503, 503), retryAfter: fc.constant(null), handled, ...body }),
);

/** What a CRM answers to every contact where the connection is at fault. */
export const expiredCredential: fc.Arbitrary<StatusFault> = fc.record({
  kind: status,
  status: fc.constantFrom(400, 422, 424),
  retryAfter: fc.constant(null),
  handled: fc.constant(false),
  says: fc.constant('The credential has expired'),
  shape: fc.constantFrom(...errorShapes),
});
