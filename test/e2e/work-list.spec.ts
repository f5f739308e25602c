// The outbox worked through by keyboard alone: several contacts at once, and from one to the next.
import { emptyContact } from '#contract/contact.ts';
import { capture, expect, row, test } from './app.ts';
import { ask } from './chaos/bridge.ts';

test('withdraws several contacts by keyboard alone, and takes that back', async ({ launch }) => {
  const { page } = await launch();
  const { keyboard } = page;
  for (const name of ['Abel', 'Baker', 'Cole', 'Dunn']) await capture(page, name);
  const button = (name: string) => row(page, name).getByRole('button');

  await button('Dunn').focus();
  await keyboard.press('j');
  await keyboard.press('Shift+J');
  await expect(button('Baker')).toBeFocused();
  await expect(page.getByText('2 selected')).toBeVisible();
  for (const name of ['Cole', 'Baker']) await expect(row(page, name).getByRole('checkbox')).toBeChecked();

  await page.getByRole('button', { name: 'Withdraw' }).press('Enter');
  await expect(page.getByText('2 contacts withdrawn.')).toBeVisible();
  for (const name of ['Cole', 'Baker']) await expect(row(page, name)).toContainText('Withdrawn');
  for (const name of ['Abel', 'Dunn']) await expect(row(page, name)).toContainText('Waiting');

  // Below that of the contact that was saved last.
  await page.getByRole('button', { name: 'Undo' }).last().press('Enter');
  await expect(page.getByText('2 contacts put back where they were.')).toBeVisible();
  for (const name of ['Abel', 'Baker', 'Cole', 'Dunn']) await expect(row(page, name)).toContainText('Waiting');
});

test('stays in the search when nothing is found, whichever key leads to the list', async ({ launch }) => {
  const { page } = await launch();
  const faults: Error[] = [];
  page.on('pageerror', (error) => faults.push(error));
  await capture(page, 'Abel');
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type('Nobody');
  await expect(row(page, 'Abel')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+L');
  await expect(page.getByRole('searchbox')).toBeFocused();
  expect(faults).toEqual([]);
});

test('selects all with the keyboard and single ones with the pointer, and lets go of them with Escape', async ({
  launch,
}) => {
  const { page } = await launch();
  for (const name of ['Abel', 'Baker', 'Cole']) await capture(page, name);
  await row(page, 'Cole').getByRole('button').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(page.getByText('3 selected')).toBeVisible();
  await row(page, 'Baker')
    .getByRole('button')
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('2 selected')).toBeVisible();
  await expect(row(page, 'Baker').getByRole('checkbox')).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 selected')).toBeHidden();
  await row(page, 'Abel').getByRole('checkbox').check({ force: true });
  await expect(page.getByText('1 selected')).toBeVisible();
});

test('stands under its day, is narrowed by filters with counts, and found under the filter it belongs to', async ({
  launch,
}) => {
  const { page } = await launch();
  await capture(page, 'Abel');
  await capture(page, 'Baker');
  await expect(page.getByRole('paragraph', { includeHidden: true }).filter({ hasText: /^Today$/u })).toBeVisible();
  await expect(page.getByLabel('Outbox', { exact: true }).getByRole('listitem')).toHaveCount(2);
  const filter = (name: RegExp) => page.getByRole('radio', { name });
  await expect(filter(/^Waiting 2$/u)).toBeVisible();
  await filter(/^All/u).focus();
  await page.keyboard.press('ArrowRight');
  await expect(filter(/^Needs you 0$/u)).toBeChecked();
  await expect(page.getByText('Nothing needs you')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'Abel')).toBeVisible();
});

test('goes from one contact to the next in the details, and copies what is needed elsewhere', async ({ launch }) => {
  const { page, electron } = await launch();
  await capture(page, 'Abel', { Email: 'abel@example.com' });
  await capture(page, 'Baker');
  await row(page, 'Baker').getByRole('button').press('Enter');
  await expect(page.getByRole('heading', { name: 'Baker' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Abel' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Abel' })).toBeVisible();
  const clipboard = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await page.getByRole('button', { name: 'Copy abel@example.com' }).press('Enter');
  await expect.poll(clipboard).toBe('abel@example.com');
  await page.getByRole('button', { name: 'Copy all' }).press('Enter');
  await expect.poll(clipboard).toBe('Last name\tAbel\nEmail\tabel@example.com');
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'Baker' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Baker').getByRole('button')).toBeFocused();
});

test('selects all contacts that the list is narrowed to, also those that were never scrolled to', async ({
  launch,
}) => {
  test.setTimeout(90_000);
  const { page } = await launch();
  for (let number = 1; number <= 130; number++) {
    await ask(page, 'saveContact', { slot: 0, contact: { ...emptyContact(), lastName: `Number ${number}` } });
  }
  await ask(page, 'withdraw', 1);
  // Its list begins anew, with a page of a hundred.
  await page.getByRole('radio', { name: /^Waiting 129$/u }).check({ force: true });
  await row(page, 'Number 130').getByRole('button').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(page.getByText('129 selected')).toBeVisible();
  await page.getByRole('toolbar').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('129 contacts withdrawn.')).toBeVisible();
  await expect(page.getByText('Nothing is waiting')).toBeVisible();
});

test('opens what was searched for with Enter, edits it with one key, and takes a withdrawal back with another', async ({
  launch,
}) => {
  const { page } = await launch();
  const { keyboard } = page;
  await capture(page, 'Abel', { Phone: '0171 555 33 22' });
  await capture(page, 'Baker');
  await keyboard.press('ControlOrMeta+F');
  await keyboard.type('5533');
  // At once: the list may still show what was there before.
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Abel', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back' })).toBeFocused();
  await keyboard.press('e');
  await expect(page.getByText('Editing Abel')).toBeVisible();
  await page.getByLabel('Last name').fill('Abelson');
  await keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Abelson')).toBeVisible();

  await keyboard.press('ControlOrMeta+L');
  await expect(row(page, 'Abelson').getByRole('button')).toBeFocused();
  await keyboard.press('Space');
  await page.getByRole('button', { name: 'Withdraw' }).press('Enter');
  await expect(row(page, 'Abelson')).toContainText('Withdrawn');
  await expect(row(page, 'Abelson').getByRole('button')).toBeFocused();
  await keyboard.press('ControlOrMeta+Z');
  await expect(row(page, 'Abelson')).toContainText('Waiting');
});

test('gives the keyboard the filter when the last contact of a view has gone', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'Abel');
  await page.getByRole('radio', { name: 'Waiting' }).check({ force: true });
  await page.keyboard.press('ControlOrMeta+L');
  await expect(row(page, 'Abel').getByRole('button')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.getByRole('button', { name: 'Withdraw' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'Waiting' })).toBeFocused();
});
