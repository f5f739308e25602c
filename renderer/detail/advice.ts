import type { ContactDetail, ContactState } from '../../electron/contract/outbox.ts';
import type { Pause } from '../../electron/contract/status.ts';
import { asksUser } from '../status/sentence.ts';

/** Takes the state of a contact, whether the user has left it, and why the queue rests; returns what is said of it. */
export function adviceOn(state: ContactState, left: boolean, pause: Pause | null): string {
  if (left) return adviceWhenLeft;
  return state === 'waiting' && asksUser(pause) ? adviceWhenAsked : advice[state];
}

/** Takes a contact; returns what the last look for it found, or null where that is settled. */
export function lookRemark({
  attempts: [newest],
  left,
  delivery,
}: Pick<ContactDetail, 'attempts' | 'left' | 'delivery'>): string | null {
  return newest?.purpose === 'look' && !left && delivery === null ? newest.result : null;
}

/** What a state means, and what the user can do. The reason, where there is one, stands before it. */
const advice: Record<ContactState, string> = {
  waiting: 'Safe on this laptop. It is sent by itself as soon as it can be.',
  sending: 'Its request to the CRM is under way.',
  delivered: 'It is in the CRM.',
  'needs-attention': 'Edit it, retry it as it is, or say that it is there if the CRM has it already.',
  unconfirmed:
    'Fieldpost looks for it in the CRM by itself, for a day. If you find it there, say that it is there. If not, send it again.',
};

/** The same for a waiting contact while the queue rests until the user has done something. */
const adviceWhenAsked = 'Safe on this laptop. To have it sent, do what Fieldpost asks for at the bottom of its window.';

/** The same for an unconfirmed contact that the user has left as it is. */
const adviceWhenLeft = 'Fieldpost no longer looks for it. You can still send it again, or say that it is there.';
