/** What a field of a contact is made of: its kinds and limits, and what makes one. The fields themselves are in fields.ts. */
import * as v from 'valibot';
import { say, type Key, type Message } from '#words/message.ts';

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
  /** Where it stands in the form. A text that is shown on demand (more) is there by itself; what is always shown has its place in ContactForm. */
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

/** Takes what a `Line` has; returns it as one. */
export const line = (text: string, type = '', name: string | null = null, isCode = false): Line => ({
  text,
  type,
  name,
  isCode,
});

/** What a value of our own says: the text, where a file is to have it, and the words for it on the screen. */
export const inWords = (text: string, key: Extract<Key, `rating.${string}` | `consent.${string}`>): Line => ({
  ...line(text),
  said: say(key),
});

type Places = Pick<Field, 'form' | 'isSearched' | 'isInRow'>;

/** One text that is typed. */
export function textField<const Body extends BodyPlace>(
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
export function carried<Value, const Body extends BodyPlace>(
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

/** A part of each entry of a list. */
export const part = (kind: Kind, label: Label, most = maxLineLength): TextPart => ({ kind, label, most });

type Typed<Text extends string> = Record<Text | `${Text}Type`, string>;

/** A list of texts of one kind, each with its type. Takes the schema of an entry, and the type that the first one has. */
export function typedTexts<const Text extends string>(
  text: Text,
  schema: v.GenericSchema<Typed<Text>>,
  { kind, label, all, usual }: { kind: Kind; label: Label; all: Label; usual: string },
): Field<Typed<Text>[], 'itself'> {
  const type = `${text}Type` as const;
  return {
    label,
    schema: v.array(schema),
    empty: () => [{ [type]: usual, [text]: '' } as Typed<Text>],
    shape: { [text]: part(kind, label), [type]: part('choice', 'field.type') },
    lines: (entries) => entries.map((entry) => line(entry[text], entry[type])),
    body: 'itself',
    form: 'always',
    isSearched: true,
    isInRow: true,
    columns: [
      { label, lines: 'first' },
      { label: all, lines: 'all' },
    ],
    isInDetails: true,
  };
}

/** Takes the shape of a field; returns whether it is one text. */
export const isText = (shape: TextPart | Readonly<Record<string, TextPart>>): shape is TextPart =>
  typeof shape['kind'] === 'string';
