/**
 * A CRM on a plain TCP socket that fails as it is told, byte by byte, and counts what it really created: the other side
 * of the books. A contact is known by its account, else by its last name: two may have the same name.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { httpAnswer } from './servers.ts';

/** How a create request is treated. `handled`: whether the contact was created before the trouble began. */
export type Fault =
  | { kind: 'none' }
  /** Only answers that say that nothing was created (4xx, 429, 503) or that leave it open (408, 5xx) have a status. */
  | { kind: 'status'; status: number; retryAfter: string | null; handled: boolean }
  /** A portal's: nothing behind it has seen the request. */
  | { kind: 'page' }
  | { kind: 'redirect' }
  | { kind: 'close'; handled: boolean }
  | { kind: 'reset'; handled: boolean }
  | { kind: 'hang'; handled: boolean }
  /** The answer ends after so many of its bytes. */
  | { kind: 'cut'; after: number; handled: boolean }
  | { kind: 'late'; milliseconds: number }
  | { kind: 'bad-json'; handled: boolean }
  | { kind: 'no-id'; handled: boolean }
  | { kind: 'gzip-bomb'; handled: boolean }
  | { kind: 'endless'; handled: boolean }
  /** The whole answer comes twice on one connection. */
  | { kind: 'twice' };

/** How List Contacts is answered, whatever is asked for. `most`: entries on a page. */
export interface Listing {
  /** Nothing: as by a list that is hours old. */
  what: 'created' | 'nothing';
  /** Contacts of the name that is asked for, whom somebody else created. */
  decoys: Decoy[];
  most: number;
}
/** Before: the same person, long before any request; stranger: with another e-mail address, now; undated: the same person, at no known time. */
export type Decoy = 'before' | 'stranger' | 'undated';

export interface FaultCrm {
  readonly baseUrl: string;
  /** How often each contact was created. */
  readonly created: ReadonlyMap<string, number>;
  /** The contact of each id that was given. */
  readonly ids: ReadonlyMap<string, string>;
  /** How many create requests arrived whole for each contact. */
  readonly posted: ReadonlyMap<string, number>;
  /** Treats the next create requests so, one after the other, and those after them as usual. */
  plan: (faults: Fault[]) => void;
  list: (listing: Listing) => void;
  /** Time passes for the CRM, in milliseconds. */
  pass: (milliseconds: number) => void;
  /** Refuses connections, or takes them again. */
  listen: (listening: boolean) => Promise<void>;
  close: () => Promise<void>;
}

/** How long before any request somebody else created a contact, in milliseconds: also by as much as a clock is set wrong. */
const ages = [120_000, 3_600_000, 86_400_000];

const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));

