import type { ElectronApplication } from '@playwright/test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, expect, row, test, type App } from './app.ts';

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

test('shows the contacts that are there ahead of the form', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'Meier');
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (document.querySelector('[data-row]') === null) return;
    globalThis.hadForm = document.querySelector('form') !== null;
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true })`);
  await page.reload();
  await expect(row(page, 'Meier')).toBeVisible();
  expect(await page.evaluate('globalThis.hadForm')).toBe(false);
  await expect(page.getByLabel('First name')).toBeFocused();
});

test('has its form also where nothing is to be seen while it begins', async ({ launch }) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await page.reload();
  await expect(page.getByLabel('Last name')).toHaveValue('');
});

test('makes letters larger and smaller by the keyboard', async ({ launch }) => {
  const { electron } = await launch();
  const press = (keyCode: string, modifiers: ('control' | 'shift')[]) =>
    electron.evaluate(
      ({ BrowserWindow }, [key, pressed]) => {
        const screen = BrowserWindow.getAllWindows()[0]?.webContents;
        for (const type of ['keyDown', 'keyUp'] as const)
          screen?.sendInputEvent({ type, keyCode: key, modifiers: pressed });
      },
      [keyCode, modifiers] as const,
    );
  const level = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
  await press('=', ['control']);
  await expect.poll(level).toBe(0.5);
  await press('Plus', ['control', 'shift']);
  await expect.poll(level).toBe(1);
  await press('numadd', ['control']);
  await expect.poll(level).toBe(1.5);
  await press('-', ['control']);
  await expect.poll(level).toBe(1);
  await press('0', ['control']);
  await expect.poll(level).toBe(0);
});

test('opens at the same place in the same size, start after start', async ({ launch }) => {
  const place = { x: 50, y: 40, width: 1010, height: 660 };
  let app = await launch();
  const bounds = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await app.electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
  for (let start = 0; start < 3; start++) {
    await app.close();
    app = await launch({ dataFolder: app.dataFolder });
    expect(await bounds()).toEqual(place);
  }
});

test('draws without the graphics card once that has died twice, keeps what is typed, and says so in its log', async ({
  launch,
}) => {
  const first = await launch();
  await first.page.getByLabel('Last name').fill('Typed');
  await first.electron.evaluate(({ app }) => {
    // Another start that no test ends.
    app.relaunch = () => undefined;
  });
  const exited = new Promise((resolve) => first.electron.process().once('exit', resolve));
  for (let death = 0; death < 2; death++) {
    const pid = () =>
      first.electron.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0);
    await expect.poll(pid).toBeGreaterThan(0);
    const dying = await pid();
    process.kill(dying, 'SIGKILL');
    if (death === 0) await expect.poll(pid).not.toBe(dying);
  }
  await exited;
  const second = await launch({ dataFolder: first.dataFolder });
  await expect(second.page.getByLabel('Last name')).toHaveValue('Typed');
  const logs = join(first.dataFolder, 'logs');
  const log = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
  expect(log).toContain('The graphics card has failed too often');
  expect(log).toContain('The graphics card is not used');
  expect(remembered(first.dataFolder).gpuFailedIn).not.toBe(null);
  await second.close();
  const third = await launch({ dataFolder: first.dataFolder, args: ['--try-gpu'] });
  await third.close();
  expect(remembered(first.dataFolder).gpuFailedIn).toBe(null);
});

test('looks for a graphics card no second time where there was none, until a week is over', async ({ launch }) => {
  const first = await launch();
  const { dataFolder } = first;
  const isThere = await first.electron.evaluate(({ app }) =>
    app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled'),
  );
  const looks = (app: App) =>
    app.electron.evaluate(({ app }) => !app.commandLine.hasSwitch('disable-software-rasterizer'));
  expect(await looks(first)).toBe(true);
  await first.close();
  expect(remembered(dataFolder).gpuMissingAt).toEqual(isThere ? null : expect.any(Number));
  const second = await launch({ dataFolder });
  expect(await looks(second)).toBe(isThere);
  await second.close();
  const asked = await launch({ dataFolder, args: ['--try-gpu'] });
  expect(await looks(asked)).toBe(true);
  await asked.close();
  const missed = { ...remembered(dataFolder), gpuMissingAt: Date.now() - 8 * 24 * 60 * 60_000 };
  writeFileSync(join(dataFolder, 'preferences.json'), JSON.stringify(missed));
  expect(await looks(await launch({ dataFolder }))).toBe(true);
});

const remembered = (dataFolder: string) =>
  JSON.parse(readFileSync(join(dataFolder, 'preferences.json'), 'utf8')) as {
    gpuFailedIn: unknown;
    gpuMissingAt: unknown;
  };
