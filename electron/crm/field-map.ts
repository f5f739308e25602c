/** Gives a contact what goes to the CRM under names of its own (contract/field-map.ts). */
import { linesOf, type Contact, type CustomField } from '#contract/contact.ts';
import { isDate } from '#contract/date-text.ts';
import {
  consentTarget,
  mappingOf,
  questionTarget,
  type FieldMap,
  separators,
  type Mapping,
  type Target,
} from '#contract/field-map.ts';
import { fieldAt, namedPaths, type NamedPath } from '#contract/fields.ts';
import { channels, numberText, type Consent, type Given, type QuestionKind } from '#contract/qualification.ts';
import { speaker } from '#words/speaker.ts';

/** Something that can be mapped, as it was given. */
interface Value {
  target: Target;
  /** The field of the contact that it is of. */
  path: NamedPath;
  kind: QuestionKind;
  /** What it is called where it stands in a line of its own. */
  label: string;
  given: Given[];
}

/** A contact as it is to be sent, and the fields of it that were given and are not sent. */
export interface Mapped {
  contact: Contact;
  kept: NamedPath[];
}

/**
 * Takes a contact, its UUID and a map. A custom field that the user filled in stays as it is where the map names the same, and of
 * two with one name the first is sent.
 */
export function mapped(contact: Contact, uuid: string, map: FieldMap): Mapped {
  const custom = contact.customFields.filter(({ value }) => value.trim() !== '');
  const taken = new Set(custom.map(({ name }) => name.trim()));
  const lines: string[] = [];
  const kept = new Set<NamedPath>();
  const reference = mappingOf(map, 'reference').field;
  if (reference !== '' && !taken.has(reference)) add({ name: reference, value: uuid, kind: 'text' });
  for (const value of valuesOf(contact)) {
    const mapping = mappingOf(map, value.target);
    const field = mapping.field === '' || taken.has(mapping.field) ? null : encoded(value, mapping);
    if (field !== null) add(field);
    else if (isChannel(value)) continue;
    else if (map.rest !== '')
      lines.push(`${asTitle(value.label)} ${value.given.map(({ text }) => text.trim()).join(', ')}`);
    else kept.add(value.path);
  }
  if (lines.length > 0) addRest(lines.join('\n'));
  return { contact: { ...contact, customFields: custom }, kept: [...kept] };

  function add(field: CustomField): void {
    taken.add(field.name);
    custom.push(field);
  }

  /** The note may stand in the same field: it comes first there. */
  function addRest(text: string): void {
    const same = custom.findIndex(({ name, kind }) => name.trim() === map.rest && kind === 'text');
    const one = custom[same];
    if (one !== undefined) custom[same] = { ...one, value: `${one.value.trim()}\n${text}` };
    else add({ name: map.rest, value: text, kind: 'text' });
  }
}

/** A question that ends with a mark of its own needs none before its answer. */
const asTitle = (label: string): string =>
  /[?!:.…？！：。؟]$/u.test(label.trim()) ? label.trim() : `${label.trim()}:`;

/** One channel of a consent: the consent itself goes, stays or is told as a whole. */
const isChannel = ({ target, path }: Value) => path === 'consent' && target !== 'consent';

/** What goes to the CRM goes in English. */
const { say } = speaker();

/** Returns what a contact has that can be mapped, in the order of its fields. */
function valuesOf(contact: Contact): Value[] {
  return namedPaths.flatMap((path): Value[] => {
    if (path === 'answers') {
      return contact.answers
        .filter(({ given }) => given.some(({ text }) => text.trim() !== ''))
        .map(({ question, kind, asked, given }) => ({
          target: questionTarget(question),
          path,
          kind,
          label: asked,
          given,
        }));
    }
    if (linesOf(contact, path).length === 0) return [];
    const label = say(fieldAt(path).label);
    const { consent, event, rating } = contact;
    if (path === 'consent') return consent === null ? [] : consentValues(consent, label);
    if (path === 'rating') {
      const given = rating === null ? [] : [{ value: rating, text: say(`rating.${rating}`) }];
      return [{ target: path, path, kind: 'temperature', label, given }];
    }
    const text = path === 'event' ? (event?.name ?? '') : contact[path];
    return [
      { target: path, path, kind: path === 'followUpBy' ? 'date' : 'text', label, given: [{ value: text, text }] },
    ];
  });
}

function consentValues(consent: Consent, label: string): Value[] {
  const agreed = consent.withdrawnAt === null ? consent.channels : [];
  const proof = proofOf(consent, agreed);
  const one = (channel: (typeof channels)[number]): Value => {
    const given = agreed.includes(channel) ? { value: 'yes', text: 'Yes' } : { value: 'no', text: 'No' };
    return { target: consentTarget[channel], path: 'consent', kind: 'yesNo', label, given: [given] };
  };
  return [
    { target: 'consent', path: 'consent', kind: 'text', label, given: [{ value: proof, text: proof }] },
    ...channels.map(one),
  ];
}

/** Takes a consent and what holds of it now; returns all that proves it, in one line. */
function proofOf(
  { how, version, language, hash, at, offset, by, laptop, withdrawnAt }: Consent,
  agreed: string[],
): string {
  const parts = {
    agreed: agreed.length === 0 ? 'none' : agreed.join(','),
    how,
    at: withOffset(at, offset),
    text: `${version}/${language}`,
    sha256: hash,
    by,
    laptop,
    withdrawn: withdrawnAt === null ? '' : withOffset(withdrawnAt, offset),
  };
  return Object.entries(parts)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

/** Takes a moment and an offset from UTC in minutes; returns it as 2026-11-27T10:00:00+01:00. */
function withOffset(moment: number, offset: number): string {
  const two = (number: number) => String(Math.trunc(number)).padStart(2, '0');
  const local = new Date(moment + offset * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Returns the field that goes out, or null where the value cannot be written so. */
function encoded({ given, kind }: Value, { field: name, encoding, values }: Mapping): CustomField | null {
  const chosen = given.filter(({ text }) => text.trim() !== '');
  // What was typed has no values.
  const isTyped = ['number', 'date', 'line', 'text'].includes(kind);
  const value = ({ value: own, text }: Given) => {
    const set = isTyped ? undefined : values[own];
    return set !== undefined && set !== '' ? set : ['single', 'several', 'temperature'].includes(kind) ? text : own;
  };
  const all = chosen.map((one) => value(one).trim());
  // A field for dates refuses the whole contact for what is none.
  if (kind === 'date' && !all.every(isDate)) return null;
  const text = (joined: string): CustomField => ({ name, value: joined, kind: 'text' });
  const json = (written: string): CustomField => ({ name, value: written, kind: 'json' });
  switch (encoding) {
    case 'text':
      return text(all.join(', '));
    case 'label':
      return text(chosen.map((one) => one.text.trim()).join(', '));
    case 'semicolons':
    case 'commas': {
      const between = separators[encoding];
      // The CRM would read two answers where one was given.
      return kind === 'several' && all.some((one) => one.includes(between)) ? null : text(all.join(between));
    }
    case 'list':
      return json(JSON.stringify(all));
    case 'number': {
      const [first = ''] = all;
      const number = kind === 'date' || isDate(first) ? dateNumber(first) : numberText(first);
      return number === null || all.length > 1 ? null : json(number);
    }
  }
}

const dateNumber = (date: string): string | null => (isDate(date) ? String(Date.parse(`${date}T00:00:00Z`)) : null);
