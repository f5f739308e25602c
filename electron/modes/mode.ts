/**
 * All that belongs to one outbox: the file, the sender, the connection. The app has one of its own and one for practice,
 * and works in one of them at a time.
 */
import { eventOnDuty } from '#contract/events.ts';
import type { OutboxRow } from '#contract/outbox.ts';
import type { Connection, OwnerChoice, Pace } from '#contract/settings.ts';
import type { Pause, Status } from '#contract/status.ts';
import { openConnections } from './connections.ts';
import { defaultLimits, httpClient } from '../http/exchange.ts';
import type { ResolveProxy } from '../http/proxies.ts';
import type { KeyStore } from '../keychain/keychain.ts';
import { diskSpaceOf } from '../system/disk-space.ts';
import { log } from '../log/log.ts';
import { openOutbox, type Outbox } from '../outbox/outbox.ts';
import { ownershipOf } from './ownership.ts';
import { applyPolicy } from './apply-policy.ts';
import { applySetup } from './apply-setup.ts';
import type { Policy } from '../policy/policy.ts';
import type { Nudge } from '../sync/sender.ts';

/** How long the end of a mode waits for requests that are under way, in milliseconds. */
const grace = 5_000;
/** How long after the start an outbox that was closed well is inspected, in milliseconds: when nobody waits for the window any more. */
const calm = 10_000;

/** The laptop's own. */
const clocks = { now: Date.now, monotonic: () => performance.now(), chance: Math.random };

/** What is set, and how it goes. */
export interface Sending {
  /** The id of the connection. */
  id: string;
  /** What it is called; empty: there is only one. */
  name: string;
  connection: Connection;
  pace: Pace;
  pause: Pause | null;
  /** Counts a request within the pace. */
  noteRequest: () => void;
  requestsInLastMinute: () => number;
}

export interface ModeParts {
  /** Where its outbox lives. */
  folder: string;
  keys: KeyStore;
  /** The name of this laptop (laptop.ts), or null where none is to be told from another. */
  laptop: Promise<string | null>;
  /** What an administrator has set for this outbox. */
  policy: Policy;
  /** Whether the system says that there is no network at all. */
  linkDown: () => boolean;
  /** What the system's proxy settings say. */
  resolveProxy: ResolveProxy;
  /** Contacts that are new or have changed, and the status that follows. */
  changed: (rows: OutboxRow[], status: Status) => void;
  /** The outbox was found to be damaged: the mode is to be closed, and its outbox repaired. */
  damaged: () => void;
}

export type Mode = ReturnType<typeof openMode>;

