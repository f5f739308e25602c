import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { capture, connect, expect, row, test } from './app.ts';
import { closedPort } from '../support/servers.ts';

test("goes the way that the system's PAC script names, and says what stands in it", async ({ launch }) => {
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => undefined).end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = proxy.address() as AddressInfo;
    const ways = `PROXY 127.0.0.1:${await closedPort()}; PROXY 127.0.0.1:${port}`;
    const script = `function FindProxyForURL(url, host) { return host === 'crm.invalid' ? '${ways}' : 'DIRECT'; }`;
    const pac = `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script).toString('base64')}`;
    const { page } = await launch({ args: [`--proxy-pac-url=${pac}`] });
    await connect(page, 'https://crm.invalid/one');
    await capture(page, 'Meier');
    await expect(page.getByRole('status')).toContainText('asks for a password. Your contact is safe on this laptop');
    await expect(row(page, 'Meier')).toContainText('Waiting');
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(new Set(['crm.invalid:443']));
    const said = page.getByText(`The proxy 127.0.0.1:${port} asks for a password`).first();
    await row(page, 'Meier').click();
    await expect(said).toBeVisible();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(said).toBeVisible();
  } finally {
    proxy.close();
  }
});
