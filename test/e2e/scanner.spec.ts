/** Scanners that type: their keys reach the window as those of any keyboard, with the times that a scanner has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { codeText } from '#contract/code-sheet.ts';
import { emptyEvent } from '#contract/events.ts';
import { endings } from '#reading/keys/endings.ts';
import { checkText } from '../../renderer/scanner/check.ts';
import { description, reportsOf } from '../support/hid-scanner.ts';
import { chanceOf, scanned, stroke, typedBy, type Setting } from '../support/reading/scanner.ts';
import { expect, openSettings, row, test } from './app.ts';
import { Keyboard } from './keyboard.ts';

const card = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Keller;Jana;;;',
  'ORG:Acme GmbH;Sales',
  'TEL;TYPE=CELL:+49 151 5550100',
  'EMAIL;TYPE=INTERNET,WORK:jana.keller@acme.example',
  'END:VCARD',
].join('\n');
const german: Setting = { scanner: 'us', host: 'de', pause: 9 };
const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });

/** The form as it is while nobody has typed or saved anything. */
async function expectUntouched(page: Page): Promise<void> {
  await expect(page.getByLabel('Last name')).toHaveValue('');
  await expect(page.getByLabel('Company')).toHaveValue('');
  await expect(page.getByText(/^Saved/u)).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a contact card from a scanner of another layout is proposed and saved with two keys', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByLabel('Company').fill('Northwind');
  await page.evaluate("document.getElementById('account').setSelectionRange(2, 5)");
  await keyboard.press(scanned(card, german));
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await expect(proposal(page)).toContainText('another keyboard layout');
  await expect(page.getByLabel('Company')).toHaveValue('Northwind');
  expect(
    await page.evaluate(
      "[document.getElementById('account').selectionStart, document.getElementById('account').selectionEnd]",
    ),
  ).toEqual([2, 5]);
  await proposal(page).getByRole('button', { name: 'Take all' }).focus();
  await keyboard.press([stroke('Enter')]);
  await expect(page.getByLabel('Last name')).toHaveValue('Keller');
  await expect(page.getByLabel('Company')).toHaveValue('Northwind');
});

test("a badge's ID is proposed once, however the scan ends", async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  for (const [index, ending] of endings.entries()) {
    const id = `EXPO26-00471${index}`;
    await keyboard.press(scanned(id, { ...german, ending }));
    await expect(proposal(page), ending).toContainText(id);
    await expectUntouched(page);
  }
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await page.getByRole('button', { name: /^Save/u }).click();
  await expect(page.getByText('Needs a name').first()).toBeVisible();
});

test('nothing acts that a scan presses', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('First name').focus();
  const keys = [
    ...scanned('A104\x1d772\x1bC', { ...german, ending: 'lf' }),
    ...['Escape', 'F1', 'F2', 'F3', 'F12', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowDown', 'Tab', 'Enter'].map(
      (key) => stroke(key),
    ),
    ...['KeyN', 'KeyL', 'KeyM', 'KeyS', 'KeyK', 'KeyF', 'Enter', 'Comma', 'KeyW'].map((code) =>
      stroke(code === 'Enter' ? 'Enter' : code === 'Comma' ? ',' : code.slice(3).toLowerCase(), {
        code,
        ctrlKey: true,
      }),
    ),
    stroke('l', { code: 'KeyL', altKey: true }),
    ...['0', '2', '9'].map((digit) => stroke(digit, { code: `Numpad${digit}`, altKey: true })),
  ].map((one, index) => ({ ...one, time: 10_000 + 9 * index }));
  await keyboard.press(keys);
  await expect(proposal(page).or(page.locator('p.problem'))).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveValue('Ana');
  await expectUntouched(page);
});

test('thirty scans in a row save, clear and open nothing, wherever the focus is', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  const chance = chanceOf(20_261_127);
  await page.getByLabel('First name').fill('Ana');
  for (let number = 0; number < 30; number++) {
    if (number % 3 === 0) await page.getByLabel('First name').focus();
    if (number % 3 === 1) await page.evaluate('document.activeElement.blur()');
    const id = `HWC26-${String(chance()).slice(2, 8)}`;
    const ending = endings[number % endings.length] ?? 'none';
    await keyboard.press(scanned(id, { ...german, ending, pause: 4 + 20 * chance(), jitter: 0.2, chance }));
    await expect(proposal(page), `${number}, ${ending}`).toContainText(id);
  }
  await expect(page.getByLabel('First name')).toHaveValue('Ana');
  await expect(page.getByRole('group', { name: 'Rating' }).getByRole('radio', { checked: true })).toHaveCount(0);
  await expectUntouched(page);
});

