// Prints the path of the Electron executable to use, and nothing else, on stdout. Whoever asks for it is about to start
// the app with it, so the app is built as well.
import { buildIfChanged } from './app-build.ts';
import { requireLibraries } from './libraries.ts';
import { locateRuntime } from './locate.ts';
import { command } from './problem.ts';

await command(async () => {
  await buildIfChanged();
  const { executable } = await locateRuntime();
  await requireLibraries(executable);
  process.stdout.write(`${executable}\n`);
  return 0;
});
