import type { ContactState, OutboxRow, View } from '#contract/outbox.ts';
import { t } from '../lib/words.ts';

interface Look {
  readonly word: string;
  /** Lucide's icon as one path in a square of 24: in a list of thousands of rows its component costs too much. */
  readonly icon: string;
  readonly color: string;
}

const circle = 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20';

/** How each state looks: a word, an icon and a colour, never a colour alone. */
export const stateLooks: Record<ContactState, Look> = {
  waiting: look('outbox.waiting', `${circle}M12 6v6l4 2`, 'var(--waiting)'),
  sending: look('outbox.sending', 'm5 12 7-7 7 7M12 19V5', 'var(--sending)'),
  delivered: look('outbox.delivered', 'M20 6 9 17l-5-5', 'var(--delivered)'),
  'needs-attention': look(
    'outbox.needsAttention',
    'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
    'var(--attention)',
  ),
  unconfirmed: look(
    'outbox.unconfirmed',
    `${circle}M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01`,
    'var(--unconfirmed)',
  ),
  withdrawn: look('outbox.withdrawn', `${circle}M8 12h8`, 'var(--ink-soft)'),
};

/** Of what needs attention: a badge that has no name yet. */
const needsName = look(
  'outbox.needsName',
  'M4 4h16v16H4zM9 9a3 3 0 0 1 6 0a3 3 0 0 1-6 0M7 17a5 5 0 0 1 10 0',
  'var(--unconfirmed)',
);

/** Takes a row; returns how its state looks. */
export const lookOf = ({ state, reason }: Pick<OutboxRow, 'state' | 'reason'>): Look =>
  reason?.code === 'needs-name' && state === 'needs-attention' ? needsName : stateLooks[state];

type StateWord =
  `outbox.${'waiting' | 'sending' | 'delivered' | 'needsAttention' | 'needsName' | 'unconfirmed' | 'withdrawn'}`;

function look(word: StateWord, icon: string, color: string): Look {
  return {
    // Not before the words are there.
    get word() {
      return t(word);
    },
    icon,
    color,
  };
}

/** What the list can be narrowed to by its filter; the status line narrows it to one of these as well. */
export const filters = [null, 'needs-you', 'under-way', 'delivered', 'withdrawn'] as const satisfies (View | null)[];
export type Filter = (typeof filters)[number];

/** Takes a state; returns the filter under which its contacts are. */
export function filterFor(state: ContactState): Filter {
  if (state === 'waiting' || state === 'sending') return 'under-way';
  return state === 'delivered' || state === 'withdrawn' ? state : 'needs-you';
}

/** Takes a filter; returns what it is called. */
export function filterName(filter: Filter): string {
  switch (filter) {
    case null:
      return t('outbox.all');
    case 'needs-you':
      return t('outbox.needsYou');
    case 'under-way':
      return t('outbox.waiting');
    case 'delivered':
      return t('outbox.delivered');
    case 'withdrawn':
      return t('outbox.withdrawn');
  }
}
