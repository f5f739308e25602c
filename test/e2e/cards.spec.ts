/** Business cards from pictures, read by the window itself. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { letters, type PrintedCard } from '../support/card-score.ts';
import { expect, openSettings, project, removal, row, test } from './app.ts';

const folder = join(import.meta.dirname, '../fixtures/cards');
const { cards } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
  cards: Record<string, PrintedCard>;
};
const pictures = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' });

async function readCard(page: Page, name: string, buffer: Buffer = readFileSync(join(folder, name))): Promise<void> {
  await page.getByLabel('Read a file').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await expect(proposal(page)).toBeVisible({ timeout: 90_000 });
}

/** What the proposal says, by the names of its fields. */
async function proposed(page: Page): Promise<Map<string, string[]>> {
  const rows = proposal(page).locator('dl > div');
  const [labels, values] = await Promise.all([
    rows.locator('dt').allTextContents(),
    rows.locator('.value').allTextContents(),
  ]);
  const fields = new Map<string, string[]>();
  for (const [row, label] of labels.entries()) {
    fields.set(label, [...(fields.get(label) ?? []), (values[row] ?? '').trim()]);
  }
  return fields;
}

/** All that was read, line by line. */
const linesOf = async (page: Page): Promise<string> =>
  (await proposal(page).locator('details p').allTextContents()).join('\n');

const digits = (phone: string) => phone.replace(/\D/gu, '');

interface Score {
  picture: string;
  hard: boolean;
  wrong: number;
  all: number;
  name: boolean;
  company: boolean;
  email: boolean;
  phone: boolean;
  ms: number;
}

function scoreOf(picture: string, fields: Map<string, string[]>, text: string, ms: number): Score {
  const card = cards[picture.replace(/^h|\.jpg$/gu, '')];
  if (card === undefined) throw new Error(`Nobody knows what is printed on ${picture}`);
  const { wrong, all } = letters(card, text);
  const name = ['First name', 'Last name'].map((label) => fields.get(label)?.[0] ?? '').join(' ');
  // A title is no part of the name in the form.
  const isNamed = (printed: string) =>
    plain(printed).endsWith(plain(name)) && plain(name).length >= plain(printed).length - 2;
  return {
    picture,
    hard: picture.startsWith('h'),
    wrong,
    all,
    name: isNamed(card.name),
    company: plain(fields.get('Company')?.[0] ?? '') === plain(card.company),
    email: (fields.get('Email') ?? []).includes(card.email),
    phone: card.phones.every((phone) => (fields.get('Phone') ?? []).some((read) => digits(read) === digits(phone))),
    ms,
  };
}

