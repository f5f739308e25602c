import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../renderer/lib/language.ts';
import { readDay } from '../../../renderer/lib/read-day.ts';

/** A Saturday. */
const today = '2026-11-28';
const inLanguage = (language: string, typed: string) => {
  setLanguage(language);
  return readDay(typed, today);
};

afterEach(() => {
  setLanguage('system');
});

describe('a day is read as a person writes it', () => {
  it.each([
    ['2026-12-04', '2026-12-04'],
    [' 2026-12-04 ', '2026-12-04'],
    ['today', today],
    ['Tomorrow', '2026-11-29'],
    ['TMRW', '2026-11-29'],
    ['Thu', '2026-12-03'],
    ['thursday', '2026-12-03'],
    ['Thurs.', '2026-12-03'],
    ['on Thursday', '2026-12-03'],
    // Today is one: the next one is meant.
    ['Sat', '2026-12-05'],
    ['next Sat', '2026-12-05'],
    ['next Thu', '2026-12-03'],
    ['next week', '2026-12-05'],
    ['in 2 weeks', '2026-12-12'],
    ['2 weeks', '2026-12-12'],
    ['2w', '2026-12-12'],
    ['in 10 days', '2026-12-08'],
    ['in 1 month', '2026-12-28'],
    ['3 Dec', '2026-12-03'],
    ['Dec 3', '2026-12-03'],
    ['3rd December 2027', '2027-12-03'],
    ['Thu, 3 Dec', '2026-12-03'],
    ['Thursday 3 December 2026', '2026-12-03'],
    ['31.12.26', '2026-12-31'],
  ])('%s', (typed, day) => {
    expect(inLanguage('en-GB', typed)).toBe(day);
  });

  it.each([
    ['en-GB', '12/3', '2027-03-12'],
    ['en-US', '12/3', '2026-12-03'],
    ['en-US', '3.12.', '2026-12-03'],
    ['en-US', '12/3/27', '2027-12-03'],
    // There is no 13th month.
    ['en-US', '13/12', '2026-12-13'],
    ['de-DE', '3.12.', '2026-12-03'],
    ['de-DE', '3. 12. 2027', '2027-12-03'],
    ['de-DE', '3/12', '2026-12-03'],
    ['ja-JP', '12/3', '2026-12-03'],
    ['ja-JP', '2026/12/3', '2026-12-03'],
    ['hu-HU', '12. 3.', '2026-12-03'],
    ['sv-SE', '26-12-03', '2026-12-03'],
  ])('in the order of %s: %s', (language, typed, day) => {
    expect(inLanguage(language, typed)).toBe(day);
  });

  it.each([
    ['de-DE', 'morgen', '2026-11-29'],
    ['de-DE', 'übermorgen', '2026-11-30'],
    ['de-DE', 'Do', '2026-12-03'],
    ['de-DE', 'Donnerstag', '2026-12-03'],
    ['de-DE', '3. Dezember', '2026-12-03'],
    ['de-DE', '24. Mär', '2027-03-24'],
    ['de-DE', 'in 2 Wochen', '2026-12-12'],
    ['de-DE', 'Do, 3.12.', '2026-12-03'],
    ['fr-FR', 'dans 2 semaines', '2026-12-12'],
    ['fr-FR', '3 déc.', '2026-12-03'],
    ['fr-FR', '3 decembre', '2026-12-03'],
    ['ru-RU', '3 декабря', '2026-12-03'],
  ])('in the words of %s: %s', (language, typed, day) => {
    expect(inLanguage(language, typed)).toBe(day);
  });

  it.each([
    ['1 January', '2027-01-01'],
    ['28 Nov', today],
    ['27.11.', '2027-11-27'],
    ['29 Feb', '2028-02-29'],
  ])('without a year as the next one there is: %s', (typed, day) => {
    expect(inLanguage('en-GB', typed)).toBe(day);
  });

  it.each([
    ['27 Nov', '2026-11-27'],
    ['27.11.', '2026-11-27'],
    ['Fri, 27 Nov', '2026-11-27'],
    ['1 Feb', '2027-02-01'],
    ['29 May', '2027-05-29'],
    ['tomorrow', '2026-11-29'],
  ])('is the nearest one where it may be over, and no year stands by it: %s', (typed, day) => {
    setLanguage('en-GB');
    expect(readDay(typed, today, '2026-05-30')).toBe(day);
  });

  it('keeps to the end of a shorter month', () => {
    expect(readDay('in 1 month', '2027-01-31')).toBe('2027-02-28');
    expect(readDay('in 13 months', '2027-01-31')).toBe('2028-02-29');
  });

  it('says of what nobody understands that it does not', () => {
    for (const typed of [
      ...['', ' ', '3', '12', 'soon', 'T', 'M', 'Ju 3', 'after the fair', 'Tue, 3 Dec', '30.2.', '31/31', '0/0'],
      ...['2026-02-30', '1.2.3.4', 'in 2', 'in', 'next', '3 Dec 2', '3 4 Dec 2026', '12345', '3:12', 'Dec', '1.2.345'],
    ]) {
      expect([typed, inLanguage('en-GB', typed)]).toEqual([typed, null]);
    }
  });
});
