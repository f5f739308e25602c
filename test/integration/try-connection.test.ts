import { expect, it, onTestFinished } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { connectionSettings } from '../../electron/modes/connection.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { temporaryFolder } from '../support/folder.ts';
import { closedPort, httpAnswer, rawServer } from '../support/servers.ts';
import { textOf } from '../support/words.ts';

/** What the settings say of a connection to this address. */
async function tried(baseUrl: string) {
  const outbox = openOutbox(temporaryFolder());
  const crm = crmClient();
  onTestFinished(async () => {
    await crm.close();
    outbox.close();
  });
  const settings = connectionSettings(outbox, fixedKey('k3y'), crm, noPolicy);
  const { works, message } = await settings.test({ baseUrl, credentialId: 'c', apiKey: '' });
  return { works, message: textOf(message) };
}

it.each<[number, RegExp, Record<string, string>]>([
  [200, /^It works: .* accepts the API key and the credential ID\.$/u, {}],
  [400, /answers, but refuses \(HTTP 400\)\. Check the credential ID\. It says: “So it is”$/u, {}],
  [401, /does not accept this API key \(HTTP 401\)\. .* It says: “So it is”$/u, {}],
  [402, /the plan does not allow this \(HTTP 402\)/u, {}],
  [403, /does not let it use this credential ID \(HTTP 403\)/u, {}],
  [404, /no such API or no such credential ID there \(HTTP 404\)/u, {}],
  [410, /no such API or no such credential ID there \(HTTP 410\)/u, {}],
  [429, /asks to slow down/u, {}],
  [421, /takes no requests for now \(HTTP 421\)/u, {}],
  [503, /takes no requests for now \(HTTP 503\)/u, { 'retry-after': '5' }],
  [503, /gave no usable answer\. The CRM may have trouble/u, {}],
  [500, /gave no usable answer\. The CRM may have trouble/u, {}],
  [403, /^Something other than the CRM answered .* or a web filter/u, { 'content-type': 'text/html' }],
])('a connection that is answered with %i is told as %s', async (status, message, headers) => {
  const server = await rawServer((socket) => socket.end(httpAnswer(status, '{"message":"So it is"}', headers)));
  expect(await tried(server.baseUrl)).toEqual({
    works: status === 200,
    message: expect.stringMatching(message) as string,
  });
});

it('a connection that does not come about is told as one, without what the socket says', async () => {
  const port = await closedPort();
  expect(await tried(`http://127.0.0.1:${port}/one`)).toEqual({
    works: false,
    message: `127.0.0.1:${port} cannot be reached. Check the network, and the address for a typo.`,
  });
});

it('a connection that breaks off is told as trouble of the CRM, without what the socket says', async () => {
  const server = await rawServer((socket) => socket.destroy());
  const { message } = await tried(server.baseUrl);
  expect(message).toMatch(/The CRM may have trouble\. Try again in a minute\.$/u);
});
