/** Codes and cards that are held before the camera, which is Chromium's own and shows a film. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { codeText } from '#contract/code-sheet.ts';
import { chance, filmOf, frameOf, modulesOf, size } from '../support/degraded.ts';
import { backgrounds, cornersOf, pictureOf } from '../support/reading/held-card.ts';
import { expect, row, test } from './app.ts';

const card = (name: string) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `N:${name};Jana;;;`, 'ORG:Acme GmbH', `EMAIL:jana@acme.example`, 'END:VCARD'].join(
    '\r\n',
  );

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldpost-films-'));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A film of a code in a bad light, held still; of an empty booth before it, for so many seconds. */
async function codeFilm(text: string, empty = 0): Promise<string> {
  const random = chance(7);
  const code = await modulesOf(text);
  const how = { side: 300, degrees: 5, perspective: 0.08, blur: 0.7, noise: 10, ink: 60, paper: 180 };
  const perSecond = 5;
  const booth = frameOf(code, { ...how, x: -900 }, random);
  const held = [1, 2, 3].map(() => frameOf(code, how, random));
  const frames = [
    ...Array.from({ length: empty * perSecond }, () => booth),
    ...Array.from({ length: empty === 0 ? 1 : 20 }, () => held).flat(),
  ];
  const file = join(folder, `${String(text.length)}.y4m`);
  writeFileSync(file, filmOf(frames, perSecond));
  return file;
}

/** A film of codes in a good light: each is held for six seconds, then comes the next. */
async function codesFilm(...texts: readonly string[]): Promise<string> {
  const frames = [];
  for (const text of texts) {
    const held = frameOf(await modulesOf(text), { side: 320, degrees: 3 }, chance(3));
    frames.push(...Array.from({ length: 30 }, () => held));
  }
  const file = join(folder, `${String(texts.length)}-codes.y4m`);
  writeFileSync(file, filmOf(frames, 5));
  return file;
}

/** A film of cards: each is held still for some time, then comes the next. */
function cardFilm(names: readonly string[]): string {
  const frames = names.flatMap((name) =>
    Array.from({ length: 120 }, () => readFileSync(join(import.meta.dirname, '../fixtures/cards', name))),
  );
  const file = join(folder, `${names.join('-')}.mjpeg`);
  writeFileSync(file, Buffer.concat(frames));
  return file;
}

const withFilm = (file: string) => ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });
const pane = (page: Page) => page.getByRole('dialog', { name: 'Scan' });

/** Whether the page may have the camera now. */
const mayHave = (page: Page) =>
  page.evaluate<string>(`navigator.mediaDevices.getUserMedia({ video: true }).then(
    (stream) => { for (const track of stream.getTracks()) track.stop(); return 'yes'; },
    (error) => error.name,
  )`);

test('a code before the camera becomes a proposal, and the camera is on only while its pane is open', async ({
  launch,
}) => {
  const { page } = await launch({ args: withFilm(await codeFilm(card('Keller'))) });
  expect(await mayHave(page)).toBe('NotAllowedError');
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(proposal(page)).toContainText('Acme GmbH');
  await expect(pane(page)).toHaveCount(0);
  await expect(proposal(page).getByRole('button', { name: 'Take all' })).toBeFocused();
  expect(await mayHave(page)).toBe('NotAllowedError');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Last name')).toHaveValue('Keller');
});

test('the tip of “Scan” does not lie on the form once a code was read, while the pointer stays where it was', async ({
  launch,
}) => {
  const { page } = await launch({ args: withFilm(await codeFilm(card('Keller'))) });
  const tip = page.locator('.tip:popover-open');
  const scan = page.getByRole('button', { name: 'Scan' });
  await scan.hover();
  await expect(tip).toContainText('Scan');
  await scan.click();
  await expect(proposal(page)).toContainText('Acme GmbH');
  // Longer than a pointer has to rest.
  await page.waitForTimeout(1_500);
  await expect(tip).toHaveCount(0);
  await page.getByLabel('Last name').hover();
  await scan.hover();
  await expect(tip).toContainText('Scan');
});

test('a code is read as well where the pictures of the camera cannot be copied', async ({ launch }) => {
  const { page } = await launch({ args: withFilm(await codeFilm(card('Brandt'))) });
  await page.evaluate("VideoFrame.prototype.copyTo = () => Promise.reject(new Error('Not supported'))");
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(proposal(page)).toContainText('Acme GmbH');
});

