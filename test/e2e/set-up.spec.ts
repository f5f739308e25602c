/** An event is set up on one laptop, carried to another, and rehearsed there. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fileOf, packed } from '../../electron/setup/file.ts';
import { choose as chooseToSave, chooseToOpen } from '../support/save-dialog.ts';
import { eventOf, travellingOf } from '../support/setups.ts';
import { capture, choose, connect, expect, openSettings, practise, removal, row, test } from './app.ts';
import { looks, violations, wear } from './looks.ts';

const fair = { ...eventOf('Spring fair', 9), id: 'fair' };

/** Sets the event up as the page of events does. */
const saveEvent = (page: Page) =>
  page.evaluate(`window.fieldpost.saveEvent(${JSON.stringify(fair)}).then(() => window.fieldpost.goOnDuty('fair'))`);

const wordsOf = (page: Page) =>
  page.getByRole('tabpanel').getByRole('list').first().getByRole('listitem').allInnerTexts();

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldpost-set-up-'));
});
test.afterAll(() => {
  rmSync(folder, removal);
});

test('carries a set-up with its key to another laptop, which then sends to the same place', async ({ launch, crm }) => {
  const first = await launch();
  await connect(first.page, crm.baseUrl, 'k3y-that-travels');
  await saveEvent(first.page);
  await openSettings(first.page, 'CRM fields');
  await first.page.getByLabel('Usual names of').selectOption({ label: 'Salesforce, leads' });
  await first.page.getByRole('button', { name: 'Fill in' }).click();
  await expect(first.page.getByLabel('Field in the CRM: Note')).toHaveValue('Description');
  await first.page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(first.page.getByText('Contacts are sent with these from now on')).toBeVisible();
  await first.page.getByRole('tab', { name: 'Set-up' }).click();
  const words = await wordsOf(first.page);
  expect(words).toHaveLength(4);
  await first.page.getByLabel('Take the key along').check();
  const file = join(folder, 'Booth.fieldpost-setup');
  await chooseToSave(first.electron, file);
  await first.page.getByLabel('Passphrase').fill('short');
  await first.page.getByRole('button', { name: 'Export set-up' }).click();
  await expect(first.page.getByText('Use at least 12 characters')).toBeVisible();
  await first.page.getByLabel('Passphrase').fill('four words are enough');
  await first.page.getByRole('button', { name: 'Export set-up' }).click();
  await expect(first.page.getByText('Saved 1 event in')).toBeVisible();
  expect(readFileSync(file, 'utf8')).not.toContain('k3y-that-travels');
  await first.page.getByRole('tab', { name: 'Connection' }).click();
  await first.page.getByRole('button', { name: 'Remove key' }).click();
  await expect(first.page.getByRole('button', { name: 'Remove key' })).toHaveCount(0);
  await first.close();

  const { page, electron } = await launch();
  await openSettings(page, 'Set-up');
  expect(await wordsOf(page)).not.toEqual(words);
  await chooseToOpen(electron, file);
  await page.getByRole('button', { name: 'Import set-up' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Spring fair' })).toContainText('New');
  await page.getByLabel('Passphrase for the key').fill('four words are wrong');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('This passphrase does not open the key')).toBeVisible();
  await page.getByLabel('Passphrase for the key').fill('four words are enough');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported. Compare the four words')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import set-up' })).toBeFocused();
  expect(await wordsOf(page)).toEqual(words);
  // What the other pages had loaded before is not there to be saved over it.
  await page.getByRole('tab', { name: 'Connection' }).click();
  await expect(page.getByLabel('API base URL')).toHaveValue(crm.baseUrl);
  await page.getByRole('tab', { name: 'CRM fields' }).click();
  await expect(page.getByLabel('Field in the CRM: Rating')).toHaveValue('Rating');
  await page.keyboard.press('Escape');
  await capture(page, 'Arrived', { Note: 'Wants a demo' });
  await expect(row(page, 'Arrived')).toContainText('Delivered');
  expect(crm.created.at(-1)?.authorization).toBe('bearer k3y-that-travels');
  expect(JSON.parse(crm.created.at(-1)?.body ?? '{}')).toMatchObject({ remoteFields: { Description: 'Wants a demo' } });

  truncateSync(file, 300);
  await openSettings(page, 'Set-up');
  await page.getByRole('button', { name: 'Import set-up' }).click();
  await expect(page.getByText('The end of this file is missing')).toBeVisible();
  expect(await wordsOf(page)).toEqual(words);
});

test('shows what is sent for the contact in the form, as the CRM then gets it', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  await openSettings(page, 'CRM fields');
  await page.getByLabel('Field in the CRM: Note').fill('Description');
  await page.getByLabel('Field in the CRM: Job title').fill('Description');
  await expect(page.getByText('Two of these have the same name').first()).toBeVisible();
  await page.getByLabel('Field in the CRM: Job title').fill('');
  await page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(page.getByText('Contacts are sent with these from now on')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('Last name').fill('Okafor');
  await page.getByLabel('Note', { exact: true }).fill('Wants a demo');
  await choose(page, 'Show what is sent');
  const shown = await page.getByRole('dialog').locator('pre').innerText();
  await page.keyboard.press('Escape');
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Delivered');
  expect(JSON.parse(shown)).toEqual(JSON.parse(crm.created[0]?.body ?? ''));
});

