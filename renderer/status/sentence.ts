/** The status line in words: what happened, whether the contacts are safe, what to do; and how many contacts are where. */
import type { ContactState } from '#contract/outbox.ts';
import type { PolicySetting } from '#contract/policy.ts';
import type { ConnectionStatus, Pause, PauseReason, Status } from '#contract/status.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { wordsFor, type Tone } from './pause-words.ts';

/** What a user asks of the outbox: what is still to be sent, what a person has to look at, what has arrived. */
export type Group = 'waiting' | 'needs-you' | 'delivered';

/** How many contacts are in a group, and the state in which the first of them are. */
export interface Pill {
  group: Group;
  said: Message;
  state: ContactState;
}

export interface StatusSentence {
  said: readonly Said[];
  /** When the queue goes on by itself; null: it does not rest, or only the user can end that. */
  next: Message | null;
  /** None for a group that is empty. */
  pills: readonly Pill[];
  canTryNow: boolean;
  /** Whether what is to be done is done in Settings. */
  needsSettings: boolean;
  tone: Tone;
}

const plain = { next: null, pills: [], canTryNow: false, needsSettings: false } as const;

/** Takes how far a repair is; returns that in words. */
export function repairWords({ done, total }: { done: number; total: number }): Message {
  return total === 0 ? say('status.repairing') : say('status.repairingSoFar', { done, total });
}

/** What ends without the user, or is gone by the time that something is to be sent: with nothing to send it is no news. */
const passing: readonly PauseReason[] = ['offline', 'portal', 'rate-limited', 'api-ill'];

/**
 * Takes what is known of the queue, the moment, and what of the settings cannot be changed; returns what the status line
 * says.
 */
export function statusSentence(status: Status, now: number, locked: readonly PolicySetting[] = []): StatusSentence {
  const { pause, work } = status;
  if (work?.kind === 'repairing') return { ...plain, said: [repairWords(work)], tone: 'busy' };
  // Why not, stands above the form (`storeProblem`).
  if (!status.isOpen) return { ...plain, said: [say('status.notOpen')], tone: 'attention' };
  const pills = pillsOf(status);
  const unsent = unsentOf(status);
  if (work?.kind === 'checking' && unsent > 0) {
    const why = say(status.repair === null ? 'status.checking' : 'status.checkingRepaired');
    return { ...plain, said: [why, safe(unsent)], pills, tone: 'busy' };
  }
  const resting = status.connections.filter((one) => one.pause !== null && one.waiting > 0);
  if (resting.length > 0) return { ...severalSentence(status, resting, now, locked), pills };
  if (pause !== null && (unsent > 0 || !passing.includes(pause.reason))) {
    return { ...pausedSentence(status, pause, now, locked), pills };
  }
  if (unsent === 0) {
    // Laptops with a phone on their USB port say so for good: while something is sent, what comes of that is believed.
    const link: Said[] = status.link ? [] : [say('status.noNetwork')];
    const tone = needsUser(status) > 0 ? 'attention' : status.link ? 'good' : 'resting';
    return { ...plain, said: [...link, ...outcome(status)], pills, tone };
  }
  const busy = unsent > status.heldBack + status.declined;
  return {
    ...plain,
    said: [opening(busy, status), safe(unsent)],
    pills,
    canTryNow: !busy && status.declined > 0,
    tone: busy ? 'busy' : needsUser(status) > 0 ? 'attention' : status.declined > 0 ? 'resting' : 'good',
  };
}

/** What is said of contacts of which some still wait. */
function opening(busy: boolean, { declined }: Status): Said {
  if (busy) return say('status.sending');
  return declined > 0 ? say('status.notTaken', { count: declined }) : say('status.heldBack');
}

/** What came of them all, with nothing left to send. */
function outcome(status: Status): Said[] {
  const { counts, left } = status;
  const open = needsUser(status);
  const said: Said[] = [];
  if (open > 0) said.push(say('status.needsYou', { count: open }));
  if (left > 0) said.push(say('status.leftUnconfirmed', { count: left }));
  if (said.length > 0) return said;
  if (counts.withdrawn > 0) return [say('status.nothingWaiting')];
  return [say(counts.delivered === 0 ? 'status.nothingYet' : 'status.allDelivered')];
}

/** Of several connections some rest: each is told by its name, and the others go on. */
function severalSentence(
  status: Status,
  resting: readonly ConnectionStatus[],
  now: number,
  locked: readonly PolicySetting[],
): Omit<StatusSentence, 'pills'> {
  const each = resting.flatMap(({ id, name, pause }) =>
    pause === null ? [] : [{ name, pause, words: wordsFor(pause, true, id === '' ? locked : []) }],
  );
  const goesOn = status.connections.some(({ pause, waiting, inFlight }) => pause === null && waiting + inFlight > 0);
  return {
    said: [
      ...(goesOn ? [say('status.sending')] : []),
      ...each.map(({ name, words: { what } }) => say('status.ofConnection', { name, what })),
      safe(unsentOf(status)),
    ],
    next: null,
    canTryNow: each.some(({ pause }) => pause.asks || (pause.until !== null && (pause.notBefore ?? now) <= now)),
    needsSettings: each.some(({ words }) => words.needsSettings),
    tone: each.some(({ words }) => words.tone === 'attention') ? 'attention' : 'resting',
  };
}

function pausedSentence(
  status: Status,
  pause: Pause,
  now: number,
  locked: readonly PolicySetting[],
): Omit<StatusSentence, 'pills'> {
  const unsent = unsentOf(status);
  const waits = status.counts.waiting > 0;
  const { what, todo, needsSettings, tone } = wordsFor(pause, waits, locked);
  return {
    said: [what, ...(unsent > 0 ? [safe(unsent)] : []), ...(todo === null ? [] : [todo])],
    // With nothing to send nothing is tried. What only the user can end, or the CRM has set a time for, no try ends.
    next: pause.until !== null && waits ? nextTry(pause.until, now) : null,
    canTryNow: waits && (pause.asks || (pause.until !== null && (pause.notBefore ?? now) <= now)),
    needsSettings,
    tone,
  };
}

const nextTry = (until: number, now: number): Message =>
  until <= now ? say('status.tryingNow') : say('status.nextTry', { wait: until - now });

const safe = (count: number): Message => say('status.safe', { count });

const unsentOf = ({ counts }: Status): number => counts.waiting + counts.sending;

/** How many contacts a person has to look at. */
const needsUser = ({ counts, left }: Status): number => counts['needs-attention'] + counts.unconfirmed - left;

function pillsOf(status: Status): Pill[] {
  const { counts } = status;
  const unsent = unsentOf(status);
  const open = needsUser(status);
  const pills: Pill[] = [];
  if (unsent > 0) {
    const state = counts.waiting > 0 ? 'waiting' : 'sending';
    pills.push({ group: 'waiting', said: say('status.countWaiting', { count: unsent }), state });
  }
  if (open > 0) {
    const state = counts['needs-attention'] > 0 ? 'needs-attention' : 'unconfirmed';
    pills.push({ group: 'needs-you', said: say('status.countNeedsYou', { count: open }), state });
  }
  if (counts.delivered > 0) {
    const said = say('status.countDelivered', { count: counts.delivered });
    pills.push({ group: 'delivered', said, state: 'delivered' });
  }
  return pills;
}
