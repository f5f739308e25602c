/**
 * A network and a CRM that fail as they are told, byte by byte: real sockets, with and without TLS, in front of a CRM of
 * the tests' own. It keeps the other side of the books: what arrived, and what the CRM really created. A contact is known
 * by its account, else by its last name: two may have the same name.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { dressed, goodManners, type Manners } from './answers.ts';
import type { Identity } from './certificates.ts';
import { converse, type Arrival, type Host } from './conversation.ts';
import { crmPath, ownCrm, type Listing } from './crm.ts';
import { entrancesFor } from './entrances.ts';
import { assertPossible, type ConnectionFault, type Fault } from './faults.ts';
import { requestOf } from './request-reader.ts';

/** What the next ones meet, one after the other; those after them meet what lasts. */
export interface Plan {
  /** Create requests. */
  creates: Fault[];
  /** Every other request. */
  questions: Fault[];
  connections: ConnectionFault[];
}

/** What lasts until it is told otherwise. */
export interface Behaviour {
  /** Each create request; null: it goes well. */
  creates: Fault | null;
  /** Every other request. */
  questions: Fault | null;
  /** The create requests of these contacts alone, whatever else is planned. */
  contacts: ReadonlyMap<string, Fault>;
  manners: Manners;
}

const goodBehaviour: Behaviour = { creates: null, questions: null, contacts: new Map(), manners: goodManners };

export interface FaultServer {
  readonly baseUrl: string;
  /** Over TLS, as `localhost`; null where the server has no identity. */
  readonly secureBaseUrl: string | null;
  /**
   * A proxy, as a PAC script names it, through which the server answers over TLS as any host; null where it has no
   * identity.
   */
  readonly proxy: string | null;
  /** Each create request, in the order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** The ids that the CRM gave to each contact. */
  readonly created: ReadonlyMap<string, readonly string[]>;
  /** How many create requests arrived whole for each contact. */
  readonly posted: ReadonlyMap<string, number>;
  /** On how many connections bytes of a request arrived of which nobody can tell what it was. */
  fragments: () => number;
  /** How many contacts the CRM itself says that it has. */
  held: () => number;
  /** Resolves when the CRM has finished what it goes on with. */
  quiet: () => Promise<void>;
  /** Answers List Contacts so from now on. */
  list: (listing: Listing) => void;
  /** Time passes for the CRM, in milliseconds. */
  pass: (milliseconds: number) => void;
  /** Replaces what was planned; what is not named meets what lasts. Throws where no CRM does this. */
  plan: (plan: Partial<Plan>) => void;
  /** Replaces what lasts; what is not named goes well. Throws where no CRM does this. */
  behave: (behaviour: Partial<Behaviour>) => void;
  /** Refuses connections and ends those that it has, or takes them again. */
  listen: (listening: boolean) => Promise<void>;
  close: () => Promise<void>;
}

/** Starts the server, with TLS beside it where it has an identity. */
export async function faultServer(identity?: Identity): Promise<FaultServer> {
  const crm = ownCrm();
  const arrivals: Arrival[] = [];
  const created = new Map<string, string[]>();
  const posted = new Map<string, number>();
  let plan: Plan = { creates: [], questions: [], connections: [] };
  let lasting = goodBehaviour;
  /** What the CRM goes on with. */
  let unfinished = 0;

  const host: Host = {
    next: (isCreate) =>
      (isCreate ? (plan.creates.shift() ?? lasting.creates) : (plan.questions.shift() ?? lasting.questions)) ?? {
        kind: 'none',
      },
    own: (name) => lasting.contacts.get(name ?? '') ?? null,
    begun: (arrival) => arrivals.push(arrival),
    arrived: ({ name, text }) => {
      crm.met(requestOf(text).body);
      if (name !== null) posted.set(name, (posted.get(name) ?? 0) + 1);
    },
    handle: (text, arrival) => {
      const { manners } = lasting;
      const request = requestOf(text);
      const date = crm.now().toUTCString();
      if (manners.wantsUserAgent && !request.headers.has('user-agent'))
        return dressed(manners, 403, '{"message":"Say who you are."}', { date });
      const { status, json, id } = crm.answer(request, manners.ids);
      if (arrival !== null && id !== null) {
        const name = arrival.name ?? '';
        arrival.crmId = id;
        created.set(name, [...(created.get(name) ?? []), id]);
      }
      return dressed(manners, status, json, { date });
    },
    later: (milliseconds, work) => {
      unfinished++;
      setTimeout(() => {
        work();
        unfinished--;
      }, milliseconds);
    },
    manners: () => lasting.manners,
  };
  const entrances = entrancesFor(
    identity,
    () => plan.connections.shift() ?? { kind: 'none' },
    (line) => {
      converse(line, host);
    },
  );

  await entrances.open();
  const { plain, secure, proxy } = entrances.ports();
  return {
    baseUrl: `http://127.0.0.1:${plain}${crmPath}`,
    secureBaseUrl: secure === undefined ? null : `https://localhost:${secure}${crmPath}`,
    proxy: proxy === undefined ? null : `PROXY 127.0.0.1:${proxy}`,
    arrivals,
    created,
    posted,
    fragments: () => entrances.lines.filter(({ unread }) => unread).length,
    held: crm.held,
    quiet: async () => {
      while (unfinished > 0) await wait(1);
    },
    list: crm.list,
    pass: crm.pass,
    plan: ({ creates = [], questions = [], connections = [] }) => {
      creates.forEach(assertPossible);
      plan = { creates: [...creates], questions: [...questions], connections: [...connections] };
    },
    behave: (next) => {
      lasting = { ...goodBehaviour, ...next };
      [lasting.creates, ...lasting.contacts.values()].forEach((fault) => {
        if (fault !== null) assertPossible(fault);
      });
    },
    listen: (listening) => (listening ? entrances.open() : entrances.shut()),
    close: entrances.shut,
  };
}
