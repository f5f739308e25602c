/** operation-child.ts NAME FOLDER: does one operation with the outbox in this folder, and tells what that took. */
import { operations, type OperationName } from './operations.ts';

const [name, folder] = process.argv.slice(2);
if (name === undefined || !(name in operations) || folder === undefined) {
  throw new Error('Usage: operation-child.ts NAME FOLDER');
}
process.once('disconnect', () => process.exit());
process.send?.(await operations[name as OperationName](folder));
