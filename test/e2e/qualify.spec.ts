import type { Page } from '@playwright/test';
import { expo, question } from '../support/events.ts';
import { ask } from './chaos/bridge.ts';
import { capture, connect, expect, row, test } from './app.ts';
import { violations } from './looks.ts';

/** Sets the event up, as the settings do, and goes there. */
async function atExpo(page: Page): Promise<void> {
  await ask(page, 'saveEvent', expo);
  await ask(page, 'goOnDuty', expo.id);
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue(expo.id);
}

/** A practised typist's seconds for a key, as the keystroke-level model has them (55 words a minute). */
const secondsPerKey = 0.2;

test('takes name, company, rating, two choices and a note by the keyboard in under 15 seconds', async ({ launch }) => {
  const { page } = await launch();
  await atExpo(page);
  let keys = 0;
  const type = async (text: string) => {
    await page.keyboard.type(text);
    keys += text.length;
  };
  const press = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
    keys += pressed.length;
  };
  await page.getByLabel('First name').focus();
  await type('Anna');
  await press('Enter');
  await type('Meier');
  await press('Enter');
  await type('Acme GmbH');
  await press('Enter', 'Enter', 'Enter');
  await type('Wants a demo');
  await press('Enter', 'h', '2', '1');
  // The chord is two keys.
  await press('ControlOrMeta+Enter');
  keys++;
  await expect(page.getByText('Saved Anna Meier')).toBeVisible();
  expect(keys * secondsPerKey).toBeLessThan(15);

  const [newest] = (await ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 1 })).rows;
  const detail = await ask(page, 'contactDetail', newest?.id ?? 0);
  expect(detail?.contact).toMatchObject({
    account: 'Acme GmbH',
    note: 'Wants a demo',
    rating: 'hot',
    event: { id: 'expo', name: 'Expo Berlin' },
    capturedBy: 'Jo',
    open: [],
  });
  expect(detail?.contact?.answers.map(({ question, given }) => [question, given.map(({ text }) => text)])).toEqual([
    ['size', ['Up to 100']],
    ['when', ['This quarter']],
  ]);
});

/** Runs in the page; returns how many fields, questions and buttons of the form its lower edge goes through. */
const cutInHalf = `(() => {
  const form = document.querySelector('form .scroll');
  const end = form.getBoundingClientRect().bottom;
  const boxes = [...form.querySelectorAll('.field, fieldset, button')].map((part) => part.getBoundingClientRect());
  return boxes.filter(({ top, bottom }) => top < end && bottom > end).length;
})()`;

test('shows the rating and a question in the smallest window, cuts none in half, and says that there is more', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await atExpo(page);
  for (const [width, height] of [
    [900, 600],
    [1180, 760],
  ] as const) {
    await electron.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(...size);
      },
      [width, height] as [number, number],
    );
    await expect.poll(() => page.evaluate('innerHeight')).toBe(height);
    for (const name of ['Rating', 'How large is your team?']) {
      await expect(page.getByRole('group', { name })).toBeInViewport({ ratio: 1 });
    }
    await expect(page.getByText('More below')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save contact' })).toBeInViewport({ ratio: 1 });
    const cut = () => page.evaluate<number>(cutInHalf);
    await expect.poll(cut).toBe(0);
  }
  await page.getByLabel('Note').fill('One\nTwo\nThree');
  const note = page.getByLabel('Note');
  expect(await note.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)).toBe(true);
  // At the end there is no more. What is said of the note may come a moment later, and is below it.
  await expect(async () => {
    await page.evaluate("document.querySelector('form .scroll').scrollTop = 10_000");
    await expect(page.getByText('More below')).toBeHidden({ timeout: 500 });
  }).toPass();
});

test('shows the first question in the smallest window, also with several forms and a status of two lines', async ({
  launch,
  crm,
}) => {
  const { page, electron } = await launch();
  await atExpo(page);
  await connect(page, crm.baseUrl);
  crm.answer({ status: 401, body: '{}' });
  await capture(page, 'Waits');
  await expect(page.getByRole('status')).toContainText('rejected the API key');
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  for (const name of ['Adams', 'Brown']) {
    await page.getByLabel('Last name').fill(name);
    await page.keyboard.press('ControlOrMeta+t');
    await expect(page.getByLabel('Last name')).toHaveValue('');
  }
  await page.screenshot({ path: test.info().outputPath('crowded.png') });
  for (const name of ['Rating', 'How large is your team?']) {
    await expect(page.getByRole('group', { name })).toBeInViewport({ ratio: 1 });
  }
  await expect.poll(() => page.evaluate<number>(cutInHalf)).toBe(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: test.info().outputPath('crowded-dark.png') });
  expect(await violations(page)).toEqual([]);
});

