import { describe, expect, it } from 'vitest';
import { offeredLanguages, systemLanguage } from '#contract/language.ts';
import { speaker } from '#words/speaker.ts';
import { setLanguage } from '../../renderer/lib/language.ts';
import { format, t } from '../../renderer/lib/words.ts';

/** Each hour of one day, at five past. */
const moments = Array.from({ length: 24 }, (_, hour) => new Date(2026, 0, 2, hour, 5).getTime());
const [morning = 0] = moments.slice(6);
const anotherDay = new Date(2026, 0, 9).getTime();

const digits = (text: string) => text.match(/\p{Nd}+/gu) ?? [];

describe('a time', () => {
  it('has its leading zero in German, today and on another day', () => {
    const { when, moment } = speaker('en', 'de-DE').format;
    expect(moments.map((at) => when(at, at))).toEqual(moments.map((_, hour) => `${String(hour).padStart(2, '0')}:05`));
    expect(when(morning, anotherDay)).toBe('2. Jan., 06:05');
    expect(moment(morning)).toBe('02.01.2026, 06:05:00');
  });

  it('has none in English', () => {
    const { when } = speaker('en', 'en-US').format;
    expect(when(morning, morning)).toMatch(/^6:05\sAM$/u);
    expect(when(morning, anotherDay)).toMatch(/^Jan 2, 6:05\sAM$/u);
  });

  it('of yesterday says so, on the day after only', () => {
    const { when } = speaker('en', 'en-GB').format;
    const at = (month: number, day: number, hour: number) => new Date(2026, month, day, hour, 5).getTime();
    expect(when(at(0, 2, 23), at(0, 3, 0))).toBe('Yesterday, 23:05');
    expect(when(at(0, 2, 0), at(0, 3, 23))).toBe('Yesterday, 00:05');
    expect(when(at(0, 2, 0), at(0, 4, 0))).toBe('2 Jan, 00:05');
    // A clock that was set back meanwhile.
    expect(when(at(0, 4, 9), at(0, 3, 9))).toBe('4 Jan, 09:05');
    // The first of a month.
    expect(when(at(1, 28, 9), at(2, 1, 9))).toBe('Yesterday, 09:05');
  });

  it('follows the language of the screen at once, in and outside of a sentence', () => {
    const shown = () => [format().time(morning), t('updates.upToDate', { at: morning })];
    setLanguage('de-DE');
    expect(shown()).toEqual(['06:05', expect.stringContaining('2. Jan., 06:05')]);
    setLanguage('en-US');
    expect(shown()).toEqual([expect.stringMatching(/^6:05\sAM$/u), expect.stringMatching(/Jan 2, 6:05\sAM/u)]);
    setLanguage(systemLanguage);
  });

  it.each(offeredLanguages)('is written as $name does at every hour, whatever stands beside it', ({ tag }) => {
    const { when, moment } = speaker('en', tag).format;
    const style = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
    for (const at of moments) {
      const time = digits(style.format(at));
      expect(digits(when(at, at))).toEqual(time);
      expect(digits(when(at, anotherDay)).slice(-2)).toEqual(time);
      expect(digits(moment(at)).slice(-3, -1)).toEqual(time);
    }
  });
});
