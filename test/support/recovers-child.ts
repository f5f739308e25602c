/** recovers-child.ts FOLDER: recovers the outbox there, to be killed at it. Says so when it begins. */
import { writeSync } from 'node:fs';
import { recover } from '../../electron/recovery/recovery.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: recovers-child.ts FOLDER');
writeSync(1, 'begins\n');
recover(folder, Date.now(), () => undefined);