test('rates by H, W and C where nothing is written, and takes it back', async ({ launch }) => {
  const { page } = await launch();
  const hot = page.getByRole('group', { name: 'Rating' }).getByRole('radio', { name: 'Hot' });
  await page.getByLabel('Last name').fill('Whitech');
  await page.getByLabel('Last name').press('h');
  await expect(hot).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(hot).toBeChecked();
  await page.keyboard.press('c');
  await expect(page.getByRole('radio', { name: 'Cold' })).toBeChecked();
  await page.keyboard.press('c');
  await expect(page.getByRole('radio', { name: 'Cold' })).not.toBeChecked();
  // A dialog on top has keys of its own.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('h');
  await expect(hot).not.toBeChecked();
});

test('goes on with the arrows from what a key chose', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'saveEvent', { ...expo, questions: [question('demo', { asked: 'How was it?', kind: 'stars' })] });
  await ask(page, 'goOnDuty', expo.id);
  const stars = page.getByRole('group', { name: 'How was it?' });
  await stars.getByRole('radio', { name: '1' }).focus();
  await page.keyboard.press('4');
  await expect(stars.getByRole('radio', { name: '4' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(stars.getByRole('radio', { name: '5' })).toBeChecked();
  await page.getByRole('radio', { name: 'Hot' }).focus();
  await page.keyboard.press('c');
  await expect(page.getByRole('radio', { name: 'Cold' })).toBeFocused();
  // From elsewhere, a rating leaves the focus where it is.
  await stars.getByRole('radio', { name: '5' }).focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('radio', { name: 'Hot' })).toBeChecked();
  await expect(stars.getByRole('radio', { name: '5' })).toBeFocused();
});

test('tells a screen reader which choice is required, and whose calendar a button opens', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'saveEvent', {
    ...expo,
    questions: [
      question('customer', { asked: 'Customer?', kind: 'yesNo', required: true }),
      question('when', { asked: 'When?', kind: 'date' }),
    ],
  });
  await ask(page, 'goOnDuty', expo.id);
  await expect(page.getByRole('group', { name: 'Customer?' })).toHaveAccessibleDescription('required');
  await expect(page.getByRole('button', { name: 'Open the calendar: When?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the calendar: Follow up by' })).toBeVisible();
});

test('says which questions are open, and saves all the same', async ({ launch }) => {
  const { page } = await launch();
  await atExpo(page);
  await page.getByLabel('Last name').fill('Open');
  await page.getByRole('button', { name: '2 questions are open' }).press('Enter');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: '1 question is open' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Open')).toBeVisible();
  await expect(row(page, 'Open')).toContainText('Not complete');
  await row(page, 'Open').getByRole('button').press('Enter');
  await expect(page.getByText('Still to be answered: When do you decide?')).toBeVisible();
});

test('says of an answer that is no number, where one is asked for, that it is kept as typed, and where', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  const fields = { 'question.seats': { field: 'Seats__c', encoding: 'number' as const, values: {} } };
  await ask(page, 'saveFieldMap', { id: '', fields, rest: '' });
  await ask(page, 'saveEvent', {
    ...expo,
    questions: [question('seats', { asked: 'How many seats?', kind: 'number' })],
  });
  await ask(page, 'goOnDuty', expo.id);
  const seats = page.getByLabel('How many seats?');
  const warning = page.getByText('Not understood as a number, such as 1000 or 12.5: it is kept as typed.');
  const stays = page.getByText('Stays on this laptop: no CRM field takes it.');
  await seats.fill('25,5');
  await seats.blur();
  await expect(warning).toHaveCount(0);
  await expect(stays).toHaveCount(0);
  await seats.fill('25,5 approx');
  await seats.blur();
  await expect(warning).toBeVisible();
  await expect(stays).toBeVisible();
  await ask(page, 'saveFieldMap', { id: '', fields, rest: 'Description' });
  await page.getByLabel('Last name').fill('About');
  await expect(stays).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'About')).toBeVisible();
  const { rows } = await ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 1 });
  expect((await ask(page, 'contactDetail', rows[0]?.id ?? 0))?.contact?.answers[0]?.given).toEqual([
    { value: '25,5 approx', text: '25,5 approx' },
  ]);
  await expect(row(page, 'About')).toContainText('Delivered');
  const [sent] = crm.requests.filter(({ method }) => method === 'POST');
  expect(sent?.body).toContain('How many seats? 25,5 approx');
});

