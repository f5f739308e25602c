/** The list of an event's attendees: how long its import takes, whether the window pauses meanwhile, and how soon a badge has its name. */
import Database from 'better-sqlite3';
import { globSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { project } from '../../../build/runtime/paths.ts';
import { openList } from '../../../electron/attendees/list.ts';
import type { Effort } from '../group.ts';
import { withWindow } from '../list/window.ts';
import { count, milliseconds, type Finding } from '../report.ts';
import { median, quantile } from '../statistics.ts';

/** Rows of the list. */
const sizes: Record<Effort, number> = { full: 200_000, quick: 200_000, smoke: 2_000 };
/** How many badges are looked up. */
const lookUps = 2_000;

/** Longest import, longest pause of the window and longest look-up, in milliseconds. */
const longest = { importing: 10_000, pause: 50, lookUp: 1 };
/** How long an import may take before it is given up, in milliseconds. */
const patience = 60_000;

const idOf = (at: number) => String(10_000_000 + at * 7);
const rowOf = (at: number) =>
  `${idOf(at)},Eva ${String(at)},Keller-${String(at)},Acme ${String(at % 900)} GmbH,e${String(at)}@acme.example,+49 30 ${String(1_000_000 + at)},Köln`;

/** Takes a folder; measures in a window of its own. */
export async function measureAttendees(effort: Effort, folder: string): Promise<Finding[]> {
  const size = sizes[effort];
  const file = join(folder, 'list.csv');
  const rows = Array.from({ length: size }, (_, at) => rowOf(at));
  writeFileSync(file, ['Badge ID,First name,Last name,Company,Email,Phone,City', ...rows].join('\r\n'));
  const data = join(folder, 'attendees');
  const imported = await withWindow(project, data, (page) => importList(page, file, size));
  const [stored = ''] = globSync(join(data, '**/attendees/*.sqlite'));
  const { own, bare } = timesOf(stored, size);
  const alone = timeAlone(join(folder, 'alone.sqlite'), rows);
  const many = `${count(size)} attendees`;
  return [
    {
      what: `Import of ${many}`,
      measured: milliseconds(imported.whole),
      beside: `their rows written by SQLite alone: ${milliseconds(alone)}`,
      ratio: imported.whole / alone,
      goal: { text: `at most ${milliseconds(longest.importing)}`, reached: imported.whole <= longest.importing },
    },
    {
      what: `Longest pause of the window while ${many} are chosen and imported`,
      measured: milliseconds(imported.pause),
      beside: `in as long without: ${milliseconds(imported.idle)}`,
      goal: { text: `at most ${milliseconds(longest.pause)}`, reached: imported.pause <= longest.pause },
    },
    {
      what: `Longest answer of the main process while ${many} are chosen and imported`,
      measured: milliseconds(imported.answer),
      beside: `in as long without: ${milliseconds(imported.idleAnswer)}`,
      goal: { text: `at most ${milliseconds(longest.pause)}`, reached: imported.answer <= longest.pause },
    },
    {
      what: `Look-up of a badge among ${many}, the list opened and closed`,
      measured: `${exact(median(own))} (99 of 100: at most ${exact(quantile(own, 0.99))})`,
      beside: `the query alone: ${exact(median(bare))}`,
      goal: { text: `at most ${milliseconds(longest.lookUp)}`, reached: quantile(own, 0.99) <= longest.lookUp },
    },
  ];
}

const exact = (value: number) => `${value.toFixed(3)} ms`;

interface Imported {
  /** From the button to the answer, in milliseconds, as is all else. */
  whole: number;
  pause: number;
  answer: number;
  idle: number;
  idleAnswer: number;
}

async function importList(page: Page, file: string, size: number): Promise<Imported> {
  await page.locator('main form').first().waitFor();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Expo');
  await page.getByRole('button', { name: 'Save event' }).click();
  await page.getByRole('button', { name: 'Attendee list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attendee list of Expo' });
  await page.evaluate(pauses);
  const began = performance.now();
  await page.evaluate('window.paused = { page: 0, answer: 0 }');
  await dialog.getByLabel('Import list').setInputFiles(file);
  const button = dialog.getByRole('button', { name: 'Import', exact: true });
  await button.waitFor({ timeout: patience });
  const start = performance.now();
  await button.click();
  await dialog
    .getByRole('status')
    .filter({ hasText: `${count(size)} attendees` })
    .waitFor({ timeout: patience });
  const end = performance.now();
  const busy = await page.evaluate<{ page: number; answer: number }>('window.paused');
  await page.evaluate('window.paused = { page: 0, answer: 0 }');
  await page.waitForTimeout(end - began);
  const idle = await page.evaluate<{ page: number; answer: number }>('window.paused');
  const [whole, pause, answer] = [end - start, busy.page, busy.answer];
  return { whole, pause, answer, idle: idle.page, idleAnswer: idle.answer };
}

/** Runs in the page: keeps the longest times that its thread, and the main process, let wait. */
const pauses = `(() => {
  window.paused = { page: 0, answer: 0 };
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    window.paused.page = Math.max(window.paused.page, now - last);
    last = now;
    setTimeout(tick, 4);
  };
  tick();
  const ask = async () => {
    const asked = performance.now();
    await window.fieldpost.setup();
    window.paused.answer = Math.max(window.paused.answer, performance.now() - asked);
    setTimeout(ask, 10);
  };
  void ask();
})()`;

/** Takes the file of a list and its length; returns how long look-ups took, as the app does them and as bare queries. */
function timesOf(file: string, size: number): { own: number[]; bare: number[] } {
  const folder = dirname(dirname(file));
  const event = (file.split(/[/\\]/u).at(-1) ?? '').replace('.sqlite', '');
  const database = new Database(file, { readonly: true });
  const find = database.prepare<[string], string>('SELECT row FROM attendee WHERE key = ? LIMIT 2').pluck();
  const [own, bare]: [number[], number[]] = [[], []];
  for (let time = 0; time < lookUps; time += 1) {
    const id = idOf((time * 7_919) % size);
    const before = performance.now();
    const list = openList(folder, event);
    const found = list?.lookUp(id).found;
    list?.close();
    const between = performance.now();
    const row = find.all(id);
    own.push(between - before);
    bare.push(performance.now() - between);
    if (found !== 'one' || row.length !== 1) throw new Error(`Badge ${id} was not found`);
  }
  database.close();
  return { own, bare };
}

/** Takes a new file and rows; returns how long SQLite takes to write them with an index. */
function timeAlone(file: string, rows: readonly string[]): number {
  const began = performance.now();
  const database = new Database(file);
  database.exec('CREATE TABLE attendee (key TEXT, row TEXT)');
  const insert = database.prepare('INSERT INTO attendee VALUES (?, ?)');
  database.transaction(() => {
    for (const [at, row] of rows.entries()) insert.run(idOf(at), row);
  })();
  database.exec('CREATE INDEX by_key ON attendee (key)');
  database.close();
  return performance.now() - began;
}
