import { canStartKeyring, startKeyring } from '../support/keyring.ts';
import { capture, connect, expect, row, test } from './app.ts';

test.skip(!canStartKeyring, 'There is no GNOME keyring to start.');

test('with a keychain that does not answer, contacts are saved, and the app ends when it is closed', async ({
  launch,
  crm,
}) => {
  const keyring = await startKeyring();
  try {
    const first = await launch({ env: keyring.env });
    await connect(first.page, crm.baseUrl);
    await first.close();
    keyring.hang();
    const { page, electron, close } = await launch({ dataFolder: first.dataFolder, env: keyring.env });
    await capture(page, 'Unanswered');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await capture(page, 'Second');
    await expect(row(page, 'Unanswered')).toContainText('Waiting');
    const app = electron.process();
    await close();
    // Waited for, the keychain would have let it end by a crash.
    expect(app.signalCode).toBe('SIGKILL');
    expect(crm.created).toEqual([]);

    keyring.goOn();
    const last = await launch({ dataFolder: first.dataFolder, env: keyring.env });
    await expect(row(last.page, 'Unanswered')).toContainText('Delivered');
    await expect(row(last.page, 'Second')).toContainText('Delivered');
  } finally {
    await keyring.end();
  }
});
