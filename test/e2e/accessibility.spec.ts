import { capture, expect, openSettings, row, test } from './app.ts';
import { emptyEvent } from '#contract/events.ts';
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

for (const theme of ['light', 'dark'] as const) {
  test(`is accessible to all where codes are read, in the ${theme} theme`, async ({ launch }) => {
    const { page } = await launch({ scanner: true, args: ['--use-fake-device-for-media-stream'] });
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(`window.fieldpost.saveEvent(${JSON.stringify({ ...emptyEvent('expo'), name: 'Expo' })})`);
    await page.reload();
    await page.getByLabel('Last name').fill('Ott');
    await page.getByLabel('Read a file').setInputFiles({
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Jana Keller\nAcme GmbH\n+49 221 5550123'),
    });
    await page.getByRole('region', { name: 'Proposal' }).waitFor();
    expect(await violations(page), 'proposal').toEqual([]);
    await page.getByRole('button', { name: 'Discard' }).click();

    const close = async () =>
      page.locator('dialog[open]').last().getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('button', { name: 'Paste anything' }).click();
    await page.locator('dialog[open]').waitFor();
    expect(await violations(page), 'paste').toEqual([]);
    await close();
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.locator('dialog[open] video').waitFor();
    expect(await violations(page), 'camera').toEqual([]);
    await close();

    await openSettings(page, 'Scanner check');
    await page.getByRole('button', { name: 'Connect a scanner' }).waitFor();
    expect(await violations(page), 'scanner check').toEqual([]);
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByRole('button', { name: 'Attendee list' }).click();
    await page.getByLabel('Import list').setInputFiles({
      ...{ name: 'list.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('Badge ID;Last name\n0047;Ott'),
    });
    await page.getByRole('region', { name: 'First rows of list.csv' }).waitFor();
    expect(await violations(page), 'attendee list').toEqual([]);
    await close();
    await page.getByRole('button', { name: 'Teach a badge' }).click();
    await page.getByLabel('Scan or paste the code of one badge').fill('EXPO26|104772|Duval|Inès');
    await page.getByRole('region', { name: 'This is what is read from it' }).waitFor();
    expect(await violations(page), 'teach').toEqual([]);
  });
}

test('moves nothing where the system asks for that', async ({ launch }) => {
  const { page } = await launch();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSettings(page);
  const moving = await page.evaluate<string[]>(`[...document.querySelectorAll('*')]
    .filter((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return /[1-9]/.test(animationDuration + transitionDuration);
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 60))`);
  expect(moving).toEqual([]);
});
