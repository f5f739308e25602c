// A part of the screen that fails takes no other one with it, and the log knows of it without a word of what was typed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboxRow } from '#contract/outbox.ts';
import { capture, expect, row, test, type App } from './app.ts';

const failed = 'This part of the window failed';

/** Tells the screen of a contact, as the main process would. */
const tell = ({ electron }: App, contact: Partial<Record<keyof OutboxRow, unknown>>) =>
  electron.evaluate(({ BrowserWindow }, given) => {
    const base = { id: 999, detail: '', state: 'waiting', reason: null, capturedAt: Date.now() };
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.send('rowsChanged', [{ ...base, ...given }]);
    }
  }, contact);

const logOf = (dataFolder: string) => readFileSync(join(dataFolder, 'logs/fieldpost.log'), 'utf8');

test('the form goes on where the outbox fails, and the outbox comes back', async ({ launch }) => {
  const app = await launch();
  const { page, dataFolder } = app;
  await capture(page, 'Abel');
  await page.getByLabel('First name').fill('Unsaved');
  await tell(app, { name: null, detail: 'secret@example.com' });
  await expect(page.getByText(failed)).toHaveCount(1);
  await expect(page.getByLabel('Outbox', { exact: true })).toBeHidden();
  await expect(page.getByLabel('First name')).toHaveValue('Unsaved');
  await expect(page.getByRole('status').first()).toBeVisible();
  await capture(page, 'Baker');

  await expect
    .poll(() => logOf(dataFolder))
    .toMatch(/Something in the screen failed: part=outbox name=TypeError at=\S+\.js:\d+:\d+/u);
  expect(logOf(dataFolder)).not.toMatch(/secret|Unsaved|Abel/u);

  await tell(app, { name: 'Mended' });
  await page.getByRole('button', { name: 'Try again' }).click();
  for (const name of ['Abel', 'Unsaved Baker', 'Mended']) await expect(row(page, name)).toBeVisible();
});

test('what nobody caught is told of without its message, and harms nothing', async ({ launch }) => {
  const { page, dataFolder } = await launch();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('anna@alpine.example at app:///x/secret.js:1:1');
    });
    void Promise.reject(new SyntaxError('anna@alpine.example'));
  });
  for (const name of ['RangeError', 'SyntaxError']) {
    await expect.poll(() => logOf(dataFolder)).toContain(`Something in the screen failed: part=elsewhere name=${name}`);
  }
  expect(logOf(dataFolder)).not.toMatch(/alpine|secret/u);
  await capture(page, 'Abel');
});
