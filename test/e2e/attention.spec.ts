import type { Page } from '@playwright/test';
import { capture, connect, expect, row, test } from './app.ts';
import { looks, violations, wear } from './looks.ts';

const status = (page: Page) => page.getByRole('status').first();
const reasons = (page: Page) => page.getByRole('region', { name: 'Reasons' });
const invalid = { status: 422, body: '{"message":"Email is invalid"}' };
const there = { status: 409, body: '{"message":"A contact with this email exists already","code":"CONFLICT_CONTACT"}' };

/** Presses a button as one does without a mouse. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: typeof name === 'string' }).focus();
  await page.keyboard.press('Enter');
}

test('retries with one key press all that failed alike, and asks first where the CRM could hold them twice', async ({
  launch,
  crm,
}) => {
  const app = await launch();
  const { page } = app;
  await connect(page, crm.baseUrl);
  crm.answer(invalid);
  for (const name of ['Typo 1', 'Typo 2', 'Typo 3']) await capture(page, name);
  await expect(status(page)).toContainText('3 need you');
  crm.answer(there);
  for (const name of ['Known 1', 'Known 2']) await capture(page, name);
  await press(page, '5 need you');
  await expect(reasons(page).getByRole('listitem')).toHaveCount(2);
  for (const look of looks) {
    await wear(app, look);
    expect(await violations(page)).toEqual([]);
  }

  crm.answer(null);
  await press(page, 'Retry all 3');
  const told = reasons(page).getByRole('status');
  await expect(told).toHaveText('3 contacts went back to the queue.');
  await expect(told).toBeFocused();
  await expect.poll(() => crm.created.length).toBe(3);
  await expect(reasons(page).getByRole('listitem')).toHaveCount(1);

  await press(page, 'Retry all 2');
  await expect(page.getByText('it may then have each of them twice')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Not now' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Retry all 2' })).toBeFocused();
  expect(crm.created).toHaveLength(3);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(told).toHaveText('2 contacts went back to the queue.');
  await expect.poll(() => crm.created.length).toBe(5);
  await expect(page.getByText('Nothing needs attention')).toBeVisible();
});

test('retries from the details of one contact all others with its reason', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  crm.answer(invalid);
  for (const name of ['Typo 1', 'Typo 2']) await capture(page, name);
  await expect(row(page, 'Typo 2')).toContainText('Needs attention');
  await row(page, 'Typo 1').click();
  crm.answer(null);
  await press(page, 'Retry all 2 with this reason');
  const details = page.getByRole('region', { name: 'Details of the contact' });
  await expect(details).toContainText('2 contacts went back to the queue.');
  await expect(details).toBeFocused();
  await expect.poll(() => crm.created.length).toBe(2);
});

test('asks before it retries a contact that the CRM has already, by its own word', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  crm.answer(there);
  await capture(page, 'Known');
  await expect(row(page, 'Known')).toContainText('Needs attention');
  crm.answer(null);
  await row(page, 'Known').click();
  await press(page, 'Retry');
  await expect(page.getByText('it may then have it twice')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeFocused();
  expect(crm.created).toHaveLength(0);
  await page.keyboard.press('Enter');
  await press(page, 'Retry it');
  await expect.poll(() => crm.created.length).toBe(1);
});

test('sends no contact that was set aside before the user says so', async ({ launch, crm }) => {
  const { page } = await launch();
  await capture(page, 'Aside');
  await row(page, 'Aside').click();
  await press(page, 'Set aside');
  const details = page.getByRole('region', { name: 'Details of the contact' });
  await expect(details).toContainText('You set it aside. It is not sent until you say so.');
  await expect(details).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await connect(page, crm.baseUrl);
  await capture(page, 'Goes');
  await expect(row(page, 'Goes')).toContainText('Delivered');
  await expect(row(page, 'Aside')).toContainText('Needs attention');
  expect(crm.created).toHaveLength(1);

  await row(page, 'Aside').click();
  await press(page, 'Send it after all');
  await expect.poll(() => crm.created.length).toBe(2);
  expect(crm.created[1]?.body).toContain('Aside');
});

test('rests where the CRM refuses every contact alike, says so in its words, and sends all once it is put right', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  for (let number = 1; number <= 8; number++) await capture(page, `Guest ${number}`);
  crm.answer({ status: 400, body: '{"message":"credential expired"}' });
  await connect(page, crm.baseUrl);
  await expect(status(page)).toContainText(
    'The CRM refuses every contact: “credential expired”. Your contacts are safe on this laptop. Check the connection in Settings, then try again. Next try in',
  );
  expect(await violations(page)).toEqual([]);
  crm.answer(null);
  await press(page, 'Try now');
  await expect.poll(() => crm.created.length).toBe(3);
  await press(page, '5 need you');
  await press(page, 'Retry all 5');
  await expect.poll(() => crm.created.length).toBe(8);
});
