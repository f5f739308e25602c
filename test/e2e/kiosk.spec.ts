import type { Locator, Page } from '@playwright/test';
import { expo } from '../support/events.ts';
import { ask } from './chaos/bridge.ts';
import { capture, choose, expect, row, test, type App } from './app.ts';

/** Starts the kiosk by the keyboard, as somebody of the staff does. */
async function startKiosk(page: Page): Promise<void> {
  await ask(page, 'saveEvent', expo);
  await ask(page, 'goOnDuty', expo.id);
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue(expo.id);
  await choose(page, 'Start kiosk');
  await page.getByLabel('PIN', { exact: true }).fill('4711');
  await page.getByLabel('PIN once more').fill('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
}

const isKiosk = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow, Menu }) => [
    BrowserWindow.getAllWindows()[0]?.isKiosk(),
    Menu.getApplicationMenu()?.items.length ?? 0,
  ]);

async function enterPin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN').fill(pin);
  await page.keyboard.press('Enter');
}

test('lets a visitor enter by the keyboard alone, thanks, and is empty again after 30 seconds', async ({ launch }) => {
  const app = await launch();
  const { page } = app;
  await page.getByLabel('Last name').fill('Half typed');
  await startKiosk(page);
  expect(await isKiosk(app)).toEqual([true, 0]);
  const { keyboard } = page;
  await page.clock.install();
  await keyboard.type('Vera');
  await keyboard.press('Enter');
  await keyboard.type('Visitor');
  await keyboard.press('Enter');
  await keyboard.type('Acme');
  await keyboard.press('Enter');
  await keyboard.type('vera@acme.example');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('2');
  await keyboard.press('1');
  await page.getByLabel('By email').focus();
  await keyboard.press('Space');
  await page.getByRole('button', { name: 'Done' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeFocused();
  await expect(page.getByText('Vera')).toHaveCount(0);
  await page.clock.fastForward(31_000);
  await expect(page.getByLabel('First name')).toBeFocused();
  for (const label of ['First name', 'Last name', 'Company', 'Email']) {
    await expect(page.getByLabel(label, { exact: true })).toHaveValue('');
  }
  await expect(page.getByLabel('By email')).not.toBeChecked();

  // Whoever passes over the consent has neither agreed nor refused.
  await page.getByLabel('Last name').fill('Silent');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeFocused();

  await page.getByRole('button', { name: 'Staff' }).press('Enter');
  await enterPin(page, '4711');
  await expect(row(page, 'Vera Visitor')).toBeVisible();
  // What was being typed before is there.
  await expect(page.getByLabel('Last name')).toHaveValue('Half typed');
  const [silent, vera] = (await ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 2 })).rows;
  expect((await ask(page, 'contactDetail', silent?.id ?? 0))?.contact).toMatchObject({
    lastName: 'Silent',
    consent: null,
  });
  expect((await ask(page, 'contactDetail', vera?.id ?? 0))?.contact).toMatchObject({
    firstName: 'Vera',
    account: 'Acme',
    event: { id: 'expo' },
    consent: { how: 'ticked', channels: ['email'] },
    open: [],
  });
  const [isStill, menus] = await isKiosk(app);
  expect([isStill, Number(menus) > 0]).toEqual([false, true]);
});

