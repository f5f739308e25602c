/** Speaks to the CRM: Create Contact, List Contacts, and the cheapest harmless question. */
import type { Contact } from '#contract/contact.ts';
import type { Connection } from '#contract/settings.ts';
import { createContactBody } from './body.ts';
import { classifyCreate, classifyList, classifyProbe, classifyReach } from './classify.ts';
import { httpClient, type Exchange, type HttpClient, type HttpRequest } from '../http/exchange.ts';
import { askFor, type ListQuery } from './list.ts';
import type { ListOutcome, Outcome, ProbeOutcome, ReachOutcome } from './outcome.ts';
import { userAgent } from '../http/user-agent.ts';

export interface Crm {
  /** Posts the contact once and says what came of it. Never throws, never repeats. */
  createContact: (connection: Connection, key: string, contact: Contact) => Promise<Outcome>;
  /** Asks for one contact, which changes nothing, and says how the API answers. Never throws. */
  probe: (connection: Connection, key: string) => Promise<ProbeOutcome>;
  /** Opens a connection to the API's host and closes it: nothing is asked, and no contact is risked. Never throws. */
  reach: (connection: Connection) => Promise<ReachOutcome>;
  /** Asks for one page of contacts. Never throws. */
  list: (connection: Connection, key: string, query: ListQuery) => Promise<ListOutcome>;
  /**
   * Returns by how many milliseconds the CRM's clock was ahead of this laptop's at its last answer, another object at each
   * answer; null: not known.
   */
  clock: () => { ahead: number } | null;
  /** Uses no connection of before again. `woken`: the laptop has slept, and what is under way ends soon, one way or the other. */
  renew: (woken: boolean) => void;
  /** Ends all connections; requests under way come out as unknown. */
  close: () => Promise<void>;
}

/** Returns a CRM client. `now` returns milliseconds since 1970. */
export function crmClient(http: HttpClient = httpClient(), now: () => number = Date.now): Crm {
  let clock: { ahead: number } | null = null;

  async function exchanged(request: HttpRequest): Promise<Exchange> {
    const exchange = await http.exchange(request);
    // A page is somebody else's, and so is the clock behind it; and what a cache kept has the time at which it was made.
    if (exchange.kind === 'answer' && exchange.contentType.includes('json') && !isOld(exchange)) {
      const date = Date.parse(exchange.headers['date'] ?? '');
      clock = Number.isNaN(date) ? null : { ahead: date - now() };
    }
    return exchange;
  }

  return {
    async createContact(connection, key, contact) {
      const request = to(connection, key, 'POST', createContactBody(contact));
      return classifyCreate(await exchanged(request), { url: request.url, key, now: now() });
    },
    async probe(connection, key) {
      const request = harmlessQuestion(connection, key);
      return classifyProbe(await exchanged(request), { url: request.url, key, now: now() });
    },
    async reach({ baseUrl }) {
      return classifyReach(await http.reach(new URL(baseUrl)));
    },
    async list(connection, key, query) {
      const request = to(connection, key, 'GET', null);
      askFor(request.url, query);
      return classifyList(await exchanged(request), { url: request.url, key, now: now() });
    },
    clock: () => clock,
    renew: http.renew,
    close: http.close,
  };
}

const isOld = ({ headers }: Extract<Exchange, { kind: 'answer' }>) => Number(headers['age'] ?? 0) > 0;

/** Takes a connection and its key, null for a question without one; returns the request for one contact, which changes nothing. */
export function harmlessQuestion(connection: Connection, key: string | null): HttpRequest {
  const request = to(connection, key, 'GET', null);
  request.url.searchParams.set('pageNumber', '1');
  request.url.searchParams.set('pageSize', '1');
  return request;
}

function to(
  connection: Connection,
  key: string | null,
  method: HttpRequest['method'],
  body: string | null,
): HttpRequest {
  const url = new URL(`${connection.baseUrl}/crm/contacts`);
  url.searchParams.set('credentialId', connection.credentialId);
  const headers = {
    ...(key === null ? {} : { authorization: `bearer ${key}` }),
    accept: 'application/json',
    'user-agent': userAgent,
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  return { method, url, headers, body };
}
