/** A half hour's work, which no backup has yet. */
import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';
import { credentialId } from '../send/contestant.ts';
import { seedConnection } from '../seeded-outbox.ts';

/** Captures so many contacts, and delivers as many of those that wait, each as the app does. */
export function deliver(outbox: Outbox, contacts: number): void {
  const first = outbox.lastId() + 1;
  for (let number = first; number < first + contacts; number++) {
    const now = Date.now();
    outbox.capture(madeUpContact(number), now);
    const claimed = outbox.claim(seedConnection, now);
    if (claimed === null) throw new Error('No contact waits.');
    const ids = { crmId: `crm-${number}`, remoteId: `remote-${number}` };
    const excerpt = JSON.stringify({ contact: { id: ids.crmId, remoteId: ids.remoteId } });
    const evidence = { phase: 'answer', status: 201, headMs: 700, code: null, message: null, excerpt } as const;
    const settlement = {
      outcome: { kind: 'delivered', processed: 'yes', ...ids, ...evidence },
      state: 'delivered',
      reason: null,
      decision: { contact: 'delivered', queue: 'goes-on' },
    } as const;
    outbox.settle(claimed, settlement, now);
  }
}

/** Opens the outbox in this folder, saves the address and so many contacts that are delivered, and closes it. */
export function workIn(folder: string, baseUrl: string, contacts: number): void {
  const outbox = openOutbox(folder);
  try {
    outbox.saveConnection({ baseUrl, credentialId });
    deliver(outbox, contacts);
  } finally {
    outbox.close();
  }
}
