/** Renders messages: the one place where a key becomes words, and a number, a moment or a size becomes text. */
import { en } from './en.ts';
import { say, type Key, type Kind, type Message, type ParamsArgument, type Said, type Template } from './message.ts';
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
  format: Format;
  /** From which side the words are read. */
  direction: 'ltr' | 'rtl';
}

export interface Format extends Readonly<Record<Exclude<Kind, 'when'>, (value: number) => string>> {
  /** Without `now`, the moment of the call. */
  readonly when: (value: number, now?: number) => string;
}

/**
 * Asked for an hour among other parts, `Intl` leaves out the zero that a language writes before it (German 09:05); its
 * style for times has it. Takes a language; returns the hour as that style writes it.
 */
function hourOf(language: string | undefined): 'numeric' | '2-digit' {
  const five = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' }).formatToParts(5 * 3_600_000);
  return five.find(({ type }) => type === 'hour')?.value.length === 2 ? '2-digit' : 'numeric';
}

/** What writes numbers and moments in one language's way, each made at its first use: it takes a millisecond. */
function writersIn(language: string | undefined) {
  const later = <F>(make: () => F) => {
    let made: F | undefined;
    return () => (made ??= make());
  };
  const number = (digits: number) => {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = later(() => new Intl.NumberFormat(language, options));
    return (value: number) => format().format(value);
  };
  const moment = (options: Intl.DateTimeFormatOptions | (() => Intl.DateTimeFormatOptions)) => {
    const format = later(() => new Intl.DateTimeFormat(language, typeof options === 'function' ? options() : options));
    return (value: number) => format().format(value);
  };
  return {
    number: number(0),
    tenths: number(1),
    day: moment({ dateStyle: 'long' }),
    time: moment({ timeStyle: 'short' }),
    moment: moment({ dateStyle: 'medium', timeStyle: 'medium' }),
    dayAndTime: moment(() => ({ month: 'short', day: 'numeric', hour: hourOf(language), minute: '2-digit' })),
  };
}

/**
 * `words`: whose words. `language`: in whose way numbers and moments are written, as a BCP 47 tag; undefined: the system's.
 */
export function speaker(words: ShownWords = 'en', language?: string): Speaker {
  const { tenths, dayAndTime, ...write } = writersIn(language);
  const plural = new Intl.PluralRules('en');
  const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'unit' }).format(items);
  const format: Format = {
    ...write,
    when: (value, now = Date.now()) => {
      const day = new Date(value).toDateString();
      const today = new Date(now);
      if (day === today.toDateString()) return write.time(value);
      today.setDate(today.getDate() - 1);
      if (day === today.toDateString()) return saying('unit.yesterdayAt', { time: write.time(value) });
      return dayAndTime(value);
    },
    size: (value) => {
      if (value < 1_000) return saying('unit.bytes', { count: value });
      if (value < 999_500) return saying('unit.kilobytes', { value: write.number(value / 1_000) });
      if (value < 999_950_000) return saying('unit.megabytes', { value: tenths(value / 1_000_000) });
      return saying('unit.gigabytes', { value: tenths(value / 1_000_000_000) });
    },
    duration: (value) => {
      // A clock that was set back meanwhile is no reason for a minus.
      const taken = Math.max(0, value);
      if (taken < 1_000) return saying('unit.milliseconds', { value: write.number(taken) });
      if (taken < 60_000) return saying('unit.seconds', { value: tenths(taken / 1_000) });
      return saying('unit.minutes', { value: write.number(taken / 60_000) });
    },
    // Never less than is left.
    wait: (value) => {
      const left = Math.max(1, Math.ceil(value / 1_000));
      if (left < 90) return saying('unit.seconds', { value: write.number(left) });
      if (left < 5_400) return saying('unit.minutes', { value: write.number(Math.ceil(left / 60)) });
      if (left <= 169_200) return saying('unit.hours', { value: write.number(Math.ceil(left / 3_600)) });
      return saying('unit.days', { count: Math.ceil(left / 86_400) });
    },
  };
  const shown = words === 'en' ? (text: string) => text : accented;

  function text(said: Said): string {
    if (typeof said === 'string') return said;
    if (isMessage(said)) return render(said);
    return said
      .map(text)
      .filter((words) => words !== '')
      .join(' ');
  }

  function saying<K extends Key>(key: K, ...params: ParamsArgument<K>): string {
    return render(say(key, ...params));
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
        if (kind === undefined) return text(value as Said);
        if (kind === 'list') return list((value as readonly Said[]).map(text));
        return format[kind as Kind](Number(value));
      },
    );
  }

  return {
    text,
    say: saying,
    format,
    direction: words === 'ar-XB' ? 'rtl' : 'ltr',
  };
}

const isMessage = (said: Exclude<Said, string>): said is Message => !Array.isArray(said);
