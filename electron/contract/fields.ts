/**
 * The fields of a contact: the one place that a field is added to. The form, its checks, the search, the body for the CRM,
 * the details and the receipts all walk this catalogue. Its order is that of the form.
 */
import * as v from 'valibot';
import { say, type Key, type Message } from '#words/message.ts';
import {
  answerSchema,
  atEventSchema,
  consentSchema,
  ratingSchema,
  type Answered,
  type AtEvent,
  type Consent,
  type Rating,
} from './qualification.ts';

/** Longest single-line text, in UTF-16 code units. The API documents no limit; this one catches a slip of the clipboard. */
export const maxLineLength = 1_000;
/** Longest text of several lines, in UTF-16 code units. */
export const maxValueLength = 32_000;
/** Most addresses, e-mails, phones or custom fields of one contact. */
export const maxEntries = 50;

/** What a field or a column is called. */
export type Label = Extract<Key, `field.${string}`>;

/** line; text: of several lines; date: as 2026-11-27; choice: one of some, or any other text. */
export type Kind = 'line' | 'text' | 'email' | 'phone' | 'url' | 'date' | 'choice';

/** A text that is typed: a field by itself, or a part of each entry of a list. */
export interface TextPart {
  kind: Kind;
  label: Label;
  /** In UTF-16 code units. */
  most: number;
}

/** What a field says, as it is shown. A list has one for each of its entries. */
export interface Line {
  text: string;
  /** Of an address, an e-mail or a phone, as typed; empty: none. */
  type: string;
  /** The field's own name where the user gave it one; null: it goes by its label. */
  name: string | null;
  /** Whether its white space means something. */
  isCode: boolean;
  /** What is shown of it in place of the text, where that is none of a person's. */
  said?: Message;
}

/** A column of the receipt. first: the first line that was given; all: each of them. */
export interface Column {
  label: Label;
  lines: 'first' | 'all';
}

export interface Field<Value = unknown, Body = BodyPlace> {
  label: Label;
  schema: v.GenericSchema<Value>;
  /** What an empty form has. */
  empty: () => Value;
  /** One text; a list, whose entries are made of these; or what is not typed and only carried. */
  shape: TextPart | Readonly<Record<string, TextPart>> | 'carried';
  /** What was given, also in blanks. */
  lines: (value: Value) => Line[];
  /** Where it stands in the form. */
  form: 'always' | 'more' | 'never';
  body: Body;
  isSearched: boolean;
  /** Whether it can stand in the second line of its row in the list: the first that was given does. */
  isInRow: boolean;
  columns: readonly Column[];
  /** Whether it stands in the details. */
  isInDetails: boolean;
}

/**
 * How it goes to the CRM. itself: under its own name, in the body of Create Contact; named: in `remoteFields`, under the name
 * that the user has set for it (settings.ts); remoteFields: it is what is in there; never: it stays on this laptop.
 */
export type BodyPlace = 'itself' | 'named' | 'remoteFields' | 'never';

const line = (text: string, type = '', name: string | null = null, isCode = false): Line => ({
  text,
  type,
  name,
  isCode,
});

const inWords = (text: string, key: Extract<Key, `rating.${string}` | `consent.${string}`>): Line => ({
  ...line(text),
  said: say(key),
});

function consentLines({ channels, withdrawnAt }: Consent): Line[] {
  if (withdrawnAt !== null) return [inWords('withdrawn', 'consent.withdrawn')];
  if (channels.length === 0) return [inWords('no', 'consent.no')];
  return channels.map((channel) => inWords(channel, `consent.${channel}`));
}

type Places = Pick<Field, 'form' | 'isSearched' | 'isInRow'>;

function textField<const Body extends BodyPlace>(
  label: Label,
  kind: Kind,
  { body, ...places }: Places & { body: Body },
): Field<string, Body> {
  return {
    label,
    schema: v.string(),
    empty: () => '',
    shape: { kind, label, most: kind === 'text' ? maxValueLength : maxLineLength },
    lines: (value) => [line(value)],
    body,
    ...places,
    columns: [{ label, lines: 'first' }],
    isInDetails: true,
  };
}

/** What is chosen, or comes with a contact: no text that is typed. */
function carried<Value, const Body extends BodyPlace>(
  label: Label,
  schema: v.GenericSchema<Value>,
  empty: () => Value,
  {
    lines = () => [],
    form = 'never',
    isShown = form !== 'never',
    body,
  }: { lines?: (value: Value) => Line[]; form?: Field['form']; isShown?: boolean; body: Body },
): Field<Value, Body> {
  return {
    label,
    schema,
    empty,
    shape: 'carried',
    lines,
    form,
    body,
    isSearched: false,
    isInRow: false,
    columns: isShown ? [{ label, lines: 'all' }] : [],
    isInDetails: isShown,
  };
}

