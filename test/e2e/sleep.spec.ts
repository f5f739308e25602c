import { capture, connect, expect, row, test } from './app.ts';

test('begins nothing while the laptop falls asleep, and goes on when it wakes', async ({ launch, crm }) => {
  const { page, electron } = await launch();
  await connect(page, crm.baseUrl);
  await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await capture(page, 'Asleep');
  // As long as a delivery takes otherwise, many times over.
  await page.waitForTimeout(500);
  await expect(row(page, 'Asleep')).toContainText('Waiting');
  expect(crm.created).toEqual([]);
  await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect(row(page, 'Asleep')).toContainText('Delivered');
  expect(crm.created).toHaveLength(1);
});
