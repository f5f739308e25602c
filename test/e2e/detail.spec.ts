import { capture, connect, expect, row, test } from './app.ts';
import { ask } from './chaos/bridge.ts';
import { violations } from './looks.ts';

test('tells of each attempt when it was, what came back and what was decided, and never the key', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl, 'secret-key-1');
  crm.answer({ status: 422, body: '{"message":"Email is invalid","header":"bearer secret-key-1"}' });
  await capture(page, 'Typo');
  await expect(row(page, 'Typo')).toContainText('Needs attention');
  await row(page, 'Typo').click();
  crm.answer(null);
  await page.getByRole('button', { name: 'Retry' }).click();
  const attempts = page.getByLabel('Details of the contact').getByRole('listitem');
  await expect(attempts).toHaveCount(2);

  const [newest, first] = [attempts.first(), attempts.last()];
  await expect(newest).toContainText('The CRM created it as crm-1.');
  await expect(newest).toContainText('Delivered, since the CRM gave it an ID. Sending goes on.');
  await expect(first).toContainText(/HTTP 422 after .+ m?s/u);
  await expect(first).toContainText('The CRM refused this contact (HTTP 422): “Email is invalid”');
  await expect(first).toContainText('Needs attention, since the CRM refused this contact.');
  await expect(first).toContainText(`For ${crm.baseUrl} with credential 66fb066c3793749b64c214bc.`);
  await expect(first).toContainText(/Ended .+, after .+ m?s\./u);
  await first.getByText('What came back, word for word').click();
  await expect(first.getByRole('region', { name: 'What came back' })).toHaveText(
    '{"message":"Email is invalid","header":"bearer (the API key)"}',
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
});

test('says where a note is typed, and in the details, that it does not go to the CRM, until a field is set', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  const hint = page.getByText('Stays on this laptop: no CRM field takes it.');
  await page.getByLabel('Note').fill('Nothing is connected yet');
  await connect(page, crm.baseUrl);
  await page.getByLabel('Last name').fill('Noted');
  await page.getByLabel('Note').fill('Wants a demo');
  await expect(hint).toHaveCount(1);
  await page.getByText('Warm').click();
  await expect(hint).toHaveCount(2);
  await page.getByText('Warm').click();
  await expect(hint).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Noted')).toContainText('Delivered');
  await row(page, 'Noted').click();
  await expect(page.getByLabel('Details of the contact')).toContainText(
    'Not sent, because no CRM field takes it: Note',
  );

  await page.getByLabel('Note').fill('Wants two');
  await hint.getByRole('button', { name: 'CRM fields' }).click();
  await page.getByLabel('Everything else goes, as lines, into').fill('Description');
  await page.getByRole('button', { name: 'Save CRM fields' }).click();
  await expect(page.getByText('Saved. Contacts are sent with these from now on.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByLabel('Note').focus();
  await expect(hint).toHaveCount(0);
});

test('says of a field under "More" that it does not go to the CRM, and shows what goes so far of what is not complete', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  const hint = page.getByText('Stays on this laptop: no CRM field takes it.');
  await page.getByLabel('First name').fill('Nadia');
  await page.getByRole('button', { name: 'More' }).click();
  for (const [index, label] of ['Job title', 'Website', 'Badge ID'].entries()) {
    await page.getByLabel(label, { exact: true }).fill('x.example');
    await expect(hint).toHaveCount(index + 1);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Show what is sent');
  await page.keyboard.press('Enter');
  const sent = page.getByRole('dialog', { name: 'What is sent' });
  await expect(sent.locator('pre')).toContainText('"firstName": "Nadia"');
  await expect(sent).toContainText('Last name is required.');
  await expect(sent.getByText('Job title', { exact: true })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`sent-${colorScheme}.png`) });
    expect(await violations(page)).toEqual([]);
  }
});

test('says by which connection a contact goes, once there are several', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl, 'secret-key-1');
  await capture(page, 'Goes');
  await expect(row(page, 'Goes')).toContainText('Delivered');
  await row(page, 'Goes').click();
  const facts = page.getByLabel('Details of the contact');
  await expect(facts.getByText('Reference')).toBeVisible();
  await expect(facts.getByText('Connection', { exact: true })).toHaveCount(0);
  await ask(page, 'nameConnection', { id: '', name: 'Head office' });
  await ask(page, 'nameConnection', { id: 'b', name: 'Partners' });
  await expect(facts.getByText('Connection', { exact: true })).toBeVisible();
  await expect(facts.getByText('Head office', { exact: true })).toBeVisible();
});
