import { expect, it } from 'vitest';
import { en } from '#words/en.ts';
import { kinds, pluralCategories, say, translation, type Said, type Template } from '#words/message.ts';
import { speaker } from '#words/speaker.ts';

const english = speaker('en', 'en-GB');

it('says a sentence with its parameters, each written in the user’s way', () => {
  expect(english.say('status.repairingSoFar', { done: 40_000, total: 100_000 })).toBe(
    'Repairing the outbox: 40,000 of 100,000 contacts.',
  );
  expect(speaker('en', 'de-DE').say('status.repairingSoFar', { done: 40_000, total: 100_000 })).toContain('40.000');
  expect(english.text([say('status.repairing'), 'Words of the CRM.'])).toBe('Repairing the outbox. Words of the CRM.');
});

it('chooses the words by the number', () => {
  expect(english.say('status.notTaken', { count: 1 })).toContain('1 contact and');
  expect(english.say('status.notTaken', { count: 2_000 })).toContain('2,000 contacts and');
});

it('knows the plural categories that each language has', () => {
  for (const [language, categories] of Object.entries(pluralCategories)) {
    const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect([language, [...known].sort()]).toEqual([language, [...categories].sort()]);
  }
});

it('writes several words of one kind as a list', () => {
  const said = (checks: Said[]) => english.say('doctor.troubles', { count: checks.length, checks });
  expect(said(['Clock'])).toBe('One problem: Clock.');
  expect(said(['Clock', say('settings.updates'), 'API'])).toBe('3 problems: Clock, Updates, API.');
});

it('writes what is left as a wait that is never too short, and what something took', () => {
  const { wait, duration, size } = english.format;
  const waits = [0, 1, 20_000, 20_001, 89_000, 90_001, 3_600_000, 7_200_001, 172_799_400].map(wait);
  expect(waits).toEqual(['1 s', '1 s', '20 s', '21 s', '89 s', '2 min', '60 min', '3 h', '2 days']);
  const durations = [-5, 0, 120, 3_440, 60_000, 125_000].map(duration);
  expect(durations).toEqual(['0 ms', '0 ms', '120 ms', '3.4 s', '1 min', '2 min']);
  expect([1, 999, 12_345, 999_499, 1_240_000, 95_813_632_000].map(size)).toEqual([
    '1 byte',
    '999 bytes',
    '12 kB',
    '999 kB',
    '1.2 MB',
    '95.8 GB',
  ]);
});

it('shows a message of a newer version by its key, and words as they are', () => {
  expect(english.text({ key: 'of.tomorrow', params: { name: 'x' } } as unknown as Said)).toBe('of.tomorrow x');
  expect(english.text('As it was stored in 2025.')).toBe('As it was stored in 2025.');
});

it('is longer and accented in the pseudo-languages, and keeps every parameter', () => {
  for (const words of ['en-XA', 'ar-XB'] as const) {
    const pseudo = speaker(words, 'en-GB');
    const text = pseudo.say('status.repairingSoFar', { done: 4, total: 7 });
    expect(text).toMatch(/^\[Ŕéþåîŕîñĝ ţĥé öûţƀöẋ: 4 öƒ 7 çöñţåçţš\./u);
    expect(text.length).toBeGreaterThan(english.say('status.repairingSoFar', { done: 4, total: 7 }).length * 1.2);
  }
  expect(speaker('ar-XB').direction).toBe('rtl');
});

it('has no template with a brace that is not a placeholder, and both forms of each plural', () => {
  const placeholders = new RegExp(`\\{\\w+(?::(?:${kinds.join('|')}|list))?\\}`, 'gu');
  for (const [key, template] of Object.entries<Template>(en)) {
    const forms = typeof template === 'string' ? [template] : Object.values(template);
    for (const form of forms)
      expect([key, form.replace(placeholders, '')]).not.toEqual([key, expect.stringMatching(/[{}]/u)]);
    if (typeof template !== 'string') expect([key, Object.keys(template)]).toEqual([key, ['one', 'other']]);
  }
});

/** What must not compile: `tsc` fails where one of these does. */
export function mistakes(): void {
  // @ts-expect-error No such key.
  say('status.nothing');
  // @ts-expect-error A parameter is missing.
  say('status.nextTry');
  // @ts-expect-error Its kind is another.
  say('status.nextTry', { wait: '3 min' });
  // @ts-expect-error It has none.
  say('status.repairing', { done: 1 });
  // @ts-expect-error Polish has two categories more.
  translation('pl', en);
  translation('de', { ...en, 'status.repairing': 'Wird repariert.' });
  // @ts-expect-error A key is missing.
  translation('de', {});
  // @ts-expect-error A parameter of the sentence is missing.
  translation('de', { ...en, 'status.nextTry': 'Gleich.' });
  // @ts-expect-error There is no such sentence.
  translation('de', { ...en, 'status.more': 'Mehr.' });
}
