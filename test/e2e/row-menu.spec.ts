// The menu of a contact in the list: what can be done to it, or to those that are selected, with the pointer or the keys.
import { capture, connect, expect, practise, row, test } from './app.ts';

const items = ['Open', 'Withdraw', 'Select all contacts'];

test('opens at the pointer and from the keyboard, shows what can be done to the contact, and does it', async ({
  launch,
}) => {
  const { page } = await launch();
  for (const name of ['Abel', 'Baker', 'Cole']) await capture(page, name);
  const entries = page.getByRole('menu', { name: 'Actions for this contact' }).getByRole('menuitem');
  const button = (name: string) => row(page, name).getByRole('button');

  await button('Baker').click({ button: 'right' });
  await expect(entries).toHaveText(items);
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(entries.first()).toBeHidden();
  await expect(button('Baker')).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await expect(entries).toHaveText(items);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 contact withdrawn.')).toBeVisible();
  await expect(row(page, 'Baker')).toContainText('Withdrawn');
  for (const name of ['Abel', 'Cole']) await expect(row(page, name)).toContainText('Waiting');

  await button('Baker').focus();
  await page.keyboard.press('ContextMenu');
  await expect(entries).toHaveText(['Open', 'Put back', 'Select all contacts']);
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Baker')).toContainText('Waiting');

  await button('Abel').click({ button: 'right' });
  await entries.getByText('Open').click();
  await expect(page.getByRole('heading', { name: 'Abel' })).toBeVisible();
});

test('is for all that are selected on one of them, and for that one alone beside them', async ({ launch }) => {
  const { page } = await launch();
  for (const name of ['Abel', 'Baker', 'Cole', 'Dunn']) await capture(page, name);
  const entries = page.getByRole('menu', { name: 'Actions for this contact' }).getByRole('menuitem');
  const button = (name: string) => row(page, name).getByRole('button');
  for (const name of ['Abel', 'Baker']) await row(page, name).getByRole('checkbox').check({ force: true });

  await button('Cole').click({ button: 'right' });
  await entries.getByText('Withdraw').click();
  await expect(row(page, 'Cole')).toContainText('Withdrawn');
  for (const name of ['Abel', 'Baker', 'Dunn']) await expect(row(page, name)).toContainText('Waiting');

  for (const name of ['Abel', 'Baker']) await row(page, name).getByRole('checkbox').check({ force: true });
  await button('Abel').click({ button: 'right' });
  await expect(entries).toHaveText(['Withdraw', 'Select all contacts']);
  await entries.getByText('Withdraw').click();
  for (const name of ['Abel', 'Baker']) await expect(row(page, name)).toContainText('Withdrawn');
  await expect(row(page, 'Dunn')).toContainText('Waiting');
});

test('has its commands in the palette as well, while contacts are selected', async ({ launch, crm }) => {
  const { page } = await launch();
  crm.answer({ status: 400, body: '{"message":"no"}' });
  await connect(page, crm.baseUrl);
  await capture(page, 'Abel');
  await expect(row(page, 'Abel')).toContainText('Needs attention');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('withdraw');
  await expect(page.getByRole('option', { name: 'Withdraw' })).toBeHidden();
  await page.keyboard.press('Escape');
  await row(page, 'Abel').getByRole('checkbox').check({ force: true });
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('withdraw');
  await page.getByRole('option', { name: 'Withdraw' }).click();
  await expect(row(page, 'Abel')).toContainText('Withdrawn');
});

test('moves the contact under the pointer out of practice', async ({ launch }) => {
  const { page } = await launch();
  await practise(page);
  for (const name of ['Abel', 'Baker']) await capture(page, name);
  await row(page, 'Abel').getByRole('button').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move contacts to the real outbox…' }).last().click();
  await page.getByRole('button', { name: 'Move 1 contact' }).click();
  await expect(row(page, 'Abel')).toContainText('Withdrawn');
  await expect(row(page, 'Baker')).not.toContainText('Withdrawn');
});
