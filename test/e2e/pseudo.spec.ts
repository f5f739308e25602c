// Every screen in the pseudo-languages, in the smallest window: nothing is English any more, and nothing is cut off.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { speaker, type ShownWords } from '#words/speaker.ts';
import { policyFile } from '../support/policy.ts';
import { expect, removal, test, type App } from './app.ts';
import { settled, wear } from './looks.ts';
import { readScreen } from './reader.ts';
import { data, practiceScreens, realScreens, settings, type Screen } from './screens.ts';

async function readAll(app: App, words: ShownWords, screens: readonly Screen[]): Promise<void> {
  const { say } = speaker(words);
  await wear(app, { theme: 'light', width: 900, height: 600 });
  /** With the first screen that has it. */
  const found = new Map<string, string>();
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await screen.show(app, say);
      // As many frames as it takes until nothing is drawn anew.
      await settled(app.page);
      for (const finding of await readScreen(app.page, data)) {
        if (!found.has(finding)) found.set(finding, screen.name);
      }
    });
  }
  expect([...found].map(([finding, screen]) => `${screen}: ${finding}`)).toEqual([]);
}

for (const words of ['en-XA', 'ar-XB'] as const) {
  test(`leaves no English, and nothing cut off, in practice mode (${words})`, async ({ launch }) => {
    await readAll(await launch({ args: ['--practice', `--words=${words}`] }), words, practiceScreens);
  });

  test(`leaves no English, and nothing cut off, in the real mode (${words})`, async ({ launch }) => {
    await readAll(await launch({ args: [`--words=${words}`] }), words, realScreens);
  });

  test(`leaves no English, and nothing cut off, under a policy that cannot be used (${words})`, async ({ launch }) => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldpost-policy-'));
    const args = [`--policy=${policyFile(folder, { baseURL: { value: 'x' } })}`, `--words=${words}`];
    await readAll(await launch({ args }), words, [
      { name: 'the policy that cannot be used', show: () => Promise.resolve() },
      ...settings,
    ]);
    rmSync(folder, removal);
  });
}
