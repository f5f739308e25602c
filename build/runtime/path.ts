// Prints the path of the Electron executable to use, and nothing else, on stdout.
import { requireLibraries } from './libraries.ts';
import { locateRuntime } from './locate.ts';
import { command } from './problem.ts';

await command(async () => {
  const { executable } = await locateRuntime();
  await requireLibraries(executable);
  process.stdout.write(`${executable}\n`);
  return 0;
});