test('what is typed fast stays what it is, with its keys that command', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  const chance = chanceOf(7);
  const typist = { layout: 'us', wordsPerMinute: 140, rollOver: 30, chance } as const;
  const sentence = 'Lee wants the price list by Friday and asked twice';
  await page.getByLabel('Note').focus();
  await keyboard.press(typedBy(sentence, typist));
  await expect(page.getByLabel('Note')).toHaveValue(sentence);
  // So soon behind a letter that it is held back at first.
  await page.getByLabel('Last name').focus();
  await keyboard.press([
    stroke('l', { code: 'KeyL', time: 0 }),
    stroke('e', { code: 'KeyE', time: 150 }),
    stroke('f', { code: 'KeyF', time: 300 }),
    stroke('Backspace', { time: 360 }),
    stroke('e', { code: 'KeyE', time: 420 }),
  ]);
  await expect(page.getByLabel('Last name')).toHaveValue('lee');
  await keyboard.press([stroke('Enter', { ctrlKey: true })]);
  await expect(row(page, 'lee')).toBeVisible();
});

test('in Rapid each scan with a name is saved at once, and the form goes on', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByRole('checkbox', { name: 'Rapid' }).check();
  for (const name of ['Zyla', 'Keller', 'Duval']) {
    await keyboard.press(scanned(card.replace('Keller', name), german));
    await expect(row(page, `Jana ${name}`)).toBeVisible();
    await expect(page.getByLabel('Last name')).toHaveValue('');
    await expect(proposal(page)).toHaveCount(0);
  }
  // What follows is of the one that was saved last, and not of the next.
  await keyboard.press(scanned(codeText({ of: 'rating', rating: 'hot' }), german));
  await expect(page.getByText('For Jana Duval, who is saved already.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Hot' })).not.toBeChecked();
  // What is being typed is neither saved nor lost.
  await page.getByLabel('Last name').fill('Meier');
  await keyboard.press(scanned(card.replace('Keller', 'Orme'), german));
  await expect(row(page, 'Jana Orme')).toBeVisible();
  await expect(row(page, 'Meier')).toHaveCount(0);
  await expect(page.getByText('Meier')).toHaveCount(1);
});

test('a code of the sheet answers at once, and once', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByLabel('Last name').fill('Keller');
  const hot = page.getByRole('radio', { name: 'Hot' });
  for (const part of [1, 2]) {
    await keyboard.press(scanned(codeText({ of: 'rating', rating: 'hot' }), german));
    await expect(page.getByText('Rating: Hot')).toHaveCount(part);
    await expect(hot).toBeChecked();
  }
  await keyboard.press(
    scanned(codeText({ of: 'answer', question: 'q-1', revision: 1, value: 'yes' }), { ...german, ending: 'tab' }),
  );
  await expect(page.getByText('This code belongs to another event')).toBeVisible();
  await expect(page.getByLabel('Last name')).toHaveValue('Keller');
});

test('the check tells how the scanner types, and it is known from then on', async ({ launch }) => {
  const { page, close, dataFolder } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'Scanner check' }).click();
  await expect(page.getByRole('img', { name: 'Code for the scanner check' })).toBeVisible();
  await keyboard.press(scanned(checkText, { ...german, pause: 14, ending: 'none' }));
  const panel = page.getByRole('tabpanel', { name: 'Scanner check' });
  await expect(panel).toContainText('14 ms from key to key');
  await expect(panel).toContainText('United States');
  await expect(panel).toContainText('Enter or Tab after each code');
  await close();
  const kept = JSON.parse(readFileSync(join(dataFolder, 'preferences.json'), 'utf8')) as { scanner: unknown };
  expect(kept.scanner).toEqual({ pause: 14, reader: 'us' });
});

test('a key that is typed as fast as a scan stays in its field', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const key = page.getByRole('dialog').getByLabel('API key', { exact: true });
  await key.focus();
  await keyboard.press(scanned('SECRET-4711', { scanner: 'us', host: 'us', ending: 'none', pause: 5 }));
  await expect(key).toHaveValue('SECRET-4711');
});

