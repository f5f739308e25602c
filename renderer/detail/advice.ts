import type { ContactDetail, ContactState, OutboxRow } from '#contract/outbox.ts';
import type { Pause } from '#contract/status.ts';
import { t, textOf } from '../lib/words.ts';
import { asksUser } from '../status/pause-words.ts';

/** Takes a row; returns whether the CRM refused the contact since it has it already. */
export function isSaidToBeThere({ state, reason }: Pick<OutboxRow, 'state' | 'reason'>): boolean {
  return state === 'needs-attention' && reason?.code === 'already-there';
}

/** Takes the row of a contact, whether the user has left it, and why the queue rests; returns what is said of it. */
export function adviceOn(row: Pick<OutboxRow, 'state' | 'reason'>, left: boolean, pause: Pause | null): string {
  const { state } = row;
  if (left) return adviceWhenLeft;
  if (isSaidToBeThere(row)) return adviceWhenThere;
  if (state === 'needs-attention' && row.reason?.code === 'set-aside') return adviceWhenAside;
  if (state === 'withdrawn') return t('withdrawal.advice');
  return state === 'waiting' && asksUser(pause) ? adviceWhenAsked : advice[state];
}

/** Takes a contact; returns what the last look for it found, or null where that is settled. */
export function lookRemark({
  attempts: [newest],
  left,
  delivery,
}: Pick<ContactDetail, 'attempts' | 'left' | 'delivery'>): string | null {
  return newest?.purpose === 'look' && !left && delivery === null ? textOf(newest.result) : null;
}

/** What a state means, and what the user can do. The reason, where there is one, stands before it. */
const advice: Record<Exclude<ContactState, 'withdrawn'>, string> = {
  waiting: 'Safe on this laptop. It is sent by itself as soon as it can be.',
  sending: 'Its request to the CRM is under way.',
  delivered: 'It is in the CRM.',
  'needs-attention': 'Edit it, retry it as it is, or say that it is there if the CRM has it already.',
  unconfirmed:
    'Fieldpost looks for it in the CRM by itself, for a day. If you find it there, say that it is there. If not, send it again.',
};

/** The same for a waiting contact while the queue rests until the user has done something. */
const adviceWhenAsked = 'Safe on this laptop. To have it sent, do what Fieldpost asks for at the bottom of its window.';

/** The same for a contact that the CRM has already, by its own word. */
const adviceWhenThere =
  'If that is right, say that it is there. If the CRM means another contact, edit this one or retry it as it is.';

/** The same for a contact that the user has set aside. To save an edited one lets it wait, as it does for any other. */
const adviceWhenAside = 'Safe on this laptop. Send it after all, or edit it: it is sent, too, once you save it.';

/** The same for an unconfirmed contact that the user has left as it is. */
const adviceWhenLeft = 'Fieldpost no longer looks for it. You can still send it again, or say that it is there.';
