/**
 * A network and a CRM that fail as they are told, byte by byte: real sockets, with and without TLS, in front of the
 * practice CRM. It keeps the other side of the books: what arrived, and what the CRM really created. A contact is known
 * by its account, else by its last name: two may have the same name.
 */
import { Agent, request as httpRequest } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { duplexPair, type Duplex } from 'node:stream';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import { startPracticeCrm } from '../../electron/practice/crm.ts';
import type { Identity } from './certificates.ts';
import { gigabyte, gzipBomb, isHandled, withoutTls, type Break, type ConnectionFault, type Fault } from './faults.ts';
import { lister, type Listing } from './listing.ts';
import { RequestReader } from './request-reader.ts';
import { httpAnswer } from './servers.ts';

/** What the next ones meet, one after the other; those after them are treated well. */
export interface Plan {
  /** Create requests. */
  creates: Fault[];
  /** Every other request. */
  questions: Fault[];
  connections: ConnectionFault[];
}

/** One create request that reached the server. */
export interface Arrival {
  /** The contact; null where it was broken off before that. */
  name: string | null;
  /** Whether all of it was read. */
  whole: boolean;
  /** The id that the CRM gave; null where it was not handed on. */
  crmId: string | null;
  fault: Fault['kind'];
  overTls: boolean;
}

export interface FaultServer {
  readonly baseUrl: string;
  /** Over TLS, as `localhost`; null where the server has no identity. */
  readonly secureBaseUrl: string | null;
  /** Each create request, in the order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** The ids that the CRM gave to each contact. */
  readonly created: ReadonlyMap<string, readonly string[]>;
  /** How many create requests arrived whole for each contact. */
  readonly posted: ReadonlyMap<string, number>;
  /** How many contacts the CRM itself says that it has. */
  held: () => number;
  /** Resolves when everything that the CRM got is counted. */
  quiet: () => Promise<void>;
  /** Answers List Contacts so from now on. */
  list: (listing: Listing) => void;
  /** Time passes for the CRM, in milliseconds. */
  pass: (milliseconds: number) => void;
  /** Replaces what was planned; what is not named goes well. */
  plan: (plan: Partial<Plan>) => void;
  /** Refuses connections and breaks off those that it has, or takes them again. */
  listen: (listening: boolean) => Promise<void>;
  close: () => Promise<void>;
}

