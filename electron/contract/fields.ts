/**
 * The fields of a contact: the one place that a field is added to. The form, its checks, the search, the body for the CRM,
 * the details and the receipts all walk this catalogue. Its order is that of the form.
 */
import * as v from 'valibot';
import {
  carried,
  inWords,
  isText,
  line,
  maxValueLength,
  part,
  textField,
  typedTexts,
  type Field,
  type Line,
} from './field-kinds.ts';
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

export { maxEntries, maxLineLength, maxValueLength, type Label } from './field-kinds.ts';

function consentLines({ channels, withdrawnAt }: Consent): Line[] {
  if (withdrawnAt !== null) return [inWords('withdrawn', 'consent.withdrawn')];
  if (channels.length === 0) return [inWords('no', 'consent.no')];
  return channels.map((channel) => inWords(channel, `consent.${channel}`));
}

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
const inFormOnly = { form: 'always', isSearched: false, isInRow: false } as const;
const shownOnDemand = { form: 'more', isSearched: false, isInRow: false } as const;

const emailAddresses = typedTexts('emailAddress', emailSchema, {
  kind: 'email',
  label: 'field.email',
  all: 'field.allEmails',
  usual: 'main',
});

const phoneNumbers = typedTexts('phoneNumber', phoneSchema, {
  kind: 'phone',
  label: 'field.phone',
  all: 'field.allPhones',
  usual: 'primary',
});

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
  note: textField('field.note', 'text', { body: 'named', ...inFormOnly }),
  jobTitle: textField('field.jobTitle', 'line', { body: 'named', ...shownOnDemand }),
  website: textField('field.website', 'url', { body: 'named', ...shownOnDemand }),
  customFields,
  addresses,
  rating: carried('field.rating', v.nullable(ratingSchema), (): Rating | null => null, {
    lines: (rating) => (rating === null ? [] : [inWords(rating, `rating.${rating}`)]),
    form: 'always',
    body: 'named',
  }),
  followUp: textField('field.followUp', 'line', { body: 'named', ...inFormOnly }),
  followUpBy: textField('field.followUpBy', 'date', { body: 'named', ...inFormOnly }),
  followUpWho: textField('field.followUpWho', 'line', { body: 'named', ...shownOnDemand }),
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

/** A field's name in the contact. */
export type Path = keyof typeof fields;
export const paths = Object.keys(fields) as Path[];

/** The fields that go to the CRM under a name that the user sets. */
export type NamedPath = { [P in Path]: (typeof fields)[P]['body'] extends 'named' ? P : never }[Path];
export const namedPaths = paths.filter((path): path is NamedPath => fields[path].body === 'named');

/** The same fields by their path, for whoever walks all of them. */
export const fieldAt = (path: Path): Field => fields[path] as unknown as Field;

/** The fields that are one text each. */
export type TextPath = { [P in Path]: (typeof fields)[P] extends Field<string> ? P : never }[Path];
/** Those of them that are shown on demand, in their order. */
export const textsOnDemand = paths.filter((path): path is TextPath => {
  const { form, shape } = fieldAt(path);
  return form === 'more' && shape !== 'carried' && isText(shape);
});
