import type { ElectronApplication, Page } from '@playwright/test';
import { checkNames, checkTitles, type CheckName } from '#contract/doctor.ts';
import { textOf } from '../support/words.ts';
import { capture, connect, expect, row, test } from './app.ts';
import { recordingCrm } from '../support/recording-crm.ts';
import { ask } from './chaos/bridge.ts';
import { looks, violations, wear } from './looks.ts';

const doctor = (page: Page) => page.getByRole('dialog', { name: 'Connection doctor' });
const line = (page: Page, check: CheckName) =>
  doctor(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: textOf(checkTitles[check]), exact: true }) });

async function choose(electron: ElectronApplication, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find((item) => item.label === label)?.click();
  }, label);
}

/** Waits until nothing is looked at any more. */
async function settled(page: Page): Promise<void> {
  await expect(doctor(page).getByRole('listitem')).toHaveCount(checkNames.length);
  await expect(doctor(page).getByText('Looking…')).toHaveCount(0);
}

test('opens, is read, copied and closed with the keyboard alone, and holds no key', async ({ launch, crm }) => {
  const { page, electron } = await launch();
  const key = 'k3y-that-nobody-may-see';
  await connect(page, crm.baseUrl, key);
  crm.answer({ status: 401, body: `{"message":"The key ${key} is not valid, nor is one that ends in may-see"}` });
  await capture(page, 'Okafor');
  await expect(page.getByRole('status')).toContainText('rejected the API key');

  await page.getByRole('button', { name: 'Connection doctor' }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(line(page, 'api')).toContainText('OK');
  await expect(line(page, 'key')).toContainText('Trouble');
  await expect(line(page, 'key')).toContainText('Enter a valid API key in Settings.');
  await expect(line(page, 'credential')).toContainText('Could not be checked');
  await expect(line(page, 'keychain')).toContainText('The API key is in it.');
  await expect(doctor(page).getByRole('status').first()).toContainText('One problem: API key.');

  await expect(page.getByLabel('What was found')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(doctor(page).getByText('Copied.')).toBeVisible();
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain('API key: Trouble. ');
  for (const check of checkNames) expect(text).toContain(`${textOf(checkTitles[check])}: `);
  const shown = await page.evaluate('document.documentElement.outerHTML');
  for (const part of [key, 'k3y', 'may-see']) {
    expect(text).not.toContain(part);
    expect(shown).not.toContain(part);
  }

  await page.keyboard.press('Escape');
  await expect(doctor(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Connection doctor' })).toBeFocused();
});

test('looks again when it is told to, and sends no contact', async ({ launch }) => {
  const { page, electron } = await launch({ args: ['--practice'] });
  await page.getByLabel('Network').selectOption('cut');
  await choose(electron, 'Connection doctor…');
  await settled(page);
  await expect(line(page, 'api')).toContainText('Trouble');
  await page.evaluate("window.fieldpost.setPracticeBehaviour({ network: 'up', answer: 'normal' })");
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(line(page, 'api')).toContainText('OK');
  await settled(page);
  await expect(doctor(page).getByRole('status').first()).toContainText('Nothing keeps contacts from the CRM.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing received yet')).toBeVisible();
});

test('shows what is known while the rest is still looked at, and ends with its dialog', async ({ launch }) => {
  const { page, electron } = await launch({ args: ['--practice'] });
  await page.getByLabel('Network').selectOption('slow');
  await choose(electron, 'Connection doctor…');
  await expect(line(page, 'database')).toContainText('OK');
  await expect(line(page, 'api')).toContainText('Looking…');
  await page.keyboard.press('Escape');
  await expect(doctor(page)).toHaveCount(0);
  // Nothing of it comes into the next one.
  await page.getByLabel('Network').selectOption('cut');
  await choose(electron, 'Connection doctor…');
  await settled(page);
  await expect(line(page, 'api')).toContainText('Trouble');
});

test('opens on top of the settings, and leaves what is typed there', async ({ launch }) => {
  const { page, electron } = await launch();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('API base URL').fill('https://crm.exam');
  await page.getByRole('tab', { name: 'Help' }).click();
  const button = page.getByRole('dialog').getByRole('button', { name: 'Connection doctor' });
  await button.click();
  await settled(page);
  await expect(line(page, 'api')).toContainText('No connection to a CRM is set up yet.');
  // Another dialog comes on top of this one.
  await choose(electron, 'Receipt…');
  await expect(page.getByRole('dialog', { name: 'Receipt' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(doctor(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(doctor(page)).toHaveCount(0);
  await expect(page.getByLabel('API base URL')).toHaveValue('https://crm.exam');
  await expect(button).toBeFocused();
});

test('examines the connection that is chosen of several, and says whose it is', async ({ launch, crm }) => {
  const other = await recordingCrm();
  const { page, electron } = await launch();
  await connect(page, crm.baseUrl);
  await ask(page, 'nameConnection', { id: '', name: 'Head office' });
  await ask(page, 'nameConnection', { id: 'b', name: 'Partners' });
  const input = { baseUrl: other.baseUrl, credentialId: 'b', apiKey: 'key-b' };
  await ask(page, 'saveConnection', { id: 'b', ...input });
  other.answer({ status: 401, body: '{}' });
  await choose(electron, 'Connection doctor…');
  await settled(page);
  await expect(page.getByLabel('Connection', { exact: true })).toHaveValue('');
  await expect(line(page, 'key')).toContainText('OK');
  await page.getByLabel('Connection', { exact: true }).selectOption('Partners');
  await expect(line(page, 'key')).toContainText('Trouble');
  await settled(page);
  await page.getByRole('button', { name: 'Check again' }).click();
  await settled(page);
  await expect(line(page, 'key')).toContainText('Trouble');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`doctor-${colorScheme}.png`) });
    expect(await violations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(doctor(page).getByText('Copied.')).toBeVisible();
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain('Connection: Partners');
  expect(text).toContain('API key: Trouble. ');
  await other.close();
});

test('tells a keychain that is missing', async ({ launch, crm }) => {
  test.skip(process.platform !== 'linux', 'Elsewhere the keychain is part of the system');
  const first = await launch();
  await connect(first.page, crm.baseUrl);
  await first.close();
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const { page, electron } = await launch({ dataFolder: first.dataFolder, env });
  await choose(electron, 'Connection doctor…');
  await settled(page);
  await expect(line(page, 'keychain')).toContainText('locked or missing');
  await expect(line(page, 'api')).toContainText('OK');
});

for (const look of looks) {
  test(`is accessible and whole at ${look.width} by ${look.height}, in the ${look.theme} theme`, async ({ launch }) => {
    const launched = await launch({ args: ['--practice'] });
    await wear(launched, look);
    const { page } = launched;
    await page.evaluate("window.fieldpost.setPracticeBehaviour({ network: 'up', answer: '401' })");
    await capture(page, 'Okafor');
    await expect(row(page, 'Okafor')).toContainText('Waiting');
    await page.getByRole('button', { name: 'Connection doctor' }).click();
    await settled(page);
    for (const name of ['Check again', 'Copy as text', 'Close']) {
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
    expect(await violations(page)).toEqual([]);
  });
}
