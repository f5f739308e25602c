/** What the app's main thread does in a day's midst: contacts are saved, the list is looked through, searched and counted. */
import type { Outbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';

/** In milliseconds. */
const saveEvery = 100;
const lookEvery = 25;

const looks: readonly ((outbox: Outbox) => unknown)[] = [
  (outbox) => outbox.page({ search: '', state: null, before: null, limit: 100 }),
  (outbox) => outbox.page({ search: 'mei opt', state: null, before: null, limit: 100 }),
  (outbox) => outbox.page({ search: '', state: 'waiting', before: null, limit: 100 }),
  (outbox) => outbox.counts(),
];

/** Begins; returns what ends it. `outbox`: the one that is open, null while there is none. */
export function liveWith(outbox: () => Outbox | null): () => void {
  let number = 5_000_000;
  let turn = 0;
  const saving = setInterval(() => {
    outbox()?.capture(madeUpContact(number++), Date.now());
  }, saveEvery);
  const looking = setInterval(() => {
    const open = outbox();
    if (open !== null) looks[turn++ % looks.length]?.(open);
  }, lookEvery);
  return () => {
    clearInterval(saving);
    clearInterval(looking);
  };
}
