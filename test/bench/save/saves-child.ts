/** saves-child.ts FOLDER COUNT: saves so many contacts into the outbox there, for flushes.ts to watch. */
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { madeUpContact } from '../contacts.ts';

const [folder, count] = process.argv.slice(2);
if (folder === undefined || count === undefined) throw new Error('Usage: saves-child.ts FOLDER COUNT');
const outbox = openOutbox(folder);
for (let number = 0; number < Number(count); number++) outbox.capture(madeUpContact(number), Date.now());
// Not closed: the end's own flushes are none of a save's.
process.exit();
