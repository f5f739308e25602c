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
  await page.emulateMedia({ colorScheme: theme });
  await electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
    },
    [width, height] as const,
  );
}

/** Returns what axe finds wrong with the page as it is, each as its rule and the elements. */
export async function violations(page: Page): Promise<string[]> {
  // The other mode opens a page of its own, which Electron does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
