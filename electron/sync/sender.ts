/**
 * The one loop that takes contacts out of the outbox and hands them to the CRM: oldest first, a few in flight, within
 * the rate limit, resting while there is a pause. It sleeps until something wakes it: a save, the user, the network, the
 * end of a request, or the one timer it sets while contacts wait.
 */
import type { Pause, Status } from '../contract/status.ts';
import { isLoopback } from '../crm/base-url.ts';
import type { Crm } from '../crm/client.ts';
import type { Outcome } from '../crm/outcome.ts';
import { withReference } from '../crm/reference.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Connection } from '../outbox/settings.ts';
import { declinedIn } from './declined.ts';
import { decide, decideUnrecorded, pauseFor, queuePause, type Circumstances } from './decide.ts';
import { startLookups } from './lookup.ts';
import { pauseAtStart, pauseAfterNudge, pauseOfTwo, needsProbe, untilEnd, type Nudge } from './pause.ts';
import { rateLimit } from './rate-limit.ts';
import { sendingLog } from './sending-log.ts';
import { quietBy } from './sleep.ts';
import { suspicionIn } from './suspect.ts';
import { turnsOf, type Landed, type Taken } from './turns.ts';

export interface SenderParts {
  outbox: Outbox;
  crm: Crm;
  keys: KeyStore;
  /** Whether another laptop may send what waits in this outbox; without, none does. */
  elsewhere?: () => Promise<boolean>;
  /** Whether the system says that there is no network at all. */
  linkDown: () => boolean;
  /** Called when the pause, or how many are in flight, has changed. */
  changed: () => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
  /** From 0 to 1. */
  chance: () => number;
}

export interface Sender {
  /** Looks at the queue. Returns at once. */
  nudge: (why: Nudge) => void;
  /** The part of the status that the sender knows. */
  status: () => Pick<Status, 'pause' | 'inFlight' | 'lastDeliveredAt' | 'declined'>;
  /** Counts a request that was made beside the sender within its pace. */
  noteRequest: () => void;
  /** Returns how many requests the pace has counted in the last minute. */
  requestsInLastMinute: () => number;
  /**
   * Takes no more contacts, gives requests that are under way this many milliseconds, then cuts them off (they become
   * unconfirmed). Resolves when nothing is written any more.
   */
  stop: (grace: number) => Promise<void>;
}

