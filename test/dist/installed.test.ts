// The .deb that `npm run dist` has built, installed as a stranger would, on this system. Skipped where nothing was built,
// where this process may not install, and where a Fieldpost is installed that is somebody's own.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectOnPage, type Page } from '@playwright/test';
import { describe, expect, onTestFinished, test } from 'vitest';
import { outputFolder, resultsFile, type Result } from '../../build/dist/results.ts';
import { findProgram } from '../../build/runtime/programs.ts';
import { databaseIn, openSnapshotOf } from '../../electron/store/database.ts';
import { practiceCredentialId, practiceKey } from '../../electron/practice/credentials.ts';
import { capture, row } from '../e2e/app.ts';
import { replaceSqlite } from '../support/built-app.ts';
import { practiceCrm } from '../support/practice.ts';
import { mayHaveNamespaces, ordinaryUser } from './ordinary-user.ts';
import { canInstall, install, installedVersion, purge, withVersion } from './package-manager.ts';

const results = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Result[]) : [];
const deb = results.find(({ kind, arch, artefact }) => kind === 'deb' && arch === 'x64' && artefact !== undefined);
const hasKeychain = ['dbus-run-session', 'gnome-keyring-daemon'].every((name) => findProgram(name) !== undefined);
const command = '/usr/bin/fieldpost';
const folder = '/opt/Fieldpost';
/** In milliseconds. How long a delivery may take: the app waits longer after each try that met no network. */
const patience = 60_000;

async function makeRunnable(): Promise<void> {
  if (!(await replaceSqlite(join(folder, 'resources')))) return;
  console.warn('This Electron cannot load the delivered better-sqlite3: the installed one is replaced for this test.');
}

async function connect(page: Page, baseUrl: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('API base URL').fill(baseUrl);
  await page.getByLabel('Credential ID').fill(practiceCredentialId);
  await page.getByLabel('API key').fill(practiceKey);
  await page.getByLabel('Dark').check();
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expectOnPage(page.getByLabel('API key')).toHaveValue('');
  await page.keyboard.press('Escape');
}

/** The state of each contact in the outbox of this home, by its name. */
function kept(home: string): unknown {
  const database = openSnapshotOf(databaseIn(join(home, '.config/Fieldpost/outbox')));
  try {
    const rows = database.prepare('SELECT name, state FROM contact ORDER BY id').raw().all();
    return Object.fromEntries(rows as [string, string][]);
  } finally {
    database.close();
  }
}

describe.skipIf(deb === undefined || !canInstall || !hasKeychain || installedVersion() !== null)('the package', () => {
  test(
    'installs, delivers what was captured with no network, keeps all at an upgrade, and leaves it when it is removed',
    { timeout: 300_000 },
    async () => {
      const delivered = join(outputFolder, deb?.artefact ?? '');
      const raised = withVersion('99.0.0', delivered);
      const crm = await practiceCrm();
      const received = () => crm.view().received.map(({ name }) => name);
      const user = ordinaryUser();
      onTestFinished(() => {
        if (installedVersion() !== null) purge();
      });

      install(delivered);
      await makeRunnable();
      await crm.set({ network: 'cut' });
      const first = await user.start(command);
      if (mayHaveNamespaces()) expect(first.sandboxed()).toBe(true);
      else console.warn('This kernel gives no namespaces to users: Chromium runs without its sandbox here.');
      await connect(first.page, crm.baseUrl);
      await capture(first.page, 'Offline');
      await expectOnPage(row(first.page, 'Offline')).toContainText('Waiting');
      expect(received()).toEqual([]);
      await crm.set({ network: 'up' });
      await expectOnPage(row(first.page, 'Offline')).toContainText('Delivered', { timeout: patience });
      expect(received()).toEqual(['Offline']);
      await crm.set({ network: 'cut' });
      await capture(first.page, 'Over the upgrade');
      await first.quit();

      install(raised);
      expect(installedVersion()).toBe('99.0.0');
      await makeRunnable();
      const second = await user.start(command);
      await expectOnPage(row(second.page, 'Offline')).toContainText('Delivered');
      await expectOnPage(row(second.page, 'Over the upgrade')).toContainText('Waiting');
      await second.page.getByRole('button', { name: 'Settings' }).click();
      await expectOnPage(second.page.getByLabel('API base URL')).toHaveValue(crm.baseUrl);
      await expectOnPage(second.page.getByLabel('Credential ID')).toHaveValue(practiceCredentialId);
      await expectOnPage(second.page.getByLabel('Dark')).toBeChecked();
      expect(await second.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
      await second.page.keyboard.press('Escape');
      // With the key that was entered before the upgrade: the CRM takes no other.
      await crm.set({ network: 'up' });
      await expectOnPage(row(second.page, 'Over the upgrade')).toContainText('Delivered', { timeout: patience });
      expect(received().sort()).toEqual(['Offline', 'Over the upgrade']);
      await second.quit();

      purge();
      expect([folder, command].filter((path) => existsSync(path))).toEqual([]);
      expect(kept(user.home)).toEqual({ Offline: 'delivered', 'Over the upgrade': 'delivered' });
    },
  );
});
