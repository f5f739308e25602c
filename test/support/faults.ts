/** All that can go wrong between Fieldpost and a CRM, as the fault server does it, and what of it can be true of the world. */
import { gzipSync } from 'node:zlib';
import type { ErrorShape } from './answers.ts';

/** How a connection ends: in order, by a reset, or not at all, with nothing more coming. */
export type Break = 'close' | 'reset' | 'hang';

/**
 * How one request is treated. `handled`: whether the CRM got it and did what it asked, before the trouble began or
 * while it was answered.
 */
export type Fault =
  | { kind: 'none' }
  /** Broken off after so many bytes of the request; the CRM never gets it. */
  | { kind: 'break-request'; after: number; how: Break }
  /** Broken off after so many bytes of the answer, all of them if it has fewer. */
  | { kind: 'break-answer'; after: number; how: Break; handled: boolean }
  | StatusFault
  /** A page in HTML, whatever its status. */
  | { kind: 'page'; status: number; handled: boolean }
  /** To the same address: whoever follows it posts again. */
  | { kind: 'redirect'; status: number; handled: boolean }
  /** The answer comes after so long. */
  | { kind: 'late'; milliseconds: number }
  /** The whole answer comes twice on one connection. */
  | { kind: 'twice' }
  | { kind: 'bad-json'; handled: boolean }
  | { kind: 'no-id'; handled: boolean }
  /** Half a gigabyte, in half a megabyte. */
  | { kind: 'gzip-bomb'; handled: boolean }
  /** A body of 1 GiB. */
  | { kind: 'gigabyte'; handled: boolean };

/** An answer of this status, in place of the one that tells of the contact. */
export interface StatusFault {
  kind: 'status';
  status: number;
  retryAfter: string | null;
  handled: boolean;
  /** How long its head takes, in milliseconds; at once if not said. */
  delay?: number;
  /** A CRM that goes on after somebody else has given up waiting for it: how long after the answer, in milliseconds. */
  finishes?: number;
  /** What it says to a person, and where in its body. */
  says?: string;
  shape?: ErrorShape;
}

/** How one connection is treated: broken off after so many bytes went over it, in either direction, in the handshake or later. */
export type ConnectionFault = { kind: 'none' } | { kind: 'break'; after: number; how: Break };

/** Each form of `Retry-After`, and what is none. */
export const retryAfters = [
  '0',
  '1',
  '5',
  '86400',
  '99999999999999999999',
  '-1',
  '1.5',
  'soon',
  '',
  'Wed, 21 Oct 2037 07:28:00 GMT',
  'Wed, 21 Oct 2015 07:28:00 GMT',
] as const;

/** Statuses by which the CRM itself says that it did not take the request. */
export const refusals = [400, 401, 402, 403, 404, 405, 409, 410, 421, 422, 425, 429] as const;
/** Statuses of whoever gave up on a CRM that may go on and finish, and of a CRM that broke down in the middle. */
export const unclear = [408, 500, 501, 502, 503, 504, 599] as const;
export const redirects = [301, 302, 303, 307, 308] as const;
/** Statuses of pages that say nothing of the contact, and of those by which a web filter or a gateway keeps it back. */
export const pages = [200, 201, 502, 503, 511] as const;
export const refusingPages = [401, 403, 404] as const;

/** How long a gateway that gave up waiting has waited, in milliseconds: longer than one that passed nothing on. */
export const gatewayPatience = 2_100;

/**
 * Throws where a fault cannot happen in this world: whoever says that a request was not taken is to be believed. Of
 * 503 that is true only of a gateway that passed nothing on: it knows when to try again, and says so at once.
 */
export function assertPossible(fault: Fault): void {
  const { kind } = fault;
  if (kind !== 'status' && kind !== 'page') return;
  const { status, handled } = fault;
  const atOnce = kind === 'status' && status === 503 && fault.retryAfter !== null && (fault.delay ?? 0) === 0;
  const refuses = (kind === 'page' ? refusingPages : refusals).some((one) => one === status);
  if (handled && (atOnce || refuses)) throw new Error(`No CRM does this: ${JSON.stringify(fault)}`);
}

/** Whether a CRM that treats a request so has created the contact, unless the connection itself broke before that. */
export function isHandled(fault: Fault): boolean {
  if ('handled' in fault) return fault.handled;
  return fault.kind !== 'break-request';
}

/**
 * Without TLS, a page or a redirect comes from whoever happens to be in between, and the CRM behind got nothing. Returns
 * the fault as it is to be believed there.
 */
export function withoutTls(fault: Fault): Fault {
  return fault.kind === 'page' || fault.kind === 'redirect' ? { ...fault, handled: false } : fault;
}

/** One sixteenth of the bomb packs and unpacks for itself, so that it need not be held whole to be made. */
const part = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
export const gzipBomb = Buffer.concat(Array<Buffer>(16).fill(part));
export const gigabyte = 1024 ** 3;