test('asks what another answer leads to, answers by letters, and keeps all of a draft over a restart', async ({
  launch,
}) => {
  const first = await launch();
  await atExpo(first.page);
  await first.page.getByLabel('Last name').fill('Draft');
  await first.page.getByRole('checkbox', { name: 'A demo' }).focus();
  await first.page.keyboard.press('2');
  await first.page.keyboard.press('Enter');
  await first.page.keyboard.press('y');
  await expect(first.page.getByRole('radio', { name: 'Yes' })).toBeChecked();
  await first.page.getByLabel('Follow up', { exact: true }).fill('Send prices');
  await first.page.getByLabel('Follow up by', { exact: true }).fill('2026-12-04');
  await first.page.waitForTimeout(600);
  await first.kill();

  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByLabel('Last name')).toHaveValue('Draft');
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue('expo');
  await expect(page.getByRole('radio', { name: 'Yes' })).toBeChecked();
  await expect(page.getByLabel('Follow up', { exact: true })).toHaveValue('Send prices');
  await expect(page.getByLabel('Follow up by', { exact: true })).toHaveValue('2026-12-04');

  // Another event for a moment: its answers are there when it is back.
  await page.getByLabel('Event', { exact: true }).selectOption('');
  await expect(page.getByRole('radio', { name: 'Yes' })).toHaveCount(0);
  await page.getByLabel('Event', { exact: true }).selectOption('expo');
  await expect(page.getByRole('radio', { name: 'Yes' })).toBeChecked();
});

test('shows rating and follow-up at 900 by 600 without scrolling, and no event where there is none', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await expect(page.getByRole('button', { name: 'More' })).toBeInViewport({ ratio: 1 });
  for (const label of ['Follow up', 'Follow up by']) {
    await expect(page.getByLabel(label, { exact: true })).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByText('Warm')).toBeInViewport({ ratio: 1 });
  await expect(page.getByLabel('Event', { exact: true })).toHaveCount(0);
});

test('reads the day of a follow-up as it is written, says how, and keeps what it does not understand', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  const by = page.getByLabel('Follow up by', { exact: true });
  await page.getByLabel('Last name').fill('Okafor');
  await page.getByLabel('Follow up', { exact: true }).fill('Send the price list');
  await page.keyboard.press('Tab');
  await expect(by).toBeFocused();
  const day = (offset: number) =>
    page.evaluate((days) => {
      const date = new Date();
      date.setDate(date.getDate() + days);
      return new Intl.DateTimeFormat('sv').format(date);
    }, offset);
  const said = (iso: string) =>
    page.evaluate(
      (text) =>
        new Intl.DateTimeFormat(undefined, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        }).format(new Date(`${text}T00:00:00Z`)),
      iso,
    );
  await page.keyboard.type('in 2 weeks');
  const understood = page.locator('.meant');
  await expect(understood).toContainText(await said(await day(14)));
  await page.screenshot({ path: test.info().outputPath('day-typing.png') });
  await expect(by).toHaveValue('in 2 weeks');
  // One Tab, and it is left; it has become the day.
  await page.keyboard.press('Tab');
  await expect(by).not.toBeFocused();
  await expect(by).toHaveValue(await day(14));
  await expect(understood).toBeHidden();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`day-${colorScheme}.png`) });
    expect(await violations(page)).toEqual([]);
  }
  await by.fill('after the fair');
  await page.keyboard.press('Tab');
  await expect(page.locator('.said')).toHaveText('Not understood as a date: it is saved as typed.');
  await expect(by).toHaveAccessibleDescription('Not understood as a date: it is saved as typed.');
  expect(
    await page.evaluate(`(() => {
    const { scrollHeight, clientHeight, style } = document.querySelector('form .scroll');
    return [scrollHeight - clientHeight, style.marginBottom];
  })()`),
  ).toEqual([0, '0px']);
  await expect(page.getByText('Warm')).toBeInViewport({ ratio: 1 });
  await expect(by).toHaveValue('after the fair');
  await page.screenshot({ path: test.info().outputPath(`day-unread.png`) });
  // Saved from within the field: it need not be left for that.
  await by.fill('tomorrow');
  await expect(page.getByText('Not understood as a date')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Okafor')).toBeVisible();
  const saved = await ask(page, 'contactDetail', 1);
  expect(saved?.contact?.followUpBy).toBe(await day(1));
  expect(saved?.contact?.followUp).toBe('Send the price list');
});

