/**
 * A real outbox, a real sender and a real client, for hours that pass in a moment: only the wire, the clocks and chance are
 * made up.
 */
import { onTestFinished, vi } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { crmClient } from '../../electron/crm/client.ts';
import type { Exchange, HttpClient, HttpRequest, Reached } from '../../electron/http/exchange.ts';
import { fixedKey, type KeyStore } from '../../electron/keychain/keychain.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { startSender, type Sender } from '../../electron/sync/sender.ts';
import { contactWith } from './contacts.ts';
import { temporaryFolder } from './folder.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** Returns as many last names, each another one. */
export const names = (count: number, what = 'L'): string[] => Array.from({ length: count }, (_, n) => `${what}${n}`);

/** A request as it is met by whoever answers. */
export interface Met {
  method: 'GET' | 'POST';
  /** The last name: of the contact that is posted or looked for; empty for the harmless question. */
  name: string;
  url: URL;
  body: string | null;
  headers: Record<string, string>;
  /** Since the app was opened, in milliseconds. */
  at: number;
}

/** Returns an answer in JSON. `headMs`: from the request's end to its head. */
export function answer(
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
  headMs = 50,
): Exchange {
  const contentType = headers['content-type'] ?? 'application/json';
  const retryAfter = headers['retry-after'] ?? null;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', status, headMs, contentType, retryAfter, headers, body: text };
}

let given = 0;
/** The CRM takes a contact, and gives it an id of its own. */
export const taken = (): Exchange => answer(201, { contact: { id: `crm-${++given}` } });
/** The API lists nobody. */
export const nobody = (): Exchange => answer(200, { contacts: [] });
/** The request left, and no answer came. */
export const silence: Exchange = { kind: 'failed', phase: 'request', code: 'UND_ERR_HEADERS_TIMEOUT', message: 'late' };
/** No connection could be made. */
export const offline: Exchange & Reached = {
  kind: 'failed',
  phase: 'connection',
  code: 'ENOTFOUND',
  message: 'getaddrinfo ENOTFOUND crm.example',
};

export interface ModesOptions {
  /** Answers each request; without a say, the CRM takes every contact and lists nobody. */
  reply?: (met: Met) => Exchange;
  /** What becomes of a connection without a request. */
  reach?: () => Reached;
  /** How long a request takes, in milliseconds. */
  takes?: number;
  inFlight?: number;
  perMinute?: number;
  keys?: KeyStore;
  /** From 0 to 1: the shortest waits, or the longest. */
  chance?: number;
  /** Takes the outbox; returns it as the sender sees it. */
  seen?: (outbox: Outbox) => Outbox;
  /** Null: none is entered. */
  connection?: { baseUrl: string; credentialId: string } | null;
}

export interface Modes {
  readonly outbox: Outbox;
  readonly sender: Sender;
  /** What was asked so far, oldest first. */
  readonly requests: Met[];
  /** Those that posted a contact. */
  posts: () => Met[];
  /** When it was looked whether the host can be reached, since the app was opened, in milliseconds. */
  readonly reaches: number[];
  /** Each time that no connection of before was to be used again: whether the laptop had slept. */
  readonly renewals: boolean[];
  /** Saves these contacts, of which a text is the last name; returns their ids. */
  capture: (...contacts: (string | Partial<Contact>)[]) => number[];
  /** Lets so many milliseconds pass. */
  pass: (milliseconds: number) => Promise<void>;
  /** Lets time pass until it is so, at most so many milliseconds; returns how many it took, Infinity where it never was. */
  passUntil: (isSo: () => boolean, most: number) => Promise<number>;
  /** From now on the laptop's clock is by so many milliseconds ahead of the true time. */
  setClock: (ahead: number) => void;
  /** Ends the app and starts it again. */
  restart: () => Promise<void>;
}

const somewhere = { baseUrl: 'https://crm.example/one', credentialId: 'c' };

/** Takes what comes of each contact that is sent; returns who answers so, and nothing that is of use to any other request. */
export const always =
  (came: Exchange) =>
  ({ method }: Met): Exchange =>
    method === 'POST' ? came : answer(500);

