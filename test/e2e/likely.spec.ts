// Who was captured already is shown beside the name while it is typed again, and is in nobody's way.
import { capture, expect, row, test } from './app.ts';

const hint = /^Likely the same person: Anna Meier just now Waiting$/u;

test('shows who it likely is while the name is typed, and that contact on a click', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'Meier', { 'First name': 'Anna', Company: 'Alpine Optics' });
  await page.getByLabel('First name').pressSequentially('Ana');
  await expect(page.getByRole('button', { name: hint })).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Maier');
  await expect(page.getByRole('button', { name: hint })).toBeVisible();
  // A name that stands there without a word may as well be a suggestion.
  expect((await page.getByText('Likely the same person:').boundingBox())?.width).toBeGreaterThan(100);

  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Company')).toBeFocused();
  await page.getByRole('button', { name: hint }).click();
  await expect(page.getByRole('heading', { name: 'Anna Meier' })).toBeVisible();
  await expect(page.getByLabel('Last name')).toHaveValue('Maier');

  // It is told, and not asked: the contact is saved as any other.
  await page.getByLabel('Last name').press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Ana Maier')).toBeVisible();
  await expect(page.getByRole('button', { name: /Likely the same/u })).toBeHidden();
});

test('shows the same e-mail and phone, opens the contact from the keyboard, and leaves the layout as it is', async ({
  launch,
}) => {
  const { page } = await launch();
  await capture(page, 'Meier', { 'First name': 'Anna', Email: 'anna@alpine.example', Phone: '+49 171 5550123' });
  const top = async () => (await page.getByLabel('Company').boundingBox())?.y;
  const before = await top();
  await page.getByLabel('Phone').fill('0171 555 01 23');
  await expect(page.getByRole('button', { name: 'Same phone number: Anna Meier' })).toBeVisible();
  await page.getByLabel('Email').fill('Anna@Alpine.example');
  await expect(page.getByRole('button', { name: 'Same email: Anna Meier' })).toBeVisible();
  expect(await top()).toBe(before);
  await page.getByLabel('Email').press('Alt+O');
  await expect(page.getByRole('heading', { name: 'Anna Meier' })).toBeVisible();
});

test('says how the contact fares, and is silent about the one that is edited', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'Meier', { 'First name': 'Anna' });
  await page.getByLabel('First name').fill('Anna');
  await page.getByLabel('Last name').fill('Meier');
  await expect(page.getByRole('button', { name: hint })).toBeVisible();
  await row(page, 'Anna Meier').getByRole('button').click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(
    page.getByRole('button', { name: /^Likely the same person: Anna Meier just now Withdrawn$/u }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Put back' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Editing Anna Meier' })).toBeVisible();
  await page.getByLabel('Last name').press('End');
  await page.keyboard.type('s');
  await page.waitForTimeout(600);
  await expect(page.getByRole('button', { name: /Likely the same/u })).toBeHidden();
});