const part = (kind: Kind, label: Label, most = maxLineLength): TextPart => ({ kind, label, most });

const addressSchema = v.strictObject({
  addressType: v.string(),
  street1: v.string(),
  street2: v.string(),
  city: v.string(),
  state: v.string(),
  countrySubdivision: v.string(),
  country: v.string(),
  postalCode: v.string(),
});
export type Address = v.InferOutput<typeof addressSchema>;

const emailSchema = v.strictObject({ emailAddressType: v.string(), emailAddress: v.string() });
export type EmailAddress = v.InferOutput<typeof emailSchema>;

const phoneSchema = v.strictObject({ phoneNumberType: v.string(), phoneNumber: v.string() });
export type PhoneNumber = v.InferOutput<typeof phoneSchema>;

/** A `json` value is kept as typed too, so that a long number is not rounded on its way. */
const customSchema = v.strictObject({ name: v.string(), value: v.string(), kind: v.picklist(['text', 'json']) });
export type CustomField = v.InferOutput<typeof customSchema>;

/** What a contact was read from, so that a better rule can read it again. */
const readFromSchema = v.strictObject({
  /** What it was (reading/reading.ts), and the sort of code; empty: it was none. */
  kind: v.string(),
  symbology: v.string(),
  raw: v.pipe(v.string(), v.maxLength(maxValueLength)),
});
export type ReadFrom = v.InferOutput<typeof readFromSchema>;

/** How a contact came here. */
export const sources = ['typed', 'scanned', 'imported', 'pasted'] as const;
export type ContactSource = (typeof sources)[number];

export const emptyAddress = (addressType: string): Address => ({
  addressType,
  street1: '',
  street2: '',
  city: '',
  state: '',
  countrySubdivision: '',
  country: '',
  postalCode: '',
});

function addressText({ street1, street2, city, state, postalCode, country, countrySubdivision }: Address): string {
  const joined = (parts: string[], by: string) => parts.filter((one) => one.trim() !== '').join(by);
  const town = joined([postalCode, city, state], ' ');
  return joined([street1, street2, town, joined([country, countrySubdivision], ', ')], '\n');
}

const shownAlways = { form: 'always', isSearched: true } as const;
const shownOnDemand = { form: 'more', isSearched: false, isInRow: false } as const;

const emailAddresses: Field<EmailAddress[], 'itself'> = {
  label: 'field.email',
  schema: v.array(emailSchema),
  empty: () => [{ emailAddressType: 'main', emailAddress: '' }],
  shape: { emailAddress: part('email', 'field.email'), emailAddressType: part('choice', 'field.type') },
  lines: (emails) => emails.map(({ emailAddress, emailAddressType }) => line(emailAddress, emailAddressType)),
  body: 'itself',
  ...shownAlways,
  isInRow: true,
  columns: [
    { label: 'field.email', lines: 'first' },
    { label: 'field.allEmails', lines: 'all' },
  ],
  isInDetails: true,
};

const phoneNumbers: Field<PhoneNumber[], 'itself'> = {
  label: 'field.phone',
  schema: v.array(phoneSchema),
  empty: () => [{ phoneNumberType: 'primary', phoneNumber: '' }],
  shape: { phoneNumber: part('phone', 'field.phone'), phoneNumberType: part('choice', 'field.type') },
  lines: (phones) => phones.map(({ phoneNumber, phoneNumberType }) => line(phoneNumber, phoneNumberType)),
  body: 'itself',
  ...shownAlways,
  isInRow: true,
  columns: [
    { label: 'field.phone', lines: 'first' },
    { label: 'field.allPhones', lines: 'all' },
  ],
  isInDetails: true,
};

const customFields: Field<CustomField[], 'remoteFields'> = {
  label: 'field.customField',
  schema: v.array(customSchema),
  empty: () => [],
  shape: {
    name: part('line', 'field.customName'),
    value: part('text', 'field.customValue', maxValueLength),
    kind: part('choice', 'field.customKind'),
  },
  lines: (custom) =>
    custom.map(({ name, value, kind }) => line(value, kind === 'json' ? 'JSON' : '', name, kind === 'json')),
  body: 'remoteFields',
  ...shownOnDemand,
  columns: [{ label: 'field.customFields', lines: 'all' }],
  isInDetails: true,
};

