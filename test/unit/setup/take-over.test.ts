import { describe, expect, it } from 'vitest';
import { emptyEvent, noSetup, type FieldEvent, type Setup } from '#contract/events.ts';
import { codeWords } from '#words/four-words.ts';
import { consentHash, withEvent } from '../../../electron/events/revise.ts';
import { changesOf, withArrived } from '../../../electron/setup/take-over.ts';
import { fourWordsOf } from '../../../electron/setup/travelling.ts';
import { fieldMapOf } from '../../support/field-map.ts';
import { eventOf, travellingOf } from '../../support/setups.ts';

const fair = eventOf('Fair', 3);
const dinner = eventOf('Dinner', 2);
const here: Setup = { ...noSetup, events: [fair], onDuty: fair.id };
const arrived = (...events: FieldEvent[]) => ({ events, consentTexts: {} });

describe('a set-up that arrives', () => {
  it('adds what is new, takes the place of what has its id, and removes nothing', () => {
    const moved = { ...fair, place: 'Hall 5' };
    const [added, changed] = [arrived(dinner), arrived(dinner, moved)];
    expect(withArrived(here, added).events).toEqual([fair, dinner]);
    expect(withArrived(here, changed).events).toEqual([moved, dinner]);
    expect(changesOf(here, arrived(dinner, moved, fair))).toEqual([
      { id: dinner.id, name: 'Dinner', change: 'added', parts: [] },
      { id: fair.id, name: 'Fair', change: 'changed', parts: ['place'] },
      { id: fair.id, name: 'Fair', change: 'same', parts: [] },
    ]);
  });

  it('says what of an event is another, whatever that is', () => {
    const others: Partial<Omit<FieldEvent, 'id' | 'capturedBy'>> = {
      name: 'Expo',
      place: 'Hall 5',
      from: '2026-11-26',
      to: '2026-11-30',
      timeZone: 'Europe/Paris',
      defaults: [],
      questions: [],
      consent: null,
      connection: 'second',
      badgeRule: { separator: ';', parts: [] } as unknown as FieldEvent['badgeRule'],
      keepCards: !fair.keepCards,
      readsLicences: !fair.readsLicences,
    };
    expect(Object.keys({ ...others, id: '', capturedBy: '' }).toSorted()).toEqual(
      Object.keys(emptyEvent('')).toSorted(),
    );
    for (const [field, value] of Object.entries(others)) {
      expect(changesOf(here, arrived({ ...fair, [field]: value }))[0]?.parts, field).toHaveLength(1);
    }
  });

  it('leaves who is on duty, and who captures here', () => {
    const mine = { ...here, events: [{ ...fair, capturedBy: 'Jo' }] };
    const taken = withArrived(mine, arrived({ ...fair, capturedBy: 'Sam' }));
    expect(taken.onDuty).toBe(fair.id);
    expect(taken.events[0]?.capturedBy).toBe('Jo');
    expect(withArrived(here, arrived({ ...fair, capturedBy: 'Sam' })).events[0]?.capturedBy).toBe('Sam');
    expect(changesOf(mine, arrived(fair))[0]?.change).toBe('same');
  });

  it('keeps the revision that a question has, and never gives one to two meanings', () => {
    const asks = (asked: string, revision: number): FieldEvent => ({
      ...fair,
      questions: fair.questions.slice(0, 1).map((question) => ({ ...question, asked, revision })),
    });
    const revisionOf = (before: FieldEvent, after: FieldEvent) =>
      withArrived({ ...here, events: [before] }, arrived(after)).events[0]?.questions[0]?.revision;
    expect(revisionOf({ ...fair, questions: [] }, asks('A', 4))).toBe(4);
    expect(revisionOf(asks('A', 1), asks('B', 3))).toBe(3);
    expect(revisionOf(asks('A', 3), asks('B', 3))).toBe(4);
    expect(revisionOf(asks('A', 5), asks('B', 2))).toBe(6);
    expect(revisionOf(asks('A', 5), asks('A', 2))).toBe(5);
  });

  it('keeps every text that a visitor was asked to agree to, and takes none whose hash is not its own', () => {
    const old = { text: 'We may write.', language: 'en', version: 1 };
    const before = withEvent(noSetup, { ...fair, consent: old });
    const next = { ...fair, consent: { text: 'We may write and call.', language: 'en', version: 1 } };
    const forged = { [consentHash(old)]: { ...old, text: 'Anything.' }, ab: { ...old, text: 'Forged.' } };
    const taken = withArrived(before, { events: [next], consentTexts: forged });
    expect(Object.values(taken.consentTexts).map(({ text }) => text)).toEqual([
      'We may write.',
      'We may write and call.',
    ]);
    expect(taken.events[0]?.consent?.version).toBe(2);
  });
});

describe('the four words', () => {
  const setup = travellingOf(3, 4);
  const words = fourWordsOf(setup);

  it('are the same for the same set-up, whatever laptop it is on', () => {
    expect(words).toHaveLength(4);
    expect(words.every((word) => codeWords.includes(word))).toBe(true);
    const elsewhere = {
      ...setup,
      events: setup.events.toReversed().map((event) => ({
        ...event,
        capturedBy: 'Jo',
        questions: event.questions.map((question) => ({ ...question, revision: question.revision + 1 })),
      })),
      consentTexts: { ab: { text: 'Older', language: 'en', version: 1 } },
      connections: setup.connections.map((one) => ({
        ...one,
        fieldMap: {
          ...one.fieldMap,
          fields: { website: { field: '', encoding: 'text' as const, values: {} }, ...one.fieldMap.fields },
        },
      })),
    };
    expect(fourWordsOf(elsewhere)).toEqual(words);
  });

  it('are others where something is asked otherwise, or goes elsewhere', () => {
    const [first, ...rest] = setup.events;
    const [connection] = setup.connections;
    if (first === undefined || connection === undefined) throw new Error('No set-up');
    const others = [
      { ...setup, events: rest },
      { ...setup, events: [{ ...first, questions: first.questions.toReversed() }, ...rest] },
      { ...setup, events: [{ ...first, consent: null }, ...rest] },
      { ...setup, connections: [{ ...connection, credentialId: 'another' }] },
      { ...setup, connections: [{ ...connection, fieldMap: fieldMapOf({ note: 'Note' }) }] },
    ];
    const all = [words, ...others.map(fourWordsOf)].map((one) => one.join(' '));
    expect(new Set(all).size).toBe(all.length);
  });

  it('are of 256 that are short and differ early, so that nobody takes one for another', () => {
    expect(new Set(codeWords).size).toBe(256);
    expect(codeWords.every((word) => /^[a-z]{3,8}$/u.test(word))).toBe(true);
    expect(new Set(codeWords.map((word) => word.slice(0, 4))).size).toBe(256);
  });
});
