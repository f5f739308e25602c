/** What the screen looks like: every control and every screen, in both themes and three widths, beside a picture of each. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { build } from 'vite';
import type { Command } from '#contract/commands.ts';
import type { Events } from '#contract/ipc.ts';
import { launchArguments } from '../../build/runtime/locate.ts';
import { now } from '../gallery/starts.ts';
import { pngOf } from '../support/png.ts';
import { expect, launchElectron, test as base } from './app.ts';
import { settled } from './looks.ts';
import { coarsePointer, tooSmall } from './reach.ts';

// Each system draws letters its own way.
base.skip(process.platform !== 'linux', 'The pictures are of Linux');

const gallery = join(import.meta.dirname, '../gallery');
const built = join(import.meta.dirname, '../results/gallery/page');
/** Where the pictures are in full size, to be looked at. */
const pictures = join(import.meta.dirname, '../results/gallery');

/** Which Chromium drew the pictures: another one may draw a control or a letter a little differently. */
const chromium = 130;

const sizes = [
  { width: 900, height: 600 },
  { width: 1180, height: 760 },
  { width: 1440, height: 900 },
];

/** Starts the gallery with its page and these switches of Chromium. */
const launch = (page: string, ...switches: string[]) =>
  launchElectron({
    args: [...launchArguments(), ...switches, join(gallery, 'window.js')],
    env: { ...process.env, FIELDPOST_GALLERY: page, TZ: 'UTC' },
  });

const test = base.extend<object, { file: string; app: ElectronApplication }>({
  /** The file of the page, built anew. */
  file: [
    async ({}, use) => {
      await build({
        configFile: false,
        root: gallery,
        base: './',
        logLevel: 'error',
        plugins: [svelte()],
        build: { outDir: built, emptyOutDir: true, target: 'chrome130', modulePreload: false },
      });
      await use(join(built, 'index.html'));
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ file }, use) => {
      const app = await launch(file, '--force-device-scale-factor=1', '--disable-lcd-text');
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
});

const emit = <Name extends keyof Events>(page: Page, name: Name, payload: Events[Name]) =>
  page.evaluate(`emit(${JSON.stringify(name)}, ${JSON.stringify(payload)})`);

const command = (page: Page, name: Command) => emit(page, 'command', name);

/** The dialogs are lazy: each is there once something stands in it. */
async function openDialog(page: Page, name: Command): Promise<void> {
  for (let left = await page.locator('dialog[open]').count(); left > 0; left--) {
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(left - 1);
  }
  await command(page, name);
  await page.locator('dialog[open]').waitFor();
}

/** Where a scanner is listened to, Esc would be asked back from a main process that is not here. */
async function openSettings(page: Page): Promise<void> {
  for (let left = await page.locator('dialog[open]').count(); left > 0; left--) {
    await page.locator('dialog[open]').last().getByRole('button', { name: 'Close' }).first().click();
    await expect(page.locator('dialog[open]')).toHaveCount(left - 1);
  }
  // One that is just being closed is not opened again.
  await expect(async () => {
    await command(page, 'settings');
    await page.locator('dialog[open]').waitFor({ timeout: 2_000 });
  }).toPass();
}

const openTab = async (page: Page, name: string) => {
  await page.getByRole('tab', { name, exact: true }).click();
};

const card = [
  ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:Jana Keller', 'ORG:Acme GmbH;Sales', 'TITLE:Head of Sales'],
  ...['TEL;TYPE=CELL:+49 151 5550100', 'TEL;TYPE=WORK:+0221 5550123', 'EMAIL:jana.keller@acme.example'],
  ...['ADR;TYPE=WORK:;;Hauptstr. 1;Köln;;50667;Germany', 'END:VCARD'],
].join('\n');
const readFile = (page: Page, name: string, text: string) =>
  page.getByLabel('Read a file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** What each start is shown with, in the order in which they follow each other. */
const shows: Record<string, Record<string, (page: Page) => Promise<unknown>>> = {
  controls: { controls: (page) => page.getByRole('menu').waitFor() },
  first: { 'first-start': (page) => page.getByRole('listitem').first().waitFor() },
  day: {
    'work-list': (page) => page.getByText('Anna Meier').waitFor(),
    form: async (page) => {
      await page.getByLabel('First name').fill('Anna');
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.locator('[aria-invalid="true"]').waitFor();
    },
    selected: async (page) => {
      for (const name of ['Yui Nakamura', 'Tomás Silva']) {
        await page.getByText(name).click({ modifiers: ['ControlOrMeta'] });
      }
    },
    details: async (page) => {
      await page.getByText('Yui Nakamura').click();
      await page.getByRole('heading', { name: 'Yui Nakamura' }).waitFor();
    },
    receipt: (page) => openDialog(page, 'receipt'),
    doctor: (page) => openDialog(page, 'doctor'),
    settings: (page) => openDialog(page, 'settings'),
    look: (page) => openTab(page, 'Theme and formats'),
    palette: (page) => openDialog(page, 'palette'),
    shortcuts: (page) => openDialog(page, 'shortcuts'),
    guide: (page) => openDialog(page, 'guide'),
  },
  practice: { practice: (page) => page.getByLabel('Answer').or(page.getByText('Practice CRM')).first().waitFor() },
  kiosk: {
    kiosk: (page) => page.getByRole('button', { name: 'Done' }).waitFor(),
    'kiosk-end': (page) => page.getByRole('button', { name: 'Done' }).scrollIntoViewIfNeeded(),
  },
  bands: {
    bands: async (page) => {
      await emit(page, 'updatesChanged', {
        state: 'found',
        version: '1.1.0',
        bytes: 91_000_000,
        metered: 'yes',
        stopped: false,
      });
      await page.getByText('1.1.0').waitFor();
    },
  },
  // At the end, since what is pressed in it shows in what comes after.
  scan: {
    proposal: async (page) => {
      await page.getByLabel('Last name').fill('Kellermann');
      await readFile(page, 'card.vcf', card);
      await page.getByRole('region', { name: 'Proposal' }).waitFor();
    },
    paste: async (page) => {
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('button', { name: 'Paste anything' }).click();
      await page.locator('dialog[open]').waitFor();
    },
    'scanner-check': async (page) => {
      await openSettings(page);
      await openTab(page, 'Scanner check');
    },
    'attendee-list': async (page) => {
      await openSettings(page);
      await openTab(page, 'Events');
      await page.getByRole('button', { name: 'Attendee list' }).click();
      await page
        .getByLabel('Import list')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Badge') });
      await page.getByRole('region', { name: 'First rows of list.csv' }).waitFor();
    },
    teach: async (page) => {
      await openSettings(page);
      await openTab(page, 'Events');
      await page.getByRole('button', { name: 'Teach a badge' }).click();
      await page
        .getByLabel('Scan or paste the code of one badge')
        .fill('EXPO26|104772|Duval|Inès|Orme SARL|ines@orme.example');
      await page.getByRole('region', { name: 'This is what is read from it' }).waitFor();
    },
    event: async (page) => {
      await openSettings(page);
      await openTab(page, 'Events');
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('Name', { exact: true }).waitFor();
    },
  },
};

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  const size = [width, height] as const;
  await app.evaluate(({ BrowserWindow }, [w, h]) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
  }, size);
  const page = await app.firstWindow();
  await expect.poll(() => page.evaluate('[innerWidth, innerHeight]')).toEqual(size);
}