/** Starts the server, with TLS beside it where it has an identity. */
export async function faultServer(identity?: Identity): Promise<FaultServer> {
  const crm = await startPracticeCrm();
  const { pathname } = new URL(crm.baseUrl);
  const toCrm = new Agent({ keepAlive: true });
  const lists = lister();
  const arrivals: Arrival[] = [];
  const created = new Map<string, string[]>();
  const posted = new Map<string, number>();
  const sockets = new Set<Socket>();
  /** What the CRM has and is not noted yet. */
  const underWay = new Set<Promise<unknown>>();
  let plan: Plan = { creates: [], questions: [], connections: [] };
  let servers: Server[] = [];
  let listening = false;

  const context =
    identity && createSecureContext({ cert: identity.certificate, key: identity.key, minVersion: 'TLSv1.2' });
  const plain = { port: 0, secure: undefined as SecureContext | undefined };
  const entrances = context === undefined ? [plain] : [plain, { port: 0, secure: context }];

  async function open(): Promise<void> {
    listening = true;
    for (const entrance of entrances) {
      const server = createServer({ noDelay: true }, (socket) => {
        take(socket, entrance.secure);
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(entrance.port, '127.0.0.1', resolve);
      });
      entrance.port = (server.address() as AddressInfo).port;
      servers.push(server);
    }
  }

  async function shut(): Promise<void> {
    listening = false;
    const closing = servers;
    servers = [];
    for (const socket of sockets) socket.destroy();
    await Promise.all(closing.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  async function quiet(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  function take(socket: Socket, secure: SecureContext | undefined): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const fault = plan.connections.shift() ?? { kind: 'none' };
    const stream = fault.kind === 'none' ? socket : counting(socket, fault);
    const talk = secure === undefined ? stream : new TLSSocket(stream, { isServer: true, secureContext: secure });
    talk.on('error', () => undefined);
    serve(talk, secure !== undefined, (how) => {
      breakOff(socket, talk, how);
    });
  }

  function serve(stream: Duplex, overTls: boolean, end: (how: Break) => void): void {
    const reader = new RequestReader();
    let fault: Fault | null = null;
    let over = false;
    stream.on('data', (bytes: Buffer) => {
      if (over) return;
      const create = isCreate(reader, bytes);
      const planned = (): Fault => (create ? plan.creates : plan.questions).shift() ?? { kind: 'none' };
      fault ??= overTls ? planned() : withoutTls(planned());
      const request = reader.push(bytes);
      if (fault.kind === 'break-request' && (request !== null || reader.length >= fault.after)) {
        over = true;
        if (create)
          arrivals.push({
            name: nameIn(request ?? reader.text),
            whole: false,
            crmId: null,
            fault: fault.kind,
            overTls,
          });
        end(fault.how);
      } else if (request !== null) {
        void answer(stream, request, fault, overTls, end);
        fault = null;
      }
    });
  }

  async function answer(
    stream: Duplex,
    request: string,
    fault: Fault,
    overTls: boolean,
    end: (how: Break) => void,
  ): Promise<void> {
    const arrival = arrived(request, fault, overTls);
    const date = lists.now().toUTCString();
    let said = '';
    if (arrival === null) {
      said = httpAnswer(200, lists.answer(urlOf(request)), { date });
    } else if (isHandled(fault)) {
      const handling = handOn(request).then(({ status, body }) => {
        note(arrival, bodyOf(request), body);
        return httpAnswer(status, body, { date });
      });
      underWay.add(handling);
      said = await handling.finally(() => underWay.delete(handling));
    }
    await reply(stream, fault, said, end);
  }

  function arrived(request: string, fault: Fault, overTls: boolean): Arrival | null {
    if (!request.startsWith('POST')) return null;
    const name = nameIn(request);
    lists.met(bodyOf(request));
    const arrival: Arrival = { name, whole: true, crmId: null, fault: fault.kind, overTls };
    arrivals.push(arrival);
    if (name !== null) posted.set(name, (posted.get(name) ?? 0) + 1);
    return arrival;
  }

  function note(arrival: Arrival, sent: string, body: string): void {
    const { contact } = JSON.parse(body) as { contact?: { id: string } };
    if (contact === undefined || arrival.name === null) return;
    arrival.crmId = contact.id;
    lists.keep(sent, contact.id);
    created.set(arrival.name, [...(created.get(arrival.name) ?? []), contact.id]);
  }

  /** Gives the CRM a request and returns its answer. */
  function handOn(request: string): Promise<{ status: number; body: string }> {
    const end = request.indexOf('\r\n\r\n');
    const [line = '', ...lines] = request.slice(0, end).split('\r\n');
    const [method, path] = line.split(' ');
    const headers = Object.fromEntries(lines.map((text) => text.split(/: (.*)/su, 2) as [string, string]));
    return new Promise((resolve, reject) => {
      httpRequest(new URL(path ?? '/', crm.baseUrl), { method, headers, agent: toCrm }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        });
      })
        .on('error', reject)
        .end(request.slice(end + 4));
    });
  }

  async function reply(stream: Duplex, fault: Fault, said: string, end: (how: Break) => void): Promise<void> {
    switch (fault.kind) {
      case 'none':
        stream.write(said);
        break;
      case 'break-request':
        break;
      case 'break-answer':
        // What was not handled was not answered either: there is nothing but its beginning to be seen.
        stream.write((said === '' ? 'HTTP/1.1 200 OK\r\n' : said).slice(0, fault.after), () => {
          end(fault.how);
        });
        break;
      case 'status': {
        const headers: Record<string, string> = fault.retryAfter === null ? {} : { 'retry-after': fault.retryAfter };
        stream.write(httpAnswer(fault.status, '{"message":"So it is"}', headers));
        break;
      }
      case 'page':
        stream.write(
          httpAnswer(fault.status, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
        );
        break;
      case 'redirect':
        stream.write(httpAnswer(fault.status, '', { location: `${pathname}/crm/contacts?credentialId=followed` }));
        break;
      case 'late':
        setTimeout(() => stream.write(said), fault.milliseconds);
        break;
      case 'twice':
        stream.write(said + said);
        break;
      case 'bad-json':
        stream.write(httpAnswer(200, '{"contact":{"id":'));
        break;
      case 'no-id':
        stream.write(httpAnswer(200, '{"contact":{"id":""}}'));
        break;
      case 'gzip-bomb':
        stream.write(httpAnswer(200, '', { 'content-encoding': 'gzip', 'content-length': String(gzipBomb.length) }));
        stream.write(gzipBomb);
        break;
      case 'gigabyte':
        stream.write(httpAnswer(200, '', { 'content-length': String(gigabyte) }));
        await pour(stream, gigabyte);
        break;
    }
  }

  await open();
  const [, secure] = entrances;
  return {
    baseUrl: `http://127.0.0.1:${plain.port}${pathname}`,
    secureBaseUrl: secure === undefined ? null : `https://localhost:${secure.port}${pathname}`,
    arrivals,
    created,
    posted,
    held: () => crm.view().receivedCount,
    quiet,
    list: lists.list,
    pass: lists.pass,
    plan: (next) => {
      plan = {
        creates: [...(next.creates ?? [])],
        questions: [...(next.questions ?? [])],
        connections: [...(next.connections ?? [])],
      };
    },
    listen: async (next) => {
      if (next && !listening) await open();
      if (!next && listening) await shut();
    },
    close: async () => {
      await shut();
      await quiet();
      toCrm.destroy();
      await crm.close();
    },
  };
}