/** Accents are one thing that nobody loses a lead by. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/ß/gu, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

test('what is printed on cards is read, flat or turned, blurred and in perspective', async ({ launch }) => {
  test.setTimeout(600_000);
  const { page } = await launch();
  const scores: Score[] = [];
  for (const picture of pictures) {
    const start = performance.now();
    await readCard(page, picture);
    const ms = Math.round(performance.now() - start);
    const read = await proposed(page);
    const score = scoreOf(picture, read, await linesOf(page), ms);
    scores.push(score);
    if (!score.name || !score.company || !score.email || !score.phone) console.log(picture, Object.fromEntries(read));
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(proposal(page)).toHaveCount(0);
  }
  console.table(scores);
  for (const hard of [false, true]) {
    const own = scores.filter((score) => score.hard === hard);
    const part = (right: (score: Score) => boolean) => own.filter(right).length / own.length;
    const accuracy = 1 - own.reduce((sum, { wrong }) => sum + wrong, 0) / own.reduce((sum, { all }) => sum + all, 0);
    console.log(hard ? 'hard' : 'flat', `${(accuracy * 100).toFixed(2)} %`);
    expect.soft(accuracy).toBeGreaterThanOrEqual(hard ? 0.97 : 0.98);
    expect.soft(part(({ email }) => email)).toBeGreaterThanOrEqual(hard ? 0.6 : 0.9);
    for (const field of ['name', 'company', 'phone'] as const) {
      expect
        .soft(
          part((score) => score[field]),
          field,
        )
        .toBeGreaterThanOrEqual(0.8);
    }
  }
});

/** Turns a picture, in the page, which can open it; with something printed up its side where asked. */
async function turned(page: Page, name: string, degrees: number, upTheSide = ''): Promise<Buffer> {
  const base64 = readFileSync(join(folder, name)).toString('base64');
  const url = await page.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = 'data:image/jpeg;base64,${base64}';
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = ${String(degrees % 180 === 0)} ? [image.width, image.height] : [image.height, image.width];
    const context = canvas.getContext('2d');
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate(${String(degrees)} * Math.PI / 180);
    context.drawImage(image, -image.width / 2, -image.height / 2);
    if ('${upTheSide}' !== '') {
      context.fillStyle = '#fff';
      context.fillRect(image.width / 2 - 80, -image.height / 2, 80, image.height);
      context.translate(image.width / 2 - 30, 200);
      context.rotate(-Math.PI / 2);
      context.fillStyle = '#222';
      context.font = '34px sans-serif';
      context.fillText('${upTheSide}', 0, 0);
    }
    return canvas.toDataURL('image/jpeg', 0.9);
  })()`);
  return Buffer.from(url.replace(/^[^,]*,/u, ''), 'base64');
}

test('a card that lies on its head or on its side is turned, and what is printed up its side is no name', async ({
  launch,
}) => {
  test.setTimeout(400_000);
  const { page } = await launch();
  for (const degrees of [180, 90, 270]) {
    await readCard(page, '08.jpg', await turned(page, '08.jpg', degrees, 'Scandinavia Wide'));
    const read = await proposed(page);
    expect.soft(read.get('First name'), String(degrees)).toEqual(['Sofia']);
    expect.soft(read.get('Last name'), String(degrees)).toEqual(['Lindqvist']);
    expect.soft(read.get('Email'), String(degrees)).toEqual(['sofia@nordljus.se']);
    expect.soft(await linesOf(page), String(degrees)).not.toContain('Wide');
    await page.getByRole('button', { name: 'Discard' }).click();
  }
  await readCard(page, '08.jpg', await turned(page, '08.jpg', 0, 'www.nordljus.se'));
  const read = await proposed(page);
  expect.soft(read.get('Last name')).toEqual(['Lindqvist']);
  expect.soft(read.get('Website')).toEqual(['www.nordljus.se']);
});

test('the card stays beside its fields, doubtful letters are marked, and its other side is added', async ({
  launch,
}) => {
  const { page } = await launch();
  await readCard(page, 'h07.jpg');
  await expect(proposal(page).getByRole('img', { name: 'The card, side 1' })).toBeVisible();
  await expect(proposal(page).getByRole('img', { name: "On the card: Michael O'Brien" })).toBeVisible();
  await expect(proposal(page).locator('dd', { hasText: 'mobrien@' }).locator('mark').first()).toBeVisible();
  // Nothing is in the form, and nothing saved, before somebody looked at it.
  await expect(page.getByLabel('Last name')).toHaveValue('');
  await page.getByLabel('Read a file').setInputFiles(join(folder, '08.jpg'));
  await expect(page.getByText('This looks like the card of somebody else')).toBeVisible({ timeout: 60_000 });
  await expect(proposal(page)).toContainText('Michael');
  await page.getByLabel('Read a file').setInputFiles(join(folder, '07.jpg'));
  await expect(proposal(page).getByRole('img', { name: 'The card, side 2' })).toBeVisible({ timeout: 60_000 });
});

test('the card is kept with the contact where the event wants that, and shown with it', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page, 'Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Expo');
  await page.getByLabel('Keep pictures of cards').check();
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect(page.getByRole('button', { name: 'New event' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.evaluate(`(async () => {
    const { value } = await window.fieldpost.setup(undefined);
    await window.fieldpost.goOnDuty(value.events[0].id);
  })()`);
  await page.reload();
  await readCard(page, '08.jpg');
  await page.getByRole('button', { name: 'Take all' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await row(page, 'Sofia Lindqvist').click();
  await expect(page.getByRole('img', { name: 'The card of this contact' })).toBeVisible();
});

test('a part of the reader that is missing is named, and nothing else is lost', async ({ launch }) => {
  // Others read with the parts of the project meanwhile.
  const app = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  try {
    for (const name of ['package.json', 'out']) cpSync(join(project, name), join(app, name), { recursive: true });
    symlinkSync(join(project, 'node_modules'), join(app, 'node_modules'), 'junction');
    const assets = join(app, 'out/renderer/assets');
    rmSync(join(assets, readdirSync(assets).find((name) => name.endsWith('.onnx')) ?? ''));
    const { page } = await launch({ app });
    await page.getByLabel('Last name').fill('Meier');
    await page.getByLabel('Read a file').setInputFiles(join(folder, '08.jpg'));
    await expect(page.getByText('ch_PP-OCRv4_det_infer.onnx')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByLabel('Last name')).toHaveValue('Meier');
  } finally {
    rmSync(app, removal);
  }
});
