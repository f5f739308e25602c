import type { ContactState } from '../../electron/contract/outbox.ts';

/** What a state means, and what the user can do. The reason, where there is one, stands before it. */
export const advice: Record<ContactState, string> = {
  waiting: 'Safe on this laptop. It is sent by itself as soon as it can be.',
  sending: 'Its request to the CRM is under way.',
  delivered: 'It is in the CRM.',
  'needs-attention': 'Edit it, retry it as it is, or say that it is there if the CRM has it already.',
  unconfirmed:
    'Fieldpost looks for it in the CRM by itself, for a day. If you find it there, say that it is there. If not, send it again.',
};

/** The same for an unconfirmed contact that the user has left as it is. */
export const adviceWhenLeft = 'Fieldpost no longer looks for it. You can still send it again, or say that it is there.';
