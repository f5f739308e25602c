import type { ElectronApplication, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { choose } from '../support/save-dialog.ts';
import { capture, connect, expect, removal, row, test } from './app.ts';
import { looks, violations, wear } from './looks.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Save diagnostics' });
const files = (page: Page) => dialog(page).getByLabel('What is in it').getByRole('button');
const text = (page: Page) => dialog(page).locator('pre');
const said = (page: Page) => dialog(page).getByRole('status');

async function fromMenu(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ Menu, BrowserWindow }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'Save diagnostics…')?.click(undefined, BrowserWindow.getAllWindows()[0]);
  });
}

/** Each file that the dialog shows, with its text. */
async function shown(page: Page): Promise<Record<string, string>> {
  await expect(files(page).first()).toBeVisible();
  const texts: Record<string, string> = {};
  for (const file of await files(page).all()) {
    await file.click();
    const name = await file.locator('.name').innerText();
    await expect(dialog(page).getByRole('region')).toHaveAccessibleName(`Text of ${name}`);
    texts[name] = (await text(page).textContent()) ?? '';
  }
  return texts;
}

function unzipped(file: string): Record<string, string> {
  const entries = Object.entries(unzipSync(readFileSync(file)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test('saves byte for byte what it shows, and says that nothing was sent', async ({ launch, crm }) => {
  const { page, electron, dataFolder } = await launch();
  await connect(page, crm.baseUrl);
  await capture(page, 'Meier');
  await expect(row(page, 'Meier')).toContainText('Delivered');
  const asked = crm.requests.length;
  await fromMenu(electron);
  const before = await shown(page);
  expect(Object.keys(before)).toEqual([
    'about.json',
    'outbox.json',
    'configuration.json',
    'doctor.json',
    'logs/fieldpost.log',
  ]);
  // What happens from here on was not shown, and is not saved.
  await page.evaluate('window.fieldpost.savePace({ inFlight: 3, perMinute: 77 })');
  const file = join(dataFolder, 'diagnostics.zip');
  const suggested = await choose(electron, file);
  await dialog(page).getByRole('button', { name: 'Save…' }).click();
  await expect(said(page)).toHaveText(`Saved in ${file}. It was sent nowhere: give the file to whoever helps you.`);
  expect(await suggested()).toMatch(/Fieldpost diagnostics \d{4}-\d{2}-\d{2}\.zip$/u);
  expect(unzipped(file)).toEqual(before);
  expect(readFileSync(join(dataFolder, 'logs/fieldpost.log'), 'utf8')).toContain('perMinute=77');
  expect(crm.requests).toHaveLength(asked);

  expect(JSON.parse(before['outbox.json'] ?? '')).toMatchObject({
    isOpen: true,
    contacts: { delivered: 1, waiting: 0 },
    inspection: { problemsOfDatabase: 0, problemsOfSecondCopy: 0 },
    rests: null,
  });
  expect(JSON.parse(before['configuration.json'] ?? '')).toEqual({
    theme: 'system',
    language: 'system',
    policy: { isThere: false, canBeUsed: true, locked: [] },
    updates: 'no-key',
    api: 'other',
    credentialIsSet: true,
    key: 'stored',
    pace: { inFlight: 2, perMinute: 120 },
    crmFieldsSet: 0,
  });
  const all = Object.values(before).join('\n');
  for (const secret of ['Meier', 'test-key', '66fb066c3793749b64c214bc', '127.0.0.1', dataFolder, hostname()]) {
    expect(all, secret).not.toContain(secret);
  }
  expect(all).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`, 'u'));
});

test('is used by keyboard alone, from the settings, which stay as they are', async ({ launch }) => {
  const { page, electron, dataFolder } = await launch();
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Credential ID').fill('typed');
  await page.getByRole('tab', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Save diagnostics…' }).focus();
  await page.keyboard.press('Enter');
  await expect(text(page)).toContainText('"fieldpost"');
  await files(page).nth(1).focus();
  await page.keyboard.press('Space');
  await expect(text(page)).toContainText('"contacts"');
  await files(page).last().focus();
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('region')).toBeFocused();
  await choose(electron, null);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('');
  const file = join(dataFolder, 'keys.zip');
  await choose(electron, file);
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText('Saved in');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByLabel('Credential ID')).toHaveValue('typed');
  await expect(page.getByRole('button', { name: 'Save diagnostics…' })).toBeFocused();
});

test('says why it could not be saved', async ({ launch }) => {
  const { page, electron, dataFolder } = await launch();
  await fromMenu(electron);
  await expect(text(page)).toContainText('"fieldpost"');
  await choose(electron, join(dataFolder, 'missing', 'x.zip'));
  await dialog(page).getByRole('button', { name: 'Save…' }).click();
  await expect(said(page)).toContainText('Nothing was saved. The folder of');
});

test('takes nothing else from the data folder, whatever lies there', async ({ launch }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  for (const name of ['new.json', 'logs/notes.log', 'logs/fieldpost.9.log', 'outbox/logs/x.log']) {
    mkdirSync(join(dataFolder, name, '..'), { recursive: true });
    writeFileSync(join(dataFolder, name), 'Meier');
  }
  writeFileSync(join(dataFolder, 'logs/fieldpost.2.log'), 'an older part\n');
  const { page, electron } = await launch({ dataFolder });
  await fromMenu(electron);
  const texts = await shown(page);
  expect(Object.keys(texts).filter((name) => name.startsWith('logs/'))).toEqual([
    'logs/fieldpost.log',
    'logs/fieldpost.2.log',
  ]);
  expect(Object.values(texts).join('\n')).not.toContain('Meier');
  rmSync(dataFolder, removal);
});

test('is there also where the outbox cannot be opened', async ({ launch }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  mkdirSync(join(dataFolder, 'outbox'));
  writeFileSync(join(dataFolder, 'outbox/outbox.sqlite'), 'garbage '.repeat(1_000));
  const { page, electron } = await launch({ dataFolder });
  await expect(page.getByRole('alert').filter({ hasText: 'damaged' })).toBeVisible();
  await fromMenu(electron);
  const texts = await shown(page);
  expect(JSON.parse(texts['outbox.json'] ?? '')).toMatchObject({ isOpen: false, bytes: { database: 8_000 } });
  expect(texts['logs/fieldpost.log']).toMatch(/The outbox could not be opened error=SqliteError code=SQLITE_NOTADB/u);
  const file = join(dataFolder, 'diagnostics.zip');
  await choose(electron, file);
  await dialog(page).getByRole('button', { name: 'Save…' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  rmSync(dataFolder, removal);
});

test('tells what the connection doctor found, without its words', async ({ launch }) => {
  const { page, electron } = await launch({ args: ['--practice'] });
  await page.evaluate('window.fieldpost.examine()');
  await fromMenu(electron);
  const found = JSON.parse((await shown(page))['doctor.json'] ?? '') as { verdicts: Record<string, string> };
  expect(found.verdicts).toMatchObject({ database: 'well', disk: 'well' });
});

for (const look of looks) {
  test(`is accessible and whole at ${look.width} by ${look.height}, in the ${look.theme} theme`, async ({ launch }) => {
    const launched = await launch();
    await wear(launched, look);
    const { page, electron } = launched;
    await fromMenu(electron);
    await expect(text(page)).toContainText('"fieldpost"');
    for (const name of ['Save…', 'Close']) {
      await expect(dialog(page).getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    expect(await violations(page)).toEqual([]);
  });
}
