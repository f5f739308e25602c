/** Fieldpost itself: its outbox, its sender and its client, put together as the app does, without a screen to tell. */
import { statSync } from 'node:fs';
import { crmClient } from '../../../electron/crm/client.ts';
import { fixedKey } from '../../../electron/keychain/keychain.ts';
import { segmentsIn } from '../../../electron/store/segments.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { startSender } from '../../../electron/sync/sender.ts';
import { credentialId, inFlight, key, type Contestant, type Ground } from './contestant.ts';

export function fieldpost({ folder, baseUrl }: Ground): Contestant {
  let looking: NodeJS.Immediate | undefined;
  const changed = () => {
    // Told of in the middle of a commit: looked at once that is over.
    looking ??= setImmediate(look);
  };
  const outbox = openOutbox(folder, { changed });
  outbox.saveConnection({ baseUrl, credentialId });
  let settled: (() => void) | undefined;
  const sender = startSender({
    // No number that can be saved turns the limiter off, so the sender is told of a pace that has none.
    outbox: { ...outbox, pace: () => ({ inFlight, perMinute: Infinity }) },
    crm: crmClient(),
    keys: fixedKey(key),
    changed,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: Math.random,
  });

  function look(): void {
    looking = undefined;
    const { inFlight, pause } = sender.status();
    if (inFlight > 0) return;
    const { waiting, sending } = outbox.counts();
    // A queue that rests fails: what it waits for is no cost of sending.
    if ((waiting === 0 && sending === 0) || pause !== null) settled?.();
  }

  let captured = 0;
  return {
    load: (contacts) => {
      for (const contact of contacts) outbox.capture(contact, Date.now());
      captured += contacts.length;
    },
    send: async () => {
      await new Promise<void>((resolve) => {
        settled = resolve;
        sender.nudge('saved');
      });
      settled = undefined;
      const { delivered } = outbox.counts();
      if (delivered !== captured) {
        throw new Error(`${delivered} of ${captured} delivered: ${JSON.stringify(sender.status().pause)}`);
      }
    },
    // The second copy's lines, and not the database's pages: what the pages cost beyond that is ours to answer for.
    written: () => segmentsIn(folder).reduce((sum, { file }) => sum + statSync(file).size, 0),
  };
}
