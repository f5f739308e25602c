import type { ContactState } from '#contract/outbox.ts';
import { t } from '../lib/words.ts';

interface Words {
  title: string;
  text: string;
}

const ofState = (): Record<ContactState, Words> => ({
  waiting: { title: 'Nothing is waiting', text: 'What you save waits here until the CRM has confirmed it.' },
  sending: { title: 'Nothing is being sent', text: 'A contact is here while its request to the CRM is under way.' },
  delivered: { title: 'Nothing delivered yet', text: 'A contact is here once the CRM has confirmed it.' },
  'needs-attention': {
    title: 'Nothing needs attention',
    text: 'A contact is here when the CRM refused it, with the reason and what to do, or when you set it aside.',
  },
  withdrawn: { title: t('withdrawal.none'), text: t('withdrawal.noneText') },
  unconfirmed: {
    title: 'Nothing is unconfirmed',
    text: 'A contact is here when its request went out and no answer came back, so that it may be in the CRM or not.',
  },
});

/** Takes what was searched for, the state that is shown and whether the outbox is open; returns what an empty list says. */
export function emptyWords(search: string, state: ContactState | null, isOpen: boolean): Words {
  if (!isOpen) {
    return {
      title: 'The contacts cannot be shown now',
      text: 'The outbox cannot be opened. What is in it is shown here again once it can be.',
    };
  }
  if (search !== '') {
    return {
      title: `No contact matches “${search}”`,
      text:
        state === null
          ? 'The search looks for the beginnings of words in names, accounts, e-mails and phones.'
          : 'Only one state is shown. Set “Show” to All to search everything.',
    };
  }
  if (state !== null) return ofState()[state];
  return {
    title: 'No contacts yet',
    text: 'Save the first one on the left. It is safe on this laptop at once, and goes to the CRM when there is a network.',
  };
}