/** Opens the app without its window. From here on timers and dates are made up, until the test is over. */
export async function simulatedApp(options: ModesOptions = {}): Promise<Modes> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const began = Date.now();
  const folder = temporaryFolder();
  let ahead = 0;
  let turns = 0;
  const requests: Met[] = [];
  const reaches: number[] = [];
  const renewals: boolean[] = [];

  function open(): { outbox: Outbox; sender: Sender } {
    const outbox = openOutbox(folder);
    outbox.endCutOff();
    const now = () => Date.now() + ahead;
    const sender = startSender({
      outbox: options.seen?.(outbox) ?? outbox,
      crm: crmClient(madeUpWire(options, began, { requests, reaches, renewals }), now),
      keys: options.keys ?? fixedKey('key'),
      changed: () => turns++,
      now,
      monotonic: Date.now,
      chance: () => options.chance ?? 0.5,
    });
    return { outbox, sender };
  }

  let { outbox, sender } = open();
  onTestFinished(async () => {
    vi.useRealTimers();
    await sender.stop(0);
    outbox.close();
  });
  const connection = options.connection === undefined ? somewhere : options.connection;
  outbox.savePace({ inFlight: options.inFlight ?? 2, perMinute: options.perMinute ?? 120 });
  if (connection !== null) outbox.saveConnection(connection);
  sender.nudge('connection');
  await calm();

  /** Resolves when nothing goes on any more until a timer rings. */
  async function calm(): Promise<void> {
    const first = turns;
    for (let quiet = 0; quiet < 5; quiet++) {
      const before = turns;
      await new Promise((resolve) => setImmediate(resolve));
      if (turns !== before) quiet = 0;
      if (turns - first > 20_000) throw new Error('The sender turns without end, and no time passes.');
    }
  }

  async function passUntil(isSo: () => boolean, most: number): Promise<number> {
    const from = Date.now();
    const time = { isOver: false };
    const end = setTimeout(() => {
      time.isOver = true;
    }, most);
    await calm();
    while (!isSo() && !time.isOver) {
      await vi.advanceTimersToNextTimerAsync();
      await calm();
    }
    clearTimeout(end);
    return isSo() ? Date.now() - from : Infinity;
  }

  return {
    get outbox() {
      return outbox;
    },
    get sender() {
      return sender;
    },
    requests,
    posts: () => requests.filter(({ method }) => method === 'POST'),
    reaches,
    renewals,
    capture(...contacts) {
      const typed = contacts.map((one) => contactWith(typeof one === 'string' ? { lastName: one } : one));
      const ids = outbox.together(() => typed.map((contact) => outbox.capture(contact, Date.now() + ahead)));
      sender.nudge('saved');
      return ids;
    },
    pass: async (milliseconds) => {
      await passUntil(() => false, milliseconds);
    },
    passUntil,
    setClock: (next) => {
      ahead = next;
    },
    async restart() {
      const stopping = sender.stop(0);
      await vi.advanceTimersByTimeAsync(1);
      await stopping;
      outbox.close();
      ({ outbox, sender } = open());
      sender.nudge('hint');
      await calm();
    },
  };
}

/** An HTTP client that sends nothing: what comes back is made up. */
function madeUpWire(
  options: ModesOptions,
  began: number,
  { requests, reaches, renewals }: Pick<Modes, 'requests' | 'reaches' | 'renewals'>,
): HttpClient {
  const { reply = usual, reach = () => ({ kind: 'reached' }), takes = 100 } = options;
  const cuts = new Set<() => void>();
  return {
    exchange(request) {
      const met = metBy(request, Date.now() - began);
      requests.push(met);
      const exchange = reply(met);
      if (takes === 0) return Promise.resolve(exchange);
      return unlessCut(exchange, takes, cuts);
    },
    reach() {
      reaches.push(Date.now() - began);
      return Promise.resolve(reach());
    },
    renew: (woken) => renewals.push(woken),
    close() {
      for (const cut of cuts) cut();
      return Promise.resolve();
    },
  };
}

/**
 * Takes what comes back after so many milliseconds, and the cuts, of which this has one meanwhile: a function that ends the
 * connection. Resolves with what came of it.
 */
export function unlessCut(came: Exchange, takes: number, cuts: Set<() => void>): Promise<Exchange> {
  return new Promise((resolve) => {
    const end = (how: Exchange) => {
      cuts.delete(cut);
      clearTimeout(timer);
      resolve(how);
    };
    const cut = () => {
      end({ kind: 'failed', phase: 'request', code: 'CLOSED', message: 'closed' });
    };
    const timer = setTimeout(() => {
      end(came);
    }, takes);
    cuts.add(cut);
  });
}

const usual = ({ method }: Met) => (method === 'POST' ? taken() : nobody());

function metBy({ method, url, headers, body }: HttpRequest, at: number): Met {
  const posted = body === null ? null : (JSON.parse(body) as { lastName: string }).lastName;
  return { method, name: posted ?? url.searchParams.get('lastName') ?? '', url, body, headers, at };
}
