// An installed .deb that updates itself: built with a key of the test, from a server on loopback. Skipped where `npm run dist`
// has built none, where this process may not install, and where a Fieldpost is installed that is somebody's own.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { expect as expectOnPage, type Page } from '@playwright/test';
import { describe, expect, onTestFinished, test } from 'vitest';
import { outputFolder, resultsFile, type Result } from '../../build/dist/results.ts';
import { locateRuntime } from '../../build/runtime/locate.ts';
import { modules, project } from '../../build/runtime/paths.ts';
import { findProgram } from '../../build/runtime/programs.ts';
import { capture, row } from '../e2e/app.ts';
import { temporaryFolder } from '../support/folder.ts';
import { updateServer } from '../support/update-server.ts';
import { ordinaryUser, running } from './ordinary-user.ts';
import { canInstall, install, installedVersion, purge, withVersion } from './package-manager.ts';

const results = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Result[]) : [];
const deb = results.find(({ kind, arch, artefact }) => kind === 'deb' && arch === 'x64' && artefact !== undefined);
const hasKeychain = ['dbus-run-session', 'gnome-keyring-daemon'].every((name) => findProgram(name) !== undefined);

/** Takes a .deb; returns the same app, built to believe this key and to look at this server. */
async function withUpdatesFrom(server: { url: string; key: string }, file: string): Promise<string> {
  const folder = temporaryFolder();
  const tree = join(folder, 'tree');
  const app = join(folder, 'app');
  execFileSync('dpkg-deb', ['--raw-extract', file, tree]);
  const resources = join(tree, 'opt/Fieldpost/resources');
  extractAll(join(resources, 'app.asar'), app);
  rmSync(join(app, 'out'), { recursive: true });
  const builder = join(modules, 'electron-vite/bin/electron-vite.js');
  execFileSync(process.execPath, [builder, 'build', '--logLevel', 'error', '--outDir', join(app, 'out')], {
    cwd: project,
    env: { ...process.env, FIELDPOST_UPDATE_KEY: server.key },
    stdio: 'pipe',
  });
  rmSync(join(resources, 'app.asar.unpacked'), { recursive: true });
  await createPackageWithOptions(app, join(resources, 'app.asar'), { unpack: '**/*.node' });
  // Where Electron comes from the npm registry, it cannot load the better-sqlite3 that is delivered (build/runtime).
  const compiled = join((await locateRuntime()).directory, 'resources/better-sqlite3.node');
  if (existsSync(compiled)) {
    copyFileSync(compiled, join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node'));
  }
  const said = join(resources, 'app-update.yml');
  writeFileSync(said, readFileSync(said, 'utf8').replace(/^url: .*$/mu, `url: ${server.url}`));
  const repacked = join(folder, 'fieldpost_0.1.0_amd64.deb');
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Znone', tree, repacked], { stdio: 'pipe' });
  return repacked;
}

/**
 * Puts a `pkexec` into a folder: it asks nobody for a password, and leaves the command to the test, which is root. Returns
 * the folder, and what resolves with the command once it was asked for and done.
 */
function administrator(): { programs: string; answer: () => Promise<string[]> } {
  const programs = temporaryFolder();
  chmodSync(programs, 0o755);
  const talk = join(programs, 'talk');
  mkdirSync(talk);
  chmodSync(talk, 0o777);
  const [asked, answered] = [join(talk, 'asked'), join(talk, 'answered')];
  writeFileSync(
    join(programs, 'pkexec'),
    `#!/bin/sh
rm -f '${answered}'
printf '%s\\n' "$@" > '${asked}.new' && mv '${asked}.new' '${asked}'
while [ ! -e '${answered}' ]; do sleep 0.1; done
exit "$(cat '${answered}')"\n`,
    { mode: 0o755 },
  );
  return {
    programs,
    async answer() {
      await expect.poll(() => existsSync(asked), { timeout: 60_000 }).toBe(true);
      const command = readFileSync(asked, 'utf8').trim().split('\n');
      rmSync(asked);
      // As pkexec does, without the option that is for itself.
      const [program = '', ...args] = command.slice(1);
      const { status } = spawnSync(program, args, { encoding: 'utf8' });
      writeFileSync(`${answered}.new`, String(status));
      execFileSync('mv', [`${answered}.new`, answered]);
      return command;
    },
  };
}

const news = (page: Page) => page.getByRole('region', { name: 'Update' });

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Updates' }).click();
  await page.getByRole('button', { name: /^Look/u }).click();
}

describe.skipIf(deb === undefined || !canInstall || !hasKeychain || installedVersion() !== null)(
  'an installed .deb',
  () => {
    test(
      'refuses what is older or was changed, downloads what is newer, and installs it by the system once an administrator agrees',
      { timeout: 300_000 },
      async () => {
        const server = await updateServer();
        onTestFinished(() => server.close());
        const old = await withUpdatesFrom(server, join(outputFolder, deb?.artefact ?? ''));
        const newer = withVersion('99.0.0', old);
        const { programs, answer } = administrator();
        const user = ordinaryUser(programs);
        onTestFinished(() => {
          if (installedVersion() !== null) purge();
        });
        install(old);
        expect(installedVersion()).toBe('0.1.0');
        const first = await user.start('/usr/bin/fieldpost');
        const { page } = first;
        await capture(page, 'Kept');

        server.offer({ version: '0.0.9', installer: Buffer.from('older') });
        await look(page);
        await expectOnPage(page.getByText('Fieldpost is up to date.')).toBeVisible();

        const path = server.offer({ version: '99.0.0', installer: { file: newer } });
        const sound = server.at(path);
        const changed = Buffer.from(sound);
        changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
        server.put(path, changed);
        await page.getByRole('button', { name: /^Look/u }).click();
        await page.keyboard.press('Escape');
        await news(page).getByRole('button', { name: 'Download' }).click();
        await expectOnPage(news(page)).toContainText('is not the one that was announced', { timeout: 60_000 });
        expect(installedVersion()).toBe('0.1.0');

        server.put(path, sound);
        await news(page).getByRole('button', { name: 'Look again' }).click();
        await news(page).getByRole('button', { name: 'Download' }).click();
        await expectOnPage(news(page)).toContainText('Fieldpost 99.0.0 is ready.', { timeout: 60_000 });
        await news(page).getByRole('button', { name: 'Restart and update' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Quit' }).click();
        const before = running('/opt/Fieldpost/fieldpost');
        const command = await answer();
        expect(command).toEqual([
          '--disable-internal-agent',
          '/usr/bin/apt-get',
          'install',
          '--yes',
          '--no-remove',
          join(user.home, '.cache/fieldpost-updater/update.deb'),
        ]);
        expect(installedVersion()).toBe('99.0.0');

        // It starts again by itself. This one is ended for one that the test can look into.
        const program = '/opt/Fieldpost/fieldpost';
        const started = () => running(program).filter((pid) => !before.includes(pid));
        await expect.poll(started, { timeout: 30_000 }).toHaveLength(1);
        for (const pid of running(program)) process.kill(pid, 'SIGTERM');
        await expect.poll(() => running(program), { timeout: 30_000 }).toEqual([]);
        const second = await user.start('/usr/bin/fieldpost');
        await expectOnPage(row(second.page, 'Kept')).toContainText('Waiting');
        await second.quit();
      },
    );
  },
);
