// What was captured in practice by mistake is moved to the real outbox: asked before, with the number.
import { capture, choose, expect, practise, row, test } from './app.ts';

test('tells nothing in passing on top of what can be pressed beside the list', async ({ launch }) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1180, 760);
  });
  await practise(page);
  await capture(page, 'Abel');
  // It reaches its place, and what lies there would be in the way.
  await page.getByRole('button', { name: 'Move to the real outbox…' }).click({ timeout: 3_000 });
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('moves what is selected, or all, to the real outbox', async ({ launch }) => {
  const { page } = await launch();
  await practise(page);
  for (const name of ['Abel', 'Baker', 'Cole']) {
    await capture(page, name);
    await expect(row(page, name)).toContainText('Delivered');
  }
  const dialog = page.getByRole('dialog');
  await row(page, 'Baker').getByRole('checkbox').check({ force: true });
  await page.getByRole('toolbar').getByRole('button', { name: 'Move to the real outbox…' }).click();
  await expect(dialog.getByRole('heading', { name: 'Move 1 contact to the real outbox?' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(row(page, 'Baker')).toContainText('Delivered');

  await page.getByRole('toolbar').getByRole('button', { name: 'Move to the real outbox…' }).click();
  await dialog.getByRole('button', { name: 'Move 1 contact' }).click();
  await expect(page.getByText('1 contact moved. It waits in the real outbox.')).toBeVisible();
  await expect(row(page, 'Baker')).toContainText('Withdrawn');
  await row(page, 'Baker').getByRole('button').click();
  await expect(page.getByText('You moved it to the real outbox.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Put back' })).toBeHidden();
  await page.keyboard.press('Escape');

  await choose(page, 'Move contacts to the real outbox…');
  await dialog.getByRole('button', { name: 'Move 2 contacts' }).click();
  await expect(page.getByText('2 contacts moved. They wait in the real outbox.')).toBeVisible();
  await choose(page, 'Move contacts to the real outbox…');
  await expect(dialog.getByRole('heading', { name: 'There is nothing here to move.' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Not now' }).click();

  await page.getByRole('button', { name: 'Leave practice' }).click();
  for (const name of ['Abel', 'Baker', 'Cole']) await expect(row(page, name)).toContainText('Waiting');
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Settings…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Move contacts to the real outbox…' })).toBeHidden();
});
