import { afterEach, describe, expect, it } from 'vitest';
import { offeredLanguages, systemLanguage } from '#contract/language.ts';
import { setLanguage } from '../../../renderer/lib/language.ts';
import { fullTime, shortTime } from '../../../renderer/lib/time.ts';

afterEach(() => {
  setLanguage(systemLanguage);
});

/** Each hour of one day, at five past. */
const moments = Array.from({ length: 24 }, (_, hour) => new Date(2026, 0, 2, hour, 5).getTime());
const [morning = 0] = moments.slice(6);
const anotherDay = new Date(2026, 0, 9).getTime();

const digits = (text: string) => text.match(/\p{Nd}+/gu) ?? [];

describe('a time', () => {
  it('has its leading zero in German, today and on another day', () => {
    setLanguage('de-DE');
    expect(moments.map((moment) => shortTime(moment, moment))).toEqual(
      moments.map((_, hour) => `${String(hour).padStart(2, '0')}:05`),
    );
    expect(shortTime(morning, anotherDay)).toBe('2. Jan., 06:05');
    expect(fullTime(morning)).toBe('02.01.2026, 06:05:00');
  });

  it('has none in English', () => {
    setLanguage('en-US');
    expect(shortTime(morning, morning)).toMatch(/^6:05\sAM$/u);
    expect(shortTime(morning, anotherDay)).toMatch(/^Jan 2, 6:05\sAM$/u);
  });

  it.each(offeredLanguages)('is written as $name does at every hour, whatever stands beside it', ({ tag }) => {
    setLanguage(tag);
    const style = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
    for (const moment of moments) {
      const time = digits(style.format(moment));
      expect(digits(shortTime(moment, moment))).toEqual(time);
      expect(digits(shortTime(moment, anotherDay)).slice(-2)).toEqual(time);
      expect(digits(fullTime(moment)).slice(-3, -1)).toEqual(time);
    }
  });
});
