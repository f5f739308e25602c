/**
 * A CRM of the tests' own: Create Contact and List Contacts, written from what is known of such CRMs. It shares nothing
 * with Fieldpost, so that it cannot share a mistake with it.
 */
import type { WholeRequest } from './request-reader.ts';

/** The only key that it accepts. It protects nothing. */
export const crmKey = 'key-of-the-tests';
export const crmPath = '/2024-03/one';

/** How List Contacts is answered. */
export interface Listing {
  /** Nothing: as by a list that was never brought up to date. */
  what: 'created' | 'nothing';
  /** Contacts of each name that was sent, whom somebody else created. */
  decoys: Decoy[];
  /** Entries on a page. */
  most: number;
  /** It reads a cache, which takes a contact in so long after its creation, in milliseconds. */
  lag: number;
  /** What `createdAt` tells: when the contact was created, or when the cache took it in. */
  createdAt: 'created' | 'cached';
  /** Whether `remoteCreatedAt` tells when it was created in any case. */
  remoteTimes: boolean;
  /** Whether it gives the page that is asked for, or the first one each time. */
  pages: 'numbered' | 'ignored';
  /** Whether it gives only what is asked for. */
  filters: boolean;
}
/** Before: the same person, long before any request; stranger: with another e-mail address, now; undated: the same person, at no known time. */
export type Decoy = 'before' | 'stranger' | 'undated';

export const liveListing: Listing = {
  what: 'created',
  decoys: [],
  most: 100,
  lag: 0,
  createdAt: 'created',
  remoteTimes: true,
  pages: 'numbered',
  filters: false,
};

/** Texts, or JSON numbers of more than 15 digits. */
export type Ids = 'text' | 'number';

/** What it knows of a contact. */
type Fields = Record<string, unknown> & { lastName: string };

interface Listed {
  id: string;
  fields: Fields;
  /** When it was created, and when the cache took it in, in milliseconds since 1970; null: it does not say. */
  createdAt: number | null;
  cachedAt: number;
}

export interface CrmAnswer {
  status: number;
  json: string;
  /** Of the contact that was created; null: none was. */
  id: string | null;
}

export interface Crm {
  answer: (request: WholeRequest, ids: Ids) => CrmAnswer;
  /** A create request arrived, whatever becomes of it: the decoys look like it from now on. */
  met: (body: string) => void;
  list: (listing: Listing) => void;
  /** Time passes for it, in milliseconds. */
  pass: (milliseconds: number) => void;
  now: () => Date;
  /** How many contacts it has. */
  held: () => number;
}

/** How long before any request somebody else created a contact, in milliseconds: also by as much as a clock is set wrong. */
const ages = [120_000, 3_600_000, 86_400_000];
/** Of this many digits: more than a number of a program holds. */
const firstId = 41_508_680_000_000_376_000_013n;

/** Whom the decoys look like, and when a request for them was first met. */
interface Person {
  fields: Fields;
  metAt: number;
}

/** Returns a CRM that is empty. */
export function ownCrm(): Crm {
  const records: Listed[] = [];
  const persons = new Map<string, Person>();
  let listing = liveListing;
  let passed = 0;
  const now = () => Date.now() + passed;
  const began = now();

  function create(body: string, ids: Ids): CrmAnswer {
    const fields = fieldsOf(body);
    if (fields === null) return refusal(400, 'lastName is required.');
    const number = firstId + BigInt(records.length);
    const id = ids === 'number' ? String(number) : `con_${number.toString(36)}`;
    records.push({ id, fields, createdAt: now(), cachedAt: now() });
    return { status: 200, json: `{"contact":${created(id, fields, now(), records.length, ids)}}`, id };
  }

  function list({ searchParams }: URL, ids: Ids): CrmAnswer {
    const cached = records.map((one) => ({ ...one, cachedAt: one.cachedAt + listing.lag }));
    const own = listing.what === 'nothing' ? [] : cached.filter(({ cachedAt }) => cachedAt <= now());
    const all = [...own, ...listing.decoys.flatMap((kind) => decoys(kind, [...persons.values()], began))];
    const entries = pageOf(all, listing, searchParams).map((entry) => shown(entry, listing, ids));
    return { status: 200, json: `{"contacts":[${entries.join(',')}]}`, id: null };
  }

  return {
    answer({ method, path, headers, body }, ids) {
      const url = new URL(path, 'http://crm');
      if (url.pathname !== `${crmPath}/crm/contacts`) return refusal(404, 'There is nothing here.');
      if (headers.get('authorization') !== `bearer ${crmKey}`) return refusal(401, 'The API key is not valid.');
      if ((url.searchParams.get('credentialId') ?? '') === '') return refusal(400, 'credentialId is required.');
      return method === 'POST' ? create(body, ids) : list(url, ids);
    },
    met(body) {
      const fields = fieldsOf(body);
      if (fields === null) return;
      const { lastName, emailAddresses } = fields;
      const metAt = persons.get(lastName)?.metAt ?? now();
      persons.set(lastName, { fields: { lastName, emailAddresses }, metAt });
    },
    list: (next) => {
      listing = next;
    },
    pass: (milliseconds) => {
      passed += milliseconds;
    },
    now: () => new Date(now()),
    held: () => records.length,
  };
}

