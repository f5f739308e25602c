import type { ContactState } from '../../electron/contract/outbox.ts';

/** What a state means for this contact, and what the user can do. The reason, where there is one, is said apart. */
export const advice: Record<ContactState, string> = {
  waiting: 'Safe on this laptop. It is sent by itself as soon as it can be.',
  sending: 'Its request to the CRM is under way.',
  delivered: 'It is in the CRM.',
  'needs-attention':
    'It is not sent again by itself. Correct it with Edit, or use Retry if the reason is gone. If you know that it is in the CRM, say that it is there.',
  unconfirmed:
    'It went out, but no answer came back, so the CRM may have it or not. Look for it in the CRM: if it is there, say so; if not, send it again.',
};
