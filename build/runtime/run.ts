// node build/runtime/run.ts [ARGUMENTS]: builds the app if it has changed, and starts it with these arguments.
import { buildIfChanged } from './app-build.ts';
import { launchArguments } from './locate.ts';
import { project } from './paths.ts';
import { command } from './problem.ts';
import { runOnDesktop } from './run-on-desktop.ts';

await command(async () => {
  await buildIfChanged();
  return await runOnDesktop(({ executable }) => [executable, ...launchArguments(), project, ...process.argv.slice(2)]);
});