export async function faultCrm(): Promise<FaultCrm> {
  const created = new Map<string, number>();
  const posted = new Map<string, number>();
  const ids = new Map<string, string>();
  const kept: object[] = [];
  /** Whom the decoys look like. */
  const persons = new Map<string, object>();
  const sockets = new Set<Socket>();
  let listing: Listing = { what: 'created', decoys: [], most: 100 };
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const began = now().getTime();
  let planned: Fault[] = [];
  let server: Server | null = null;
  let port = 0;

  async function open(): Promise<void> {
    const opened = createServer(serve);
    await new Promise<void>((resolve, reject) => opened.once('error', reject).listen(port, '127.0.0.1', resolve));
    ({ port } = opened.address() as AddressInfo);
    server = opened;
  }

  async function shut(): Promise<void> {
    const closing = server;
    server = null;
    for (const socket of sockets) socket.destroy();
    if (closing !== null) await new Promise((resolve) => closing.close(resolve));
  }

  function serve(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
      if (end < 0 || Buffer.byteLength(text) < end + 4 + length) return;
      const [head, body] = [text.slice(0, end), text.slice(end + 4)];
      text = '';
      if (head.startsWith('GET')) list(socket, new URL(head.split(' ')[1] ?? '/', 'http://crm'));
      else create(socket, body);
    });
  }

  /** Filters are ignored: what comes back is never to be trusted. */
  function list(socket: Socket, { searchParams }: URL): void {
    const entries = [...(listing.what === 'created' ? kept : []), ...listing.decoys.flatMap((kind) => decoys(kind))];
    const most = Math.min(listing.most, Number(searchParams.get('pageSize')));
    const from = (Number(searchParams.get('pageNumber')) - 1) * most;
    const contacts = entries.slice(from, from + most);
    socket.write(httpAnswer(200, JSON.stringify({ contacts }), { date: now().toUTCString() }));
  }

  function decoys(kind: Decoy): object[] {
    return [...persons.values()].flatMap((person, index) => {
      const decoy = { ...person, id: `decoy-${kind}-${index}` };
      switch (kind) {
        case 'before':
          return [{ ...decoy, createdAt: new Date(began - (ages[index % ages.length] ?? 0)).toISOString() }];
        case 'stranger':
          return [{ ...decoy, emailAddresses: [{ emailAddress: 'else@example.com' }], createdAt: now().toISOString() }];
        case 'undated':
          return [decoy];
      }
    });
  }

  function create(socket: Socket, body: string): void {
    const contact = JSON.parse(body) as { lastName: string; account?: string };
    const name = contact.account ?? contact.lastName;
    const { lastName } = contact;
    persons.set(lastName, { lastName, emailAddresses: (contact as { emailAddresses?: unknown }).emailAddresses });
    const fault = planned.shift() ?? { kind: 'none' };
    count(posted, name);
    const handled = 'handled' in fault ? fault.handled : ['none', 'late', 'twice'].includes(fault.kind);
    if (handled) {
      count(created, name);
      const id = `${name}#${created.get(name) ?? 0}`;
      ids.set(id, name);
      kept.push({ ...contact, id, createdAt: now().toISOString() });
    }
    const answer = JSON.stringify({ contact: { id: `${name}#${created.get(name) ?? 0}` } });
    const good = httpAnswer(200, answer, { date: now().toUTCString() });
    switch (fault.kind) {
      case 'none':
        socket.write(good);
        break;
      case 'status': {
        const headers: Record<string, string> = fault.retryAfter === null ? {} : { 'retry-after': fault.retryAfter };
        socket.write(httpAnswer(fault.status, '{"message":"So it is"}', headers));
        break;
      }
      case 'page':
        socket.write(httpAnswer(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }));
        break;
      case 'redirect':
        socket.write(httpAnswer(302, '', { location: 'http://127.0.0.1:9/' }));
        break;
      case 'close':
        socket.end();
        break;
      case 'reset':
        socket.resetAndDestroy();
        break;
      case 'hang':
        break;
      case 'cut':
        socket.end(good.slice(0, fault.after));
        break;
      case 'late':
        setTimeout(() => socket.write(good), fault.milliseconds);
        break;
      case 'bad-json':
        socket.write(httpAnswer(200, '{"contact":{"id":'));
        break;
      case 'no-id':
        socket.write(httpAnswer(200, '{"contact":{"id":""}}'));
        break;
      case 'gzip-bomb':
        socket.write(httpAnswer(200, '', { 'content-encoding': 'gzip', 'content-length': String(bomb.length) }));
        socket.write(bomb);
        break;
      case 'endless': {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n');
        const piece = Buffer.alloc(64 * 1024, ' ');
        const pour = () => {
          while (!socket.destroyed && socket.write(piece));
        };
        socket.on('drain', pour);
        pour();
        break;
      }
      case 'twice':
        socket.write(good + good);
        break;
    }
  }

  await open();
  return {
    baseUrl: `http://127.0.0.1:${port}/one`,
    created,
    ids,
    posted,
    list: (next) => {
      listing = next;
    },
    pass: (milliseconds) => {
      passed += milliseconds;
    },
    plan: (faults) => {
      planned = [...faults];
    },
    listen: async (listening) => {
      if (listening && server === null) await open();
      if (!listening && server !== null) await shut();
    },
    close: shut,
  };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