/** A machine's own way to smooth letters and edges makes no difference in a picture of so much less. */
const scale = 1 / 5;

/** Takes a picture, which is kept to be looked at, and returns it in small. */
async function picture(app: ElectronApplication, page: Page, name: string): Promise<Buffer> {
  const path = join(pictures, name);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' });
  // By its path: a message to Electron 33's inspector of one certain length, about 130 kB, ends the whole process.
  const { width, pixels } = await app.evaluate(
    ({ nativeImage }, [file, scale]) => {
      const image = nativeImage.createFromPath(file);
      const width = image.getSize().width * scale;
      return { width, pixels: image.resize({ width, quality: 'best' }).toBitmap().toString('base64') };
    },
    [path, scale] as const,
  );
  return pngOf(width, Buffer.from(pixels, 'base64'));
}

/** Shows one screen after the other in a window of this size, and calls back at each. */
async function walk(
  app: ElectronApplication,
  { width, height }: (typeof sizes)[number],
  onshown: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const page = await app.firstWindow();
  await page.clock.setFixedTime(now);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.mouse.move(0, 0);
  for (const [start, screens] of Object.entries(shows)) {
    // All controls are on one page.
    await resize(app, width, start === 'controls' ? 760 : height);
    await page.evaluate(`location.hash = '${start}/en'`);
    await page.reload();
    // Fonts of the system are not the same everywhere.
    await page.addStyleTag({ content: '* { font-family: "Inter Variable" !important }' });
    for (const [name, show] of Object.entries(screens)) {
      await show(page);
      await settled(page);
      await onshown(page, name);
    }
  }
}

for (const theme of ['light', 'dark'] as const) {
  for (const size of sizes) {
    test(`looks as in its pictures, ${theme}, ${size.width} wide`, async ({ app }) => {
      await (await app.firstWindow()).emulateMedia({ colorScheme: theme });
      const drawnBy = await app.evaluate(() => process.versions['chrome']);
      const tolerance = drawnBy.startsWith(`${chromium}.`) ? { maxDiffPixels: 10 } : { maxDiffPixelRatio: 0.03 };
      await walk(app, size, async (page, name) => {
        const file = `${theme}/${name}-${size.width}.png`;
        const drawn = await picture(app, page, file);
        expect.soft(drawn).toMatchSnapshot(file.split('/'), { threshold: 0.02, ...tolerance });
      });
    });
  }
}

test('has nothing smaller than a finger where there is no finer pointer', async ({ file }) => {
  const app = await launch(file, coarsePointer);
  await walk(app, { width: 900, height: 600 }, async (page, name) => {
    expect.soft(await tooSmall(page), name).toEqual([]);
  });
  await app.close();
});