/** Returns the contact as a create request is answered. `number`: the how manieth it is. */
function created(id: string, fields: Fields, at: number, number: number, ids: Ids): string {
  const moment = new Date(at).toISOString();
  // As published: an account may come back as nothing, an object or a text, and other types than were sent.
  const account = [null, {}, fields['account']][number % 3];
  const addresses = [{ addressType: 'shipping' }];
  const times = { lastActivityAt: null, remoteCreatedAt: moment, createdAt: moment, updatedAt: moment };
  const remote = { remoteId: `003${id.slice(-8)}`, remoteDeleted: false };
  return withId(id, { ...remote, ...fields, account, addresses, ...times }, ids);
}

function decoys(kind: Decoy, persons: readonly Person[], began: number): Listed[] {
  return persons.map(({ fields, metAt }, index) => {
    const decoy = { id: `decoy-${kind}-${index}`, fields, createdAt: metAt, cachedAt: metAt };
    switch (kind) {
      case 'before':
        return { ...decoy, createdAt: began - (ages[index % ages.length] ?? 0) };
      case 'stranger':
        return { ...decoy, fields: { ...fields, emailAddresses: [{ emailAddress: 'else@example.com' }] } };
      case 'undated':
        return { ...decoy, createdAt: null };
    }
  });
}

function pageOf(all: readonly Listed[], listing: Listing, asked: URLSearchParams): Listed[] {
  const found = listing.filters ? all.filter((one) => isAskedFor(asked, one.fields, told(one, listing))) : all;
  const most = Math.max(1, Math.min(listing.most, Number(asked.get('pageSize') ?? 50)));
  const page = listing.pages === 'ignored' ? 1 : Math.max(1, Number(asked.get('pageNumber') ?? 1));
  return found.slice((page - 1) * most, page * most);
}

function shown(entry: Listed, listing: Listing, ids: Ids): string {
  const at = told(entry, listing);
  const times = at === null ? {} : { createdAt: new Date(at).toISOString() };
  const { createdAt } = entry;
  const isTold = createdAt !== null && listing.remoteTimes;
  const remote = isTold ? { remoteCreatedAt: new Date(createdAt).toISOString() } : {};
  return withId(entry.id, { ...entry.fields, ...remote, ...times }, ids);
}

/** When it was created, as the list tells it. */
function told({ createdAt, cachedAt }: Listed, listing: Listing): number | null {
  return createdAt !== null && listing.createdAt === 'cached' ? cachedAt : createdAt;
}

function refusal(status: number, message: string): CrmAnswer {
  return { status, json: JSON.stringify({ message }), id: null };
}

/** Returns the body's fields; null where it is none of a contact. */
function fieldsOf(body: string): Fields | null {
  try {
    const fields = JSON.parse(body) as Partial<Fields> | null;
    return typeof fields?.lastName === 'string' && fields.lastName !== '' ? (fields as Fields) : null;
  } catch {
    return null;
  }
}

/** Only digits are a number; a decoy keeps its text. */
function withId(id: string, rest: object, ids: Ids): string {
  const value = ids === 'number' && /^\d+$/u.test(id) ? id : JSON.stringify(id);
  return `{"id":${value},${JSON.stringify(rest).slice(1)}`;
}

function isAskedFor(asked: URLSearchParams, fields: Fields, createdAt: number | null): boolean {
  const named = ['firstName', 'lastName'].every((name) => {
    const wanted = asked.get(name);
    const value = fields[name];
    return wanted === null || (typeof value === 'string' && wanted.toLowerCase() === value.toLowerCase());
  });
  const since = Date.parse(asked.get('createdAtMin') ?? '');
  return named && !(createdAt !== null && createdAt < since);
}
