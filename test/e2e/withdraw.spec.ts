import type { Contact } from '#contract/contact.ts';
import { ask } from './chaos/bridge.ts';
import { capture, connect, expect, row, test } from './app.ts';

const details = 'Details of the contact';

test('withdraws a contact, which is not sent, and sends it once that is undone', async ({ launch, crm }) => {
  const { page } = await launch();
  await capture(page, 'Mistake');
  await row(page, 'Mistake').click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByLabel(details)).toContainText('You withdrew it. It is not sent.');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(row(page, 'Mistake')).toContainText('Withdrawn');

  await connect(page, crm.baseUrl);
  await capture(page, 'Right');
  await expect(row(page, 'Right')).toContainText('Delivered');
  expect(crm.created.map(({ body }) => (JSON.parse(body) as Contact).lastName)).toEqual(['Right']);

  await row(page, 'Mistake').click();
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(page.getByLabel(details)).toContainText('Delivered');
  expect(crm.created.map(({ body }) => (JSON.parse(body) as Contact).lastName)).toEqual(['Right', 'Mistake']);
});

test('gives the form back what it had, where a save is undone, also after a crash', async ({ launch }) => {
  const { page, kill, dataFolder } = await launch();
  await capture(page, 'Slip');
  const { page: listed } = await ask(page, 'start', undefined);
  const id = listed.rows[0]?.id ?? 0;
  expect((await ask(page, 'undoSave', { id, slot: 0 }))?.lastName).toBe('Slip');
  await expect(row(page, 'Slip')).toContainText('Withdrawn');
  await kill();
  const again = await launch({ dataFolder });
  await expect(again.page.getByLabel('Last name')).toHaveValue('Slip');
  await expect(row(again.page, 'Slip')).toContainText('Withdrawn');
});
