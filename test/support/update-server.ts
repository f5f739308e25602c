/** An update server on loopback, with what it offers and what it was asked. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { publicKeyOf, signatureOf } from '../../electron/updates/signature.ts';

/** Returns a new private key. */
export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

export interface UpdateServer {
  url: string;
  /** The public key of whoever signs what is offered. */
  key: string;
  /** Each path that was asked for, with the request's headers. */
  asked: { path: string; headers: IncomingHttpHeaders }[];
  /** How many bytes of installers have been sent. */
  sent: () => number;
  /** Offers a version whose installer holds these bytes; returns the installer's path. */
  offer: (offered: Offer) => string;
  /** Replaces what lies at a path; null: nothing does. */
  put: (path: string, content: string | Buffer | null) => void;
  /** Sends what lies at a path over and over, and says no length. */
  sendWithoutEnd: (path: string) => void;
  /** What lies at a path. */
  at: (path: string) => Buffer;
  /** Sends installers at this pace from now on, in bytes a second; null: as fast as it can. */
  slowDown: (bytesPerSecond: number | null) => void;
  close: () => Promise<void>;
}

export interface Offer {
  version: string;
  installer: Buffer | { file: string };
  /** As electron-builder names it. */
  name?: string;
  /** The name of what lists it. */
  list?: string;
  /** Signed with another key than the one that the app knows. */
  signedBy?: string;
}

/** The architecture as electron-builder writes it into names, for this machine. */
const arch = process.arch === 'x64' ? '' : `-${process.arch}`;

export const listName = `latest-linux${arch}.yml`;

/** In bytes. */
const piece = 16 * 1024;

export async function updateServer(): Promise<UpdateServer> {
  const privateKey = newKey();
  const files = new Map<string, Buffer>();
  const asked: UpdateServer['asked'] = [];
  let pace: number | null = null;
  let sent = 0;
  let endless: string | null = null;

  async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
    for (let start = 0; start < content.length; start += piece) {
      const part = content.subarray(start, start + piece);
      yield part;
      sent += part.length;
      if (pace !== null) await wait((piece / pace) * 1_000);
    }
  }

  async function* repeated(content: Buffer): AsyncGenerator<Buffer> {
    for (;;) yield* pieces(content);
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const content = files.get(path);
    if (content === undefined) {
      response.writeHead(404).end('There is no such file');
      return;
    }
    if (path === endless) {
      response.writeHead(200);
      pipeline(repeated(content), response).catch(() => undefined);
      return;
    }
    response.writeHead(200, { 'content-length': content.length });
    if (/\.(yml|sig)$/u.test(path)) {
      response.end(content);
      return;
    }
    // A client that takes nothing is sent nothing.
    pipeline(pieces(content), response).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/updates`,
    key: publicKeyOf(privateKey),
    asked,
    sent: () => sent,
    offer({
      version,
      installer,
      name = `fieldpost_${version}_${process.arch === 'x64' ? 'amd64' : 'arm64'}.deb`,
      list = listName,
      signedBy = privateKey,
    }) {
      const content = Buffer.isBuffer(installer) ? installer : readFileSync(installer.file);
      const sha512 = createHash('sha512').update(content).digest('base64');
      const described = Buffer.from(
        // As electron-builder writes it.
        stringify({
          version,
          files: [{ url: name, sha512, size: content.length }],
          path: name,
          sha512,
          releaseDate: '2026-11-24T12:00:00.000Z',
        }),
      );
      files.set(`/updates/${name}`, content);
      files.set(`/updates/${list}`, described);
      files.set(`/updates/${list}.sig`, Buffer.from(`${signatureOf(list, described, signedBy)}\n`));
      return `/updates/${name}`;
    },
    put(path, content) {
      if (content === null) files.delete(path);
      else files.set(path, Buffer.from(content));
    },
    sendWithoutEnd(path) {
      endless = path;
    },
    at: (path) => files.get(path) ?? Buffer.alloc(0),
    slowDown(bytesPerSecond) {
      pace = bytesPerSecond;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