test('in Rapid a code with a name is saved once, and what is typed stays', async ({ launch }) => {
  const { page } = await launch({ args: withFilm(await codeFilm(card('Okonkwo'), 4)) });
  await page.getByLabel('Last name').fill('Meier');
  // Ahead of the pane, whose film begins at once.
  await page.getByLabel('Rapid').check();
  await page.keyboard.press('ControlOrMeta+Shift+S');
  await expect(pane(page).getByLabel('Rapid')).toBeChecked();
  await expect(pane(page)).toContainText('Saved: Jana Okonkwo');
  // Held on, it is the same visitor.
  await page.waitForTimeout(3_000);
  await page.keyboard.press('Escape');
  await expect(row(page, 'Jana Okonkwo')).toHaveCount(1);
  await expect(page.getByText('Meier', { exact: true })).toHaveCount(1);
  await expect(row(page, 'Meier')).toHaveCount(0);
});

test('in Rapid what is answered with the sheet is of the visitor who was saved last', async ({ launch }) => {
  const film = await codesFilm(card('Okonkwo'), codeText({ of: 'rating', rating: 'hot' }));
  const { page } = await launch({ args: withFilm(film) });
  // Ahead of the pane, whose film begins at once.
  await page.getByLabel('Rapid').check();
  await page.keyboard.press('ControlOrMeta+Shift+S');
  await expect(pane(page).getByLabel('Rapid')).toBeChecked();
  await expect(pane(page)).toContainText('For Jana Okonkwo, who is saved already.', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await row(page, 'Jana Okonkwo').first().click();
  await expect(page.getByRole('region', { name: 'Details of the contact' })).toContainText('Hot');
});

test('a card that is held still is read by itself', async ({ launch }) => {
  const { page } = await launch({ args: withFilm(cardFilm(['01.jpg', '08.jpg'])) });
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(proposal(page)).toBeVisible({ timeout: 90_000 });
  await expect(proposal(page)).toContainText(/Okafor|Lindqvist/u);
  await expect(proposal(page).getByRole('img', { name: 'The card, side 1' })).toBeVisible();
});

test('a card is found at whatever angle, framed, straightened, and taken once it is still', async ({ launch }) => {
  const { page } = await launch({ args: withFilm(cardFilm(['h01.jpg'])) });
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(pane(page).locator('polygon')).toBeVisible();
  await expect(pane(page).getByRole('status')).toContainText(/The card is in sight|The card is being read/u);
  await expect(proposal(page)).toContainText('k.okafor@northwind-robotics.co.uk', { timeout: 90_000 });
  await expect(pane(page)).toHaveCount(0);
  // In the film it is turned by ten degrees, and one side is shorter: its lines lie level now.
  await expect(proposal(page).getByRole('img', { name: 'On the card: Katherine Okafor' })).toBeVisible();
});

test('a code is read while something else is taken for a card and read', async ({ launch }) => {
  const poster = pictureOf({ corners: cornersOf({}), background: backgrounds['a dark desk'] }, size.width, size.height);
  const code = frameOf(await modulesOf(card('Keller')), { side: 300 }, chance(5));
  const held = (frame: Float32Array) => Array.from({ length: 15 }, () => frame);
  const file = join(folder, 'poster.y4m');
  writeFileSync(file, filmOf([...held(Float32Array.from(poster.data)), ...held(code)], 5));
  const { page } = await launch({ args: withFilm(file) });
  // What reads cards takes as long as can be.
  await page.evaluate(`(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.question?.outline === undefined) post.call(this, message, ...rest);
    };
  })()`);
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(pane(page).getByRole('status')).toContainText('being read');
  await expect(proposal(page)).toContainText('Acme GmbH');
  await expect(pane(page)).toHaveCount(0);
});

test('where there is no card none is taken; the picture can be taken by hand', async ({ launch }) => {
  const booth = pictureOf({ corners: null, background: backgrounds['a booth with people'] }, size.width, size.height);
  const file = join(folder, 'booth.y4m');
  writeFileSync(file, filmOf([Float32Array.from(booth.data)], 5));
  const { page } = await launch({ args: withFilm(file) });
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(pane(page).getByRole('status')).toContainText('press Take picture', { timeout: 30_000 });
  await expect(pane(page).locator('polygon')).toHaveCount(0);
  await pane(page).getByRole('button', { name: 'Take picture' }).click();
  await expect(pane(page).getByRole('status')).toContainText('No contact was found', { timeout: 90_000 });
  await expect(proposal(page)).toHaveCount(0);
});

test('without a camera it says so, and what to do; typing goes on', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(pane(page).getByRole('alert')).toContainText('There is no camera. Plug one in, and try again.');
  await page.keyboard.press('Escape');
  await page.getByLabel('Last name').fill('Meier');
  await expect(page.getByLabel('Last name')).toHaveValue('Meier');
});
