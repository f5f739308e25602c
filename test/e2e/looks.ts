/** How a screen is looked at: in both themes, as large as the window opens and as small as it gets. */
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';

/** Each theme with one of the sizes: what axe looks for hangs on one of the two. The gallery has all of both. */
export const looks = [
  { theme: 'light', width: 900, height: 600 },
  { theme: 'dark', width: 1180, height: 760 },
] as const;
export interface Look {
  theme: 'light' | 'dark';
  width: number;
  height: number;
}

/** Gives the window that look; the sizes are those of what is in it, in CSS pixels. */
export async function wear(
  { page, electron }: { page: Page; electron: ElectronApplication },
  { theme, width, height }: Look,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
    },
    [width, height] as const,
  );
}

/** Ends once the page is drawn as it stays: with its fonts, and with nothing that still moves. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.evaluate(
    // One that is called off, as its element has gone, ends too.
    'Promise.allSettled([document.fonts.ready, ...document.getAnimations().map((one) => one.finished)])',
  );
}

/** Returns what axe finds wrong with the page as it is, each as its rule and the elements. */
export async function violations(page: Page): Promise<string[]> {
  await settled(page);
  // The other mode opens a page of its own, which Electron does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
