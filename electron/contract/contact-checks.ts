/** Whether a contact can be saved, in words a rep understands. The form asks as one types, the main process before it stores. */
import { say, type Said } from '#words/message.ts';
import { isUnseen, tidiedContact } from './clean-text.ts';
import { hasOnlyFirstName, needsName, type Contact } from './contact.ts';
import { isDate } from './date-text.ts';
import { isEmail } from './email-text.ts';
import { isText, type Kind, type TextPart } from './field-kinds.ts';
import { fieldAt, maxEntries, paths } from './fields.ts';

/** What is said by the path of a field, e.g. `lastName`, `customFields.0.value`; the empty path is the contact as a whole. */
export type FieldMessages = Record<string, Said>;

/** Takes a contact as typed; returns what keeps it from being saved, tidied (clean-text.ts). Empty: it can be saved. */
export function contactProblems(typed: Contact): FieldMessages {
  const contact = tidiedContact(typed);
  const problems: FieldMessages = {};
  for (const path of paths) {
    const value: unknown = contact[path];
    if (Array.isArray(value) && value.length > maxEntries) problems[path] = say('check.tooMany', { most: maxEntries });
  }
  for (const { path, part, text } of textsIn(contact)) {
    if (text.length > part.most) problems[path] = say('check.tooLong', { length: text.length, most: part.most });
  }
  if (needsName(contact)) return checkCustomFields(contact, problems);
  if (hasOnlyFirstName(contact)) problems['lastName'] = say('check.onlyName');
  else if (isUnseen(contact.lastName)) problems['lastName'] = say('check.lastNameMissing');
  return checkCustomFields(contact, problems);
}

/** Takes a contact; returns what looks wrong but may be meant. A warning keeps no contact from being saved. */
export function contactWarnings(contact: Contact): FieldMessages {
  const warnings: FieldMessages = {};
  for (const { path, part, text } of textsIn(contact)) {
    const look = looks[part.kind];
    if (look !== undefined && !isUnseen(text) && !look.like(text.trim())) warnings[path] = say(look.unlike);
  }
  return warnings;
}

/** How what is typed into some kinds of fields looks, and what is said where it does not. */
const looks: Partial<
  Record<
    Kind,
    { like: (text: string) => boolean; unlike: 'check.noEmail' | 'check.noDigit' | 'check.noWebsite' | 'check.noDate' }
  >
> = {
  email: { like: isEmail, unlike: 'check.noEmail' },
  phone: { like: (text) => /\p{Number}/u.test(text), unlike: 'check.noDigit' },
  date: { like: isDate, unlike: 'check.noDate' },
  url: { like: (text) => /^\S+\.\S+$/u.test(text), unlike: 'check.noWebsite' },
};

/** Yields every text of a contact that is typed, with where it stands. */
function* textsIn(contact: Contact): Generator<{ path: string; part: TextPart; text: string }> {
  for (const path of paths) {
    const { shape } = fieldAt(path);
    const value: unknown = contact[path];
    if (shape === 'carried') continue;
    if (isText(shape)) {
      yield { path, part: shape, text: String(value) };
      continue;
    }
    for (const [index, entry] of (value as Record<string, string>[]).entries()) {
      for (const [name, part] of Object.entries(shape)) {
        yield { path: `${path}.${index}.${name}`, part, text: entry[name] ?? '' };
      }
    }
  }
}

/** Adds what is wrong with the custom fields; returns all. */
function checkCustomFields({ customFields }: Contact, problems: FieldMessages): FieldMessages {
  const names = new Set<string>();
  customFields.forEach((field, index) => {
    const name = field.name.trim();
    if (field.value.trim() === '') return;
    if (name === '') problems[`customFields.${index}.name`] ??= say('check.customNameMissing');
    else if (names.has(name)) problems[`customFields.${index}.name`] ??= say('check.customNameTwice', { name });
    names.add(name);
    if (field.kind === 'json') {
      const problem = jsonProblem(field.value);
      if (problem !== null) problems[`customFields.${index}.value`] ??= problem;
    }
  });
  return problems;
}

function jsonProblem(text: string): Said | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return say('check.notJson');
  }
  // "The values can be strings, numbers, arrays or objects", says the API's page on Create Contact.
  return value === null || typeof value === 'boolean' ? say('check.jsonValue') : null;
}
