/** Faults by chance, each kind as likely as the next. */
import fc from 'fast-check';
import {
  pages,
  redirects,
  refusals,
  refusingPages,
  retryAfters,
  unclear,
  type Break,
  type ConnectionFault,
  type Fault,
} from './faults.ts';

const handled = fc.boolean();
// A hang costs the time limits of the client, and is one thing at any byte: rarer than the others.
const how = fc.constantFrom<Break>('close', 'reset', 'close', 'reset', 'hang');
// Small numbers are where the heads and the ends are.
const bytes = fc.oneof(fc.nat(40), fc.nat(600));

/** Returns any way to treat a request; `latest`: how late an answer may come, in milliseconds. */
export const anyFault = (latest: number): fc.Arbitrary<Fault> =>
  fc.oneof(
    fc.constant<Fault>({ kind: 'none' }),
    fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(...refusals),
      retryAfter: fc.constantFrom(...retryAfters),
      handled: fc.constant(false),
    }),
    fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(...unclear),
      retryAfter: fc.constant(null),
      handled,
    }),
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
  // A handshake is some 1,500 bytes.
  fc.record({ kind: fc.constant('break' as const), after: fc.nat(2_500), how }),
);
