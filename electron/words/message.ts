/**
 * What is said to the user, before it is words: a key of the catalogue (en.ts) with its parameters. The main process stores
 * and answers messages; the screen, a dialog or a file renders them (speaker.ts). A plain string is words already: those of
 * the CRM or the system, or a sentence that an older version stored.
 */
import type { en } from './en.ts';

/**
 * What a sentence is made from. `{name}` takes words, another message or a text of somebody's; `{names:list}` takes several,
 * with the language's own signs between; `{count:number}` and the other kinds of `Kind` take a number. Where the words depend on a number, one template for each plural category of the language,
 * chosen by `{count:number}`.
 */
export type Template = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/**
 * number; size: bytes; day, time, moment, when: milliseconds since 1970; duration, wait: milliseconds. `when` is as short as
 * it can be: a moment of today is a time only.
 */
export const kinds = ['number', 'size', 'day', 'time', 'moment', 'when', 'duration', 'wait'] as const;
export type Kind = (typeof kinds)[number];

/** What stands between the braces of a template. */
type PlaceholdersIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersIn<Rest> : never;
type PlaceholdersOf<T> = T extends string
  ? PlaceholdersIn<T>
  : T extends { other: infer Other }
    ? PlaceholdersIn<Other> | 'count:number'
    : never;
type NameOf<Placeholder> = Placeholder extends `${infer Name}:${Kind | 'list'}` ? Name : Placeholder;
type ValueOf<Placeholder> = Placeholder extends `${string}:${Kind}`
  ? number
  : Placeholder extends `${string}:list`
    ? readonly Said[]
    : Said;
type ParamsOf<T> = { [P in PlaceholdersOf<T> as NameOf<P> & string]: ValueOf<P> };

export type Words = typeof en;
export type Key = keyof Words;
export type Params<K extends Key> = ParamsOf<Words[K]>;
/** No argument for a sentence without parameters, one for any other. */
export type ParamsArgument<K extends Key> = [PlaceholdersOf<Words[K]>] extends [never] ? [] : [params: Params<K>];

/** The keys of sentences without parameters. */
export type PlainKey = { [K in Key]: [PlaceholdersOf<Words[K]>] extends [never] ? K : never }[Key];

/** A sentence by its key. It is plain JSON. */
export interface Message {
  readonly key: Key;
  readonly params?: Readonly<Record<string, Said | number>>;
}

/** Several are sentences of their own, one after another. */
export type Said = string | Message | readonly Said[];

/** Takes a key and what its sentence needs; returns the message. */
export function say<K extends Key>(key: K, ...[params]: ParamsArgument<K>): Message {
  return params === undefined ? { key } : { key, params: params };
}

/** The plural categories of each language that a catalogue may be written in, as CLDR has them. */
export const pluralCategories = {
  cs: ['one', 'few', 'many', 'other'],
  da: ['one', 'other'],
  de: ['one', 'other'],
  en: ['one', 'other'],
  es: ['one', 'many', 'other'],
  fi: ['one', 'other'],
  fr: ['one', 'many', 'other'],
  it: ['one', 'many', 'other'],
  ja: ['other'],
  ko: ['other'],
  nb: ['one', 'other'],
  nl: ['one', 'other'],
  pl: ['one', 'few', 'many', 'other'],
  pt: ['one', 'many', 'other'],
  sv: ['one', 'other'],
  tr: ['one', 'other'],
  zh: ['other'],
} as const;
export type WordsLanguage = keyof typeof pluralCategories;

/** English for each sentence, and all plural categories of the language for one that depends on a number. */
type ShapeFor<L extends WordsLanguage> = {
  readonly [K in Key]: Words[K] extends string
    ? string
    : Readonly<Record<(typeof pluralCategories)[L][number], string>>;
};
type SameParams<T> = {
  readonly [K in keyof T]: K extends Key
    ? [PlaceholdersOf<T[K]>, PlaceholdersOf<Words[K]>] extends [PlaceholdersOf<Words[K]>, PlaceholdersOf<T[K]>]
      ? T[K]
      : never
    : never;
};

/** Takes a catalogue in another language. A key, a parameter or a plural category that is missing or too much does not compile. */
export const translation = <L extends WordsLanguage, const T extends ShapeFor<L>>(
  _language: L,
  words: T & SameParams<T>,
): T => words;
