import type { View } from '#contract/outbox.ts';
import { say, type Message } from '#words/message.ts';

interface Words {
  title: Message;
  text: Message;
}

const ofView: Record<View, Words> = {
  'needs-you': { title: say('outbox.noneNeedsYou'), text: say('outbox.noneNeedsYouText') },
  'under-way': { title: say('outbox.noneUnderWay'), text: say('outbox.noneUnderWayText') },
  waiting: { title: say('outbox.noneUnderWay'), text: say('outbox.noneUnderWayText') },
  sending: { title: say('outbox.noneSending'), text: say('outbox.noneSendingText') },
  delivered: { title: say('outbox.noneDelivered'), text: say('outbox.noneDeliveredText') },
  'needs-attention': { title: say('outbox.noneNeedsAttention'), text: say('outbox.noneNeedsAttentionText') },
  unconfirmed: { title: say('outbox.noneUnconfirmed'), text: say('outbox.noneUnconfirmedText') },
  withdrawn: { title: say('outbox.noneWithdrawn'), text: say('outbox.noneWithdrawnText') },
};

interface Empty {
  search: string;
  view: View | null;
  /** Whether the outbox is open; else whether it is being repaired. */
  isOpen: boolean;
  isRepairing: boolean;
  /** False: older contacts cannot be found yet. */
  isWhole: boolean;
}

/** Takes what an empty list was asked for; returns what it says. */
export function emptyWords({ search, view, isOpen, isRepairing, isWhole }: Empty): Words {
  if (!isOpen) {
    const text = say(isRepairing ? 'outbox.repairingText' : 'outbox.cannotShowText');
    return { title: say('outbox.cannotShow'), text };
  }
  if (search !== '') {
    const text = isWhole ? say(view === null ? 'outbox.noMatchText' : 'outbox.noMatchHere') : say('outbox.notWhole');
    return { title: say('outbox.noMatch', { search }), text };
  }
  return view === null ? { title: say('outbox.none'), text: say('outbox.noneText') } : ofView[view];
}
