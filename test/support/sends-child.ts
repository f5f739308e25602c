/** sends-child.ts FOLDER URL COUNT: saves so many contacts into the outbox there and sends them to the server there, to be watched. */
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from './contacts.ts';

const [folder, baseUrl, count] = process.argv.slice(2);
if (folder === undefined || baseUrl === undefined) throw new Error('Usage: sends-child.ts FOLDER URL COUNT');
const outbox = openOutbox(folder);
outbox.saveConnection({ baseUrl, credentialId: 'c' });
for (let n = 0; n < Number(count); n++) outbox.capture(contactWith({ lastName: `P${n}` }), Date.now());
const sender = startSender({
  outbox,
  crm: crmClient(),
  keys: fixedKey('k'),
  changed: () => {
    // Not closed: the end's own flushes are none of a turn's.
    if (outbox.counts().delivered === Number(count)) process.exit();
  },
  now: Date.now,
  monotonic: () => performance.now(),
  chance: () => 0,
});
sender.nudge('saved');