test('shows and answers nothing but what a visitor needs, also after a reload and a crash', async ({ launch }) => {
  const first = await launch();
  await capture(first.page, 'Secret');
  await startKiosk(first.page);
  await expect(first.page.getByText('Practice')).toHaveCount(0);
  const refused = async (page: Page) => {
    await expect(ask(page, 'outboxPage', { search: '', state: null, before: null, limit: 9 })).rejects.toThrow('kiosk');
    await expect(ask(page, 'contactDetail', 1)).rejects.toThrow('kiosk');
    await expect(ask(page, 'companies', 'a')).rejects.toThrow('kiosk');
    await expect(ask(page, 'clearedForms', undefined)).rejects.toThrow('kiosk');
    await expect(ask(page, 'setup', undefined)).rejects.toThrow('kiosk');
    await expect(ask(page, 'quit', undefined)).rejects.toThrow('kiosk');
    const start = await ask(page, 'start', undefined);
    expect([start.kiosk, start.page.rows, start.drafts, start.editing]).toEqual([true, [], [], null]);
  };
  await refused(first.page);
  for (const keys of [
    'ControlOrMeta+k',
    'ControlOrMeta+f',
    'ControlOrMeta+,',
    'F1',
    'Escape',
    'Alt',
    'ControlOrMeta+w',
  ]) {
    await first.page.keyboard.press(keys);
  }
  await expect(first.page.getByRole('dialog')).toHaveCount(0);
  await expect(first.page.getByText('Secret')).toHaveCount(0);

  // Nor is the screen told of others by itself.
  await first.page.evaluate(() => {
    const { fieldpost, document } = globalThis as unknown as {
      fieldpost: { on: (name: string, listener: () => void) => void };
      document: { title: string };
    };
    for (const name of ['rowsChanged', 'statusChanged', 'setupChanged', 'command']) {
      fieldpost.on(name, () => {
        document.title = name;
      });
    }
  });
  const visitor = { firstName: '', lastName: 'Other', account: '', email: '', phone: '', answers: [], consent: null };
  expect(await ask(first.page, 'saveVisitor', visitor)).toEqual({ saved: true });
  await expect(first.page).toHaveTitle('Fieldpost');

  // A user cannot close it, however often that is tried.
  for (let times = 0; times < 3; times++) {
    await first.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close();
    });
  }
  await first.page.getByLabel('Last name').fill('Unfinished');
  await first.page.reload();
  await expect(first.page.getByLabel('Last name')).toHaveValue('');
  await refused(first.page);
  await first.kill();

  const second = await launch({ dataFolder: first.dataFolder });
  await expect(second.page.getByRole('button', { name: 'Done' })).toBeVisible();
  await expect(second.page.getByLabel('Last name')).toHaveValue('');
  expect(await isKiosk(second)).toEqual([true, 0]);
  await refused(second.page);
});

test('tells a visitor of an address that is none, when it is left, and of none that is', async ({ launch }) => {
  const { page } = await launch();
  await startKiosk(page);
  const [email, phone] = ['Email', 'Phone'].map((name) => page.getByRole('textbox', { name })) as [Locator, Locator];
  await email.fill('wanda(at)w');
  await expect(email).not.toHaveAccessibleDescription(/email address/u);
  await phone.fill('later');
  await expect(email).toHaveAccessibleDescription(/does not look like an email address/u);
  await email.fill('wanda@example.com');
  await expect(email).not.toHaveAccessibleDescription(/email address/u);
  await expect(phone).toHaveAccessibleDescription(/no digit/u);
});

test('shows in practice that nothing is sent, also after a restart', async ({ launch }) => {
  const first = await launch({ args: ['--practice'] });
  await startKiosk(first.page);
  const isShown = async (page: Page) => {
    await expect(page.getByText('Practice: nothing is sent')).toBeVisible();
    await expect(page.getByRole('main')).toHaveCSS('outline-width', '3px');
  };
  await isShown(first.page);
  await first.kill();
  const again = await launch({ dataFolder: first.dataFolder });
  await expect(again.page.getByLabel('First name')).toBeVisible();
  await isShown(again.page);
});

test('takes three PINs a minute, whatever the page is made to forget', async ({ launch }) => {
  const { page } = await launch();
  await startKiosk(page);
  await page.getByRole('button', { name: 'Staff' }).press('Enter');
  await enterPin(page, '1111');
  await expect(page.getByText('2 tries are left.')).toBeVisible();
  await enterPin(page, '2222');
  await expect(page.getByText('1 try is left.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Staff' }).press('Enter');
  await enterPin(page, '3333');
  await expect(page.getByText('Too many wrong PINs.')).toBeVisible();
  await enterPin(page, '4711');
  await expect(page.getByText('Too many wrong PINs.')).toBeVisible();
  await expect(page.getByLabel('PIN')).toBeVisible();
});

test('says what Fieldpost cannot lock before it begins, and needs an event', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Menu' }).click();
  const item = page.getByRole('menuitem', { name: 'Start kiosk' });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('Choose the event above the form first');
  await page.keyboard.press('Escape');
  await ask(page, 'saveEvent', expo);
  await ask(page, 'goOnDuty', expo.id);
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(item).toHaveText('Start kiosk…');
  await item.click();
  const dialog = page.getByRole('dialog', { name: 'Start kiosk' });
  await expect(dialog).toContainText('Alt+Tab');
  await dialog.getByLabel('PIN', { exact: true }).fill('12');
  await dialog.getByRole('button', { name: 'Start kiosk' }).press('Enter');
  await expect(dialog).toContainText('Enter 4 to 12 digits.');
  await dialog.getByLabel('PIN', { exact: true }).fill('1234');
  await dialog.getByRole('button', { name: 'Start kiosk' }).press('Enter');
  await expect(dialog).toContainText('This is not the same PIN.');
});