/** The longest sleep, in milliseconds: a laptop that slept or a clock that jumped must not leave contacts waiting. */
const tick = 60_000;
/** Takes the sender's parts; returns the running sender, which does nothing before its first nudge. */
export function startSender(parts: SenderParts): Sender {
  const { outbox, crm, keys, now, monotonic } = parts;
  // The attempts of the last minute are known by the wall clock only; their distance from now is what counts.
  const limit = rateLimit(outbox.startsSince(now() - tick).map((start) => monotonic() - Math.max(0, now() - start)));
  let pause = pauseAtStart(outbox.pause(), now());
  /** The last pause, until something goes well: spaces the tries. */
  let before: Pause | null = pause;
  /** Whether a harmless question has to be answered well before the next contact goes out. */
  let unproven = pause !== null && needsProbe(pause);
  const suspicion = suspicionIn(outbox);
  const declined = declinedIn(outbox, monotonic);
  const quiet = quietBy(monotonic);
  const told = sendingLog();
  /** Whether it is known that no other laptop may send what is in the outbox. */
  let ours = parts.elsewhere === undefined;
  /** Rises with each change of the connection: what an older request met is no longer of interest. */
  let connectionNumber = 0;
  let lastDeliveredAt: number | null = null;
  let key: { baseUrl: string; key: string } | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** The passes that are under way. */
  let work: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const lookups = startLookups({
    ...parts,
    takeTurn: () => {
      if (stopped || pause !== null || limit.wait(monotonic(), outbox.pace().perMinute) > 0) return false;
      limit.note(monotonic());
      return true;
    },
    wake,
  });

  const turns = turnsOf({
    outbox,
    mayClaim: () => mayClaim(outbox.connection()),
    prepare: () => {
      lookups.noteClock();
    },
    claim,
    store: (results) => {
      for (const { claimed, outcome, settlement } of results) {
        outbox.settle(claimed, settlement, null, now());
        suspicion.learn(claimed.id, outcome, settlement.result);
        declined.learn(claimed.id, outcome);
      }
      if (results.length > 0 && pause !== null) outbox.savePause(pause);
    },
    stored: (results) => {
      if (results.some(({ settlement }) => settlement.state === 'unconfirmed')) lookups.changed();
      if (results.some(({ outcome }) => outcome.kind === 'delivered')) lastDeliveredAt = now();
    },
    send,
    putBack,
    changed: parts.changed,
    turned: () => {
      if (!mayClaim(outbox.connection()) || (turns.underWay() === 0 && lookups.due(null))) wake();
    },
    failed: (error) => {
      restForDisk(error);
      sleep(untilEnd(pause, now()));
    },
  });

  const circumstances = (): Circumstances => ({ before, now: now(), chance: parts.chance() });

  function rest(next: Pause): void {
    pause = pauseOfTwo(pause, next, now());
    before = pause;
    unproven ||= needsProbe(next);
    told.rests(pause, now());
    parts.changed();
  }

  function restForDisk(error: unknown): void {
    rest(pauseFor('disk-trouble', error instanceof Error ? error.message : String(error), circumstances()));
  }

  function goOn(): void {
    if (pause === null) return;
    pause = null;
    parts.changed();
  }

  /** A pause that another connection or key has ended must not come back with the next start. */
  function forgetPause(): void {
    try {
      outbox.savePause(null);
    } catch (error) {
      restForDisk(error);
    }
  }

  function sleep(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(Math.max(milliseconds, 0), tick));
  }

  /** One pass at a time; a wake during a pass makes another one follow. */
  function wake(): void {
    again = true;
    work ??= (async () => {
      while (again && !stopped) {
        again = false;
        await pass();
      }
      work = null;
    })();
  }

  async function pass(): Promise<void> {
    clearTimeout(timer);
    try {
      turns.turn();
      if (!ours) {
        ours = (await parts.elsewhere?.()) !== true;
        if (ours) again = true;
        else if (pause?.reason !== 'other-laptop') rest(pauseFor('other-laptop', null, circumstances()));
        return;
      }
      if (!isConnected(outbox.connection())) {
        if (pause?.reason !== 'not-connected') rest(pauseFor('not-connected', null, circumstances()));
        return;
      }
      const { waiting } = outbox.counts();
      if (waiting === 0 && !lookups.due(pause)) return;
      if (quiet.left() > 0) {
        sleep(quiet.left());
        return;
      }
      if (pause !== null) {
        if (await over(pause)) again = true;
        return;
      }
      const connection = outbox.connection();
      if (!hasLink(connection)) {
        rest(pauseFor('offline', 'This laptop has no network.', circumstances()));
        sleep(untilEnd(pause, now()));
        return;
      }
      if (key?.baseUrl === connection.baseUrl) {
        // What rests could not be taken: it must not keep others from being looked for.
        const notNow = outbox.heldBack() + declined.resting().length;
        if (turns.underWay() === 0 && waiting <= notNow) lookups.look(connection, key.key);
        return;
      }
      // Whatever happens while the keychain is asked is looked at from the start.
      if ((await keyFor(connection)) !== null) again = true;
    } catch (error) {
      // The outbox could not be read or written, so nothing was sent that it does not know of.
      restForDisk(error);
      sleep(untilEnd(pause, now()));
    }
  }

  /** Whether nothing but the rate stands before the next contact. */
  function mayClaim(connection: Connection): boolean {
    return (
      !stopped &&
      ours &&
      pause === null &&
      quiet.left() === 0 &&
      isConnected(connection) &&
      key?.baseUrl === connection.baseUrl &&
      hasLink(connection)
    );
  }

  function hasLink({ baseUrl }: Connection): boolean {
    return !parts.linkDown() || isLoopback(new URL(baseUrl));
  }

  /** Takes the oldest contacts, as many as may be in flight and the rate allows. */
  function claim(underWay: number): Taken[] {
    const connection = outbox.connection();
    const known = key?.key ?? '';
    const { inFlight, perMinute } = outbox.pace();
    const referenceField = outbox.referenceField();
    const taken: Taken[] = [];
    while (underWay + taken.length < inFlight) {
      const wait = limit.wait(monotonic(), perMinute);
      if (wait > 0) {
        sleep(wait);
        break;
      }
      // With nobody else waiting, the suspect itself is tried.
      const one =
        outbox.claim(connection, now(), [...suspicion.passOver(), ...declined.behind()]) ??
        outbox.claim(connection, now(), declined.resting());
      if (one === null) {
        if (declined.resting().length > 0) sleep(declined.untilNext());
        break;
      }
      limit.note(monotonic());
      const claimed = { ...one, contact: withReference(one.contact, one.uuid, referenceField) };
      taken.push({ claimed, connection, key: known, connectionNumber });
    }
    return taken;
  }

  /** Whether this pause has ended, as far as needs be by asking the API. */
  async function over(current: Pause): Promise<boolean> {
    const left = untilEnd(current, now());
    if (left > 0) {
      if (current.until !== null) sleep(left);
      return false;
    }
    if (unproven) {
      const wait = limit.wait(monotonic(), outbox.pace().perMinute);
      if (wait > 0) {
        sleep(wait);
        return false;
      }
      const connection = outbox.connection();
      const known = await keyFor(connection);
      if (known === null) return false;
      limit.note(monotonic());
      const outcome = await crm.probe(connection, known);
      if (pause !== current) return pause === null;
      // Some CRMs cannot list: then the question tells that the API is there, and nothing of what was refused.
      const cannotTell = outcome.kind === 'wrong-address' && current.reason !== 'wrong-address';
      const thereAgain = cannotTell && (current.reason === 'api-ill' || current.reason === 'portal');
      if (outcome.kind !== 'well' && !thereAgain) {
        const next = cannotTell
          ? pauseFor(current.reason, current.detail, circumstances())
          : queuePause(outcome, circumstances());
        rest(next);
        outbox.savePause(pause);
        sleep(untilEnd(pause, now()));
        return false;
      }
      unproven = false;
      suspicion.apiIsWell();
      told.goesOn(now());
    }
    outbox.savePause(null);
    goOn();
    return true;
  }

  /** Returns the key, or null after the queue was put to rest for want of it. */
  async function keyFor({ baseUrl }: Connection): Promise<string | null> {
    if (key?.baseUrl === baseUrl) return key.key;
    try {
      const found = await keys.read(baseUrl);
      if (found !== null) {
        key = { baseUrl, key: found };
        return found;
      }
      rest(pauseFor('no-key', null, circumstances()));
    } catch (error) {
      if (!(error instanceof KeychainUnavailable)) throw error;
      rest(pauseFor('keychain-unavailable', error.message, circumstances()));
      sleep(untilEnd(pause, now()));
    }
    return null;
  }

  function putBack({ claimed }: Taken, problem: string): Landed {
    const { settlement, pause: next } = decideUnrecorded(problem, circumstances());
    rest(next);
    const nothing = { phase: 'connection', status: null, headMs: null, excerpt: null } as const;
    const outcome: Outcome = { kind: 'not-sent', processed: 'no', ...nothing, code: 'DISK', message: problem };
    return { claimed, outcome, settlement };
  }

  async function send({ claimed, connection, key: known, connectionNumber: sentBy }: Taken): Promise<Landed> {
    const began = monotonic();
    const outcome = await crm.createContact(connection, known, claimed.contact).catch(asUnknown);
    told.ended(claimed.id, outcome, monotonic() - began);
    const connectionChanged = sentBy !== connectionNumber;
    const met = declined.isAlone(claimed.id) ? { ...circumstances(), before: null } : circumstances();
    const { settlement, pause: next } = decide(outcome, met, connectionChanged);
    if (!connectionChanged) {
      if (outcome.kind === 'key-rejected') key = null;
      if (next !== null) rest(next);
      else if (pause === null) {
        before = null;
        told.goesOn(now());
      }
    }
    return { claimed, outcome, settlement };
  }

  return {
    nudge(why) {
      if (why === 'key' || why === 'connection') {
        key = null;
        connectionNumber++;
      }
      lookups.changed();
      if (why === 'key' || why === 'connection' || why === 'user') declined.tryAll();
      if (why === 'sleep') quiet.begin();
      else if (why === 'wake') quiet.end();
      if (why === 'sleep' || why === 'wake' || why === 'hint') crm.renew(why === 'wake');
      const next = pauseAfterNudge(pause, why, now());
      if (next !== pause) {
        pause = next;
        if (next === null) {
          unproven = false;
          told.goesOn(now());
          forgetPause();
        }
        parts.changed();
      }
      wake();
    },
    status: () => ({ pause, inFlight: turns.underWay(), lastDeliveredAt, declined: declined.resting().length }),
    noteRequest: () => {
      limit.note(monotonic());
    },
    requestsInLastMinute: () => limit.count(monotonic()),
    async stop(grace) {
      stopped = true;
      clearTimeout(timer);
      const ended = Promise.all([turns.ended(), work, lookups.stop()]);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, grace).unref())]);
      await crm.close();
      await ended;
      turns.stop();
      told.stop();
    },
  };
}

const isConnected = ({ baseUrl, credentialId }: Connection) => baseUrl !== '' && credentialId !== '';

/** The client never throws; should it do so all the same, nobody knows whether the contact went out. */
function asUnknown(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : null;
  const evidence = { phase: 'request', status: null, headMs: null, excerpt: null } as const;
  return { kind: 'unknown', processed: 'unknown', ...evidence, code: 'INTERNAL', message };
}
