import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { policyFile } from '../support/policy.ts';
import { capture, expect, openSettings, practise, removal, row, test as base } from './app.ts';
import { violations } from './looks.ts';

const test = base.extend<{
  /** Writes a policy; returns the arguments that start the app under it. */
  under: (content: unknown) => string[];
}>({
  under: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldpost-policy-'));
    await use((content) => [`--policy=${policyFile(folder, content)}`]);
    rmSync(folder, removal);
  },
});

const turnTo = (page: Page, tab: string) => page.getByRole('tab', { name: tab }).click();

test('what an organisation has locked can be read and not changed, not by a direct request either', async ({
  launch,
  crm,
  under,
}) => {
  const args = under({
    baseUrl: { value: crm.baseUrl, locked: true },
    credentialId: { value: 'ours', locked: true },
    perMinute: { value: 30, locked: true },
    language: { value: 'de-DE', locked: true },
  });
  const { page, electron } = await launch({ args });
  await openSettings(page);
  const locked = [
    ['Connection', 'API base URL', crm.baseUrl],
    ['Connection', 'Credential ID', 'ours'],
    ['Sending', 'Per minute', '30'],
    ['Theme and formats', 'Dates and numbers', 'Deutsch (Deutschland)'],
  ] as const;
  for (const [tab, label, value] of locked) {
    await turnTo(page, tab);
    const field = page.getByLabel(label);
    await expect(field).toHaveValue(value);
    await field.focus();
    await expect(field).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    // Chromium ends what it copies from a field for numbers with a line break.
    expect((await electron.evaluate(({ clipboard }) => clipboard.readText())).trim()).toBe(value);
    await page.keyboard.press('9');
    await expect(field).toHaveValue(value);
    await expect(field).toHaveAccessibleDescription(/Set by your organisation\./u);
  }
  await turnTo(page, 'Policy');
  await expect(page.getByRole('tabpanel')).toContainText(/A policy of your organisation is in force.*policy\.json/u);
  await turnTo(page, 'Connection');
  await expect(page.getByText('No key is stored for 127.0.0.1')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }

  const asked = (request: string) => page.evaluate<unknown>(`window.fieldpost.${request}`);
  const elsewhere = JSON.stringify({ baseUrl: 'https://elsewhere.example', credentialId: 'ours', apiKey: 'k' });
  expect(await asked(`saveConnection(${elsewhere})`)).toMatchObject({ value: { saved: false } });
  expect(await asked(`testConnection(${elsewhere})`)).toMatchObject({
    value: { works: false, message: { key: 'policyFile.locks' } },
  });
  expect(await asked('savePace({ inFlight: 2, perMinute: 500 })')).toMatchObject({ ok: false });
  expect(await asked("setLanguage('fr-FR')")).toMatchObject({ ok: false });
  expect(await asked('pace()')).toMatchObject({ value: { perMinute: 30 } });
  expect(await asked('connection()')).toMatchObject({ value: { baseUrl: crm.baseUrl, credentialId: 'ours' } });

  // What is not locked can still be set, and so can the key.
  await turnTo(page, 'Sending');
  await page.getByLabel('At the same time').fill('4');
  await page.getByRole('button', { name: 'Save pace' }).click();
  await expect(page.getByText('Pace saved.')).toBeVisible();
  await turnTo(page, 'Connection');
  await page.getByLabel('API key').fill('the-key');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByText('Connection saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Delivered');
  expect(crm.created[0]?.url).toContain('credentialId=ours');
});

test('a preset is filled in and can be changed, and practice knows nothing of it', async ({ launch, crm, under }) => {
  const args = under({ baseUrl: { value: 'https://preset.example/one' }, perMinute: { value: 30, locked: true } });
  const { page } = await launch({ args });
  await openSettings(page);
  await expect(page.getByLabel('API base URL')).toHaveValue('https://preset.example/one');
  await page.getByLabel('API base URL').fill(crm.baseUrl);
  await page.getByLabel('Credential ID').fill('mine');
  await page.getByLabel('API key').fill('k');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByText('Connection saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Delivered');

  await practise(page);
  await openSettings(page, 'Sending');
  await page.getByLabel('Per minute').fill('77');
  await page.getByRole('button', { name: 'Save pace' }).click();
  await expect(page.getByText('Pace saved.')).toBeVisible();
});

test('a policy that cannot be used is told of, and contacts are captured all the same', async ({ launch, under }) => {
  const args = under({ baseURL: { value: 'https://crm.example.com', locked: true } });
  const { page, electron } = await launch({ args });
  const banner = page.getByRole('region', { name: 'Policy' });
  await expect(banner).toContainText('show your administrator what Settings says under Policy');
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Waiting');
  await expect(page.getByRole('status')).toContainText('Only your administrator can change that.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await banner.getByRole('button', { name: 'OK' }).focus();
  await page.keyboard.press('Enter');
  await expect(banner).toHaveCount(0);
  await openSettings(page);
  await expect(page.getByLabel('API base URL')).toHaveAttribute('readonly');
  await turnTo(page, 'Policy');
  await expect(page.getByText('For your administrator: ')).toContainText(
    'policy.json cannot be used. "baseURL" is not known here.',
  );
  expect(await violations(page)).toEqual([]);
  await turnTo(page, 'Updates');
  await expect(page.getByText('Fieldpost does not look for updates while')).toBeVisible();
  await turnTo(page, 'Help');

  await page.getByRole('dialog').getByRole('button', { name: 'Connection doctor' }).click();
  await expect(page.getByRole('button', { name: 'Check again' })).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toMatch(/^Policy: .*policy\.json cannot be used\. "baseURL" is not known here\./mu);
});

test('dates and numbers follow the chosen language at once and over a restart, and words do not', async ({
  launch,
}) => {
  const first = await launch();
  await capture(first.page, 'Okafor');
  const time = (page: Page) => row(page, 'Okafor').locator('.time');
  const captured = (page: Page) => page.getByText('Captured', { exact: true }).locator('xpath=following-sibling::dd');
  await row(first.page, 'Okafor').click();
  await expect(captured(first.page)).toHaveText(/^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d\s[AP]M$/u);
  await openSettings(first.page, 'Theme and formats');
  await first.page.getByLabel('Dates and numbers').selectOption('Deutsch (Deutschland)');
  await expect(first.page.locator('#language-example')).toContainText('12.345. Words stay in English.');
  await expect(captured(first.page)).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d$/u);
  expect(await violations(first.page)).toEqual([]);
  await first.close();

  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(time(page)).toHaveText(/^\D*\d\d:\d\d$/u);
  await openSettings(page, 'Theme and formats');
  await expect(page.getByLabel('Dates and numbers')).toHaveValue('de-DE');
  await page.getByLabel('Dates and numbers').selectOption('Same as the system');
  await page.keyboard.press('Escape');
  await expect(time(page)).toHaveText(/^\D*\d{1,2}:\d\d\s[AP]M$/u);
});

test('a language in the preferences that is none costs nothing but itself', async ({ launch }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-policy-'));
  writeFileSync(join(dataFolder, 'preferences.json'), '{"theme":"dark","language":"no such"}');
  const { page } = await launch({ dataFolder });
  expect(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
  await openSettings(page, 'Theme and formats');
  await expect(page.getByLabel('Dates and numbers')).toHaveValue('system');
  rmSync(dataFolder, removal);
});
