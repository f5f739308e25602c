import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { httpClient } from '../../electron/http/exchange.ts';
import { contactWith } from '../support/contacts.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';

const created = JSON.stringify({ contact: { id: 'c1' } });

function sender(baseUrl: string) {
  const crm = crmClient(httpClient());
  onTestFinished(() => crm.close());
  return () => crm.createContact({ baseUrl, credentialId: 'c' }, 'k', contactWith({}));
}

it('a connection is used again right away, and not after half a second, whatever the server offers', async () => {
  for (const keepAlive of [null, 'timeout=60', 'timeout=5, max=1000']) {
    const headers: Record<string, string> = keepAlive === null ? {} : { 'keep-alive': keepAlive };
    const server = await rawServer((socket) => socket.write(httpAnswer(201, created, headers)));
    const send = sender(server.baseUrl);
    await send();
    await setTimeout(100);
    await send();
    expect(server.connections()).toBe(1);
    await setTimeout(700);
    await send();
    expect(server.connections()).toBe(2);
  }
});

it('a server that hangs up after a second leaves nobody unconfirmed whom it never read', async () => {
  const server = await rawServer((socket) => {
    socket.setTimeout(1_000, () => socket.destroy());
    socket.write(httpAnswer(201, created));
  });
  const send = sender(server.baseUrl);
  const kinds: string[] = [];
  for (let sent = 1; sent <= 8; sent++) {
    // As the server hangs up, a little before and a little after.
    const [outcome] = await Promise.all([send(), setTimeout(990 + 4 * (sent % 6))]);
    kinds.push(outcome.kind);
  }
  expect(kinds).toEqual(Array(8).fill('delivered'));
  expect(server.requests).toHaveLength(8);
});