test('takes a day from the calendar, by the button and by the keys of such a field', async ({ launch }) => {
  const { page } = await launch();
  const picker = page.locator('#followUpBy ~ input[type="date"]');
  // The calendar itself is the system's: that it is asked for is what can be seen.
  await page.evaluate(`(() => {
    window.opened = 0;
    HTMLInputElement.prototype.showPicker = () => { window.opened++; };
  })()`);
  await page.getByLabel('Follow up by', { exact: true }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('button', { name: 'Open the calendar' }).click();
  await expect(page.getByLabel('Follow up by', { exact: true })).toBeFocused();
  expect(await page.evaluate('window.opened')).toBe(2);
  await picker.fill('2027-01-05');
  await expect(page.getByLabel('Follow up by', { exact: true })).toHaveValue('2027-01-05');
  await page.getByLabel('Last name').fill('Picked');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Saved Picked')).toBeVisible();
  expect((await ask(page, 'contactDetail', 1))?.contact?.followUpBy).toBe('2027-01-05');
});

test('turns the screen to the visitor, who agrees by the keyboard alone, and notes later that it was withdrawn', async ({
  launch,
}) => {
  const { page } = await launch();
  await atExpo(page);
  const { keyboard } = page;
  await page.getByLabel('Last name').fill('Agree');
  const consent = page.getByRole('group', { name: 'Consent', exact: true });
  await expect(consent.getByRole('radio', { name: 'Not asked' })).toBeChecked();
  await consent.getByRole('button', { name: 'Turn the screen round' }).press('Enter');
  const turned = page.getByRole('dialog');
  await expect(turned).toContainText('Acme may write to me about its products.');
  for (const box of await turned.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  // Nothing of the app is there for a visitor: neither Esc nor a shortcut.
  for (const keys of ['Escape', 'Escape', 'ControlOrMeta+k', 'ControlOrMeta+Enter', 'F1', 'ControlOrMeta+,']) {
    await keyboard.press(keys);
  }
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await turned.getByLabel('Or type your name').fill('Anna Agree');
  await turned.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(turned).toHaveCount(0);
  await expect(consent.getByRole('button', { name: 'Turn the screen round' })).toBeFocused();
  await expect(consent.getByRole('radio', { name: 'Signed on the screen' })).toBeChecked();
  await expect(consent).toContainText('The visitor agreed: Email');
  await keyboard.press('ControlOrMeta+Enter');

  await row(page, 'Agree').getByRole('button').press('Enter');
  const facts = page.getByRole('region', { name: 'Consent', exact: true });
  await expect(facts).toContainText('Signed as Anna Agree');
  await facts.getByRole('button', { name: 'Withdraw the consent' }).press('Enter');
  await page.getByRole('button', { name: 'Yes, it was withdrawn' }).press('Enter');
  await expect(facts).toContainText('Withdrawn on');
});

test('keeps a no, and what was spoken', async ({ launch }) => {
  const { page } = await launch();
  await atExpo(page);
  const consent = page.getByRole('group', { name: 'Consent', exact: true });
  await page.getByLabel('Last name').fill('No');
  await consent.getByRole('button', { name: 'Turn the screen round' }).press('Enter');
  // Silence is no answer.
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Please tick at least one' })).toBeVisible();
  await page.getByRole('button', { name: 'No, thank you' }).press('Enter');
  await expect(consent).toContainText('The visitor said no.');
  await consent.getByText('Spoken').click();
  for (const channel of ['Email', 'Phone', 'Post']) {
    await expect(consent.getByRole('checkbox', { name: channel })).not.toBeChecked();
  }
  await consent.getByRole('checkbox', { name: 'Phone' }).press('Space');
  await page.keyboard.press('ControlOrMeta+Enter');
  const [newest] = (await ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 1 })).rows;
  const detail = await ask(page, 'contactDetail', newest?.id ?? 0);
  expect(detail?.contact?.consent).toMatchObject({ how: 'spoken', channels: ['phone'], version: 1, by: 'Jo' });
  expect(detail?.contact?.consent?.hash).toMatch(/^[\da-f]{64}$/u);
  expect(detail?.contact?.consent?.laptop).not.toBe('');
});

test('records nothing of a consent that was spoken of and left open, says so, and keeps a no that was chosen', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await atExpo(page);
  const consent = page.getByRole('group', { name: 'Consent', exact: true });
  const newest = async () => {
    const { rows } = await ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 1 });
    return (await ask(page, 'contactDetail', rows[0]?.id ?? 0))?.contact?.consent;
  };
  await page.getByLabel('Last name').fill('Open');
  await consent.getByText('Spoken').click();
  await expect(consent.getByText('nothing is recorded')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Consent was left open: nothing was recorded for it.')).toBeVisible();
  expect(await newest()).toBeNull();

  await page.getByLabel('Last name').fill('Refusal');
  await consent.getByText('Spoken').click();
  await consent.getByRole('checkbox', { name: 'Email' }).press('Space');
  await consent.getByRole('checkbox', { name: 'Email' }).press('Space');
  await expect(consent.getByText('nothing is recorded')).toBeVisible();
  await consent.getByRole('checkbox', { name: 'No', exact: true }).press('Space');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Refusal')).toBeVisible();
  expect(await newest()).toMatchObject({ how: 'spoken', channels: [] });
});