test('shows what is sent from an event, with all that it gives and by its own connection, as the CRM then gets it', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, 'http://127.0.0.1:9/elsewhere');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings.getByRole('button', { name: 'Add connection' }).click();
  await settings.getByRole('combobox', { name: 'API base URL' }).fill(crm.baseUrl);
  await settings.getByRole('textbox', { name: 'Credential ID' }).fill('77fb066c3793749b64c214bc');
  await settings.getByRole('textbox', { name: 'API key' }).fill('key-of-the-fair');
  await settings.getByRole('button', { name: 'Save connection' }).click();
  await expect(settings.getByText('Connection saved')).toBeVisible();
  await page.getByRole('tab', { name: 'CRM fields' }).click();
  for (const [what, field] of [
    ['Note', 'Description'],
    ['Event', 'Event__c'],
    ['What was agreed, and how', 'Consent__c'],
  ] as const) {
    await page.getByLabel(`Field in the CRM: ${what}`, { exact: true }).fill(field);
  }
  await page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(page.getByText('Contacts are sent with these from now on')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.evaluate(
    `window.fieldpost.connections().then((all) => window.fieldpost.saveEvent({ ...${JSON.stringify(fair)}, connection: all.value.at(-1).id })).then(() => window.fieldpost.goOnDuty('fair'))`,
  );
  await expect(page.getByRole('combobox', { name: 'Event' })).toBeVisible();
  await page.getByLabel('Last name').fill('Okafor');
  await page.getByLabel('Note', { exact: true }).fill('Wants a demo');
  await page.getByRole('radio', { name: 'Spoken' }).press('Space');
  await page.getByRole('checkbox', { name: 'Email' }).press('Space');
  await choose(page, 'Show what is sent');
  const shown = page.getByRole('dialog');
  await expect(shown).toContainText(crm.baseUrl);
  const body = await shown.locator('pre').innerText();
  await page.keyboard.press('Escape');
  // The note has a field there; where contacts of no event go, it has none.
  await expect(page.getByText('Stays on this laptop')).toHaveCount(0);
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Delivered');
  expect(JSON.parse(body)).toEqual(JSON.parse(crm.created[0]?.body ?? ''));
  expect(JSON.parse(body)).toMatchObject({ remoteFields: { LeadSource: 'Spring fair', Event__c: 'Spring fair' } });
});

test('rehearses with one test contact, says field by field what became of it, and makes a page of that', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await practise(page);
  await saveEvent(page);
  await openSettings(page, 'CRM fields');
  await page.getByLabel('Field in the CRM: Note').fill('Description');
  await page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(page.getByText('Contacts are sent with these from now on')).toBeVisible();
  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Rehearse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rehearsal' });
  await dialog.getByRole('button', { name: 'Rehearse' }).click();
  await expect(dialog.getByText(/^Ready/u)).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Found again' })).toContainText('OK');
  await expect(dialog.getByRole('row', { name: /^Description/u })).toContainText('Accepted');
  const file = join(folder, 'Rehearsal.pdf');
  await chooseToSave(electron, file);
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(dialog.getByText('Saved in')).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Fieldpost Test')).toHaveCount(1);
});

for (const look of looks) {
  test(`the set-up is accessible to all: ${look.theme}, ${look.width} × ${look.height}`, async ({ launch }, info) => {
    const app = await launch();
    const { page } = app;
    await saveEvent(page);
    await wear(app, look);
    const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
    await openSettings(page, 'CRM fields');
    await page.getByLabel('Usual names of').selectOption({ label: 'Dynamics 365' });
    await page.getByRole('button', { name: 'Fill in' }).click();
    await page.getByLabel('Field in the CRM: Rating').fill('leadqualitycode');
    await page.getByLabel('Sent as: Rating').selectOption('Number');
    await expect(page.getByText('Give each answer a number').first()).toBeVisible();
    await shot('crm-fields');
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Everything else goes, as lines, into').scrollIntoViewIfNeeded();
    await shot('crm-fields-end');
    await page.getByRole('tab', { name: 'Set-up' }).click();
    await page.getByLabel('Take the key along').check();
    await shot('set-up');
    expect(await violations(page)).toEqual([]);
    const file = join(folder, `${look.theme}-${look.width}.fieldpost-setup`);
    writeFileSync(file, fileOf(packed(travellingOf(3, 2)), null));
    await chooseToOpen(app.electron, file);
    await page.getByRole('button', { name: 'Import set-up' }).click();
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible();
    await shot('import');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByLabel('Last name').fill('Okafor');
    await page.getByLabel('Note', { exact: true }).fill('Wants a demo');
    await choose(page, 'Show what is sent');
    await expect(page.getByText('Stays on this laptop')).toBeVisible();
    await shot('what-is-sent');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await choose(page, 'Rehearse…');
    await page.getByRole('dialog').getByRole('button', { name: 'Rehearse' }).click();
    await expect(page.getByText('Not ready yet.')).toBeVisible({ timeout: 60_000 });
    await shot('rehearsal');
    expect(await violations(page)).toEqual([]);
  });
}
