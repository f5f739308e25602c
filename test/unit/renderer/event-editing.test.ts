// What is typed for an event, and what of it is stored.
import { describe, expect, it } from 'vitest';
import { eventProblems } from '#contract/events.ts';
import {
  leadsTo,
  moved,
  nearestLanguage,
  newId,
  newQuestion,
  reworded,
  tidied,
} from '../../../renderer/events/edit.ts';
import { whenAndWhere } from '../../../renderer/events/event-words.ts';
import { setLanguage } from '../../../renderer/lib/language.ts';
import { eventWith, sized } from '../../support/events.ts';

describe('what is moved in a list', () => {
  it('takes the place it is moved to, up and down', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  });

  it('stays where there is no such place', () => {
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 2, 0)).toEqual(['a', 'b']);
  });
});

describe('an event as typed', () => {
  it('is stored without the choices of a kind that was left, and keeps them as long as it is typed', () => {
    const typed = eventWith({ questions: [sized('1', { kind: 'yesNo' })] });
    expect(tidied(typed).questions[0]?.options).toEqual([]);
    expect(typed.questions[0]?.options).toHaveLength(2);
  });

  it('is stored without empty choices at the end; one in between is said', () => {
    const labels = (...all: string[]) =>
      eventWith({ questions: [sized('1', { options: all.map((label, at) => ({ id: `${at}`, label })) })] });
    expect(tidied(labels('One', ' ', '')).questions[0]?.options).toHaveLength(1);
    expect(Object.keys(eventProblems(tidied(labels('One', '', 'Two'))))).toEqual(['questions.0.options.1']);
    expect(Object.keys(eventProblems(tidied(labels('', ''))))).toEqual(['questions.0.options']);
  });

  it('does not make a question depend on a choice that is gone', () => {
    const [first, second] = [sized('1'), sized('2', { shownIf: { question: '1', anyOf: ['a', 'gone'] } })];
    expect(tidied(eventWith({ questions: [first, second] })).questions[1]?.shownIf?.anyOf).toEqual(['a']);
    const other = sized('2', { shownIf: { question: '1', anyOf: ['gone'] } });
    const problems = eventProblems(tidied(eventWith({ questions: [first, other] })));
    expect(Object.keys(problems)).toEqual(['questions.1.shownIf']);
  });

  it('that has a question before the one it depends on cannot be stored', () => {
    const second = sized('2', { shownIf: { question: '1', anyOf: ['a'] } });
    expect(Object.keys(eventProblems(tidied(eventWith({ questions: [second, sized('1')] }))))).toEqual([
      'questions.0.shownIf',
    ]);
  });

  it('is stored without lines of values in which nothing stands', () => {
    const defaults = [
      { name: '', value: ' ' },
      { name: 'LeadSource', value: 'Expo' },
    ];
    expect(tidied(eventWith({ defaults })).defaults).toEqual([defaults[1]]);
  });
});

it('a question can depend on an earlier one that has answers to choose from', () => {
  const questions = [sized('1'), sized('2', { kind: 'text' }), sized('3', { kind: 'stars' }), sized('4')];
  const before = (at: number) => leadsTo(eventWith({ questions }), at).map(({ id }) => id);
  expect(before(0)).toEqual([]);
  expect(before(3)).toEqual(['1', '3']);
});

it('a new question has ids that no other one has', () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[a-z\d]{10}$/u);
  expect(eventProblems(eventWith({ questions: [{ ...newQuestion(), asked: 'Why?' }] }))).toHaveProperty([
    'questions.0.options.0',
  ]);
});

it('tells of the questions whose meaning a save has changed, and of no new one', () => {
  const before = eventWith({ questions: [sized('1'), sized('2')] });
  const after = eventWith({
    questions: [sized('1', { revision: 2, asked: ' Now? ' }), sized('2'), sized('3')],
  });
  expect(reworded(before, after)).toEqual(['Now?']);
  expect(reworded(eventWith({}), after)).toEqual([]);
  expect(reworded(before, undefined)).toEqual([]);
});

it('an event is known by its place, its days and how much is asked', () => {
  setLanguage('en-GB');
  expect(whenAndWhere(eventWith({ questions: [sized('1')] }))).toBe('1 question');
  const words = whenAndWhere(eventWith({ place: ' Cologne ', from: '2026-11-27', to: '2026-11-28' }));
  // How much room is around the dash depends on the edition of the language's rules.
  expect(words.replace(/\s/gu, '')).toBe('Cologne·27–28Nov2026·0questions');
  expect(whenAndWhere(eventWith({ to: '2026-11-28' }))).toBe('28 Nov 2026 · 0 questions');
});

it('offers the language of the system for a consent, or the one next to it', () => {
  expect(nearestLanguage('de-AT')).toBe('de-AT');
  expect(nearestLanguage('fr')).toBe('fr-BE');
  expect(nearestLanguage('fi-SE')).toBe('fi-FI');
  expect(nearestLanguage('xx-YY')).toBe('en-US');
});
