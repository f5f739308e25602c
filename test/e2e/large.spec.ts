// Every screen at 200 %, also by touch and from right to left, and in the few colours of a system with high contrast: all can be
// reached, has a name, and shows where the focus is.
import { speaker, type ShownWords } from '#words/speaker.ts';
import { expect, test, type App } from './app.ts';
import { settled, wear, type Look } from './looks.ts';
import { coarsePointer, nameless, reachScreen, tooSmall } from './reach.ts';
import { practiceScreens, realScreens, type Screen } from './screens.ts';

interface Way {
  look: Look;
  zoom?: number;
  forced?: boolean;
  words?: ShownWords;
  /** Whether it is touched. */
  coarse?: boolean;
}

async function reachAll(app: App, screens: readonly Screen[], way: Way): Promise<void> {
  const { look, zoom = 1, forced = false, words = 'en', coarse = false } = way;
  const { say } = speaker(words);
  await wear(app, look);
  await app.page.emulateMedia({ forcedColors: forced ? 'active' : 'none' });
  await app.electron.evaluate(({ BrowserWindow }, zoom) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
  }, zoom);
  /** With the first screen that has it. */
  const found = new Map<string, string>();
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await screen.show(app, say);
      await settled(app.page);
      const small = coarse ? (await tooSmall(app.page)).map((one) => `smaller than a finger: ${one}`) : [];
      for (const finding of [...small, ...(await nameless(app.page)), ...(await reachScreen(app.page))]) {
        if (!found.has(finding)) found.set(finding, screen.name);
      }
    });
  }
  expect([...found].map(([finding, screen]) => `${screen}: ${finding}`)).toEqual([]);
}

const small: Look = { theme: 'light', width: 900, height: 600 };
const usual = { width: 1180, height: 760 } as const;
/** Each mode in another theme and direction, of which none is to be seen in the one mode only. */
const ways: Record<string, { practice: Way; real: Way }> = {
  'at 200 % in the smallest window': {
    practice: { look: small, zoom: 2 },
    real: { look: small, zoom: 2, words: 'ar-XB', coarse: true },
  },
  'in forced colours': {
    practice: { look: { ...usual, theme: 'dark' }, forced: true },
    real: { look: { ...usual, theme: 'light' }, forced: true },
  },
};
const argsOf = ({ words = 'en', coarse = false }: Way) => [`--words=${words}`, ...(coarse ? [coarsePointer] : [])];
for (const [name, { practice, real }] of Object.entries(ways)) {
  test(`reaches everything ${name}, in practice mode`, async ({ launch }) => {
    await reachAll(await launch({ args: ['--practice', ...argsOf(practice)] }), practiceScreens, practice);
  });
  test(`reaches everything ${name}, in the real mode`, async ({ launch }) => {
    await reachAll(await launch({ args: argsOf(real) }), realScreens, real);
  });
}
