import Database from 'better-sqlite3';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { reducedError } from '../../../electron/log/reduced-error.ts';

const app = join(import.meta.dirname, '../../..');
const text = (thrown: unknown, folder = app) => JSON.stringify(reducedError(thrown, folder));

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

it('keeps the class and where it was thrown, and not what was typed', () => {
  const error = thrownBy(() => JSON.parse('Meier, "Anna"'));
  expect((error as Error).message).toContain('Meier');
  expect(reducedError(error, app)).toMatchObject({ error: 'SyntaxError', code: null, cause: null });
  expect(text(error)).not.toMatch(/Meier|Anna/u);
  const { at } = reducedError(error, app);
  expect(at.some((place) => /^test\/unit\/logging\/reduced-error\.test\.ts:\d+:\d+$/u.test(place))).toBe(true);
});

it("keeps the code of a system's error, and not the path that it names", async () => {
  const error: unknown = await open('/nowhere/Meier/x').catch((thrown: unknown) => thrown);
  expect((error as Error).message).toContain('Meier');
  expect(reducedError(error, app)).toMatchObject({ error: 'Error', code: 'ENOENT' });
  expect(text(error)).not.toContain('Meier');
});

it('keeps the code of SQLite, and not its message', () => {
  const database = new Database(':memory:');
  const error = thrownBy(() => database.exec('SELECT "Meier" FROM Meier'));
  database.close();
  expect(reducedError(error, app)).toMatchObject({ error: 'SqliteError', code: 'SQLITE_ERROR' });
  expect(text(error)).not.toContain('Meier');
});

it('takes no line of a message for a frame', () => {
  expect(text(new Error(`sorry\n    at Meier (${app}/Meier.js:1:2)\n    at ${app}/Meier.js:3:4`))).not.toContain(
    'Meier',
  );
  const changed = new Error('first');
  changed.message = 'another';
  changed.stack = `Error: Meier\n    at x (${app}/Meier.js:1:2)`;
  expect(reducedError(changed, app).at).toEqual([]);
});

it('names no file outside of the app, and no function', () => {
  const error = new Error('x');
  error.stack = [
    'Error: x',
    '    at Meier (file:///home/meier/other/out/main/main.js:1:2)',
    `    at async Object.Meier [as Anna] (${pathToFileURL(app).href}/out/main/main.js:3:4)`,
    '    at new Meier (node:internal/fs/promises:5:6)',
    `    at ${pathToFileURL(app).href}/out/main/Anna%20Meier.js:7:8`,
  ].join('\n');
  expect(reducedError(error, app).at).toEqual([
    'elsewhere:1:2',
    'out/main/main.js:3:4',
    'node:internal/fs/promises:5:6',
    'elsewhere:7:8',
  ]);
});

it("knows the app's folder on Windows, with a space in it, and as a URL", () => {
  const error = new Error('x');
  error.stack = [
    'Error: x',
    '    at a (file:///C:/Program%20Files/Fieldpost/app.asar/out/main/main.js:1:2)',
    '    at b (C:\\Program Files\\Fieldpost\\app.asar\\out\\main\\main.js:3:4)',
  ].join('\n');
  expect(reducedError(error, 'C:\\Program Files\\Fieldpost\\app.asar').at).toEqual([
    'out/main/main.js:1:2',
    'out/main/main.js:3:4',
  ]);
});

it('keeps no name and no code that anybody may have set', () => {
  const error = Object.assign(new Error('x'), { name: 'Meier', code: 'Anna Meier' });
  expect(text(error)).not.toMatch(/Meier|Anna/u);
  expect(text(Object.assign(new Error('x'), { code: 'meier@example.com' }))).not.toContain('meier');
});

it('reduces the cause as well, and ends where causes go in a circle', () => {
  const cause = Object.assign(new Error('Meier'), { code: 'ECONNRESET' });
  const error = new Error('Anna', { cause });
  expect(reducedError(error, app).cause).toMatchObject({ code: 'ECONNRESET' });
  expect(text(error)).not.toMatch(/Meier|Anna/u);
  cause.cause = error;
  expect(text(error)).not.toMatch(/Meier|Anna/u);
});

it('keeps nothing but the type of what is no error', () => {
  expect(reducedError('Meier', app)).toEqual({ error: 'string', code: null, at: [], cause: null });
  expect(text({ message: 'Meier' })).not.toContain('Meier');
});
