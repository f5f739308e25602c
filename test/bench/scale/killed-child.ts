/** killed-child.ts FOLDER: opens the outbox there, saves a contact, and dies of it. */
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: killed-child.ts FOLDER');
openOutbox(folder).capture(madeUpContact(1), Date.now());
process.send?.('saved', () => process.kill(process.pid, 'SIGKILL'));
