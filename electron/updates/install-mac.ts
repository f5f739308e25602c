/**
 * macOS' own updater, Squirrel, as electron-updater's MacUpdater uses it: from a server on loopback that has nothing but
 * the verified file. It unpacks the file, checks that whoever signed the running app has signed the new one, and installs
 * it when the app has ended.
 */
import type { AutoUpdater } from 'electron';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { UpdateProblem } from './engine.ts';

/** How long macOS may take to unpack, and how long it may take to end the app then, in milliseconds. */
const longestUnpacking = 5 * 60_000;
const longestEnd = 30_000;

let serving: Server | null = null;

/** Names the file to macOS, which fetches it when it is to install it. @throws what macOS says, such as of an app that is not signed */
export async function offerToMac(file: string, updater: AutoUpdater): Promise<void> {
  const { size } = await stat(file);
  serving?.close();
  // Other programs of this computer do not know where it is.
  const secret = `/${randomBytes(32).toString('hex')}`;
  const server = createServer((request, response) => {
    if (request.url === secret) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ url: `${address}${secret}.zip` }));
    } else if (request.url?.startsWith(`${secret}.zip`) === true) {
      response.writeHead(200, { 'Content-Type': 'application/zip', 'Content-Length': size });
      pipeline(createReadStream(file), response).catch(() => undefined);
    } else {
      response.writeHead(404).end();
    }
  });
  serving = server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve, reject) => {
    // Of an app that is not signed it says so before this comes back; and an `error` that nobody hears would be thrown.
    updater.on('error', reject);
    updater.setFeedURL({ url: `${address}${secret}`, headers: { 'Cache-Control': 'no-cache' } });
    resolve();
  });
}

/** Has macOS install what was offered. @throws UpdateProblem */
export async function installOnMac(restart: boolean, updater: AutoUpdater): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const giveUp = (error?: unknown) => {
      reject(new UpdateProblem('not-installed', error));
    };
    setTimeout(giveUp, longestUnpacking).unref();
    updater.on('error', giveUp);
    updater.on('update-not-available', giveUp);
    updater.once('update-downloaded', () => {
      // To start the new one, macOS has to end the app itself: whoever awaits this would do so before.
      if (restart) setTimeout(resolve, longestEnd);
      else resolve();
      if (restart) updater.quitAndInstall();
    });
    updater.checkForUpdates();
  });
}
