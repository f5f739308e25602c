/** The stored list of an event's attendees: one file of SQLite's for each event, read only once it is written. */
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { keyRuleSchema, type Attendee, type KeyRule } from '#contract/attendees.ts';
import { parts } from '#contract/badge-rule.ts';

/** Takes an outbox's folder and an event's id; returns the file of its list. */
export const listFile = (folder: string, event: string): string => join(folder, 'attendees', `${event}.sqlite`);

/** Takes a badge's id, and the rule; returns what it is known by: the same for all ways of writing it. */
export function keyOf(id: string, { prefix, zeros }: KeyRule): string {
  const key = id.trim().toLowerCase();
  const begin = prefix.trim().toLowerCase();
  const bare = begin !== '' && key.startsWith(begin) ? key.slice(begin.length).trim() : key;
  return zeros ? bare.replace(/^0+(?=.)/u, '') : bare;
}

const aboutSchema = v.object({
  rule: keyRuleSchema,
  columns: v.array(v.string()),
  attendees: v.number(),
  file: v.string(),
  importedAt: v.number(),
});
/** What is stored of a list besides its rows. */
export type About = v.InferOutput<typeof aboutSchema>;

/** What is stored of a row: the number of its column, the part and the text of each. */
const rowSchema = v.array(v.tuple([v.number(), v.picklist(parts), v.string()]));
export type StoredRow = v.InferOutput<typeof rowSchema>;

export interface OpenList {
  about: About;
  lookUp: (badgeId: string) => Attendee;
  close: () => void;
}

/** Takes an outbox's folder and an event's id; returns its list, to be closed; null: it has none. @throws what SQLite throws */
export function openList(folder: string, event: string): OpenList | null {
  const file = listFile(folder, event);
  if (!existsSync(file)) return null;
  const database = new Database(file, { readonly: true });
  try {
    const stored = database.prepare<[], string>('SELECT about FROM list').pluck().get() ?? '';
    const about = v.parse(aboutSchema, JSON.parse(stored));
    const find = database.prepare<[string], string>('SELECT row FROM attendee WHERE key = ? LIMIT 2').pluck();
    return {
      about,
      lookUp(badgeId) {
        const key = keyOf(badgeId, about.rule);
        const [row, another] = key === '' ? [] : find.all(key);
        if (row === undefined) return { found: 'none' };
        if (another !== undefined) return { found: 'several' };
        const cells = v.parse(rowSchema, JSON.parse(row));
        return {
          found: 'one',
          parts: cells.map(([at, part, text]) => ({ part, text, column: about.columns[at] ?? '' })),
        };
      },
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Gives an event's list, if it has one, to the outbox in another folder, in the place of the one there. @throws what the file system throws */
export function copyList(from: string, to: string, event: string): void {
  if (!existsSync(listFile(from, event))) return;
  const file = listFile(to, event);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  copyFileSync(listFile(from, event), `${file}.part`);
  renameSync(`${file}.part`, file);
}

/** Removes the list of an event, if it has one. */
export function removeList(folder: string, event: string): void {
  rmSync(listFile(folder, event), { force: true });
}
