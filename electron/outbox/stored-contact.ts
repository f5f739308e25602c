/** Writes a contact into the database and reads it again, by the shape it was written in: the one place that knows the shapes. */
import * as v from 'valibot';
import { contactSchema, type Contact } from '#contract/contact.ts';
import { fieldAt, paths } from '#contract/fields.ts';

/**
 * 1: without a number. 2: with note, job title and website. 3: with rating, follow-up, event, answers and consent. A field that is
 * added needs no new number.
 */
const shape = 3;

/** What the first shape had. Whatever is there of it is read; all of it has to be. */
const first = ['lastName', 'firstName', 'account', 'addresses', 'emailAddresses', 'phoneNumbers', 'customFields'];
const isFirst = (name: string) => first.includes(name);

const besides: readonly string[] = ['slot', 'followUpDone'] satisfies (keyof Beside)[];
/** Whether this version knows what is stored under that name. */
const isKnown = (name: string) => name === 'v' || besides.includes(name) || (paths as string[]).includes(name);

/** A field that was added later, or by a newer version, is as in an empty form where it cannot be read. */
const storedSchema = v.object(
  Object.fromEntries(
    paths.map((path) => {
      const schema = contactSchema.entries[path] as v.GenericSchema;
      return [path, isFirst(path) ? schema : v.fallback(schema, fieldAt(path).empty)];
    }),
  ),
);

/** What is stored beside a contact. */
export interface Beside {
  /** Of a cleared form, whose draft it was. */
  slot?: number;
  /** When what was promised was done, in milliseconds since 1970; undefined: it is not. */
  followUpDone?: number | undefined;
}

/**
 * Takes a contact, and what it takes the place of; returns what is stored. What a newer version knew of it, and this one does not,
 * stays; that something was done stays as long as the same is promised.
 */
export function writeContact(contact: Contact, older: string | null = null, beside: Beside = {}): string {
  const before = older === null ? {} : (asObject(older) ?? {});
  const version = Math.max(shape, versionOf(before));
  // A version with one more field writes it in the same shape.
  const unknown = versionOf(before) === 1 ? [] : Object.entries(before).filter(([name]) => !isKnown(name));
  const isPromised = before['followUp'] === contact.followUp && before['followUpBy'] === contact.followUpBy;
  const done = isPromised ? (followUpDone(before) ?? undefined) : undefined;
  return JSON.stringify({ ...Object.fromEntries(unknown), followUpDone: done, ...beside, ...contact, v: version });
}

/** Takes what is stored; returns the contact, brought to the shape of today, or null where it cannot be read. */
export function readContact(stored: string | null | undefined): Contact | null {
  const found = asObject(stored);
  if (found === null) return null;
  const known = versionOf(found) === 1 ? Object.entries(found).filter(([name]) => isFirst(name)) : null;
  const read = v.safeParse(storedSchema, known === null ? found : Object.fromEntries(known));
  return read.success ? (read.output as Contact) : null;
}

/** Takes a stored contact; returns when what was promised was done, in milliseconds since 1970; null: it is not. */
export const doneIn = (stored: string): number | null => followUpDone(asObject(stored) ?? {});

function followUpDone({ followUpDone: at }: Record<string, unknown>): number | null {
  return typeof at === 'number' ? at : null;
}

/** Takes a stored cleared form; returns whose draft it was. */
export function slotIn(stored: string): number {
  const slot = asObject(stored)?.['slot'];
  return typeof slot === 'number' ? slot : 0;
}

const versionOf = ({ v: version }: Record<string, unknown>): number => (typeof version === 'number' ? version : 1);

function asObject(stored: string | null | undefined): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(stored ?? '');
    return typeof found === 'object' ? (found as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
