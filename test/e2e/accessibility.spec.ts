import { capture, expect, row, test } from './app.ts';
import { violations } from './looks.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`is accessible to all on every screen, in the ${theme} theme`, async ({ launch }) => {
    const { page } = await launch({ args: ['--practice'] });
    await page.emulateMedia({ colorScheme: theme });
    expect(await violations(page)).toEqual([]);

    await page.getByLabel('Answer').selectOption('400');
    await capture(page, 'Refused');
    await expect(row(page, 'Refused')).toContainText('Needs attention');
    await page.getByLabel('Answer').selectOption('silent');
    await capture(page, 'Silent');
    await expect(row(page, 'Silent')).toContainText('Unconfirmed');
    await page.getByLabel('Network').selectOption('cut');
    await capture(page, 'Cut');
    await page.getByLabel('Email', { exact: true }).fill('no at');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('Last name is required')).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await row(page, 'Silent').click();
    await page.getByRole('button', { name: 'Send again' }).click();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Leave practice' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('API base URL').waitFor();
    await page.getByRole('button', { name: 'Save connection' }).click();
    expect(await violations(page)).toEqual([]);
  });
}
