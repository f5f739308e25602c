/** What sends contacts, for its speed and its cost to be compared. Each runs in a process of its own (child.ts). */
import type { Contact } from '#contract/contact.ts';

/** Requests that each of them may have under way at the same time. */
export const inFlight = 4;

/** Not read by the server: it takes any. */
export const credentialId = '66fb066c3793749b64c214bc';
export const key = 'bench-key';

export interface Contestant {
  /** Gets these contacts ready to be sent, which is not measured. */
  load: (contacts: readonly Contact[]) => void | Promise<void>;
  /** Sends all that were loaded; resolves when each was answered and that is stored. @throws where one was not created */
  send: () => Promise<void>;
  /** How many bytes of records it has written so far. */
  written?: () => number;
}

export interface Ground {
  /** Where it may keep its files, and nobody else does. */
  folder: string;
  /** Of the CRM to send to. */
  baseUrl: string;
  /** What the bare loop with flushes writes before each request, and again after it, in bytes. */
  recordBytes: number;
}
