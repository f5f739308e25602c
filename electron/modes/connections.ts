/**
 * The connections that contacts go by. Each has its own sender, with its own key, pace, field map and pauses: one that is refused
 * never holds up another. A contact goes by the one that it was captured for.
 */
import { mostConnections, type Connection, type NamedConnection } from '#contract/settings.ts';
import type { ConnectionStatus, Status } from '#contract/status.ts';
import { say, type Said } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { crmClient, type Crm } from '../crm/client.ts';
import type { ListQuery } from '../crm/list.ts';
import type { ListOutcome } from '../crm/outcome.ts';
import { withoutConnection } from '../events/revise.ts';
import type { HttpClient } from '../http/exchange.ts';
import { KeychainUnavailable, KeyNotStored, keysOf, type KeyStore } from '../keychain/keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isLocked, noPolicy, whyLocked, type Policy } from '../policy/policy.ts';
import { startSender, type Nudge, type Sender, type SenderParts } from '../sync/sender.ts';
import { whyNotTaken, type Arrived } from './arrived.ts';
import { connectionSettings } from './connection.ts';

export interface ConnectionsParts {
  outbox: Outbox;
  keys: KeyStore;
  policy: Policy;
  /** Takes the id of a connection; returns what it speaks through: each has its own, since it renews and closes it. */
  wire: (id: string) => HttpClient;
  clocks: Pick<SenderParts, 'now' | 'monotonic' | 'chance'>;
  elsewhere: () => Promise<boolean>;
  /** Called when what `status` returns has changed. */
  changed: () => void;
}

interface OpenConnection {
  crm: Crm;
  outbox: Outbox;
  /** Resolves with its API key; null: none is stored. @throws (rejects) KeychainUnavailable */
  key: () => Promise<string | null>;
  /** Asks the CRM once for contacts, within the pace; null: there is no key, or it rests. @throws (rejects) KeychainUnavailable */
  list: (query: ListQuery) => Promise<ListOutcome | null>;
  sender: Sender;
  settings: ReturnType<typeof connectionSettings>;
}

export type Connections = ReturnType<typeof openConnections>;

/** What the first one does for all, where only one is asked for. */
const first = '';

