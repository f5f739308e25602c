/** Speaks to the CRM: Create Contact, and the cheapest harmless question. */
import type { Contact } from '../contract/contact.ts';
import type { Connection } from '../outbox/settings.ts';
import { createContactBody } from './body.ts';
import { classifyCreate, classifyProbe } from './classify.ts';
import { httpClient, type HttpClient, type HttpRequest } from './exchange.ts';
import type { Outcome, ProbeOutcome } from './outcome.ts';

export interface Crm {
  /** Posts the contact once and says what came of it. Never throws, never repeats. */
  createContact: (connection: Connection, key: string, contact: Contact) => Promise<Outcome>;
  /** Asks for one contact, which changes nothing, and says how the API answers. Never throws. */
  probe: (connection: Connection, key: string) => Promise<ProbeOutcome>;
  /** Ends all connections; requests under way come out as unknown. */
  close: () => Promise<void>;
}

/** Returns a CRM client. `now` returns milliseconds since 1970. */
export function crmClient(http: HttpClient = httpClient(), now: () => number = Date.now): Crm {
  return {
    async createContact(connection, key, contact) {
      const request = to(connection, key, 'POST', createContactBody(contact));
      return classifyCreate(await http.exchange(request), { url: request.url, key, now: now() });
    },
    async probe(connection, key) {
      const request = harmlessQuestion(connection, key);
      return classifyProbe(await http.exchange(request), { url: request.url, key, now: now() });
    },
    close: http.close,
  };
}

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
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  return { method, url, headers, body };
}
