import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { choose } from '../support/save-dialog.ts';
import { capture, choose as chooseCommand, expect, row, test } from './app.ts';
import { looks, violations, wear } from './looks.ts';

const receipt = (page: Page) => page.getByRole('dialog', { name: 'Receipt' });
const number = (page: Page, name: string) =>
  receipt(page).locator('dl > div').filter({ hasText: name }).getByRole('definition');

async function captureSome(page: Page): Promise<void> {
  await capture(page, 'Okafor', { 'First name': 'Chidi' });
  await expect(row(page, 'Okafor')).toContainText('Delivered');
  await page.getByLabel('Answer').selectOption('400');
  await capture(page, 'Nakamura', { Company: '=1+1' });
  await expect(row(page, 'Nakamura')).toContainText('Needs attention');
  await page.getByLabel('Network').selectOption('cut');
  await capture(page, 'Meier');
}

test('accounts for every contact of the day, and goes on doing so while it is open', async ({ launch }) => {
  const { page } = await launch({ args: ['--practice'] });
  await captureSome(page);
  await chooseCommand(page, 'Receipt…');
  await expect(number(page, 'Captured')).toHaveText('3');
  await expect(number(page, 'Delivered')).toHaveText('1');
  await expect(number(page, 'Waiting')).toHaveText('1');
  await expect(number(page, 'Sending')).toHaveText('0');
  await expect(number(page, 'Needs attention')).toHaveText('1');
  await expect(number(page, 'Unconfirmed')).toHaveText('0');
  const list = page.getByLabel('Contacts of these days');
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list).toContainText('The CRM refused this contact (HTTP 400)');
  await expect(list.getByRole('listitem').filter({ hasText: 'Okafor' })).toContainText('CRM ID');

  // What changes behind the open receipt changes in it.
  await page.evaluate("window.fieldpost.setPracticeBehaviour({ network: 'up', answer: 'normal' })");
  await expect(number(page, 'Delivered')).toHaveText('2');
  await expect(number(page, 'Waiting')).toHaveText('0');

  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('To').fill('2020-01-02');
  await expect(page.getByText('Nothing was captured on these days.')).toBeVisible();
  await expect(number(page, 'Captured')).toHaveText('0');
  await page.getByLabel('From').fill('2020-01-03');
  await expect(page.getByText('The first day is after the last.')).toBeVisible();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(number(page, 'Captured')).toHaveText('3');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused();
});

test('is saved as CSV, as XLSX and as JSON, where the user wants it', async ({ launch }) => {
  const { page, electron, dataFolder } = await launch({ args: ['--practice'] });
  await captureSome(page);
  await chooseCommand(page, 'Receipt…');
  await expect(number(page, 'Captured')).toHaveText('3');

  await choose(electron, null);
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = join(dataFolder, 'receipt.csv');
  const suggested = await choose(electron, csv);
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(receipt(page).getByRole('status')).toHaveText(
    `Saved 3 contacts in ${csv}. Its columns are separated by commas. In 1 cell an apostrophe was put before what a spreadsheet would take for a formula; the XLSX has it as typed.`,
  );
  expect(await suggested()).toMatch(/Fieldpost practice receipt \d{4}-\d{2}-\d{2}\.csv$/u);
  const lines = readFileSync(csv, 'utf8').split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain(",,Nakamura,'=1+1,");

  const xlsx = join(dataFolder, 'receipt.xlsx');
  await choose(electron, xlsx);
  await page.getByRole('button', { name: 'Save as XLSX' }).click();
  await expect(receipt(page).getByRole('status')).toHaveText(`Saved 3 contacts in ${xlsx}.`);
  expect(Object.keys(unzipSync(readFileSync(xlsx)))).toContain('xl/worksheets/sheet1.xml');

  const json = join(dataFolder, 'receipt.json');
  await choose(electron, json);
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  await expect.poll(() => existsSync(json)).toBe(true);
  const saved = JSON.parse(readFileSync(json, 'utf8')) as { counts: object; contacts: { attempts: object[] }[] };
  expect(saved.counts).toMatchObject({ captured: 3, delivered: 1, waiting: 1, 'needs-attention': 1 });
  expect(saved.contacts[0]?.attempts).toMatchObject([{ status: 200 }]);

  await choose(electron, join(dataFolder, 'missing', 'receipt.csv'));
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(receipt(page).getByRole('status')).toContainText('Nothing was saved.');
});

test('is opened from the menu, also on top of the settings, and leaves what is typed there', async ({ launch }) => {
  const { page, electron } = await launch();
  const fromMenu = () =>
    electron.evaluate(({ Menu, BrowserWindow }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
      items?.find(({ label }) => label === 'Receipt…')?.click(undefined, BrowserWindow.getAllWindows()[0]);
    });
  await fromMenu();
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('API base URL').fill('https://crm.exam');
  await fromMenu();
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(receipt(page)).toHaveCount(0);
  await expect(page.getByLabel('API base URL')).toHaveValue('https://crm.exam');
});

for (const look of looks) {
  test(`is accessible and whole at ${look.width} by ${look.height}, in the ${look.theme} theme`, async ({ launch }) => {
    const launched = await launch({ args: ['--practice'] });
    await wear(launched, look);
    const { page } = launched;
    await capture(page, 'Okafor');
    await expect(row(page, 'Okafor')).toContainText('Delivered');
    await chooseCommand(page, 'Receipt…');
    await expect(number(page, 'Captured')).toHaveText('1');
    for (const name of ['Save as CSV', 'Save as XLSX', 'Save as JSON', 'Today', 'Close']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    expect(await violations(page)).toEqual([]);
  });
}
