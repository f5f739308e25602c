/** A visit from one end to the other: what is held before the camera, then what a scanner types, as a rep sees it. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chance, filmOf, frameOf, modulesOf, size, type Frame } from '../support/degraded.ts';
import { backgrounds, pictureOf } from '../support/reading/held-card.ts';
import { scanned, type Setting } from '../support/reading/scanner.ts';
import { expect, openSettings, row, test } from './app.ts';
import { Keyboard } from './keyboard.ts';

/** Of what the camera shows: a card needs that much. Even, since two rows share their colour. */
const large = { width: 1_280, height: 800 };
const vcard = (last: string, first: string) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${last};${first};;;`,
    'ORG:Acme GmbH',
    `EMAIL:${first.toLowerCase()}@acme.example`,
    'END:VCARD',
  ].join('\n');
const list = 'Badge ID;First name;Last name;Company\n00104772;Inès;Duval;Orme SARL\nYZ-0471;Käthe;Müller;Fähre AG\n';

const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });
const pane = (page: Page) => page.getByRole('dialog', { name: 'Scan' });
const saved = (page: Page) => page.getByLabel('Outbox', { exact: true }).getByRole('listitem');

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldpost-walk-'));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the camera shows from when it is turned on next: it opens the film anew each time. */
function show(frame: Frame): void {
  const next = join(folder, 'next.y4m');
  writeFileSync(next, filmOf([frame], 10, large));
  renameSync(next, join(folder, 'film.y4m'));
}

/** A code on a desk, in the middle of the picture. */
async function code(text: string): Promise<Frame> {
  const held = frameOf(await modulesOf(text), { side: 320, degrees: 4, blur: 0.6, noise: 8 }, chance(5));
  const frame: Frame = new Float32Array(large.width * large.height).fill(200);
  const [left, top] = [(large.width - size.width) / 2, (large.height - size.height) / 2];
  for (let y = 0; y < size.height; y += 1) {
    frame.set(held.subarray(y * size.width, (y + 1) * size.width), (y + top) * large.width + left);
  }
  return frame;
}

/** A hand, and the booth behind it. */
function hand(): Frame {
  const fingers = [0.4, 0.46, 0.52, 0.58].map((x) => ({ x, y: 0.35 }));
  const picture = { corners: null, background: backgrounds['a booth with people'], fingers };
  return Float32Array.from(pictureOf(picture, large.width, large.height).data);
}

/** A picture of a card, which the page can open. */
async function card(page: Page, name: string): Promise<Frame> {
  const jpeg = readFileSync(join(import.meta.dirname, '../fixtures/cards', name)).toString('base64');
  const grey = await page.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = 'data:image/jpeg;base64,${jpeg}';
    await image.decode();
    const { width, height } = ${JSON.stringify(large)};
    const context = new OffscreenCanvas(width, height).getContext('2d');
    const scale = Math.max(width / image.width, height / image.height);
    context.drawImage(image, (width - image.width * scale) / 2, (height - image.height * scale) / 2, image.width * scale, image.height * scale);
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at + 1]);
    return btoa(text);
  })()`);
  return Float32Array.from(Buffer.from(grey, 'base64'));
}

/** The cameras' tracks that were ever given to the page, and which of them still run. */
const listen = (page: Page) =>
  page.evaluate(`(() => {
    window.tracks = [];
    const devices = navigator.mediaDevices;
    const get = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (what) => { const stream = await get(what); window.tracks.push(...stream.getTracks()); return stream; };
  })()`);
const tracks = (page: Page, state: 'live' | 'ended') =>
  page.evaluate<number>(`window.tracks.filter(({ readyState }) => readyState === '${state}').length`);

async function importList(page: Page): Promise<void> {
  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Expo');
  await page.getByRole('button', { name: 'Save event' }).click();
  await page.getByRole('radio', { name: 'Expo' }).check();
  await page.getByRole('button', { name: 'Attendee list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attendee list of Expo' });
  await dialog
    .getByLabel('Import list')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('2 attendees');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** A picture of the screen in either theme, beside the results of the test. */
async function look(page: Page, step: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: test.info().outputPath(`${step}-${theme}.png`) });
  }
}

