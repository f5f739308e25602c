// SECURITY.md and the pages it leads to point to code and tests. What they point to has to be there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const pages = [
  'SECURITY.md',
  'electron/window/README.md',
  'electron/window/THREATS.md',
  'electron/data-folder/README.md',
  'electron/http/README.md',
];
const page = pages.map(read).join('\n');

/** A path, and in brackets after it the name to look for in that file. */
const reference =
  /`((?:electron|build|test|\.github)\/[\w./-]+|electron-builder\.yml|package\.json)`(?:\s+\(`([^`]+)`)?/gu;
const references = [...page.matchAll(reference)].map(([, path = '', name = '']) => ({ path, name }));

it.each(references)('the security page points to $path with "$name" in it', ({ path, name }) => {
  expect(existsSync(join(project, path))).toBe(true);
  // Source may write a quotation mark in another way than the page.
  const plain = (text: string) => text.replaceAll('\\', '');
  expect(plain(read(path))).toContain(name);
});

it('the security page answers each of the twenty recommendations of Electron once', () => {
  const rows = [...page.matchAll(/^\|\s*(\d+) \|.*\| (?:yes|partly|no)\s*\| \S/gmu)].map(([, number]) =>
    Number(number),
  );
  expect(rows).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

it('the app opens nothing outside of itself', () => {
  const sources = ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  );
  const code = sources.filter((path) => /\.(ts|svelte)$/u.test(path));
  expect(code.length).toBeGreaterThan(50);
  const forbidden =
    /openExternal|openPath|crashReporter|\{@html|innerHTML|enableBlinkFeatures|allowRunningInsecureContent|experimentalFeatures/u;
  expect(code.filter((path) => forbidden.test(read(path)))).toEqual([]);
  // What it downloads and installs comes through what checks whose it is.
  const updating = code.filter((path) => /autoUpdater|electron-updater/u.test(read(path)));
  expect(updating.filter((path) => !path.startsWith(join('electron', 'updates')))).toEqual([]);
});
