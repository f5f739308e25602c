/** Takes the README's picture: `npm exec -- node build/runtime/desktop.ts node build/readme/screenshot.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { launchArguments } from '../runtime/locate.ts';

const project = join(import.meta.dirname, '../..');
const dataFolder = mkdtempSync(join(tmpdir(), 'fieldpost-picture-'));
const app = await _electron.launch({
  args: [...launchArguments(), project, '--practice', `--user-data-dir=${dataFolder}`],
});
const page = await app.firstWindow();

async function capture(fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByText(`Saved ${fields['First name'] ?? ''}`).waitFor();
}

const list = page.getByLabel('Outbox', { exact: true });
await capture({ 'Last name': 'Brunner', 'First name': 'Lea', Company: 'Brunner Maschinenbau AG' });
await capture({ 'Last name': 'Okafor', 'First name': 'Chidi', Company: 'Lagos Power' });
await list.getByText('Delivered').nth(1).waitFor();
await page.getByLabel('Answer').selectOption('400');
await capture({ 'Last name': 'Nakamura', 'First name': 'Yui', Email: 'yui@' });
await list.getByText('Needs attention').waitFor();
await page.getByLabel('Answer').selectOption('silent');
await capture({ 'Last name': 'García', 'First name': 'Inés', Company: 'Viñedos del Sur' });
await list.getByText('Unconfirmed').waitFor();
await page.getByLabel('Network').selectOption('cut');
await capture({ 'Last name': 'Meier', 'First name': 'Anna', Company: 'Acme GmbH' });
for (const [label, text] of Object.entries({
  'Last name': 'Ünal',
  'First name': 'Deniz',
  Company: 'Bosporus Lojistik',
})) {
  await page.getByLabel(label, { exact: true }).fill(text);
}
await page.getByText('Offline').waitFor();
await page.screenshot({ path: join(import.meta.dirname, 'screenshot.png') });
await app.close();
rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
