import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { capture, connect, expect, openSettings, row, test } from './app.ts';

/** Every byte below a folder. */
function contents(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

test('keeps the key in the keychain, over a restart, and nowhere else', async ({ launch, crm }) => {
  const first = await launch();
  const key = 'k3y-that-nobody-may-see';
  await connect(first.page, crm.baseUrl, key);
  await capture(first.page, 'Before');
  await expect(row(first.page, 'Before')).toContainText('Delivered');
  const inPage = await first.page.evaluate('document.documentElement.outerHTML + JSON.stringify(localStorage)');
  expect(inPage).not.toContain(key);
  await first.close();
  expect(contents(first.dataFolder).includes(key)).toBe(false);

  const { page } = await launch({ dataFolder: first.dataFolder });
  await capture(page, 'After');
  await expect(row(page, 'After')).toContainText('Delivered');
  expect(crm.created.map(({ authorization }) => authorization)).toEqual([`bearer ${key}`, `bearer ${key}`]);

  await openSettings(page);
  await expect(page.getByLabel('API key')).toHaveValue('');
  await page.getByRole('button', { name: 'Remove key' }).click();
  await expect(page.getByRole('button', { name: 'Remove key' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await capture(page, 'Keyless');
  await expect(page.getByRole('status')).toContainText('API key');
  await expect(row(page, 'Keyless')).toContainText('Waiting');
});

const badUrls: [string, RegExp][] = [
  ['http://crm.example.com/one', /must begin with https/u],
  ['https://crm.example.com/one?x=1', /remove the \? or #/u],
  ['https://crm.example.com/o ne', /contains a space/u],
  ['crm.example.com', /must begin with https/u],
];
for (const [url, sentence] of badUrls) {
  test(`refuses the base URL ${url} with a sentence and keeps what was typed`, async ({ launch }) => {
    const { page } = await launch();
    await openSettings(page);
    await page.getByLabel('API base URL').fill(url);
    await page.getByLabel('Credential ID').fill('c');
    await page.getByLabel('API key').fill('k');
    await page.getByRole('button', { name: 'Save connection' }).click();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByLabel('API base URL')).toHaveValue(url);
    await expect(page.getByLabel('API key')).toHaveValue('k');
  });
}

test('takes a base URL with a slash and spaces around it', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, `  ${crm.baseUrl}/  `);
  await capture(page, 'Slash');
  await expect(row(page, 'Slash')).toContainText('Delivered');
  expect(crm.created[0]?.url).toMatch(/^\/2024-03\/one\/crm\/contacts\?/u);
});

test('tries a connection without storing it, and says in plain words what is wrong', async ({ launch, crm }) => {
  const { page } = await launch();
  await openSettings(page);
  await page.getByLabel('API base URL').fill(crm.baseUrl);
  await page.getByLabel('Credential ID').fill('c');
  await page.getByLabel('API key').fill('k');
  const tried = page.getByRole('button', { name: 'Test connection' });
  await tried.click();
  await expect(page.getByText('It works')).toBeVisible();
  crm.answer({ status: 403, body: '{"message":"Credential not found"}' });
  await tried.click();
  await expect(page.getByText('Check the credential ID')).toBeVisible();
  await crm.close();
  await tried.click();
  await expect(page.getByText('cannot be reached')).toBeVisible();
  expect(crm.requests.every(({ method }) => method === 'GET')).toBe(true);
  await page.reload();
  await openSettings(page);
  await expect(page.getByLabel('Credential ID')).toHaveValue('');
});

test('goes on capturing where there is no keychain, and says why nothing is sent', async ({ launch, crm }) => {
  test.skip(process.platform !== 'linux', 'Elsewhere the keychain is part of the system');
  const first = await launch();
  await connect(first.page, crm.baseUrl);
  await first.close();
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const { page } = await launch({ dataFolder: first.dataFolder, env });
  await capture(page, 'Locked');
  await expect(page.getByRole('status')).toContainText('keychain');
  await expect(row(page, 'Locked')).toContainText('Waiting');
  await openSettings(page);
  await page.getByLabel('API key').fill('another');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByText('can be neither read nor stored')).toBeVisible();
  await expect(page.getByLabel('API key')).toHaveValue('another');
});

test('remembers the theme', async ({ launch }) => {
  const first = await launch();
  await openSettings(first.page, 'Theme and formats');
  await first.page.getByLabel('Dark').check();
  await expect.poll(() => first.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
  await first.close();
  const { page } = await launch({ dataFolder: first.dataFolder });
  expect(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
});

test('has one page at a time, turned with the arrow keys, and keeps what is typed on each', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page);
  await page.getByLabel('Credential ID').fill('half typed');
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await tab('Connection').focus();
  await page.keyboard.press('ArrowDown');
  await expect(tab('Sending')).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Sending' })).toBeVisible();
  await expect(page.getByLabel('Credential ID')).toBeHidden();
  // The Tab key leaves the list of pages, and stops in the page that is shown.
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('At the same time')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('7');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(tab('Help')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tab('Connection')).toBeFocused();
  await expect(page.getByLabel('Credential ID')).toHaveValue('half typed');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('At the same time')).toHaveValue('7');
});

test('leads the keyboard to what was added, or to what is left, and keeps what is typed of several connections', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  const { keyboard } = page;
  await connect(page, crm.baseUrl);
  await openSettings(page);
  const settings = page.getByRole('dialog');
  await settings.getByRole('button', { name: 'Remove key' }).press('Enter');
  await expect(settings.getByRole('textbox', { name: 'API key' })).toBeFocused();
  await settings.getByRole('button', { name: 'Add connection' }).press('Enter');
  await expect(settings.getByRole('textbox', { name: 'Name of this connection' })).toBeFocused();
  await keyboard.type('Fair');
  await keyboard.press('Tab');
  await expect(settings.getByRole('combobox', { name: 'Connection' })).toContainText('Fair');

  await page.getByRole('tab', { name: 'CRM fields' }).click();
  const choice = settings.getByRole('combobox', { name: 'Connection', exact: true });
  await choice.selectOption({ label: 'Connection 1' });
  const note = settings.getByLabel('Field in the CRM: Note', { exact: true });
  await note.fill('Description');
  await choice.selectOption({ label: 'Fair' });
  await expect(note).toHaveValue('');
  await note.fill('message');
  await choice.selectOption({ label: 'Connection 1' });
  await expect(note).toHaveValue('Description');

  await choice.selectOption({ label: 'Fair' });
  await page.getByRole('tab', { name: 'Connection', exact: true }).click();
  await settings.getByRole('button', { name: 'Remove connection' }).press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(settings.getByRole('button', { name: 'Add connection' })).toBeFocused();
});
