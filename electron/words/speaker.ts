/** Renders messages: the one place where a key becomes words, and a number, a moment or a size becomes text. */
import { en } from './en.ts';
import type { Key, Kind, Message, ParamsArgument, Said, Template } from './message.ts';
import { accented } from './pseudo.ts';

/**
 * Whose words are shown. `en-XA` and `ar-XB` are CLDR's pseudo-languages: longer and accented, and that from right to left;
 * what is cut off or not in the catalogue shows itself in them.
 */
export const wordsLanguages = ['en', 'en-XA', 'ar-XB'] as const;
export type ShownWords = (typeof wordsLanguages)[number];

export interface Speaker {
  /** Takes a message, or words; returns the words. */
  text: (said: Said) => string;
  /** The same for a key and its parameters. */
  say: <K extends Key>(key: K, ...params: ParamsArgument<K>) => string;
  format: Readonly<Record<Kind, (value: number) => string>>;
  /** From which side the words are read. */
  direction: 'ltr' | 'rtl';
}

/** What writes numbers and moments in one language's way, each made at its first use: it takes a millisecond. */
function formatIn(language: string | undefined): Speaker['format'] {
  const made = new Map<object, Intl.NumberFormat | Intl.DateTimeFormat>();
  const number = (options: Intl.NumberFormatOptions) => (value: number) =>
    once(options, Intl.NumberFormat).format(value);
  const moment = (options: Intl.DateTimeFormatOptions) => (value: number) =>
    once(options, Intl.DateTimeFormat).format(value);
  function once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
    options: object,
    make: new (language: string | undefined, options: object) => F,
  ): F {
    const found = made.get(options) ?? new make(language, options);
    made.set(options, found);
    return found as F;
  }
  const unit = (unit: string, digits = 0, unitDisplay: 'short' | 'narrow' | 'long' = 'short') =>
    number({ style: 'unit', unit, unitDisplay, minimumFractionDigits: digits, maximumFractionDigits: digits });
  const bytes = unit('byte', 0, 'long');
  const kilobytes = unit('kilobyte');
  const megabytes = unit('megabyte', 1);
  const [milliseconds, tenths] = [unit('millisecond'), unit('second', 1)];
  const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')];
  return {
    number: number({}),
    size: (value) => {
      if (value < 1_000) return bytes(value);
      return value < 999_500 ? kilobytes(value / 1_000) : megabytes(value / 1_000_000);
    },
    day: moment({ dateStyle: 'long' }),
    time: moment({ timeStyle: 'short' }),
    moment: moment({ dateStyle: 'medium', timeStyle: 'medium' }),
    duration: (value) => {
      // A clock that was set back meanwhile is no reason for a minus.
      const taken = Math.max(0, value);
      if (taken < 1_000) return milliseconds(Math.round(taken));
      return taken < 60_000 ? tenths(taken / 1_000) : minutes(Math.round(taken / 60_000));
    },
    // Never less than is left.
    wait: (value) => {
      const left = Math.max(1, Math.ceil(value / 1_000));
      if (left < 90) return seconds(left);
      return left < 5_400 ? minutes(Math.ceil(left / 60)) : hours(Math.ceil(left / 3_600));
    },
  };
}

/**
 * `words`: whose words. `language`: in whose way numbers and moments are written, as a BCP 47 tag; undefined: the system's.
 */
export function speaker(words: ShownWords = 'en', language?: string): Speaker {
  const format = formatIn(language);
  const plural = new Intl.PluralRules('en');
  const shown = words === 'en' ? (text: string) => text : accented;

  function text(said: Said): string {
    if (typeof said === 'string') return said;
    if (isMessage(said)) return render(said);
    return said
      .map(text)
      .filter((words) => words !== '')
      .join(' ');
  }

  function render({ key, params = {} }: Message): string {
    const template = (en as Partial<Record<string, Template>>)[key];
    // Of a newer version, whose words are not here.
    if (template === undefined) return [key, ...Object.values(params).map(String)].join(' ');
    const chosen = typeof template === 'string' ? template : template[plural.select(Number(params['count']))];
    return shown(chosen ?? (template as { other: string }).other).replace(
      /\{(\w+)(?::(\w+))?\}/gu,
      (_all, name, kind) => {
        const value = params[name as string] ?? '';
        return kind === undefined ? text(value as Said) : format[kind as Kind](Number(value));
      },
    );
  }

  return {
    text,
    say: (key, ...[params]) => render(params === undefined ? { key } : { key, params: params }),
    format,
    direction: words === 'ar-XB' ? 'rtl' : 'ltr',
  };
}

const isMessage = (said: Exclude<Said, string>): said is Message => !Array.isArray(said);
