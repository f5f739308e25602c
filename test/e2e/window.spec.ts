import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './app.ts';

const size = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());

test('opens as it was closed', async ({ launch }) => {
  const first = await launch();
  await first.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 650 });
  });
  await first.close();
  const { electron } = await launch({ dataFolder: first.dataFolder });
  expect(await size(electron)).toEqual([1000, 650]);
});

test('shows everything essential at 900 by 600', async ({ launch }) => {
  const { page, electron } = await launch({ args: ['--practice'] });
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  for (const locator of [
    page.getByLabel('Last name'),
    page.getByRole('button', { name: 'Save contact' }),
    page.getByLabel('Search'),
    page.getByRole('button', { name: 'Leave practice' }),
    page.getByRole('button', { name: 'Settings' }),
    page.getByRole('status'),
  ]) {
    await expect(locator).toBeInViewport({ ratio: 1 });
  }
  expect(await page.evaluate('document.documentElement.scrollWidth <= 900')).toBe(true);
});
