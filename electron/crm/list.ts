/** Reads what List Contacts answers. Nothing in it is believed but what is there in the shape that is expected. */
import { excerptOf } from './excerpt.ts';
import type { Exchange } from '../http/exchange.ts';
import { idOf, jsonIn, property } from './json.ts';

/** The most entries on one page. The API takes no more. */
export const pageSize = 100;

/** What is asked for. A CRM may ignore any of it: each entry has to be judged all the same. */
export interface ListQuery {
  lastName: string;
  /** Empty: not asked for. */
  firstName: string;
  /** Milliseconds since 1970. */
  createdSince: number;
  /** From 1. */
  page: number;
}

/** One contact as the CRM lists it. */
export interface ListedContact {
  crmId: string;
  remoteId: string | null;
  firstName: string;
  lastName: string;
  emails: string[];
  phones: string[];
  /**
   * When the CRM created it, in milliseconds since 1970; null where it does not say so without a doubt. That is
   * `remoteCreatedAt`: `createdAt` may be when a cache took it in.
   */
  created: number | null;
  /** Every text in it beside its ids: what was sent as a custom field may come back anywhere. */
  texts: { name: string; text: string }[];
  /** The beginning of the entry as it came, without the key. */
  excerpt: string | null;
}

/** Sets what is asked for in the address of a List Contacts request. */
export function askFor(url: URL, { lastName, firstName, createdSince, page }: ListQuery): void {
  url.searchParams.set('lastName', lastName);
  if (firstName !== '') url.searchParams.set('firstName', firstName);
  url.searchParams.set('createdAtMin', new Date(createdSince).toISOString());
  url.searchParams.set('pageNumber', String(page));
  url.searchParams.set('pageSize', String(pageSize));
}

/** Takes an answer and the key that was sent; returns the contacts in it, or null where it is no list of contacts. */
export function listedIn(exchange: Exchange, key: string): ListedContact[] | null {
  if (exchange.kind === 'failed' || exchange.status !== 200) return null;
  const json = jsonIn(exchange.contentType, exchange.body);
  const list = Array.isArray(json) ? (json as unknown[]) : property(json, 'contacts');
  if (!Array.isArray(list)) return null;
  return list.map((entry) => listed(entry, key)).filter((entry) => entry !== null);
}

/** An entry without an id cannot be pointed to, so it is none. */
function listed(entry: unknown, key: string): ListedContact | null {
  const crmId = idOf(property(entry, 'id'));
  if (crmId === null) return null;
  return {
    crmId,
    remoteId: idOf(property(entry, 'remoteId')),
    firstName: text(property(entry, 'firstName')),
    lastName: text(property(entry, 'lastName')),
    emails: each(property(entry, 'emailAddresses'), 'emailAddress'),
    phones: each(property(entry, 'phoneNumbers'), 'phoneNumber'),
    created: moment(property(entry, 'remoteCreatedAt')),
    texts: [...textsIn('', entry, 0)],
    excerpt: excerptOf(JSON.stringify(entry), key),
  };
}

/** A day without a time, or a time without a zone, may mean another moment than it seems to. */
const unambiguous = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/iu;

function moment(value: unknown): number | null {
  if (typeof value !== 'string' || !unambiguous.test(value.trim())) return null;
  const at = Date.parse(value.trim());
  return Number.isNaN(at) ? null : at;
}

/** Deeper than this nothing of a contact's is nested. */
const deepest = 6;

function* textsIn(name: string, value: unknown, depth: number): Generator<{ name: string; text: string }> {
  if (typeof value === 'string') yield { name, text: value };
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [key, inner] of Object.entries(value)) yield* textsIn(key, inner, depth + 1);
}

function each(list: unknown, name: string): string[] {
  const found = Array.isArray(list) ? list.map((entry) => text(property(entry, name))) : [];
  return found.filter((one) => one !== '');
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
