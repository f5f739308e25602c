import type { ContactDetail, ContactState, OutboxRow } from '#contract/outbox.ts';
import type { Pause } from '#contract/status.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { asksUser } from '../status/pause-words.ts';

/** Takes a row; returns whether the CRM refused the contact since it has it already. */
export function isSaidToBeThere({ state, reason }: Pick<OutboxRow, 'state' | 'reason'>): boolean {
  return state === 'needs-attention' && reason?.code === 'already-there';
}

/** Takes the row of a contact, whether the user has left it, and why the queue rests; returns what is said of it. */
export function adviceOn(row: Pick<OutboxRow, 'state' | 'reason'>, left: boolean, pause: Pause | null): Message {
  const { state } = row;
  if (left) return say('detail.left', button);
  if (isSaidToBeThere(row)) return say('detail.saidToBeThere', button);
  // To save an edited one lets it wait, as it does for any other.
  if (state === 'needs-attention' && row.reason?.code === 'set-aside') return say('detail.setAside');
  if (state === 'needs-attention' && row.reason?.code === 'needs-name') return say('detail.needsName');
  if (state === 'withdrawn') return say(row.reason?.code === 'moved' ? 'withdrawal.movedAdvice' : 'withdrawal.advice');
  return state === 'waiting' && asksUser(pause) ? say('detail.waitingAsks') : advice[state];
}

/** Takes a contact; returns what the last look for it found, or null where that is settled. */
export function lookRemark({
  attempts: [newest],
  left,
  delivery,
}: Pick<ContactDetail, 'attempts' | 'left' | 'delivery'>): Said | null {
  return newest?.purpose === 'look' && !left && delivery === null ? newest.result : null;
}

/** The words of the button, where a sentence tells to press it. */
const button = { alreadyThere: say('detail.alreadyThere') };

/** What a state means, and what the user can do. The reason, where there is one, stands before it. */
const advice: Record<Exclude<ContactState, 'withdrawn'>, Message> = {
  waiting: say('detail.waiting'),
  sending: say('detail.sending'),
  delivered: say('detail.delivered'),
  'needs-attention': say('detail.needsAttention', button),
  unconfirmed: say('detail.unconfirmed', button),
};
