/** The status line in words: what happened, whether the contacts are safe, what to do. */
import type { ContactState, Counts } from '#contract/outbox.ts';
import type { PolicySetting } from '#contract/policy.ts';
import type { Pause, PauseReason, Status } from '#contract/status.ts';
import { numberText } from '../lib/number.ts';
import { waitingTime } from '../lib/time.ts';
import { wordsFor, type Tone } from './pause-words.ts';

/** A piece of the sentence; one with a state counts the contacts in it, and shows them when it is clicked. */
export interface Part {
  text: string;
  state: ContactState | null;
}

export interface StatusSentence {
  parts: Part[];
  /** When the queue goes on by itself; null: it does not rest, or only the user can end that. */
  next: string | null;
  canTryNow: boolean;
  /** Whether what is to be done is done in Settings. */
  needsSettings: boolean;
  tone: Tone;
}

/** Why not, stands above the form (`storeProblem`). */
const notOpen: StatusSentence = {
  parts: [{ text: 'The outbox cannot be opened now. What you type stays in the form.', state: null }],
  next: null,
  canTryNow: false,
  needsSettings: false,
  tone: 'attention',
};

const checking = 'Checking the outbox, since Fieldpost was not closed properly. Contacts are sent after that.';

/** Takes how far a repair is; returns that in words. */
export function repairWords({ done, total }: { done: number; total: number }): string {
  return total === 0
    ? 'Repairing the outbox.'
    : `Repairing the outbox: ${numberText(done)} of ${numberText(total)} contacts.`;
}

/** What ends without the user, or is gone by the time that something is to be sent: with nothing to send it is no news. */
const passing: readonly PauseReason[] = ['offline', 'portal', 'rate-limited', 'api-ill'];

/**
 * Takes what is known of the queue, the moment, and what of the settings cannot be changed; returns what the status line
 * says.
 */
export function statusSentence(status: Status, now: number, locked: readonly PolicySetting[] = []): StatusSentence {
  const { counts, pause } = status;
  if (status.work?.kind === 'repairing') return { ...notOpen, parts: text(repairWords(status.work)), tone: 'busy' };
  if (!status.isOpen) return notOpen;
  const unsent = counts.waiting + counts.sending;
  if (status.work?.kind === 'checking' && unsent > 0) {
    return { ...notOpen, parts: join(text(checking), ...queueParts(status)), tone: 'busy' };
  }
  if (pause !== null && (unsent > 0 || !passing.includes(pause.reason))) {
    return pausedSentence(status, pause, now, locked);
  }
  // Laptops with a phone on their USB port say so for good: while something is sent, what comes of that is believed.
  if (!status.link && unsent === 0) {
    return {
      parts: join(text('This laptop reports no network.'), ...queueParts(status)),
      next: null,
      canTryNow: false,
      needsSettings: false,
      tone: needsRep(status) ? 'attention' : 'resting',
    };
  }
  const busy = unsent > status.heldBack + status.declined;
  return {
    parts: join(...opening(busy, status), ...queueParts(status)),
    next: null,
    canTryNow: !busy && status.declined > 0,
    needsSettings: false,
    tone: busy ? 'busy' : needsRep(status) ? 'attention' : status.declined > 0 ? 'resting' : 'good',
  };
}

function opening(busy: boolean, { heldBack, declined }: Status): Sentence[] {
  if (busy) return [text('Sending.')];
  if (declined > 0) {
    return [
      text(
        `The CRM did not take ${declined === 1 ? '1 contact' : `${numberText(declined)} contacts`} and is asked again later.`,
      ),
    ];
  }
  return heldBack > 0 ? [text('The contact you are editing is not sent meanwhile.')] : [];
}

/** Takes a status sentence; returns it as one text. */
export function plainText({ parts, next }: StatusSentence): string {
  return [...parts.map((part) => part.text), ...(next === null ? [] : [` ${next}`])].join('');
}

function pausedSentence(status: Status, pause: Pause, now: number, locked: readonly PolicySetting[]): StatusSentence {
  const waits = status.counts.waiting > 0;
  const { what, todo, needsSettings, tone } = wordsFor(pause, waits, locked);
  // With nothing to send nothing is tried. What only the user can end, or the CRM has set a time for, no try ends.
  const tries = pause.until !== null && waits;
  return {
    parts: join(text(what), ...queueParts(status), ...(todo === null ? [] : [text(todo)])),
    next: tries ? nextTry(pause.until ?? now, now) : null,
    canTryNow: waits && (pause.asks || (pause.until !== null && (pause.notBefore ?? now) <= now)),
    needsSettings,
    tone,
  };
}

function nextTry(until: number, now: number): string {
  return until <= now ? 'Trying now.' : `Next try in ${waitingTime(until - now)}.`;
}

/** A sentence, or several, as the pieces of each. */
type Sentence = Part[];

function queueParts({ counts, left }: Pick<Status, 'counts' | 'left'>): Sentence[] {
  const unsent = counts.waiting + counts.sending;
  const open = openParts(counts, left);
  const kept = count(left, 'left unconfirmed', 'unconfirmed');
  if (unsent > 0) {
    const held = [count(counts.waiting, 'waiting', 'waiting'), count(counts.sending, 'under way', 'sending')].flat();
    return [
      sentence([...held, { text: 'safe on this laptop', state: null }]),
      ...[[...open, ...kept]].filter((parts) => parts.length > 0).map(sentence),
    ];
  }
  const done = [...count(counts.delivered, 'delivered', 'delivered'), ...kept];
  if (open.length > 0) return [open, done].filter((parts) => parts.length > 0).map(sentence);
  if (kept.length > 0) return [sentence(done)];
  if (counts.delivered === 0) return [text('Nothing captured yet.')];
  return [
    [
      {
        text: counts.delivered === 1 ? '1 delivered' : `All ${numberText(counts.delivered)} delivered`,
        state: 'delivered',
      },
      { text: '.', state: null },
    ],
  ];
}

/** The contacts that a person has to look at. */
function openParts(counts: Counts, left: number): Part[] {
  const attention = counts['needs-attention'];
  return [
    ...count(attention, attention === 1 ? 'needs attention' : 'need attention', 'needs-attention'),
    ...count(counts.unconfirmed - left, 'unconfirmed', 'unconfirmed'),
  ];
}

const needsRep = ({ counts, left }: Status): boolean => openParts(counts, left).length > 0;

function count(number: number, words: string, state: ContactState): Part[] {
  return number === 0 ? [] : [{ text: `${numberText(number)} ${words}`, state }];
}

const text = (text: string): Sentence => [{ text, state: null }];

/** Takes the pieces of a sentence; returns them with commas between and a full stop. */
function sentence(parts: Part[]): Sentence {
  return parts.flatMap((part, index) => [part, { text: index === parts.length - 1 ? '.' : ', ', state: null }]);
}

function join(...sentences: Sentence[]): Part[] {
  return sentences.flatMap((parts, index) => (index === 0 ? parts : [{ text: ' ', state: null }, ...parts]));
}
