import type { Page } from '@playwright/test';
import { capture, connect, expect, practise, row, test } from './app.ts';

const status = (page: Page) => page.getByRole('status');

test('delivers by itself what was captured while the practice CRM was cut off', async ({ launch }) => {
  const { page } = await launch({ args: ['--practice'] });
  await expect(page.getByText('Practice: nothing you save here')).toBeVisible();
  await page.getByLabel('Network').selectOption('cut');
  await capture(page, 'Meier', { 'First name': 'Anna' });
  await expect(status(page)).toContainText('Offline');
  await expect(status(page)).toContainText('Your contact is safe on this laptop.');
  await expect(row(page, 'Anna Meier')).toContainText('Waiting');
  await page.getByLabel('Network').selectOption('up');
  await expect(row(page, 'Anna Meier')).toContainText('Delivered');
  await expect(status(page)).toContainText('delivered');
});

test('keeps practice apart from the real outbox', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'Real');
  await practise(page);
  await expect(page.getByText('Practice: nothing you save here')).toBeVisible();
  await capture(page, 'Pretend');
  await expect(row(page, 'Pretend')).toContainText('Delivered');
  await expect(row(page, 'Real')).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave practice' }).click();
  await expect(row(page, 'Real')).toContainText('Waiting');
  await expect(row(page, 'Pretend')).toHaveCount(0);
});

test('keeps a contact that the CRM refused, with its reason, and delivers it once it is corrected', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  crm.answer({ status: 422, body: '{"message":"Email is invalid"}' });
  await capture(page, 'Typo', { Email: 'anna@' });
  await expect(row(page, 'Typo')).toContainText('Needs attention');
  await expect(row(page, 'Typo')).toContainText('Email is invalid');
  crm.answer(null);
  await row(page, 'Typo').click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Email', { exact: true }).fill('anna@example.com');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => crm.created.length).toBe(1);
  expect(crm.created[0]?.body).toContain('anna@example.com');
});

test('never repeats a request that was not answered, until the user says so', async ({ launch }) => {
  const { page } = await launch({ args: ['--practice'] });
  await page.getByLabel('Answer').selectOption('silent');
  await capture(page, 'Lost');
  await expect(row(page, 'Lost')).toContainText('Unconfirmed');
  await page.getByLabel('Answer').selectOption('normal');
  await capture(page, 'Next');
  await expect(row(page, 'Next')).toContainText('Delivered');
  await expect(row(page, 'Lost')).toContainText('Unconfirmed');
  await expect(page.getByText('2 contacts received')).toBeVisible();
  await row(page, 'Lost').click();
  await page.getByRole('button', { name: 'Already there' }).click();
  await page.getByRole('button', { name: 'Yes, already there' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(row(page, 'Lost')).toContainText('Delivered');
  await expect(page.getByText('2 contacts received')).toBeVisible();
});

test('stops at a rejected key, says so, and goes on with a better one', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl, 'old-key');
  crm.answer({ status: 401, body: '{"message":"Invalid API key"}' });
  await capture(page, 'One');
  await capture(page, 'Two');
  await expect(status(page)).toContainText('key');
  await expect(status(page)).toContainText('2 waiting');
  // None is under way any more, which would be taken with the old key.
  for (const name of ['One', 'Two']) await expect(row(page, name)).toContainText('Waiting');
  crm.answer(null);
  await connect(page, crm.baseUrl, 'new-key');
  await expect(row(page, 'One')).toContainText('Delivered');
  await expect(row(page, 'Two')).toContainText('Delivered');
  expect(crm.created.map(({ authorization }) => authorization)).toEqual(['bearer new-key', 'bearer new-key']);
});

test('never takes the sign-in page of a Wi-Fi for a delivery', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  crm.answer({ status: 200, body: '<html>Sign in</html>', type: 'text/html' });
  await capture(page, 'Portal');
  await expect(status(page)).toContainText('sign in');
  await expect(row(page, 'Portal')).toContainText('Waiting');
  crm.answer(null);
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(row(page, 'Portal')).toContainText('Delivered');
  expect(crm.created).toHaveLength(1);
});

test('does not send a contact under the hands of who edits it', async ({ launch, crm }) => {
  const first = await launch();
  await capture(first.page, 'Held');
  await capture(first.page, 'Free');
  await row(first.page, 'Held').click();
  await first.page.getByRole('button', { name: 'Edit' }).click();
  await connect(first.page, crm.baseUrl);
  await expect(row(first.page, 'Free').or(first.page.getByRole('button', { name: 'Back' }))).toBeVisible();
  await expect.poll(() => crm.created.length).toBe(1);
  await expect(status(first.page)).toContainText('is sent once you save it');
  await first.page.getByLabel('Company', { exact: true }).fill('Corrected');
  await first.page.waitForTimeout(500);
  await first.kill();

  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByText('Editing Held')).toBeVisible();
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Corrected');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => crm.created.map(({ body }) => body.includes('Corrected'))).toEqual([false, true]);
});

test('says what is true right after the start', async ({ launch }) => {
  const first = await launch();
  await capture(first.page, 'Waits');
  await first.close();
  for (let start = 0; start < 3; start++) {
    const { page, close } = await launch({ dataFolder: first.dataFolder });
    await expect(status(page)).toContainText('Not connected to a CRM yet. Your contact is safe on this laptop.');
    await close();
  }
});

test('keeps the rows as wide as they are when there are more than fit', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'First');
  const box = () => page.getByRole('list', { name: 'Outbox' }).boundingBox();
  const before = await box();
  for (let number = 0; number < 14; number++) await capture(page, `More ${number}`);
  // Higher than any window of the tests, so that it scrolls.
  await expect.poll(async () => (await box())?.height ?? 0).toBeGreaterThan(800);
  expect((await box())?.width).toBe(before?.width);
});

test('counts nothing down where nothing waits', async ({ launch }) => {
  const { page } = await launch({ args: ['--practice'] });
  await page.getByLabel('Answer').selectOption('500');
  await page.evaluate(`
    window.running = new Set();
    const begin = window.setInterval.bind(window);
    const end = window.clearInterval.bind(window);
    window.setInterval = (...of) => {
      const timer = begin(...of);
      window.running.add(timer);
      return timer;
    };
    window.clearInterval = (timer) => {
      window.running.delete(timer);
      end(timer);
    };
  `);
  const counting = () => page.evaluate('window.running.size');
  await capture(page, 'Waits');
  await capture(page, 'Waits too');
  await capture(page, 'And waits');
  await expect(status(page)).toContainText('Next try in');
  expect(await counting()).toBe(1);
  await page.getByLabel('Answer').selectOption('normal');
  await expect(status(page)).toContainText('delivered');
  await page.getByLabel('Answer').selectOption('500');
  await capture(page, 'Alone');
  await expect(row(page, 'Alone')).toContainText('Unconfirmed');
  await expect(status(page)).toContainText('need you');
  expect(await counting()).toBe(0);
});
