import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Check from '@lucide/svelte/icons/check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Clock from '@lucide/svelte/icons/clock';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { ContactState } from '../../electron/contract/outbox.ts';

/** How each state looks: a word, an icon and a colour (the custom property named like it), never a colour alone. */
export const stateLooks = {
  waiting: { word: 'Waiting', icon: Clock, color: 'var(--waiting)' },
  sending: { word: 'Sending', icon: ArrowUp, color: 'var(--sending)' },
  delivered: { word: 'Delivered', icon: Check, color: 'var(--delivered)' },
  'needs-attention': { word: 'Needs attention', icon: TriangleAlert, color: 'var(--attention)' },
  unconfirmed: { word: 'Unconfirmed', icon: CircleQuestionMark, color: 'var(--unconfirmed)' },
} satisfies Record<ContactState, { word: string; icon: typeof Clock; color: string }>;