/** @throws StoreProblem where its outbox cannot be opened; nothing is left open then */
export function openMode({ folder, keys, laptop, policy, linkDown, resolveProxy, changed, damaged }: ModeParts) {
  const began = performance.now();
  const touched = new Set<number>();
  let telling: NodeJS.Immediate | undefined;
  let closed = false;
  let inspection: Promise<boolean> | undefined;
  let inspecting: NodeJS.Timeout | undefined;
  let isChecking = false;
  const outbox: Outbox = openOutbox(folder, {
    changed: (id) => {
      touched.add(id);
      tell();
    },
    damaged,
  });
  const disk = diskSpaceOf(folder, tell, () => performance.now());
  disk.look();
  const { ownership, connections, setupProblem } = begin();
  log.note('The outbox is open', { ...outbox.counts(), ms: Math.round(performance.now() - began) });

  function begin() {
    try {
      outbox.endCutOff();
      // Ahead of the sender: a contact must not go to an address that is no longer the one.
      applyPolicy(policy, outbox);
      const setupProblem = applySetup(policy, outbox);
      const ownership = ownershipOf(outbox, laptop);
      const { elsewhere } = ownership;
      const wire = () => httpClient(defaultLimits, { resolveProxy });
      const connections = openConnections({ outbox, keys, policy, wire, clocks, elsewhere, changed: tell });
      return { ownership, connections, setupProblem };
    } catch (error) {
      outbox.close();
      throw error;
    }
  }

  /** Many changes at once are told once. */
  function tell(): void {
    if (closed) return;
    telling ??= setImmediate(() => {
      telling = undefined;
      try {
        const rows = [...touched].map(outbox.row).filter((row) => row !== undefined);
        touched.clear();
        changed(rows, status());
        if (rows.length > 0) disk.look();
      } catch (error) {
        log.error('The screen could not be told of a change', error);
      }
    });
  }

  function status(): Status {
    return {
      isOpen: true,
      counts: outbox.counts(),
      heldBack: outbox.heldBack(),
      left: outbox.lookups.left(),
      ...connections.status(),
      link: !linkDown(),
      diskLow: disk.low(),
      storeProblem: null,
      repair: outbox.repair(),
      work: isChecking ? { kind: 'checking' } : null,
    };
  }

  /** Resolves with whether the outbox is sound; it is repaired where it is not. */
  async function inspect(): Promise<boolean> {
    try {
      if (closed || (await outbox.inspect(Date.now()))) return true;
    } catch (error) {
      // Nothing is known to be wrong, so nothing is stopped.
      if (!closed) log.error('The outbox could not be inspected', error);
      return true;
    }
    damaged();
    return false;
  }

  /**
   * After an end that was none, nothing is sent before all of the outbox was read: what lies there may be half a change.
   * Else each contact that is sent is known by its own checksum, and the rest has time until the start is over.
   */
  async function nudge(why: Nudge, connection?: string): Promise<void> {
    if (outbox.needsNoInspection) {
      inspecting ??= setTimeout(() => void inspect(), calm).unref();
      connections.nudge(why, connection);
      return;
    }
    if (inspection === undefined) {
      isChecking = true;
      tell();
      inspection = inspect().finally(() => {
        isChecking = false;
        tell();
      });
    }
    if (await inspection) connections.nudge(why, connection);
  }

  /** Returns by which connections these contacts go; undefined: by any. What was stored must not seem to have failed for this. */
  function goingBy(ids: readonly number[]): (string | undefined)[] {
    try {
      return outbox.connectionsOf(ids);
    } catch (error) {
      log.error('The connections of contacts could not be read', error);
      return [undefined];
    }
  }

  return {
    outbox,
    connections,
    policy,
    /** Why the set-up that the policy names is not used; null: it is, or it names none. */
    setupProblem,
    /**
     * Returns what is set, and how it goes, for the connection doctor. Of several connections it is the one that is asked for; else
     * the one whose problem is shown, or that of the event on duty. @throws StoreProblem
     */
    sending: (asked?: string): Sending => {
      const { connections: all } = connections.status();
      const shown = all.find(({ pause, waiting }) => pause !== null && waiting > 0)?.id;
      const wanted = asked ?? shown ?? eventOnDuty(outbox.setup())?.connection;
      const chosen = all.find(({ id }) => id === wanted);
      const id = chosen?.id ?? '';
      const { outbox: own, sender } = connections.of(id);
      return {
        id,
        name: (chosen ?? all[0])?.name ?? '',
        connection: own.connection(),
        pace: own.pace(),
        pause: sender.status().pause,
        noteRequest: sender.noteRequest,
        requestsInLastMinute: sender.requestsInLastMinute,
      };
    },
    /** Lets the sender of a connection look at its queue, or all. Returns at once. */
    nudge: (why: Nudge, connection?: string): void => void nudge(why, connection),
    /** The user has changed, retried or set aside these contacts. Returns at once. */
    contactsChanged: (ids: readonly number[]): void => {
      for (const id of ids) connections.contactChanged(id);
      for (const connection of goingBy(ids)) void nudge('saved', connection);
    },
    /** A contact is not edited any more, and may be sent. Returns at once. */
    contactReleased: (id: number): void => {
      for (const connection of goingBy([id])) void nudge('saved', connection);
    },
    /** The user has said which laptop sends what came from another one. @throws StoreProblem */
    async decideOwner(choice: OwnerChoice): Promise<void> {
      await ownership.decide(choice);
      connections.nudge('user');
    },
    status,
    /** Tells the status again, for what it draws on outside of the outbox. */
    tell,
    /** The user is back at the window, and may have made room on the disk, say. */
    lookAround: disk.look,
    /** Lets requests that are under way come to an end, then closes the outbox. */
    async close(): Promise<void> {
      await connections.stop(grace);
      end();
      await outbox.ended();
    },
    /** The same within this call, for a system that ends the process after it. Requests that are under way are cut off. */
    closeAtOnce(): void {
      connections.stopAtOnce();
      end();
    },
  };

  function end(): void {
    if (closed) return;
    closed = true;
    clearImmediate(telling);
    clearTimeout(inspecting);
    outbox.close();
  }
}
