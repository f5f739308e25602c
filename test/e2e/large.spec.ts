// Every screen at 200 %, and in the few colours of a system with high contrast: all can be reached, and shows where the focus is.
import { speaker } from '#words/speaker.ts';
import { expect, test, type App } from './app.ts';
import { wear, type Look } from './looks.ts';
import { reachScreen } from './reach.ts';
import { practiceScreens, realScreens, type Screen } from './screens.ts';

interface Way {
  look: Look;
  zoom: number;
  forced: boolean;
}

async function reachAll(app: App, screens: readonly Screen[], { look, zoom, forced }: Way): Promise<void> {
  const { say } = speaker('en');
  await wear(app, look);
  if (forced) await app.page.emulateMedia({ colorScheme: look.theme, forcedColors: 'active', reducedMotion: 'reduce' });
  await app.electron.evaluate(({ BrowserWindow }, zoom) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
  }, zoom);
  /** With the first screen that has it. */
  const found = new Map<string, string>();
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await screen.show(app, say);
      await app.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      for (const finding of await reachScreen(app.page)) {
        if (!found.has(finding)) found.set(finding, screen.name);
      }
    });
  }
  expect([...found].map(([finding, screen]) => `${screen}: ${finding}`)).toEqual([]);
}

const ways: Record<string, Way> = {
  'at 200 % in the smallest window': { look: { theme: 'light', width: 900, height: 600 }, zoom: 2, forced: false },
  'in forced colours': { look: { theme: 'dark', width: 1180, height: 760 }, zoom: 1, forced: true },
};
for (const [name, way] of Object.entries(ways)) {
  test(`reaches everything ${name}, in practice mode`, async ({ launch }) => {
    await reachAll(await launch({ args: ['--practice'] }), practiceScreens, way);
  });
  test(`reaches everything ${name}, in the real mode`, async ({ launch }) => {
    await reachAll(await launch(), realScreens, way);
  });
}
