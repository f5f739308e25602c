/** Reads a day as a person writes it: "tomorrow", "Thu", "3.12.", "12/3", "3 Dec", "in 2 weeks", or as 2026-12-03. */
import { isDate } from '#contract/date-text.ts';
import { inLanguage } from './language.ts';
import { t } from './words.ts';

const day = 86_400_000;
const units = ['day', 'week', 'month', 'year'] as const;
type Unit = (typeof units)[number];

/** The words of one language, as they are compared. */
interface Names {
  weekdays: string[][];
  months: string[][];
  /** Returns how the language says that it is so many days, weeks, … from now. */
  from: (count: number, unit: Unit) => string;
}

/** Which of the three comes first: in English of the USA 12/3 is in December. */
interface Order {
  isMonthFirst: boolean;
  isYearFirst: boolean;
  /** Whether that also holds where dots stand between: else 3.12. is in December everywhere. */
  usesDots: boolean;
}

const momentOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
/** Without what is not told apart in a hurry: accents, capitals, the dot of an abbreviation. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\.$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();

function namesIn(language: string | undefined): Names {
  const named = (options: Intl.DateTimeFormatOptions, moments: number[]): string[] => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return moments.map((moment) => folded(format.format(moment)));
  };
  const both = (part: 'weekday' | 'month', moments: number[]): string[][] => {
    const [long, short] = (['long', 'short'] as const).map((style) => named({ [part]: style }, moments));
    // Beside a day a month may be bent: Russian 3 декабря.
    const bent = part === 'month' ? partsOf(language, moments) : [];
    return moments.map((_, at) => [long?.[at] ?? '', short?.[at] ?? '', bent[at] ?? ''].filter((name) => name !== ''));
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // 1970 began on a Thursday; the fifth was a Monday.
  const monday = momentOf('1970-01-05');
  return {
    weekdays: both(
      'weekday',
      Array.from({ length: 7 }, (_, at) => monday + at * day),
    ),
    months: both(
      'month',
      Array.from({ length: 12 }, (_, at) => Date.UTC(2026, at, 1)),
    ),
    from: (count, unit) => folded(relative.format(count, unit)),
  };
}

function partsOf(language: string | undefined, moments: number[]): string[] {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return moments.map((moment) =>
    folded(format.formatToParts(moment).find(({ type }) => type === 'month')?.value ?? ''),
  );
}

function orderIn(language: string | undefined): Order {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  const parts = format.formatToParts(0);
  const at = (type: string) => parts.findIndex((part) => part.type === type);
  return {
    isMonthFirst: at('month') < at('day'),
    isYearFirst: at('year') < at('day'),
    usesDots: parts.some(({ type, value }) => type === 'literal' && value.includes('.')),
  };
}

const english = inLanguage(() => namesIn('en'));
const own = inLanguage((language) => ({ names: namesIn(language), order: orderIn(language) }));

/**
 * Takes what was typed and the day it is, as 2026-11-27; returns the day that is meant, written so, or null where nobody can say.
 * A day without a year is the first one that is not before `from`. Words are those of the catalogue and, as `Intl` has them, of English and the
 * user's own language; the order of day and month is that language's.
 */
export function readDay(typed: string, today: string, from = today): string | null {
  if (isDate(typed.trim())) return typed.trim();
  const text = folded(typed);
  if (text === '') return null;
  const { names, order } = own();
  const all = [names, english()];
  return (
    fromToday(text, today, all) ??
    weekdayIn(text, today, all) ??
    inNumbers(typed.normalize('NFKC').trim(), from, order) ??
    withMonth(text, from, all) ??
    afterWeekday(text, today, from, all)
  );
}

const wordsOf = (key: Parameters<typeof t>[0]): string[] => (t as (key: string) => string)(key).split(',').map(folded);

function fromToday(text: string, today: string, all: Names[]): string | null {
  if (wordsOf('dates.today').includes(text)) return today;
  if (wordsOf('dates.tomorrow').includes(text)) return later(today, 1, 'day');
  const [, counted = '', unit = ''] = /^(\d{1,3}) ?(\D+)$/u.exec(withoutFirst(text, wordsOf('dates.in'))) ?? [];
  for (const one of ['day', 'week', 'month'] as const) {
    if (counted !== '' && wordsOf(`dates.${one}s`).includes(unit)) return later(today, Number(counted), one);
  }
  const number = Number(/\d{1,3}/u.exec(text)?.[0] ?? 1);
  for (const names of all) {
    for (const one of units) {
      if (names.from(number, one) === text) return later(today, number, one);
    }
    for (const count of [0, 2]) if (names.from(count, 'day') === text) return later(today, count, 'day');
  }
  return null;
}