const addresses: Field<Address[], 'itself'> = {
  label: 'field.address',
  schema: v.array(addressSchema),
  empty: () => [emptyAddress('main')],
  shape: {
    street1: part('line', 'field.street1'),
    street2: part('line', 'field.street2'),
    city: part('line', 'field.city'),
    state: part('line', 'field.state'),
    postalCode: part('line', 'field.postalCode'),
    country: part('line', 'field.country'),
    countrySubdivision: part('line', 'field.countrySubdivision'),
    addressType: part('choice', 'field.type'),
  },
  lines: (all) => all.map((address) => line(addressText(address), address.addressType)),
  body: 'itself',
  ...shownOnDemand,
  columns: [{ label: 'field.addresses', lines: 'all' }],
  isInDetails: true,
};

export const fields = {
  firstName: textField('field.firstName', 'line', { body: 'itself', ...shownAlways, isInRow: false }),
  lastName: textField('field.lastName', 'line', { body: 'itself', ...shownAlways, isInRow: false }),
  account: textField('field.account', 'line', { body: 'itself', ...shownAlways, isInRow: true }),
  emailAddresses,
  phoneNumbers,
  note: textField('field.note', 'text', { body: 'named', form: 'always', isSearched: false, isInRow: false }),
  jobTitle: textField('field.jobTitle', 'line', { body: 'named', ...shownOnDemand }),
  website: textField('field.website', 'url', { body: 'named', ...shownOnDemand }),
  customFields,
  addresses,
  rating: carried('field.rating', v.nullable(ratingSchema), (): Rating | null => null, {
    lines: (rating) => (rating === null ? [] : [inWords(rating, `rating.${rating}`)]),
    form: 'always',
    body: 'named',
  }),
  followUp: textField('field.followUp', 'line', { body: 'named', form: 'always', isSearched: false, isInRow: false }),
  followUpBy: textField('field.followUpBy', 'date', {
    body: 'named',
    form: 'always',
    isSearched: false,
    isInRow: false,
  }),
  followUpWho: textField('field.followUpWho', 'line', {
    body: 'named',
    form: 'always',
    isSearched: false,
    isInRow: false,
  }),
  event: carried('field.event', v.nullable(atEventSchema), (): AtEvent | null => null, {
    lines: (event) => (event === null ? [] : [line(event.name)]),
    isShown: true,
    body: 'named',
  }),
  answers: carried('field.answers', v.array(answerSchema), (): Answered[] => [], {
    lines: (answers) => answers.flatMap(({ asked, given }) => given.map(({ text }) => line(text, '', asked))),
    form: 'always',
    body: 'named',
  }),
  consent: carried('field.consent', v.nullable(consentSchema), (): Consent | null => null, {
    lines: (consent) => (consent === null ? [] : consentLines(consent)),
    form: 'always',
    body: 'named',
  }),
  capturedBy: textField('field.capturedBy', 'line', {
    body: 'named',
    form: 'never',
    isSearched: false,
    isInRow: false,
  }),
  badgeId: textField('field.badgeId', 'line', { body: 'named', form: 'more', isSearched: true, isInRow: false }),
  source: carried('field.source', v.picklist(sources), (): ContactSource => 'typed', { body: 'never' }),
  /** Null: it was typed. */
  readFrom: carried('field.source', v.nullable(readFromSchema), (): ReadFrom | null => null, { body: 'never' }),
  /** The same numbers as among the phones, as +491715550110. */
  e164: carried('field.phone', v.array(v.string()), (): string[] => [], { body: 'never' }),
  /** The ids of required questions that were left open. */
  open: carried('field.open', v.array(v.string()), (): string[] => [], { body: 'never' }),
  /** The id of the connection by which it goes to the CRM; empty: the only one there was. */
  connection: carried('field.connection', v.string(), () => '', { body: 'never' }),
} as const;

/** Takes the shape of a field; returns whether it is one text. */
export const isText = (shape: TextPart | Readonly<Record<string, TextPart>>): shape is TextPart =>
  typeof shape['kind'] === 'string';

/** A field's name in the contact. */
export type Path = keyof typeof fields;
export const paths = Object.keys(fields) as Path[];

/** The fields that go to the CRM under a name that the user sets. */
export type NamedPath = { [P in Path]: (typeof fields)[P]['body'] extends 'named' ? P : never }[Path];
export const namedPaths = paths.filter((path): path is NamedPath => fields[path].body === 'named');

/** The same fields by their path, for whoever walks all of them. */
export const fieldAt = (path: Path): Field => fields[path] as unknown as Field;
