/** What the settings screen reads and writes. */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { languageSchema } from './language.ts';
import { nothing, request } from './request.ts';

/** Base URLs the API publishes (November 2026); any other https address is accepted, http only for loopback. */
export const knownBaseUrls = [
  { id: 'us', url: 'https://embedded.runalloy.com/2024-03/one' },
  { id: 'eu', url: 'https://eu-embedded.runalloy.com/2024-03/one' },
] as const;

/** Takes a base URL; returns which of the published ones it is. Another one may tell whose it is. */
export function knownApi(baseUrl: string): (typeof knownBaseUrls)[number]['id'] | 'other' | 'none' {
  return baseUrl === '' ? 'none' : (knownBaseUrls.find(({ url }) => url === baseUrl)?.id ?? 'other');
}

/** Which of several connections; empty: the first one, which every outbox has. */
export const connectionId = v.optional(v.pipe(v.string(), v.regex(/^[\w-]{0,64}$/u)), '');

export const connectionInputSchema = v.strictObject({
  id: connectionId,
  baseUrl: v.pipe(v.string(), v.maxLength(2_000)),
  credentialId: v.pipe(v.string(), v.maxLength(500)),
  /** As typed; empty: keep the stored one. One that is longer than any key gets a sentence, so it has to cross. */
  apiKey: v.pipe(v.string(), v.maxLength(1_000_000)),
});
/** As it is asked: without an id it is the first connection. */
export type ConnectionInput = v.InferInput<typeof connectionInputSchema>;

/** Where contacts go. Both texts are empty until the user has set them. */
export interface Connection {
  /** As `normaliseBaseUrl` returns it: no slash at its end. */
  baseUrl: string;
  credentialId: string;
}

/** What is known of the API key, which itself never leaves the main process. Unavailable: locked, or no keychain service. */
export type KeyState = 'stored' | 'none' | 'unavailable';

/** One of the connections that contacts go by. */
export interface NamedConnection {
  /** Made once, and never used for another; empty: the first one. */
  id: string;
  /** What the user calls it; may be empty. */
  name: string;
}

/** Most connections of one outbox. */
export const mostConnections = 10;

export interface ConnectionView {
  baseUrl: string;
  credentialId: string;
  key: KeyState;
}

/** A problem of one settings field, or of none in particular. */
export interface ConnectionProblem {
  field: 'baseUrl' | 'credentialId' | 'apiKey' | null;
  message: Said;
}

export type SaveConnectionAnswer =
  { saved: true; connection: ConnectionView } | { saved: false; problem: ConnectionProblem };

export interface ConnectionTest {
  works: boolean;
  /** What was found and what to do. */
  message: Said;
}

/** The highest pace that can be set: the API's highest tier. */
export const mostPerMinute = 1_000;

export const paceSchema = v.object({
  /** Requests under way at the same time. */
  inFlight: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Most contacts sent in any 60 seconds. The API's base tier allows 150 a minute for one connection. */
  perMinute: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPerMinute)),
});
export type Pace = v.InferOutput<typeof paceSchema>;
export const defaultPace: Pace = { inFlight: 2, perMinute: 120 };

/** What becomes of contacts that wait in an outbox of another laptop: they are sent from here, or left to that one. */
export const ownerChoiceSchema = v.picklist(['send', 'leave']);
export type OwnerChoice = v.InferOutput<typeof ownerChoiceSchema>;

export const themeSchema = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof themeSchema>;

export const settingsRequests = {
  connection: request<ConnectionView>()(connectionId),
  /** Returns all of them, the first one first. */
  connections: request<NamedConnection[]>()(nothing),
  /** Adds one, or gives it another name; answers with all. */
  nameConnection: request<NamedConnection[]>()(
    v.strictObject({ id: connectionId, name: v.pipe(v.string(), v.trim(), v.maxLength(100)) }),
  ),
  /** Returns how many contacts wait for it, or need attention, and would have none without it. */
  contactsOfConnection: request<number>()(connectionId),
  /** Removes one, but not the first, and its key. Its contacts go by the first one from now on, or are withdrawn. */
  removeConnection: request<NamedConnection[]>()(
    v.strictObject({ id: connectionId, contacts: v.picklist(['first', 'withdraw']) }),
  ),
  saveConnection: request<SaveConnectionAnswer>()(connectionInputSchema),
  testConnection: request<ConnectionTest>()(connectionInputSchema),
  removeKey: request<ConnectionView>()(connectionId),
  /** Ends the pause of an outbox that came from another laptop. */
  decideOwner: request<null>()(ownerChoiceSchema),
  pace: request<Pace>()(connectionId),
  savePace: request<null>()(v.strictObject({ id: connectionId, ...paceSchema.entries })),
  setTheme: request<null>()(themeSchema),
  setLanguage: request<null>()(languageSchema),
};
