import { endSuccessor } from '../support/processes.ts';
import { capture, expect, row, test } from './app.ts';

test('has every contact at the next start, after each of 20 kills right after "Saved"', async ({ launch }) => {
  test.setTimeout(240_000);
  const first = await launch();
  const { dataFolder } = first;
  await capture(first.page, 'Contact 1');
  await first.kill();
  for (let n = 2; n <= 20; n++) {
    const app = await launch({ dataFolder });
    await capture(app.page, `Contact ${n}`);
    await app.kill();
  }
  const { page } = await launch({ dataFolder });
  await expect(page.getByRole('status')).toContainText('20 waiting');
  for (const n of [1, 10, 20]) {
    await page.getByLabel('Search').fill(`contact ${n}`);
    await expect(page.getByLabel('Outbox', { exact: true }).getByText(`Contact ${n}`, { exact: true })).toBeVisible();
  }
});

test('starts once: a second start brings the first to the front', async ({ launch }) => {
  const first = await launch();
  await expect(launch({ dataFolder: first.dataFolder })).rejects.toThrow();
  await capture(first.page, 'Still here');
});

test('can be started again while it still waits for a slow answer, and loses nothing by that', async ({ launch }) => {
  const first = await launch({ args: ['--practice'] });
  await first.page.getByLabel('Network').selectOption('slow');
  await capture(first.page, 'Slow');
  await expect(row(first.page, 'Slow')).toContainText('Sending');
  const ended = first.close();
  await expect(launch({ dataFolder: first.dataFolder })).rejects.toThrow();
  await ended;
  // The second start had to give way, so that the first one starts the app again once it has ended.
  await endSuccessor(first.dataFolder);
});
