// node build/dist/main.ts: builds the app and every package of it that can be built on this machine, and says in a table
// what was built and what was not, and why.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { buildIfChanged } from '../runtime/app-build.ts';
import { locateRuntime } from '../runtime/locate.ts';
import { command, say } from '../runtime/problem.ts';
import { buildAll, buildOffline } from './builder.ts';
import { outputFolder, results, resultsFile, table } from './results.ts';
import { targetsOfProject, type Platform, type Target } from './targets.ts';

const here: Platform = process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : 'linux';
const names = { linux: 'Linux', win: 'Windows', mac: 'macOS' };

/** Takes whether only the registries can be reached; returns what says why a target cannot be built here. */
const reason =
  (offline: boolean) =>
  ({ platform, kind, arch }: Target): string | undefined => {
    if (platform !== here) return `is built on ${names[platform]}`;
    if (!offline || kind === 'dir') return undefined;
    if (arch !== process.arch) return `there is no Electron for ${arch} in the registry`;
    return kind === 'AppImage' ? "its runtime can only be downloaded from AppImage's releases" : undefined;
  };

await command(async () => {
  const runtime = await locateRuntime();
  const offline = runtime.origin !== 'electron package';
  const whyNot = reason(offline);
  const targets = [{ platform: here, kind: 'dir', arch: process.arch }, ...targetsOfProject()];

  rmSync(outputFolder, { recursive: true, force: true });
  mkdirSync(outputFolder);
  await buildIfChanged();
  let failed = false;
  try {
    if (offline)
      await buildOffline(
        targets.filter((target) => whyNot(target) === undefined),
        runtime,
        outputFolder,
      );
    else await buildAll(here);
  } catch (error) {
    failed = true;
    say(error instanceof Error ? error.message : String(error));
  }

  const rows = results(targets, whyNot);
  writeFileSync(resultsFile, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`\nWith Electron ${runtime.version} (${runtime.origin}):\n\n${table(rows)}`);
  return failed || rows.some((row) => row.artefact === undefined && whyNot(row) === undefined) ? 1 : 0;
});