/** Opens them all. Nothing is sent before the first nudge. @throws StoreProblem; nothing is left open then */
export function openConnections({ outbox, keys, policy, wire, clocks, elsewhere, changed }: ConnectionsParts) {
  const open = new Map<string, OpenConnection>();
  for (const { id } of outbox.connections()) begin(id);

  function begin(id: string): OpenConnection {
    const own = seenBy(outbox, id);
    const crm = crmClient(wire(id), clocks.now);
    const ownKeys = keysOf(keys, id);
    const parts = { outbox: own, crm, keys: ownKeys, elsewhere, changed };
    const sender = startSender({ ...parts, ...clocks });
    const key = async () => {
      const { baseUrl } = own.connection();
      return baseUrl === '' ? null : ownKeys.read(baseUrl);
    };
    const connection: OpenConnection = {
      crm,
      outbox: own,
      key,
      async list(query) {
        const stored = await key();
        if (stored === null || !open.has(id) || sender.status().pause !== null) return null;
        sender.noteRequest();
        return crm.list(own.connection(), stored, query);
      },
      sender,
      settings: connectionSettings(own, ownKeys, crm, id === first ? policy : noPolicy, () => othersThan(outbox, id)),
    };
    open.set(id, connection);
    return connection;
  }

  /** Returns an open connection. @throws SaidError where there is none with this id */
  function of(id: string): OpenConnection {
    const connection = open.get(id);
    if (connection === undefined) throw new SaidError(say('connection.gone'));
    return connection;
  }

  function statusOf({ id, name }: NamedConnection): ConnectionStatus {
    const { sender, outbox: own } = of(id);
    const { pause, inFlight } = sender.status();
    return { id, name: name === '' ? hostOf(own.connection().baseUrl) : name, pause, inFlight, waiting: own.toSend() };
  }

  return {
    of,

    /** Returns the part of the status that the senders know; with a single connection there is nothing to tell of each. */
    status(): Pick<Status, 'pause' | 'inFlight' | 'lastDeliveredAt' | 'declined' | 'connections'> {
      const all = [...open.values()].map(({ sender }) => sender.status());
      const [only] = all;
      if (only !== undefined && all.length === 1) return { ...only, connections: [] };
      const connections = outbox
        .connections()
        .filter(({ id }) => open.has(id))
        .map(statusOf);
      const resting = connections.filter(({ pause, waiting }) => pause !== null && waiting > 0);
      const delivered = all.map(({ lastDeliveredAt }) => lastDeliveredAt ?? -1);
      const last = Math.max(...delivered);
      return {
        // All of them rest: the first one's rest is that of the queue.
        pause: connections.every(({ pause }) => pause !== null)
          ? ((resting[0] ?? connections[0])?.pause ?? null)
          : null,
        inFlight: all.reduce((sum, { inFlight }) => sum + inFlight, 0),
        declined: all.reduce((sum, { declined }) => sum + declined, 0),
        lastDeliveredAt: last < 0 ? null : last,
        connections,
      };
    },

    /** Lets one sender look at its queue, or all. Returns at once. */
    nudge(why: Nudge, id?: string): void {
      if (id === undefined) for (const { sender } of open.values()) sender.nudge(why);
      else open.get(id)?.sender.nudge(why);
    },

    /** The user has changed, retried or set aside this contact. */
    contactChanged(id: number): void {
      for (const { sender } of open.values()) sender.contactChanged(id);
    },

    /** Adds one, or gives one another name. @throws SaidError where it may not be, StoreProblem */
    name({ id, name }: NamedConnection): void {
      const all = outbox.connections();
      if (id === first || open.has(id)) {
        outbox.saveConnections(all.map((one) => (one.id === id ? { id, name } : one)));
      } else {
        if (isLocked(policy, 'baseUrl') || isLocked(policy, 'credentialId')) throw new SaidError(whyLocked(policy));
        if (all.length >= mostConnections) throw new SaidError(say('connection.tooMany', { most: mostConnections }));
        outbox.saveConnections([...all, { id, name }]);
        begin(id);
      }
      changed();
    },

    /**
     * Takes over connections from another laptop, and stores `besides` with them: all of it or nothing. Resolves with what keeps it
     * from being done; null: it is. @throws StoreProblem
     */
    async takeOver(arrived: readonly Arrived[], besides: () => void): Promise<Said | null> {
      const here = outbox.connections();
      const added = arrived.filter(({ id }) => here.every((one) => one.id !== id));
      const all = [...here, ...added.map(({ id, name }) => ({ id, name }))];
      const problem = whyNotTaken(arrived, { all, added: added.length, outbox, policy });
      if (problem !== null) return problem;
      try {
        for (const { id, baseUrl, key } of arrived) if (key !== '') await keysOf(keys, id).write(baseUrl, key);
      } catch (error) {
        if (error instanceof KeychainUnavailable || error instanceof KeyNotStored) return error.said;
        throw error;
      }
      outbox.together(() => {
        for (const { id, baseUrl, credentialId } of arrived) outbox.saveConnection({ baseUrl, credentialId }, id);
        outbox.saveConnections(all);
        besides();
      });
      for (const { id } of added) begin(id);
      changed();
      return null;
    },

    /**
     * Removes one and its key: what waits for it, or needs attention, goes by the first one from now on, or is withdrawn.
     * @throws StoreProblem, KeychainUnavailable; it stays then
     */
    async remove(id: string, contacts: 'first' | 'withdraw', now: number, grace: number): Promise<void> {
      if (id === first) return;
      const { sender, settings } = of(id);
      await settings.removeKey();
      await sender.stop(grace);
      open.delete(id);
      try {
        await outbox.leaveConnection(id, contacts, now);
        outbox.together(() => {
          outbox.saveSetup(withoutConnection(outbox.setup(), id));
          outbox.saveConnections(outbox.connections().filter((one) => one.id !== id));
        });
      } catch (error) {
        // What is left of its contacts has a sender again, which says that the key is missing.
        begin(id).sender.nudge('key');
        changed();
        throw error;
      }
      for (const one of open.values()) one.sender.nudge('saved');
      changed();
    },

    /** Lets requests that are under way come to an end, for so many milliseconds. */
    stop: (grace: number): Promise<unknown> => Promise.all([...open.values()].map(({ sender }) => sender.stop(grace))),
    stopAtOnce(): void {
      for (const { sender } of open.values()) sender.stopAtOnce();
    },
  };
}

/** Takes an outbox and the id of a connection; returns the outbox as the sender of that connection sees it. */
export const seenBy = (outbox: Outbox, id: string): Outbox => ({
  ...outbox,
  connection: () => outbox.connection(id),
  saveConnection: (connection) => {
    outbox.saveConnection(connection, id);
  },
  pace: () => outbox.pace(id),
  fieldMap: () => outbox.fieldMap(id),
  queueMemory: () => outbox.queueMemory(id),
  saveQueueMemory: (memory) => {
    outbox.saveQueueMemory(memory, id);
  },
  lookups: { ...outbox.lookups, clockAt: (attemptId) => outbox.lookups.clockAt(attemptId, id) },
  beginClock: () => outbox.beginClock(id),
  setClock: (clock, ahead) => {
    outbox.setClock(clock, ahead, id);
  },
  startsSince: (since) => outbox.startsSince(since, outbox.connection(id)),
  toSend: () => outbox.toSend(id),
  claim: (connection, now, behind) => outbox.claim(connection, now, behind, id),
});

/** Where the others go: no two are the same. */
function othersThan(outbox: Outbox, id: string): Connection[] {
  const others = outbox.connections().filter((one) => one.id !== id);
  return others.map((one) => outbox.connection(one.id));
}

function hostOf(baseUrl: string): string {
  return baseUrl === '' ? '' : new URL(baseUrl).host;
}