function isCreate(reader: RequestReader, next: Buffer): boolean {
  return (reader.text + next.toString('latin1', 0, 4)).startsWith('POST');
}

function nameIn(request: string): string | null {
  return (/"account":"([^"]*)"/u.exec(request) ?? /"lastName":"([^"]*)"/u.exec(request))?.[1] ?? null;
}

const bodyOf = (request: string) => request.slice(request.indexOf('\r\n\r\n') + 4);
const urlOf = (request: string) => new URL(request.split(' ', 2)[1] ?? '/', 'http://crm');

/** Sends so many bytes as fast as the other side takes them, and holds none of them. */
async function pour(stream: Duplex, bytes: number): Promise<void> {
  const piece = Buffer.alloc(64 * 1024, ' ');
  for (let sent = 0; sent < bytes && !stream.destroyed; sent += piece.length) {
    if (stream.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        stream.off('drain', goOn).off('close', goOn);
        resolve();
      };
      stream.on('drain', goOn).on('close', goOn);
    });
  }
}

/** `talk` is what is spoken over the socket: itself, or TLS. */
function breakOff(socket: Socket, talk: Duplex, how: Break): void {
  if (how === 'reset') socket.resetAndDestroy();
  else if (how === 'close') talk.end();
}

/** Takes a socket; returns a stream that goes over it until so many bytes went, in either direction. */
function counting(socket: Socket, fault: Extract<ConnectionFault, { kind: 'break' }>): Duplex {
  const [near, far] = duplexPair();
  let left = fault.after;
  let broken = false;
  const pass = (to: Duplex) => (bytes: Buffer) => {
    if (broken) return;
    if (bytes.length <= left) {
      left -= bytes.length;
      to.write(bytes);
      return;
    }
    broken = true;
    // What a hung connection does not take need not be made.
    far.pause();
    to.write(bytes.subarray(0, left), () => {
      breakOff(socket, socket, fault.how);
    });
  };
  socket.on('data', pass(far)).on('close', () => far.destroy());
  far.on('data', pass(socket)).on('error', () => undefined);
  far.on('end', () => socket.end());
  return near.on('close', () => socket.destroy());
}
