/**
 * The practice CRM: a real HTTP server on loopback that speaks Create Contact and List Contacts, remembers what it
 * received, and misbehaves when told to.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { displayName, type Contact } from '#contract/contact.ts';
import type { PracticeBehaviour, PracticeView, ReceivedContact } from '#contract/practice.ts';
import { practiceKey } from './credentials.ts';
import { practiceMemory } from './memory.ts';

/** How long a slow network takes, in milliseconds: long enough to be seen, shorter than any time limit. */
const slowness = 4_000;
/** The largest body that is read, in bytes. */
const bodyLimit = 1024 * 1024;
/** How many received contacts the panel shows. */
const shown = 200;

export interface PracticeCrm {
  readonly baseUrl: string;
  view: () => PracticeView;
  /** Behaves like this from now on. */
  behave: (behaviour: PracticeBehaviour) => Promise<void>;
  /** Forgets what it received. */
  empty: () => void;
  close: () => Promise<void>;
}

/**
 * Starts the practice CRM with what it keeps in this folder, on the port of before where that is free. `changed` is called when it
 * received something.
 */
export async function startPracticeCrm(folder: string, changed: () => void = () => undefined): Promise<PracticeCrm> {
  const memory = practiceMemory(folder);
  const { port: before, received } = memory.read();
  let behaviour: PracticeBehaviour = { network: 'up', answer: 'normal' };
  let server = await listen(before).catch(() => listen(0));
  const { port } = server.address() as AddressInfo;
  if (port !== before) memory.keepPort(port);
  const baseUrl = `http://127.0.0.1:${port}/2024-03/one`;

  async function listen(onPort: number): Promise<Server> {
    const listening = createServer((request, response) => {
      void handle(request, response);
    });
    // Loopback only: nobody else in the hall shall see what is practised.
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject).listen(onPort, '127.0.0.1', resolve);
    });
    return listening;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    if (behaviour.network === 'slow') await new Promise((resolve) => setTimeout(resolve, slowness));
    const url = new URL(request.url ?? '/', baseUrl);
    if (behaviour.answer === 'portal') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Free Wi-Fi</title><h1>Sign in to use the Wi-Fi</h1>');
      return;
    }
    if (!url.pathname.endsWith('/one/crm/contacts')) {
      answer(response, 404, { message: 'There is nothing at this address.' });
    } else if (request.headers.authorization?.toLowerCase() !== `bearer ${practiceKey}`) {
      answer(response, 401, { message: 'The API key is not valid.' });
    } else if (request.method === 'GET') {
      list(response, url);
    } else {
      create(response, body);
    }
  }

  function list(response: ServerResponse, url: URL): void {
    // An outage is an outage for every question; what concerns one contact is not.
    const status = Number(behaviour.answer);
    if (status === 401 || status >= 429) {
      answer(response, status, { message: messages[behaviour.answer] });
      return;
    }
    const size = Math.min(100, Math.max(1, Number(url.searchParams.get('pageSize') ?? 50)));
    const from = (Math.max(1, Number(url.searchParams.get('pageNumber') ?? 1)) - 1) * size;
    const contacts = received
      .filter(asked(url))
      .slice(from, from + size)
      .map((one) => created(one));
    answer(response, 200, { contacts });
  }

  function create(response: ServerResponse, body: string): void {
    const contact = parse(body);
    const message = messages[behaviour.answer];
    if (message !== undefined) {
      answer(response, Number(behaviour.answer), { message });
    } else if (typeof contact?.lastName !== 'string' || contact.lastName === '') {
      answer(response, 400, { message: 'lastName is required.' });
    } else {
      const name = displayName({ firstName: contact.firstName ?? '', lastName: contact.lastName });
      const one: ReceivedContact = { crmId: randomUUID(), receivedAt: Date.now(), name, body };
      received.unshift(one);
      memory.keep(one);
      changed();
      if (behaviour.answer === 'silent') response.destroy();
      else answer(response, 200, { contact: created(one) });
    }
  }

  return {
    baseUrl,
    view: () => ({ behaviour, baseUrl, received: received.slice(0, shown), receivedCount: received.length }),
    async behave(next) {
      const wasCut = behaviour.network === 'cut';
      behaviour = next;
      if (next.network === 'cut' && !wasCut) await end(server);
      if (next.network !== 'cut' && wasCut) server = await listen(port);
      changed();
    },
    empty() {
      received.length = 0;
      memory.empty(port);
      changed();
    },
    close: () => end(server),
  };
}

const messages: Partial<Record<PracticeBehaviour['answer'], string>> = {
  '400': 'The e-mail address is not valid.',
  '401': 'The API key is not valid.',
  '409': 'A contact with this e-mail address already exists.',
  '429': 'Too many requests.',
  '500': 'Something went wrong.',
  '503': 'The service is not available.',
};

function created({ crmId, receivedAt, body }: ReceivedContact): object {
  const at = new Date(receivedAt).toISOString();
  return {
    ...parse(body),
    id: crmId,
    remoteId: crmId.slice(0, 8),
    remoteCreatedAt: at,
    createdAt: at,
    updatedAt: at,
    remoteDeleted: false,
  };
}

/** Returns what decides whether a contact is among those that this List Contacts request asks for. */
function asked({ searchParams }: URL): (one: ReceivedContact) => boolean {
  const [earliest, latest] = ['createdAtMin', 'createdAtMax'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  return ({ receivedAt, body }) => {
    const contact = parse(body);
    const named = (['firstName', 'lastName'] as const).every((name) => {
      const wanted = searchParams.get(name);
      return wanted === null || wanted.toLowerCase() === contact?.[name]?.toLowerCase();
    });
    // What is not asked for is no date, which is neither before nor after anything.
    return named && !(receivedAt < (earliest ?? NaN)) && !(receivedAt > (latest ?? NaN));
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  // Without it nobody could know whether a 503 took the contact.
  if (status === 429 || status === 503) headers['retry-after'] = '10';
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}

function parse(body: string): Partial<Contact> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > bodyLimit) break;
      chunks.push(chunk);
    }
  } catch {
    // The sender went away: there is nobody to answer.
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function end(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
