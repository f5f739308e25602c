/** Saves contacts with the names that it is given, separated by commas, in a folder, and says what became of each. */
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from './contacts.ts';

const [folder = '', names = ''] = process.argv.slice(2);
const outbox = openOutbox(folder);
for (const lastName of names.split(',')) {
  try {
    outbox.capture(contactWith({ lastName }), 1);
    console.log(`${lastName} saved`);
  } catch (error) {
    console.log(`${lastName} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
// As a crash would: nothing is merged.
process.kill(process.pid, 'SIGKILL');
