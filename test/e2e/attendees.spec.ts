/** The list of an event's attendees and its taught badges, from the file to the contact. */
import type { Page } from '@playwright/test';
import { barcode } from '../support/barcode.ts';
import { expect, openSettings, row, test } from './app.ts';

const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });

async function makeEvent(page: Page): Promise<void> {
  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Expo');
  await page.getByRole('button', { name: 'Save event' }).click();
  await page.getByRole('radio', { name: 'Expo' }).check();
}

const readCode = async (page: Page, text: string) =>
  page
    .getByLabel('Read a file')
    .setInputFiles({ name: 'badge.png', mimeType: 'image/png', buffer: await barcode(text) });
const readText = (page: Page, text: string) =>
  page.getByLabel('Read a file').setInputFiles({ name: 'code.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a badge gets its name from a list, one that waits and one that comes', async ({ launch }) => {
  const { page } = await launch();
  await makeEvent(page);
  await page.keyboard.press('Escape');
  await readCode(page, '00104772');
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await page.keyboard.press('Enter');
  await expect(row(page, '00104772')).toContainText('Needs a name');

  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'Attendee list' }).click();
  const list = page.getByRole('dialog', { name: 'Attendee list of Expo' });
  const file =
    'Ausweis;Vorname;Nachname;Firma\r\n00104772;Käthe;Müller;Acme\r\n00104773;Eva;Ott;Köln AG\r\n00104774;;;\r\n';
  await list
    .getByLabel('Import list')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(file, 'latin1') });
  await expect(list.getByRole('region', { name: 'First rows of list.csv' })).toContainText('Müller');
  await expect(list.getByLabel('Separator')).toHaveValue(';');
  await expect(list.getByLabel('Column 1: Ausweis')).toHaveValue('badgeId');
  await list.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(list.getByRole('status')).toHaveText('2 attendees. 1 row was left out: 1 without a last name (rows 4).');
  await expect(list).toContainText('1 of 1 badge gets a name.');
  await list.getByRole('button', { name: 'Name them' }).click();
  await expect(list.getByRole('status')).toContainText('1 badge has its name now');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Käthe Müller')).toBeVisible();

  await page.getByLabel('Last name').fill('Otto');
  await readCode(page, '00104773');
  await expect(proposal(page)).toContainText('Köln AG');
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Eva');
  await expect(page.getByLabel('Last name')).toHaveValue('Otto');
});

test('a badge is taught once, and read so from then on', async ({ launch }) => {
  const { page } = await launch();
  await makeEvent(page);
  await page.getByRole('button', { name: 'Teach a badge' }).click();
  const teach = page.getByRole('dialog', { name: 'Teach a badge of Expo' });
  await teach.getByLabel('Scan or paste the code of one badge').fill('4711^Acme^Keller^Jana^x');
  await teach.getByLabel('Part 2: Acme').selectOption('Company');
  await teach.getByLabel('Part 3: Keller').selectOption('Last name');
  await teach.getByLabel('Part 4: Jana').selectOption('First name');
  await expect(teach.getByRole('region', { name: 'This is what is read from it' })).toContainText('Jana');
  await teach.getByLabel('Prefix of every code').fill('47');
  await expect(teach.getByLabel('Part 1: 11')).toBeVisible();
  await expect(teach.getByLabel('Part 3: Keller')).toHaveValue('lastName');
  await teach.getByLabel('Prefix of every code').fill('48');
  await expect(teach).toContainText('This code does not begin with it.');
  await teach.getByLabel('Prefix of every code').fill('47');
  await teach.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText('Badges of Expo are read like this from now on.')).toBeVisible();
  await page.keyboard.press('Escape');
  await readText(page, '4712^Widget^Ott^Eva^y');
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Eva');
  await expect(page.getByLabel('Last name')).toHaveValue('Ott');
  await expect(page.getByLabel('Company')).toHaveValue('Widget');
});

test('a driving licence is read where the event wants that, and its text is never kept', async ({ launch }) => {
  const { page } = await launch();
  await makeEvent(page);
  await page.keyboard.press('Escape');
  const licence =
    '@\n\x1e\rANSI 636099090002DL00410150DLDAQX0000000\nDCSKELLER\nDACJANA\nDBB04011990\nDAG12 ELM ST\nDAISPRINGFIELD\nDAJIL\nDAK627010000\nDCGUSA\r';
  await readText(page, licence);
  await expect(page.getByText('can be switched on for an event, in the settings')).toBeVisible();
  await expect(proposal(page)).toHaveCount(0);

  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Read driving licences').check();
  await page.getByRole('button', { name: 'Save event' }).click();
  await page.keyboard.press('Escape');
  await readText(page, licence);
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('KELLER');
  await page.keyboard.press('Enter');
  await expect(row(page, 'JANA KELLER')).toBeVisible();
  const stored = await page.evaluate('window.fieldpost.contactDetail(1).then(({ value }) => JSON.stringify(value))');
  expect(stored).toContain('12 ELM ST');
  expect(stored).not.toMatch(/X0000000|1990|ANSI/u);
});
