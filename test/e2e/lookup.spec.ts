import type { Page } from '@playwright/test';
import { capture, connect, expect, openSettings, row, test } from './app.ts';
import { violations } from './looks.ts';

const attempts = (page: Page) => page.getByLabel('Details of the contact').getByRole('listitem');

test('finds by itself what the CRM took without an answer, and says how it knows', async ({ launch }) => {
  const { page } = await launch({ args: ['--practice'] });
  await page.getByLabel('Answer').selectOption('silent');
  await capture(page, 'Lost', { Email: 'lost@example.com' });
  await expect(row(page, 'Lost')).toContainText('Delivered', { timeout: 15_000 });
  await expect(page.getByText('1 contact received')).toBeVisible();
  await row(page, 'Lost').click();
  await expect(page.getByText('Fieldpost found it in the CRM on')).toBeVisible();
  await expect(attempts(page)).toHaveCount(2);
  await expect(attempts(page).first()).toContainText('and the same email address or phone number');
  await expect(attempts(page).first()).toContainText('Delivered, since the CRM has it.');
  await expect(attempts(page).first()).toContainText('Lookup at');
});

test('lets the user leave an unconfirmed contact as it is, by keyboard alone, and still send it again', async ({
  launch,
}) => {
  const { page } = await launch({ args: ['--practice'] });
  await page.getByLabel('Answer').selectOption('silent');
  await capture(page, 'Lost');
  await expect(row(page, 'Lost')).toContainText('Unconfirmed');
  await row(page, 'Lost').click();
  for (const name of ['Already there', 'Send again']) await expect(page.getByRole('button', { name })).toBeVisible();
  await page.getByRole('button', { name: 'Leave it' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('You left it as it is.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Leave it' })).toHaveCount(0);
  await expect(page.getByRole('status')).toContainText('You left 1 contact unconfirmed.');
  await page.getByLabel('Answer').selectOption('normal');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(row(page, 'Lost')).toContainText('Delivered', { timeout: 15_000 });
  await expect(page.getByText('2 contacts received')).toBeVisible();
});

test('lets each contact carry its reference in the field that is set', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  await openSettings(page, 'CRM fields');
  await page.getByLabel('Field in the CRM: Reference').fill(' fieldpost_id__c ');
  await page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(page.getByText('Contacts are sent with these from now on.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await capture(page, 'Carries');
  await expect(row(page, 'Carries')).toContainText('Delivered');
  await row(page, 'Carries').click();
  const reference = await page
    .locator('div', { has: page.getByText('Reference', { exact: true }) })
    .last()
    .innerText();
  const uuid = /[0-9a-f-]{36}/u.exec(reference)?.[0] ?? 'none';
  expect(crm.created[0]?.body).toContain(`"remoteFields":{"fieldpost_id__c":"${uuid}"}`);
});
