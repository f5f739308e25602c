/** Events are set up in the settings, with the keyboard alone where one wants to. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { emptyContact } from '#contract/contact.ts';
import type { Bridge } from '#contract/ipc.ts';
import { expo } from '../support/events.ts';
import { choose as chooseFile } from '../support/save-dialog.ts';
import { choose, expect, openSettings, removal, row, test } from './app.ts';
import { ask } from './chaos/bridge.ts';
import { violations } from './looks.ts';

/** Types into what has the focus, and goes on with this key. */
async function type(page: Page, text: string, then = 'Tab'): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press(then);
}

/** Returns what is asked, in the order of the list. */
const asked = (page: Page) => page.locator('ol .head .asked');

/** Opens the list of events and a new one. */
async function newEvent(page: Page, name: string): Promise<void> {
  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
}

test('makes an event with three questions, puts them in order and finds them again, without a pointer', async ({
  launch,
}) => {
  const first = await launch();
  const { page } = first;
  await page.keyboard.press('ControlOrMeta+k');
  await type(page, 'Events', 'Enter');
  await expect(page.getByRole('tab', { name: 'Events' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'New event' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await type(page, 'Expo');
  await type(page, 'Cologne');

  const add = page.getByRole('button', { name: 'Add question' });
  await add.focus();
  await page.keyboard.press('Enter');
  await type(page, 'How large is your team?', 'Enter');
  await type(page, 'Small', 'Enter');
  await type(page, 'Large', 'Enter');
  await type(page, 'Huge', 'Enter');
  // Nothing more to add: the Enter key leads on.
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
  for (const [question, kind] of [
    ['Shall we call?', 'Yes or no'],
    ['What else?', 'Long text'],
  ] as const) {
    await add.focus();
    await page.keyboard.press('Enter');
    await type(page, question);
    await expect(page.getByLabel('Kind', { exact: true })).toBeFocused();
    await page.keyboard.type(kind);
  }
  await expect(asked(page)).toHaveText(['How large is your team?', 'Shall we call?', 'What else?']);

  const last = page.getByRole('button', { name: 'What else?', expanded: true });
  await last.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('What else? is now 2 of 3')).toBeAttached();
  await expect(last).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  for (const key of ['Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowUp']) {
    await page.keyboard.press(key);
    await expect(last).toBeFocused();
  }
  // There is nowhere further to go.
  await page.keyboard.press('Alt+ArrowUp');
  await expect(asked(page)).toHaveText(['What else?', 'How large is your team?', 'Shall we call?']);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Expo.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit Expo' })).toBeFocused();
  await first.close();

  const { page: again } = await launch({ dataFolder: first.dataFolder });
  await openSettings(again, 'Events');
  await again.getByRole('button', { name: 'Edit Expo' }).click();
  await expect(again.getByLabel('Place')).toHaveValue('Cologne');
  await expect(asked(again)).toHaveText(['What else?', 'How large is your team?', 'Shall we call?']);
  const preview = again.getByRole('region', { name: 'In the form' });
  const team = preview.getByRole('group', { name: 'How large is your team?' });
  for (const name of ['Small', 'Large', 'Huge']) await expect(team.getByRole('radio', { name })).toBeVisible();
});

test('shows a day of another year whole, beside the button of its calendar', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('From', { exact: true }).fill('27.11.2031');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  const read = page.getByText('Thu, Nov 27, 2031').first();
  await expect(read).toBeVisible();
  const button = await page.getByRole('button', { name: 'Open the calendar' }).first().boundingBox();
  const box = await read.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
  expect(await read.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('takes a question to the place it is dragged to', async ({ launch }) => {
  const { page } = await launch();
  await newEvent(page, 'Expo');
  for (const question of ['One', 'Two', 'Three']) {
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByLabel('What is asked').fill(question);
  }
  await page.getByRole('button', { name: 'Three', expanded: true }).click();
  const items = page.getByRole('dialog', { name: 'New event' }).locator('ol > li');
  await items.nth(2).getByTitle('Drag').dragTo(items.nth(0));
  await expect(asked(page)).toHaveText(['Three', 'One', 'Two']);
  await items.nth(0).getByTitle('Drag').dragTo(items.nth(1));
  await expect(asked(page)).toHaveText(['One', 'Three', 'Two']);
});

test('puts a question back that was removed, as it was', async ({ launch }) => {
  const { page } = await launch();
  await newEvent(page, 'Expo');
  for (const question of ['One', 'Two']) {
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByLabel('What is asked').fill(question);
    await page.getByLabel('Choice 1').fill(`Only ${question}`);
  }
  await page.getByRole('button', { name: 'Remove question: One' }).click();
  await expect(asked(page)).toHaveText(['Two']);
  await page.getByText('Removed: One').getByRole('button', { name: 'Undo' }).click();
  await expect(asked(page)).toHaveText(['One', 'Two']);
  await page.getByRole('button', { name: 'One', expanded: false }).click();
  await expect(page.getByLabel('Choice 1')).toHaveValue('Only One');
});

test('takes a list from elsewhere as the choices of a question', async ({ launch }) => {
  const { page, electron } = await launch();
  await newEvent(page, 'Expo');
  await page.getByRole('button', { name: 'Add question' }).click();
  await electron.evaluate(({ clipboard }) => {
    void clipboard.writeText('Small\r\nLarge\n\n Huge ');
  });
  await page.getByLabel('Choice 1').press('ControlOrMeta+v');
  await expect(page.getByLabel('Choice 3')).toHaveValue('Huge');
  await expect(page.getByLabel('Choice 1')).toHaveValue('Small');
  // It was there before.
  await expect(page.getByLabel('Choice 4')).toHaveValue('');
});

test('says what is wrong where it is wrong, and loses nothing that is typed', async ({ launch }) => {
  const { page } = await launch();
  await newEvent(page, '');
  await page.getByLabel('Place').fill('Cologne');
  await page.getByRole('button', { name: 'Add question' }).click();
  await page.getByLabel('Choice 1').fill('Same');
  await page.getByLabel('Choice 2').fill('Same');
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByText('Give the event a name.')).toBeVisible();
  await expect(page.getByText('Enter what is asked.')).toBeVisible();
  await expect(page.getByText('This choice is there already.')).toBeVisible();
  await expect(page.getByText('Correct 3 things first.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Expo');
  await expect(page.getByText('Give the event a name.')).toHaveCount(0);
  await expect(page.getByLabel('Place')).toHaveValue('Cologne');
});

test('asks before it leaves what is not saved, by whatever way', async ({ launch }) => {
  const { page, electron } = await launch();
  await newEvent(page, 'Half');
  const question = page.getByText('This event has changes that are not saved.');
  const goOn = page.getByRole('button', { name: 'Keep editing' });
  for (let times = 0; times < 3; times++) await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await expect(goOn).toBeFocused();
  await goOn.press('Enter');
  await expect(question).toHaveCount(0);
  await page.getByRole('dialog', { name: 'New event' }).getByRole('button', { name: 'Close' }).click();
  await expect(question).toBeVisible();
  await goOn.click();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect(question).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('dialog', { name: 'New event' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Edit Half' })).toHaveCount(0);
});

test('shows a question only where it is asked, and says what becomes of older answers', async ({ launch }) => {
  const { page } = await launch();
  await newEvent(page, 'Expo');
  const add = page.getByRole('button', { name: 'Add question' });
  await add.click();
  await page.getByLabel('What is asked').fill('Do you use one?');
  await page.getByLabel('Kind', { exact: true }).selectOption('Yes or no');
  await add.click();
  await page.getByLabel('What is asked').fill('Which one?');
  await page.getByLabel('Kind', { exact: true }).selectOption('Short text');
  await page.getByLabel('Only if').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect(page.getByText('Choose at least one answer.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Yes' }).check();
  const preview = page.getByRole('region', { name: 'In the form' });
  await expect(preview.getByRole('group')).toHaveCount(1);
  await preview.getByText('Yes').click();
  await expect(preview.getByLabel('Which one?')).toBeVisible();
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect(page.getByText('Saved Expo.')).toBeVisible();
  await expect(page.getByText('keep the older wording')).toHaveCount(0);

  await page.getByRole('button', { name: 'Edit Expo' }).click();
  await page.getByRole('button', { name: 'Which one?', expanded: false }).click();
  await page.getByLabel('What is asked').fill('Which ones?');
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect(page.getByText('keep the older wording')).toContainText('Which ones?');
});

test('knows which event is on duty, and removes one only when asked twice', async ({ launch }) => {
  const { page } = await launch();
  for (const name of ['Expo', 'Fair']) {
    await newEvent(page, name);
    await page.getByRole('button', { name: 'Save event' }).click();
    await expect(page.getByText(`Saved ${name}.`)).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await choose(page, 'Events…');
  await expect(page.getByRole('radio', { name: 'No event' })).toBeChecked();
  await page.getByRole('radio', { name: 'Fair' }).check();
  await page.keyboard.press('Escape');
  await choose(page, 'Events…');
  await expect(page.getByRole('radio', { name: 'Fair' })).toBeChecked();
  await page.getByRole('button', { name: 'Remove Fair' }).click();
  await expect(page.getByRole('button', { name: 'Not now' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove event', exact: true }).last().click();
  await expect(page.getByText('Removed Fair.')).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Events' }).getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: 'No event' })).toBeChecked();
});

test('shows all that can be done to an event in one line', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'saveEvent', expo);
  await openSettings(page, 'Events');
  const tops = ['Edit', 'Code sheet…', 'Attendee list', 'Teach a badge'].map(async (name) => {
    const box = await page.getByRole('dialog').getByText(name, { exact: true }).boundingBox();
    return box?.y;
  });
  expect(new Set(await Promise.all(tops)).size).toBe(1);
});

test('saves the code sheet of an event as a PDF', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-sheet-'));
  try {
    const file = join(folder, 'sheet.pdf');
    const { page, electron } = await launch();
    const suggested = await chooseFile(electron, file);
    await newEvent(page, 'Expo: Cologne');
    await page.getByRole('button', { name: 'Save event' }).click();
    await page.getByRole('button', { name: 'Code sheet… of Expo: Cologne' }).click();
    await expect(page.getByText(`Saved in ${file}.`)).toBeVisible();
    expect(await suggested()).toMatch(/Expo Cologne code sheet\.pdf$/u);
    expect(existsSync(file) && readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    // The window that printed it is gone.
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    rmSync(folder, removal);
  }
});

test('lists what was promised by its day and by name, says what is overdue, and leads to the contact', async ({
  launch,
}) => {
  const { page } = await launch();
  for (const parts of [
    { lastName: 'Late', followUp: 'Send prices', followUpBy: '2020-02-01', account: 'Acme' },
    { lastName: 'Adam', followUp: 'Visit', followUpBy: '2999-12-24' },
    { lastName: 'Nobody' },
  ]) {
    const contact = { ...emptyContact(), ...parts };
    const saved = await page.evaluate(
      (argument) => {
        const { fieldpost } = globalThis as unknown as { fieldpost: Bridge };
        return fieldpost.saveContact(argument);
      },
      { slot: 0, contact },
    );
    expect(saved).toMatchObject({ ok: true, value: { saved: true } });
  }
  await choose(page, 'Follow-ups…');
  const list = page.getByRole('region', { name: 'What was promised' });
  await expect(list.getByRole('row')).toHaveText([
    /By/u,
    /Feb 1, 2020.*overdue.*Late.*Acme.*Send prices/u,
    /Dec 24, 2999\s*Adam/u,
  ]);
  await expect(page.getByText('2 follow-ups')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const late = list.getByRole('row').nth(1);
  await late.getByLabel('Done: Late').check();
  await expect(late).not.toContainText('overdue');
  expect(await violations(page)).toEqual([]);
  await list.getByRole('button', { name: 'Name' }).click();
  await expect(list.getByRole('row').nth(1)).toContainText('Adam');
  await expect(list.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await list.getByRole('button', { name: 'Late' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Late' })).toBeVisible();
  await expect(row(page, 'Late')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`is accessible to all while an event is edited, in the ${theme} theme`, async ({ launch }) => {
    const { page } = await launch();
    await page.emulateMedia({ colorScheme: theme });
    await newEvent(page, '');
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByLabel('Kind', { exact: true }).selectOption('Yes or no');
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByLabel('Only if').selectOption({ index: 1 });
    await page.getByLabel('Ask visitors').check();
    await page.getByRole('button', { name: 'Add value' }).click();
    await page.getByLabel('Value 1').fill('Expo');
    await page.getByRole('button', { name: 'Save event' }).click();
    await expect(page.getByText('things first.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page.getByRole('dialog', { name: 'New event' })).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
  });
}

test('is on duty at once where it is on today and none is, and says so; another one takes nothing from it', async ({
  launch,
}) => {
  const { page } = await launch();
  const today = await page.evaluate(() => new Intl.DateTimeFormat('sv').format());
  for (const name of ['Today', 'Today, too']) {
    await newEvent(page, name);
    await page.getByLabel('From', { exact: true }).fill(today);
    await page.getByRole('button', { name: 'Save event' }).click();
    const said = page.getByRole('status').filter({ hasText: `Saved ${name}.` });
    await expect(said).toBeVisible();
    const isSaid = 'It is on today: contacts are captured at it now.';
    if (name === 'Today') await expect(said).toContainText(isSaid);
    else await expect(said).not.toContainText(isSaid);
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Event', { exact: true }).locator('option:checked')).toHaveText('Today');
  }
});
