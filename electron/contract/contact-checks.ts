/** Whether a contact can be saved, in words a rep understands. The form asks as one types, the main process before it stores. */
import type { Said } from '#words/message.ts';
import type { Contact } from './contact.ts';

/** Longest single-line text, in UTF-16 code units. The API documents no limit; this one catches a slip of the clipboard. */
export const maxLineLength = 1_000;
/** Longest value of a custom field, in UTF-16 code units. */
export const maxValueLength = 32_000;
/** Most addresses, e-mails, phones or custom fields of one contact. */
export const maxEntries = 50;

/** What is said of each field, by the path of their field, e.g. `lastName`, `customFields.0.value`; the empty path is the contact as a whole. */
export type FieldMessages = Record<string, Said>;

/** What nobody can see or type and some CRMs choke on: control characters but tab and line breaks, and halves of a character. */
const unsendable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/gu;

/** Takes a typed text; returns it without the characters that cannot be sent. */
export function withoutUnsendable(text: string): string {
  return text.replace(unsendable, '');
}

/** Takes a contact as typed; returns what keeps it from being saved. Empty: it can be saved. */
export function contactProblems(contact: Contact): FieldMessages {
  const problems: FieldMessages = {};
  checkTexts(contact, problems);
  if (contact.lastName.trim() === '')
    problems['lastName'] = 'Last name is required. The CRM takes no contact without it.';
  checkCustomFields(contact, problems);
  return problems;
}

/** Takes a contact; returns what looks wrong but may be meant. A warning keeps no contact from being saved. */
export function contactWarnings(contact: Contact): FieldMessages {
  const warnings: FieldMessages = {};
  contact.emailAddresses.forEach(({ emailAddress }, index) => {
    if (emailAddress.trim() !== '' && !/^[^\s@]+@[^\s@]+$/u.test(emailAddress.trim())) {
      warnings[`emailAddresses.${index}.emailAddress`] =
        'This does not look like an e-mail address. It is saved as typed.';
    }
  });
  contact.phoneNumbers.forEach(({ phoneNumber }, index) => {
    if (phoneNumber.trim() !== '' && !/\p{Number}/u.test(phoneNumber)) {
      warnings[`phoneNumbers.${index}.phoneNumber`] = 'There is no digit in this phone number. It is saved as typed.';
    }
  });
  return warnings;
}

function checkTexts(contact: Contact, problems: FieldMessages): void {
  for (const [key, value] of Object.entries(contact)) {
    if (typeof value === 'string') {
      checkText(value, key, maxLineLength, problems);
      continue;
    }
    if (value.length > maxEntries) problems[key] = `At most ${maxEntries} of these can be saved with one contact.`;
    value.forEach((entry, index) => {
      for (const [part, text] of Object.entries(entry)) {
        checkText(text, `${key}.${index}.${part}`, part === 'value' ? maxValueLength : maxLineLength, problems);
      }
    });
  }
}

function checkText(text: string, path: string, longest: number, problems: FieldMessages): void {
  if (text.length > longest) {
    const count = (length: number) => length.toLocaleString('en');
    problems[path] =
      `This is ${count(text.length)} characters long. At most ${count(longest)} can be saved. Shorten it.`;
  } else if (text !== withoutUnsendable(text)) {
    problems[path] =
      'This contains an invisible control character, which the CRM cannot take. Delete it and type it again.';
  }
}

function checkCustomFields({ customFields }: Contact, problems: FieldMessages): void {
  const names = new Set<string>();
  customFields.forEach((field, index) => {
    const name = field.name.trim();
    if (field.value.trim() === '') return;
    if (name === '') problems[`customFields.${index}.name`] ??= 'Give this custom field a name.';
    else if (names.has(name))
      problems[`customFields.${index}.name`] ??= `There are two custom fields named ${name}. Rename one.`;
    names.add(name);
    if (field.kind === 'json') {
      const problem = jsonProblem(field.value);
      if (problem !== null) problems[`customFields.${index}.value`] ??= problem;
    }
  });
}

function jsonProblem(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'This is not valid JSON. Correct it, or switch this field to Text.';
  }
  // "The values can be strings, numbers, arrays or objects", says the API's page on Create Contact.
  if (value === null || typeof value === 'boolean') {
    return 'The CRM takes a text, a number, a list or an object here, not true, false or null.';
  }
  return null;
}
