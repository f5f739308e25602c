import type { ContactState } from '#contract/outbox.ts';
import { t } from '../lib/words.ts';

interface Look {
  word: string;
  /** Lucide's icon as one path in a square of 24: in a list of thousands of rows its component costs too much. */
  icon: string;
  color: string;
}

/** How each state looks: a word, an icon and a colour, never a colour alone. */
export const stateLooks: Record<ContactState, Look> = {
  waiting: { word: 'Waiting', icon: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M12 6v6l4 2', color: 'var(--waiting)' },
  sending: { word: 'Sending', icon: 'm5 12 7-7 7 7M12 19V5', color: 'var(--sending)' },
  delivered: { word: 'Delivered', icon: 'M20 6 9 17l-5-5', color: 'var(--delivered)' },
  'needs-attention': {
    word: 'Needs attention',
    icon: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
    color: 'var(--attention)',
  },
  withdrawn: {
    word: t('withdrawal.state'),
    icon: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M8 12h8',
    color: 'var(--ink-soft)',
  },
  unconfirmed: {
    word: 'Unconfirmed',
    icon: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
    color: 'var(--unconfirmed)',
  },
};