test('of what two layouts can mean, the badge in the list of attendees is the one', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const event = { ...emptyEvent('expo'), name: 'Expo' };
  const choices = { encoding: 'utf-8', separator: ',', hasHeading: true, columns: ['badgeId', 'lastName'] };
  const list = { event: 'expo', file: 'list.csv', choices: { ...choices, prefix: '', zeros: false } };
  await page.evaluate(`(async () => {
    await window.fieldpost.saveEvent(${JSON.stringify(event)});
    await window.fieldpost.goOnDuty('expo');
    const bytes = new TextEncoder().encode('Badge ID,Last name\\nZYß4711,Ott');
    await window.fieldpost.importList({ ...${JSON.stringify(list)}, bytes });
  })()`);
  const keyboard = await Keyboard.of(page);
  // By itself it would be YZ-4711, from a scanner for the US.
  await keyboard.press(scanned('YZ-4711', german));
  await expect(proposal(page)).toContainText('Ott');
  await expect(proposal(page)).toContainText('ZYß4711');
});

/** Puts a device in the place of the hardware: the page asks for it as for any, and hears its reports. */
const pluggedIn = (page: Page) =>
  page.evaluate(`(() => {
    class Device extends EventTarget {
      opened = false;
      productName = 'Booth Scanner';
      collections = ${JSON.stringify(description)};
      async open() { this.opened = true; }
      async close() { this.opened = false; }
      send(report) {
        const event = new Event('inputreport');
        Object.assign(event, { reportId: 2, data: new DataView(Uint8Array.from(report).buffer) });
        if (this.opened) this.dispatchEvent(event);
      }
    }
    const device = new Device();
    const hid = Object.assign(new EventTarget(), {
      asked: [],
      getDevices: async () => [device],
      requestDevice: async (options) => { hid.asked.push(options); return [device]; },
    });
    Object.defineProperty(navigator, 'hid', { value: hid });
    window.device = device;
  })()`);
const send = (page: Page, bytes: Uint8Array, aim?: string) =>
  page.evaluate(
    `for (const report of ${JSON.stringify(reportsOf(bytes, aim).map((one) => [...one]))}) window.device.send(report)`,
  );

test('a scanner that sends whole codes is connected once, and read as one that types', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  await pluggedIn(page);
  const bytes = new TextEncoder().encode(card.replace('Keller;Jana', 'Müller;Jörg'));
  await send(page, bytes);
  await expect(proposal(page)).toHaveCount(0);
  await openSettings(page, 'Scanner check');
  await page.getByRole('button', { name: 'Connect a scanner' }).click();
  await expect(page.getByText('Connected: Booth Scanner')).toBeVisible();
  expect(await page.evaluate('navigator.hid.asked')).toEqual([{ filters: [{ usagePage: 0x8c }] }]);
  await send(page, bytes);
  await expect(page.getByText('A code arrived whole')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(proposal(page)).toHaveCount(0);

  await send(page, bytes);
  await expect(proposal(page)).toContainText('Müller');
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Jörg');
  await page.getByRole('button', { name: /^Save/u }).click();
  await expect(row(page, 'Jörg Müller')).toBeVisible();
  await send(page, new TextEncoder().encode('00104772\r\n'), ']C0');
  await expect(proposal(page)).toContainText('00104772');

  await openSettings(page, 'Scanner check');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.keyboard.press('Escape');
  await send(page, new TextEncoder().encode('00104773'));
  await page.waitForTimeout(300);
  await expect(proposal(page)).not.toContainText('00104773');
});

test('what a program types is kept where it was typed, in a dialog and in the note', async ({ launch }) => {
  const { page } = await launch({ scanner: true });
  const keyboard = await Keyboard.of(page);
  const sentence = 'I agree that you write to me about pumps';
  const quickly: Setting = { scanner: 'us', host: 'us', pause: 12, ending: 'none' };
  await page.getByLabel('Note').focus();
  await keyboard.press(scanned(sentence, quickly));
  await expect(page.getByLabel('Note')).toHaveValue(sentence);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const account = page.getByLabel('Credential ID');
  await account.fill('');
  await keyboard.press(scanned('66fb066c3793749b64c214bc', quickly));
  await expect(account).toHaveValue('66fb066c3793749b64c214bc');
  await expect(proposal(page)).toHaveCount(0);
  // A code is none of the field's.
  await keyboard.press(scanned(card, quickly));
  await expect(account).toHaveValue('66fb066c3793749b64c214bc');
  // It is behind the dialog, which Esc closes only once the scan is over.
  await expect(page.getByText('Keller', { exact: true })).toBeAttached();
  await account.fill('');
  await page.keyboard.press('Escape');
  await expect(proposal(page)).toContainText('Keller');
  await expectUntouched(page);
});