test('a badge, a vCard and a card before the camera, an empty hand, and a scanner on a German layout', async ({
  launch,
}) => {
  show(hand());
  const film = join(folder, 'film.y4m');
  const { page } = await launch({
    scanner: true,
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  });
  await importList(page);
  await listen(page);
  const scan = async (seen: Frame) => {
    show(seen);
    await page.getByRole('button', { name: 'Scan' }).click();
  };
  const expectDark = async (opened: number) => {
    await expect(pane(page)).toHaveCount(0);
    await expect.poll(() => tracks(page, 'ended')).toBe(opened);
    expect(await tracks(page, 'live')).toBe(0);
  };
  const takeAll = () => proposal(page).getByRole('button', { name: 'Take all' }).click();

  // An empty hand: nothing is proposed, and Esc turns the light off.
  await scan(hand());
  await expect(pane(page).getByRole('status')).toContainText('press Take picture', { timeout: 30_000 });
  expect(await tracks(page, 'live')).toBe(1);
  await look(page, '1-hand');
  await page.keyboard.press('Escape');
  await expectDark(1);
  await expect(proposal(page)).toHaveCount(0);

  // A badge with nothing but an ID: the list has the name. What is typed stays.
  await page.getByLabel('Last name').fill('Duvall');
  await scan(await code('00104772'));
  await expect(proposal(page)).toContainText('Orme SARL', { timeout: 30_000 });
  await expectDark(2);
  await look(page, '2-badge');
  await takeAll();
  await expect(page.getByLabel('First name')).toHaveValue('Inès');
  await expect(page.getByLabel('Last name')).toHaveValue('Duvall');
  await expect(proposal(page)).toContainText('Duval');
  await look(page, '3-badge-taken');
  await expect(saved(page)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Inès Duvall')).toBeVisible();
  // What differed was hers, and is not the next visitor's.
  await expect(proposal(page)).toHaveCount(0);

  await scan(await code(vcard('Keller', 'Jana')));
  await expect(proposal(page)).toContainText('jana@acme.example', { timeout: 30_000 });
  await expectDark(3);
  await look(page, '4-vcard');
  await proposal(page).getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('');

  await scan(await card(page, 'h01.jpg'));
  await expect(proposal(page)).toContainText('k.okafor@northwind-robotics.co.uk', { timeout: 90_000 });
  await expectDark(4);
  await look(page, '5-card');
  await takeAll();
  await expect(page.getByLabel('Last name')).toHaveValue('Okafor');
  await look(page, '6-card-taken');
  await expect(saved(page)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Katherine Okafor')).toBeVisible();

  // Its keys are those of an American keyboard: Y and Z change places, and a colon is an Ö.
  const keyboard = await Keyboard.of(page);
  const american: Setting = { scanner: 'us', host: 'de', pause: 9 };
  await page.getByLabel('Company').fill('Hafen');
  await keyboard.press(scanned(vcard('Zyla', 'Yusuf'), american));
  await expect(proposal(page)).toContainText('yusuf@acme.example');
  await expect(page.getByLabel('Company')).toHaveValue('Hafen');
  await look(page, '7-scanned-vcard');
  await takeAll();
  await expect(page.getByLabel('Last name')).toHaveValue('Zyla');
  await expect(page.getByLabel('Company')).toHaveValue('Hafen');
  await expect(saved(page)).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Yusuf Zyla')).toBeVisible();
  await expect(proposal(page)).toHaveCount(0);

  // Set to a German layout itself, and to an American one: the list says which of the two it is.
  await keyboard.press(scanned(vcard('Müßig', 'Jörg'), { ...american, scanner: 'de' }));
  await expect(proposal(page)).toContainText('Müßig');
  await proposal(page).getByRole('button', { name: 'Discard' }).click();
  await keyboard.press(scanned('YZ-0471', american));
  await expect(proposal(page)).toContainText('Fähre AG');
  await expect(proposal(page)).toContainText('YZ-0471');
  await look(page, '8-scanned-badge');
  await expect(saved(page)).toHaveCount(3);
  await expect(page.getByLabel('Last name')).toHaveValue('');
});
