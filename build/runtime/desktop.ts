// node build/runtime/desktop.ts COMMAND [ARGUMENTS]: runs the command with a display, a keychain and an Electron.
import { command, Problem } from './problem.ts';
import { runOnDesktop } from './run-on-desktop.ts';

await command(async () => {
  const [program, ...args] = process.argv.slice(2);
  if (program === undefined) throw new Problem('Say which command to run: desktop.ts COMMAND [ARGUMENTS]');
  return await runOnDesktop(() => [program, ...args]);
});
