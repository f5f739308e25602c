// The log does no harm where there is nobody who reads it.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { logFilesIn } from '../../electron/log/log.ts';
import { ask } from './chaos/bridge.ts';
import { capture, expect, row, test } from './app.ts';

const linesIn = (dataFolder: string) =>
  readFileSync(logFilesIn(dataFolder)[0] ?? '', 'utf8')
    .trimEnd()
    .split('\n');

/** Without a connection, that the queue rests is the last thing that is told of the start. */
async function untilNothingHappens(dataFolder: string): Promise<void> {
  await expect.poll(() => linesIn(dataFolder).at(-1)).toContain('The queue rests');
}

/** Makes it log an error for each of these requests. */
async function sayMalformed(page: Page, ...requests: string[]): Promise<void> {
  for (const request of requests) {
    expect((await page.evaluate<{ ok: boolean }>(`window.fieldpost.${request}('not so')`)).ok).toBe(false);
  }
}

test('goes on in its file where the terminal that started the app is gone', async ({ launch }) => {
  const { page, electron, dataFolder, close } = await launch();
  const { stdout, stderr } = electron.process();
  stdout?.destroy();
  stderr?.destroy();
  await untilNothingHappens(dataFolder);
  const before = linesIn(dataFolder).length;
  for (let time = 0; time < 10; time++) await sayMalformed(page, 'contactDetail', 'saveContact');
  // What failed in writing has long come back after so many answers.
  for (let time = 0; time < 200; time++) await ask(page, 'start', undefined);
  expect(linesIn(dataFolder).length - before).toBe(20);
  await capture(page, 'Okafor');
  await expect(row(page, 'Okafor')).toContainText('Waiting');
  await close();
  const lines = linesIn(dataFolder);
  expect(lines[0]).toContain('Fieldpost starts');
  expect(lines.at(-1)).toContain('Fieldpost ends');
  expect(lines.join('\n')).not.toContain('nobody caught');
});

test('counts what is said again and again, and keeps the rest', async ({ launch }) => {
  const { page, dataFolder, close } = await launch();
  // The word of the first inspection would come in between.
  await untilNothingHappens(dataFolder);
  await sayMalformed(page, ...Array.from({ length: 50 }, () => 'contactDetail'));
  await close();
  const said = linesIn(dataFolder).filter((line) => /malformed|repeated/u.test(line));
  expect(said).toHaveLength(2);
  expect(said[1]).toContain('The last line was repeated: times=49');
});

test('says at the very end how often its last line was repeated', async ({ launch }) => {
  const { page, electron, dataFolder } = await launch();
  await untilNothingHappens(dataFolder);
  await sayMalformed(page, 'contactDetail', 'contactDetail', 'contactDetail');
  const ended = new Promise((resolve) => electron.process().once('exit', resolve));
  await electron.evaluate(({ app }) => {
    setTimeout(() => {
      app.exit();
    });
  });
  await ended;
  expect(linesIn(dataFolder).at(-1)).toContain('The last line was repeated: times=2');
});
