/** fills-child.ts FOLDER CONTACTS: fills an outbox, as years of use would leave it, and closes it. */
import { makeOutbox } from '../bench/seeded-outbox.ts';

const [folder, contacts] = process.argv.slice(2);
if (folder === undefined || contacts === undefined) throw new Error('Usage: fills-child.ts FOLDER CONTACTS');
await makeOutbox(folder, Number(contacts));
