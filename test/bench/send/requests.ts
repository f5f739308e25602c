/** The request that Fieldpost sends for a contact, through the same HTTP client, for contestants that are not Fieldpost. */
import type { Contact } from '#contract/contact.ts';
import { createContactBody } from '../../../electron/crm/body.ts';
import { httpClient, type HttpRequest } from '../../../electron/http/exchange.ts';
import { credentialId, key } from './contestant.ts';

/** Takes the CRM's base URL; returns a function that sends this body once. It throws where no contact came of that. */
export function posting(baseUrl: string): (body: string) => Promise<void> {
  const http = httpClient();
  const url = new URL(`${baseUrl}/crm/contacts?credentialId=${credentialId}`);
  const headers = { authorization: `bearer ${key}`, accept: 'application/json', 'content-type': 'application/json' };
  return async (body) => {
    const request: HttpRequest = { method: 'POST', url, headers, body };
    const answer = await http.exchange(request);
    if (answer.kind !== 'answer' || answer.status !== 201) throw new Error(`Not created: ${JSON.stringify(answer)}`);
  };
}

export const bodiesOf = (contacts: readonly Contact[]): string[] => contacts.map(createContactBody);
