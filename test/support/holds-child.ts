/** holds-child.ts FOLDER: locks the outbox's folder and says `held` until it is ended; or says why it is not to be had. */
import { lockFolder } from '../../electron/store/lock.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { textOf } from './words.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: holds-child.ts FOLDER');
try {
  lockFolder(folder);
  process.stdout.write('held');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(error instanceof StoreProblem ? `${error.name}: ${textOf(error.said)}` : String(error));
}
