import { describe, expect, it } from 'vitest';
import { noSetup } from '#contract/events.ts';
import { withEvent } from '../../../electron/events/revise.ts';
import {
  choicesOf,
  givenTo,
  valueByKey,
  withAnswer,
  withChoice,
  withWords,
  type Choice,
} from '../../../renderer/qualify/answers.ts';
import { asShown, shownEvent } from '../../../renderer/qualify/shown-event.ts';
import { t } from '../../../renderer/lib/words.ts';
import { contactWith } from '../../support/contacts.ts';
import { expo, question } from '../../support/events.ts';

const options = [
  { id: 'a', label: 'Large' },
  { id: 'b', label: 'Small' },
];
const one = question('one', { options });
const several = question('several', { kind: 'several', options });
const choice = (value: string): Choice => ({ value, text: value.toUpperCase(), key: '' });
const values = (answers: ReturnType<typeof withChoice>, id: string) => givenTo(answers, id).map(({ value }) => value);

describe('a choice', () => {
  it('takes the place of the one before, and is taken back by the same once more', () => {
    const first = withChoice([], one, choice('a'));
    expect(first).toEqual([
      { question: 'one', revision: 1, kind: 'single', asked: 'Question one?', given: [{ value: 'a', text: 'A' }] },
    ]);
    expect(values(withChoice(first, one, choice('b')), 'one')).toEqual(['b']);
    expect(withChoice(first, one, choice('a'))).toEqual([]);
  });

  it('joins the ones before where several can be chosen', () => {
    const both = withChoice(withChoice([], several, choice('a')), several, choice('b'));
    expect(values(both, 'several')).toEqual(['a', 'b']);
    expect(values(withChoice(both, several, choice('a')), 'several')).toEqual(['b']);
  });

  it('leaves the answers to other questions as they are', () => {
    const answers = withChoice(withChoice([], one, choice('a')), several, choice('b'));
    expect(withWords(answers, one, '').map(({ question }) => question)).toEqual(['several']);
    expect(withAnswer(answers, one, [{ value: 'b', text: 'B' }]).map(({ question }) => question)).toEqual([
      'one',
      'several',
    ]);
  });

  it('says which revision was asked, in which words', () => {
    const newer = { ...one, revision: 3, asked: 'Newer?' };
    expect(withChoice(withChoice([], one, choice('a')), newer, choice('b'))[0]).toMatchObject({
      revision: 3,
      asked: 'Newer?',
    });
  });
});

describe('a key', () => {
  const byKey = (kind: 'single' | 'yesNo' | 'temperature' | 'stars', pressed: string) =>
    valueByKey(choicesOf({ ...one, kind }, [], t), pressed);

  it('chooses by number, and by letter where the choices have one', () => {
    expect([byKey('single', '2'), byKey('single', '3'), byKey('single', 'x')]).toEqual(['b', null, null]);
    expect([byKey('yesNo', 'y'), byKey('yesNo', 'N'), byKey('yesNo', '1')]).toEqual(['yes', 'no', 'yes']);
    expect([byKey('temperature', 'w'), byKey('temperature', '3')]).toEqual(['warm', 'cold']);
    expect([byKey('stars', '5'), byKey('stars', '6')]).toEqual(['5', null]);
  });

  it('reaches the ninth choice, and not the one without a key', () => {
    const many = question('many', { options: 'abcdefghij'.split('').map((id) => ({ id, label: id })) });
    const choices = choicesOf(many, [], t);
    expect(valueByKey(choices, '9')).toBe('i');
    expect(choices[9]?.key).toBe('');
  });

  it('still finds what was chosen when the question was another one', () => {
    const choices = choicesOf(one, [{ value: 'old', text: 'Huge' }], t);
    expect(choices.map(({ text }) => text)).toEqual(['Large', 'Small', 'Huge']);
  });
});

describe('the event of a form', () => {
  const setup = { ...withEvent(withEvent(noSetup, expo), { ...expo, id: 'other', name: 'Other' }), onDuty: 'expo' };
  const answers = withChoice(withChoice([], question('size'), choice('s')), question('foreign'), choice('x'));

  it('is the one on duty for a new contact, and its own for a stored one', () => {
    const stored = contactWith({ event: { id: 'other', name: 'Other' } });
    expect(shownEvent(stored, false, setup)?.id).toBe('expo');
    expect(shownEvent(stored, true, setup)?.id).toBe('other');
    expect(shownEvent(contactWith({}), true, setup)).toBeNull();
  });

  it('goes with a new contact, and the answers to its questions alone', () => {
    const saved = asShown(contactWith({ answers }), false, setup);
    expect(saved.event).toEqual({ id: 'expo', name: 'Expo Berlin' });
    expect(saved.answers.map(({ question }) => question)).toEqual(['size']);
    expect(asShown(contactWith({ answers }), false, { ...setup, onDuty: null })).toMatchObject({
      event: null,
      answers: [],
    });
  });

  it('leaves a stored contact what it answered, and nothing open where it was taken from its event', () => {
    const stored = contactWith({ answers, event: { id: 'other', name: 'Other' }, open: ['when'] });
    expect(asShown(stored, true, setup)).toEqual(stored);
    expect(asShown({ ...stored, event: null }, true, setup).open).toEqual([]);
  });
});
