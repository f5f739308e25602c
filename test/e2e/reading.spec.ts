/** A lead from what a visitor holds out: files, pictures of codes, and whatever can be pasted. */
import type { Page } from '@playwright/test';
import { barcode } from '../support/barcode.ts';
import { avif, avifOf, heic } from '../support/reading/picture-files.ts';
import { expect, row, test } from './app.ts';

const card = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Keller;Jana;;;',
  'ORG:Acme GmbH;Sales',
  'TITLE:Head of Sales',
  'TEL;TYPE=CELL:+49 151 5550100',
  'EMAIL;TYPE=INTERNET,WORK:jana.keller@acme.example',
  'END:VCARD',
].join('\r\n');

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });
const read = (page: Page, given: ReturnType<typeof file>) => page.getByLabel('Read a file').setInputFiles(given);

test('a contact card is proposed, taken and saved with three keys', async ({ launch }) => {
  const { page } = await launch();
  await read(page, file('jana.vcf', 'text/vcard', Buffer.from(card)));
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await expect(proposal(page).getByRole('button', { name: 'Take all' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(proposal(page)).toHaveCount(0);
  await expect(page.getByLabel('First name')).toHaveValue('Jana');
  await expect(page.getByLabel('Last name')).toHaveValue('Keller');
  await expect(page.getByLabel('Company')).toHaveValue('Acme GmbH');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Jana Keller')).toBeVisible();
});

test('what was typed is never overwritten: what differs is taken by itself', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Kellermann');
  await read(page, file('jana.vcf', 'text/vcard', Buffer.from(card)));
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Jana');
  await expect(page.getByLabel('Last name')).toHaveValue('Kellermann');
  await expect(proposal(page)).toContainText('Keller');
  await proposal(page).getByRole('button', { name: 'Take Last name' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Keller');
  await expect(proposal(page)).toHaveCount(0);
});

test('what was not taken of a proposal goes with the contact, and one that was not looked at stays', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Kellermann');
  await read(page, file('jana.vcf', 'text/vcard', Buffer.from(card)));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Kellermann')).toBeVisible();
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await page.getByLabel('Last name').fill('Kellermann');
  await proposal(page).getByRole('button', { name: 'Take all' }).click();
  await expect(proposal(page)).toContainText('Keller');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Jana Kellermann')).toBeVisible();
  await expect(proposal(page)).toHaveCount(0);
});

test('a code in a picture is read, and one that holds no contact is said to be none', async ({ launch }) => {
  const { page } = await launch();
  await read(page, file('badge.png', 'image/png', await barcode(card)));
  await expect(proposal(page)).toContainText('Acme GmbH');
  await proposal(page).getByRole('button', { name: 'Discard' }).click();
  await expect(proposal(page)).toHaveCount(0);
  await expect(page.getByLabel('Last name')).toHaveValue('');
  await read(page, file('wifi.png', 'image/png', await barcode('WIFI:T:WPA;S:Booth;P:secret;;')));
  await expect(page.getByRole('alert').filter({ hasText: 'Wi-Fi' })).toBeVisible();
});

test('what cannot be read is refused in words, and nothing is lost', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Meier');
  await read(page, file('broken.png', 'image/png', Buffer.from('no picture at all')));
  await expect(page.getByText('This picture cannot be opened')).toBeVisible();
  const huge = Buffer.alloc(40);
  huge.writeUInt32BE(0x89504e47, 0);
  huge.writeUInt32BE(20_000, 16);
  huge.writeUInt32BE(20_000, 20);
  await read(page, file('huge.png', 'image/png', huge));
  await expect(page.getByText('400,000,000 pixels')).toBeVisible();
  await read(page, file('huge.avif', 'image/avif', Buffer.from(avifOf(30_000, 20_000))));
  await expect(page.getByText('600,000,000 pixels')).toBeVisible();
  await read(page, file('IMG_4711.heic', '', Buffer.from(heic)));
  await expect(page.getByText('HEIC pictures cannot be opened here')).toBeVisible();
  await read(page, file('small.avif', 'image/avif', Buffer.from(avif)));
  await expect(page.getByText('Nothing was found in this picture')).toBeVisible();
  await read(page, file('empty.txt', 'text/plain', Buffer.from('')));
  await expect(page.getByText('It is empty.')).toBeVisible();
  await expect(page.getByLabel('Last name')).toHaveValue('Meier');
});

/** Drops that on the element, as a hand does: over it first. Returns whether the window would have let it. */
const drop = (page: Page, selector: string, what: { file?: string; text?: string }) =>
  page.evaluate<boolean>(`(() => {
    const { file, text } = ${JSON.stringify(what)};
    const dataTransfer = new DataTransfer();
    if (file !== undefined) dataTransfer.items.add(new File([file], 'jana.vcf', { type: 'text/vcard' }));
    if (text !== undefined) dataTransfer.setData('text/plain', text);
    const target = document.querySelector('${selector}');
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer });
    const isLet = !target.dispatchEvent(over);
    if (isLet) target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    return isLet;
  })()`);

test('what is dropped on the window is read, but for what is meant for a field or a dialog', async ({ launch }) => {
  const { page } = await launch();
  expect(await drop(page, 'main', { file: card })).toBe(true);
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await drop(page, '#lastName', { file: card })).toBe(true);
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await drop(page, 'main', { text: 'Eva Ott\neva.ott@nord.example' })).toBe(true);
  await expect(proposal(page)).toContainText('eva.ott@nord.example');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await drop(page, '#lastName', { text: 'Ott' })).toBe(false);
  await page.getByRole('button', { name: 'Paste anything' }).click();
  await expect(page.getByRole('dialog', { name: 'Paste anything' })).toBeVisible();
  expect(await drop(page, 'dialog', { file: card })).toBe(false);
  await page.keyboard.press('Escape');
  await expect(proposal(page)).toHaveCount(0);
});

