import { join } from 'node:path';
import Database from 'better-sqlite3';
import { capture, connect, expect, row, test } from './app.ts';
import { violations } from './looks.ts';

/** Makes the outbox one that another laptop began. */
function comeFromAnotherLaptop(dataFolder: string): void {
  const outbox = new Database(join(dataFolder, 'outbox/outbox.sqlite'));
  outbox.exec(`INSERT OR REPLACE INTO setting (name, value) VALUES ('owner', '{"laptop":"another","arrived":null}')`);
  outbox.close();
}

for (const [choice, state, sent] of [
  ['Send from this laptop', 'Delivered', 2],
  ['Leave them to the other laptop', 'Needs attention', 1],
] as const) {
  test(`asks who sends what was captured on another laptop: "${choice}"`, async ({ launch, crm }) => {
    const first = await launch();
    await capture(first.page, 'Theirs');
    await first.close();
    comeFromAnotherLaptop(first.dataFolder);

    const { page } = await launch({ dataFolder: first.dataFolder });
    const question = page.getByRole('region', { name: 'Another laptop' });
    await expect(question).toContainText('1 contact is waiting, and nothing is sent until you choose');
    await expect(page.getByRole('status')).toContainText(
      'comes from another laptop. Your contact is safe on this laptop.',
    );
    await connect(page, crm.baseUrl);
    await capture(page, 'Ours');
    await expect(question).toContainText('2 contacts are waiting');
    expect(await violations(page)).toEqual([]);
    expect(crm.created).toEqual([]);

    await question.getByRole('button', { name: choice }).focus();
    await page.keyboard.press('Enter');
    await expect(row(page, 'Ours')).toContainText('Delivered');
    await expect(row(page, 'Theirs')).toContainText(state);
    await expect(question).toHaveCount(0);
    expect(crm.created).toHaveLength(sent);
  });
}