const withoutFirst = (text: string, words: readonly string[]): string => {
  const first = words.find((word) => text.startsWith(`${word} `));
  return first === undefined ? text : text.slice(first.length + 1);
};

function later(today: string, count: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week') return dateOf(momentOf(today) + count * (unit === 'week' ? 7 : 1) * day);
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  const first = new Date(
    Date.UTC(unit === 'year' ? year + count : year, month - 1 + (unit === 'month' ? count : 0), 1),
  );
  // The last day of January is a month before the last one of February.
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dateOf(first.getTime() + (Math.min(date, last) - 1) * day);
}

/** Monday is 0. */
const weekdayOf = (date: string): number => (new Date(momentOf(date)).getUTCDay() + 6) % 7;

/** Takes a word and lists of names; returns which of them it is, or begins in no other way; -1: none. */
function placeOf(word: string, all: readonly string[][][], least: number): number {
  for (const names of all) {
    const exact = names.findIndex((forms) => forms.includes(word));
    if (exact >= 0) return exact;
    const begun = names.flatMap((forms, at) => (forms.some((form) => form.startsWith(word)) ? [at] : []));
    if (word.length >= least && begun.length === 1) return begun[0] ?? -1;
  }
  return -1;
}

function weekdayIn(text: string, today: string, all: Names[]): string | null {
  const next = withoutFirst(text, wordsOf('dates.next'));
  const word = withoutFirst(next, wordsOf('dates.on'));
  const weekday = placeOf(
    word,
    all.map(({ weekdays }) => weekdays),
    2,
  );
  if (weekday < 0) return null;
  const own = weekdayOf(today);
  // "Next" is in the week after this one.
  if (next !== text) return later(today, 7 - own + weekday, 'day');
  return later(today, ((weekday - own + 6) % 7) + 1, 'day');
}

function inNumbers(text: string, from: string, { isMonthFirst, isYearFirst, usesDots }: Order): string | null {
  const found = /^(\d{1,4}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{1,4}))? ?\.?$/u.exec(text);
  if (found === null) return null;
  const [, first = '', sign, second = '', third] = found;
  if (first.length > 2 || (third !== undefined && third.length <= 2 && isYearFirst && sign !== '/')) {
    return third === undefined ? null : whole(first, second, third, from);
  }
  const isSwapped = isMonthFirst && (sign !== '.' || usesDots);
  const [date, month] = isSwapped ? [second, first] : [first, second];
  return whole(third, month, date, from) ?? whole(third, date, month, from);
}

/** Takes the parts of a date as they are typed; returns it, or null where there is none. */
function whole(year: string | undefined, month: string, date: string, from: string): string | null {
  const two = (part: string) => part.padStart(2, '0');
  const of = (full: string) => `${full}-${two(month)}-${two(date)}`;
  const firstYear = Number(from.slice(0, 4));
  if (year !== undefined) {
    const full = of(year.length === 2 ? `20${year}` : year);
    return isDate(full) ? full : null;
  }
  // The 29th of February may be years away.
  const next = Array.from({ length: 9 }, (_, more) => of(String(firstYear + more)));
  return next.find((one) => isDate(one) && one >= from) ?? null;
}

/** "3 Dec", "Dec 3rd", "3. Dezember 2026". */
function withMonth(text: string, from: string, all: Names[]): string | null {
  const words = text.split(/[\s.,]+/u).filter((word) => word !== '');
  const numbers = words
    .map((word) => /^(\d{1,4})(?:st|nd|rd|th)?$/u.exec(word)?.[1])
    .filter((one) => one !== undefined);
  const named = words.filter((word) => /^\p{L}/u.test(word));
  const [date = '', year] = numbers;
  if (named.length !== 1 || numbers.length + 1 !== words.length || date.length > 2) return null;
  if (numbers.length > 2 || year?.length === 1 || year?.length === 3) return null;
  const month = placeOf(
    named[0] ?? '',
    all.map(({ months }) => months),
    3,
  );
  return month < 0 || date === '' ? null : whole(year, String(month + 1), date, from);
}

/** "Thu, 3 Dec": the day has to be one. */
function afterWeekday(text: string, today: string, from: string, all: Names[]): string | null {
  const [, word = '', rest = ''] = /^(\p{L}+)[.,]? (.+)$/u.exec(text) ?? [];
  const weekday = placeOf(
    word,
    all.map(({ weekdays }) => weekdays),
    2,
  );
  if (weekday < 0 || !/\d/u.test(rest)) return null;
  const found = readDay(rest, today, from);
  return found !== null && weekdayOf(found) === weekday ? found : null;
}