test('a signature is pasted and read', async ({ launch }) => {
  const { page } = await launch();
  // What was read before waits meanwhile.
  await read(page, file('jana.vcf', 'text/vcard', Buffer.from(card)));
  await expect(proposal(page)).toContainText('jana.keller@acme.example');
  await page.getByRole('button', { name: 'Paste anything' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste anything' });
  const box = dialog.getByRole('textbox');
  const isWhole = () => box.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
  await box.fill('One\nof\nten\nlines\nor\nof\neven\nmore\nthan\nthat');
  expect(await isWhole()).toBe(true);
  await box.fill(
    'Katherine Okafor\nHead of Partnerships\nNorthwind Robotics Ltd\nk.okafor@northwind-robotics.co.uk\nTel +44 20 7946 0018\nMobile +44 7700 900123',
  );
  await page.keyboard.press('Enter');
  await expect(proposal(page)).toContainText('Mobile');
  await expect(proposal(page)).toContainText('Okafor');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Company')).toHaveValue('Northwind Robotics Ltd');
});

test('a text without a contact is said to have none, and the next is pasted as before', async ({ launch }) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ clipboard }) => {
    void clipboard.writeText('hello there');
  });
  const dialog = page.getByRole('dialog', { name: 'Paste anything' });
  const none = page.getByText('There is no contact in it.');
  const paste = async () => {
    await page.keyboard.press('ControlOrMeta+Shift+V');
    await expect(dialog.getByRole('textbox')).toHaveValue('hello there');
    await page.keyboard.press('Enter');
    await expect(none).toBeVisible();
  };
  await paste();
  // It is said until something is typed, and beside the form that it was read for.
  await paste();
  await page.getByLabel('Last name').fill('Keller');
  await expect(none).toHaveCount(0);
  await paste();
  await page.keyboard.press('ControlOrMeta+T');
  await expect(none).toHaveCount(0);
  await paste();
});

test('a large file is read beside the window, which shows how far it is and can give it up', async ({ launch }) => {
  const { page } = await launch();
  const cards = Array.from({ length: 60_000 }, (_, at) => card.replace('Keller;Jana', `Keller${at};Jana`));
  const large = file('all.vcf', 'text/vcard', Buffer.from(cards.join('\r\n')));
  await read(page, large);
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await expect(page.getByRole('progressbar', { name: 'Reading the file…' })).toBeVisible();
  // What is typed meanwhile arrives.
  await page.getByLabel('Last name').fill('Ott');
  await expect(page.getByLabel('Last name')).toHaveValue('Ott');
  await cancel.click();
  await expect(cancel).toHaveCount(0);
  await expect(proposal(page)).toHaveCount(0);
  await expect(page.getByText('could not be read')).toHaveCount(0);

  const some = cards.slice(0, 3_000);
  await read(page, file('some.vcf', 'text/vcard', Buffer.from(some.join('\r\n'))));
  await expect(proposal(page)).toContainText('1 of 3,000');
  await expect(proposal(page)).toContainText('Keller0');
});
