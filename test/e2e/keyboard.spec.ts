import { capture, expect, row, test } from './app.ts';

test('does everything with the keyboard: practise, capture, search, look into a contact, correct it', async ({
  launch,
}) => {
  const { page } = await launch({ args: ['--practice'] });
  const { keyboard } = page;
  await page.getByLabel('Answer').selectOption('400');
  await capture(page, 'Abel');
  await capture(page, 'Typo', { Email: 'wrong@' });
  await expect(row(page, 'Typo')).toContainText('Needs attention');
  await page.getByLabel('Answer').selectOption('normal');
  await page.getByLabel('Last name').focus();

  // By Tab alone from the form to the list: the search box, the filter, then one stop for all rows.
  await page.getByRole('button', { name: 'Save contact' }).focus();
  for (let presses = 0; presses < 3; presses++) await keyboard.press('Tab');
  await expect(row(page, 'Typo').getByRole('button')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(row(page, 'Abel').getByRole('button')).toBeFocused();
  await keyboard.press('Home');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Typo' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(row(page, 'Typo').getByRole('button')).toBeFocused();

  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByText('Editing Typo')).toBeVisible();
  await page.getByLabel('Email', { exact: true }).focus();
  await keyboard.press('End');
  await keyboard.type('example.com');
  await keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Typo')).toBeVisible();
  await expect(page.getByText('1 contact received')).toBeVisible();
});

test('opens settings with the keyboard, and gives the focus back', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Connection' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('API base URL')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
});

test('has a palette, a sheet of shortcuts, and no plain key that fires while a field has the focus', async ({
  launch,
}) => {
  const { page } = await launch();
  // The settings have a field for what the CRM calls it, and are there a moment longer than they are seen.
  const note = page.getByLabel('Note', { exact: true });
  await note.focus();
  await page.keyboard.type('Really?');
  await expect(note).toHaveValue('Really?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  // Dialogs lie on each other, and Esc closes what is on top.
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('API base URL')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(note).toHaveValue('Really?');
});

test('begins in a dialog with what it is for, and not with what closes it', async ({ launch }) => {
  const { page } = await launch();
  const { keyboard } = page;
  await page.getByLabel('Last name').fill('Gone');
  await page.getByRole('button', { name: 'Clear' }).click();
  await keyboard.press('ControlOrMeta+Shift+R');
  await expect(page.getByLabel('From', { exact: true })).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('F1');
  await expect(page.getByRole('tab').first()).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+K');
  await keyboard.type('bring back');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Gone' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByLabel('Last name')).toHaveValue('Gone');
});

test('follows the menu', async ({ launch }) => {
  const { page, electron } = await launch();
  const choose = (label: string) =>
    electron.evaluate(({ Menu }, label) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find((item) => item.label === label)?.click();
    }, label);
  await choose('Search the outbox');
  await expect(page.getByLabel('Search')).toBeFocused();
  await choose('Go to the form');
  await expect(page.getByLabel('First name')).toBeFocused();
  await choose('Settings…');
  await expect(page.getByLabel('API base URL')).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Practice mode…');
  await expect(page.getByRole('dialog', { name: 'Practise without sending anything?' })).toBeVisible();
});

test('a key that follows the end of a dialog at once is one for the form', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Meier');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Connection' }).waitFor();
  // The dialog tells of its end in a task of its own, and keys may come first.
  await page.evaluate(`
    document.querySelector('dialog[open]').close();
    const chord = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
    document.getElementById('lastName').dispatchEvent(new KeyboardEvent('keydown', chord));
  `);
  await expect(row(page, 'Meier')).toBeVisible();
});

test('what is typed after a dialog goes on where it stopped', async ({ launch }) => {
  const { page } = await launch();
  const name = page.getByLabel('First name');
  const closed = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await name.click();
  await page.keyboard.type('Ana');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await closed();
  await page.keyboard.type('n');
  await expect(name).toHaveValue('Anna');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Sending' }).click();
  await closed();
  await page.keyboard.type('-L');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Sending' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.type('ea');
  await expect(name).toHaveValue('Anna-Lea');
});

test('a dialog that was just closed is opened again at once', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Connection' }).waitFor();
  // Its end is told in a task of its own.
  await page.evaluate(`
    document.querySelector('dialog[open]').close();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: ',', code: 'Comma', ctrlKey: true, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ',', code: 'Comma', ctrlKey: true, bubbles: true, cancelable: true }));
  `);
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});
