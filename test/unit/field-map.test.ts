import { describe, expect, it } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import {
  encodings,
  fieldMapProblems,
  noFieldMap,
  noMapping,
  questionTarget,
  type Encoding,
  type FieldMap,
} from '#contract/field-map.ts';
import type { Answered, Consent, Given, QuestionKind } from '#contract/qualification.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { mapped } from '../../electron/crm/field-map.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';

/** Returns what goes over the wire in `remoteFields`; undefined: there is none. */
const remoteFields = (contact: Contact, map: FieldMap): unknown =>
  (JSON.parse(createContactBody(mapped(contact, 'u-1', map).contact)) as { remoteFields?: unknown }).remoteFields;
const keptOf = (contact: Contact, map: FieldMap) => mapped(contact, 'u-1', map).kept;

const contact = contactWith({ customFields: [{ name: 'Source', value: 'Booth', kind: 'text' }] });

describe('what the CRM has a name for', () => {
  it('lets a contact carry its UUID beside its other custom fields', () => {
    expect(remoteFields(contact, fieldMapOf({ reference: 'fieldpost_id__c' }))).toEqual({
      Source: 'Booth',
      fieldpost_id__c: 'u-1',
    });
  });

  it('adds nothing where the CRM has no field for it', () => {
    expect(mapped(contact, 'u-1', noFieldMap)).toEqual({ contact, kept: [] });
  });

  it('leaves what the user filled in, and fills in what the user left empty', () => {
    expect(remoteFields(contact, fieldMapOf({ reference: 'Source' }))).toEqual({ Source: 'Booth' });
    const empty = contactWith({ customFields: [{ name: ' Source ', value: ' ', kind: 'text' }] });
    expect(remoteFields(empty, fieldMapOf({ reference: 'Source' }))).toEqual({ Source: 'u-1' });
  });

  it('lets a note, a job title and a website go, and says which have no field there', () => {
    const typed = contactWith({ note: 'Wants a demo', jobTitle: 'Buyer', website: ' ' });
    const map = fieldMapOf({ note: 'Description', website: 'Website' });
    expect(remoteFields(typed, map)).toEqual({ Description: 'Wants a demo' });
    expect(keptOf(typed, map)).toEqual(['jobTitle']);
    expect(keptOf(typed, noFieldMap)).toEqual(['note', 'jobTitle']);
  });

  it('keeps a note here where a custom field of the user has its name', () => {
    const typed = { ...contact, note: 'Wants a demo' };
    expect(remoteFields(typed, fieldMapOf({ note: 'Source' }))).toEqual({ Source: 'Booth' });
    expect(keptOf(typed, fieldMapOf({ note: 'Source' }))).toEqual(['note']);
  });

  it('is refused where two have one name, but for the note and what has no field', () => {
    expect(Object.keys(fieldMapProblems(fieldMapOf({ note: 'A', rating: ' A', website: 'B' })))).toEqual([
      'note',
      'rating',
    ]);
    expect(fieldMapProblems({ ...fieldMapOf({ note: 'A' }), rest: 'A' })).toEqual({});
  });
});

const one = (value: string, text = value): Given => ({ value, text });

/** What was answered to a question of each kind. */
const given: Record<QuestionKind, Given[]> = {
  single: [one('o1', 'Large')],
  several: [one('o1', 'Large'), one('o2', 'Small; cheap')],
  yesNo: [one('yes', 'Yes')],
  temperature: [one('warm', 'Warm')],
  stars: [one('4')],
  number: [one('12,5')],
  date: [one('2026-11-27')],
  line: [one('Two words')],
  text: [one('Two\nlines')],
};

const values = { o1: '7', yes: 'true', warm: 'W', 4: 'four' };
const midnight = Date.UTC(2026, 10, 27);

/** What each goes out as: undefined, where it cannot, and stays. Without values of the CRM's, and with those above. */
const plain: Record<QuestionKind, Record<Encoding, unknown>> = {
  single: { text: 'Large', label: 'Large', number: undefined, list: ['Large'], semicolons: 'Large', commas: 'Large' },
  several: {
    text: 'Large, Small; cheap',
    label: 'Large, Small; cheap',
    number: undefined,
    list: ['Large', 'Small; cheap'],
    // One answer would be read as two.
    semicolons: undefined,
    commas: 'Large,Small; cheap',
  },
  yesNo: { text: 'yes', label: 'Yes', number: undefined, list: ['yes'], semicolons: 'yes', commas: 'yes' },
  temperature: { text: 'Warm', label: 'Warm', number: undefined, list: ['Warm'], semicolons: 'Warm', commas: 'Warm' },
  stars: { text: '4', label: '4', number: 4, list: ['4'], semicolons: '4', commas: '4' },
  number: { text: '12,5', label: '12,5', number: 12.5, list: ['12,5'], semicolons: '12,5', commas: '12,5' },
  date: {
    text: '2026-11-27',
    label: '2026-11-27',
    number: midnight,
    list: ['2026-11-27'],
    semicolons: '2026-11-27',
    commas: '2026-11-27',
  },
  line: {
    text: 'Two words',
    label: 'Two words',
    number: undefined,
    list: ['Two words'],
    semicolons: 'Two words',
    commas: 'Two words',
  },
  text: {
    text: 'Two\nlines',
    label: 'Two\nlines',
    number: undefined,
    list: ['Two\nlines'],
    semicolons: 'Two\nlines',
    commas: 'Two\nlines',
  },
};
const withValues: Partial<Record<QuestionKind, Record<Encoding, unknown>>> = {
  single: { text: '7', label: 'Large', number: 7, list: ['7'], semicolons: '7', commas: '7' },
  several: {
    text: '7, Small; cheap',
    label: 'Large, Small; cheap',
    number: undefined,
    list: ['7', 'Small; cheap'],
    semicolons: undefined,
    commas: '7,Small; cheap',
  },
  yesNo: { text: 'true', label: 'Yes', number: undefined, list: ['true'], semicolons: 'true', commas: 'true' },
  temperature: { text: 'W', label: 'Warm', number: undefined, list: ['W'], semicolons: 'W', commas: 'W' },
  stars: { text: 'four', label: '4', number: undefined, list: ['four'], semicolons: 'four', commas: 'four' },
};

const answerOf = (kind: QuestionKind): Answered => ({
  question: 'q1',
  revision: 2,
  kind,
  asked: 'Which?',
  given: given[kind],
});
const cases = Object.keys(given).flatMap((kind) =>
  encodings.map((encoding) => [kind as QuestionKind, encoding] as const),
);

describe.each(cases)('an answer to a question of the kind %s, as %s', (kind, encoding) => {
  const typed = contactWith({ answers: [answerOf(kind)] });

  it('goes over the wire as the CRM wants it, or stays here and is said to', () => {
    const map = fieldMapOf({ [questionTarget('q1')]: 'f' }, encoding);
    const expected = plain[kind][encoding];
    expect(remoteFields(typed, map)).toEqual(expected === undefined ? undefined : { f: expected });
    expect(keptOf(typed, map)).toEqual(expected === undefined ? ['answers'] : []);
  });

  it('goes under what the CRM calls it', () => {
    const map: FieldMap = { fields: { [questionTarget('q1')]: { field: 'f', encoding, values } }, rest: '' };
    const expected = (withValues[kind] ?? plain[kind])[encoding];
    expect(remoteFields(typed, map)).toEqual(expected === undefined ? undefined : { f: expected });
  });
});

it('joins several answers where the CRM has a name for the one with the separator in it', () => {
  const map: FieldMap = {
    fields: { [questionTarget('q1')]: { field: 'f', encoding: 'semicolons', values: { o2: 'small' } } },
    rest: '',
  };
  expect(remoteFields(contactWith({ answers: [answerOf('several')] }), map)).toEqual({ f: 'Large;small' });
});

it('writes a date that is none to no field for dates, but as a line', () => {
  const soon = contactWith({ followUpBy: 'soon', answers: [{ ...answerOf('date'), given: [one('in May')] }] });
  const map: FieldMap = { ...fieldMapOf({ [questionTarget('q1')]: 'f', followUpBy: 'On' }), rest: 'Description' };
  expect(remoteFields(soon, map)).toEqual({ Description: 'Follow up by: soon\nWhich? in May' });
  expect(keptOf(soon, { ...map, rest: '' })).toEqual(['followUpBy', 'answers']);
});

it('sends a number digit by digit, and none that JSON would not take', () => {
  const body = (text: string) =>
    createContactBody(
      mapped(
        contactWith({ answers: [{ ...answerOf('number'), given: [one(text)] }] }),
        'u',
        fieldMapOf({ [questionTarget('q1')]: 'f' }, 'number'),
      ).contact,
    );
  expect(body('12345678901234567890.10')).toContain('"f":12345678901234567890.10}');
  for (const none of ['007', '1e5', '1.', '.5', '+1', '1 000', '4,93023E+11', 'NaN', ''])
    expect(body(none)).not.toContain('"f"');
});

it('guesses of no number whether its sign stands before a fraction or between thousands', () => {
  const fields = (text: string) =>
    remoteFields(contactWith({ answers: [{ ...answerOf('number'), given: [one(text)] }] }), {
      ...fieldMapOf({ [questionTarget('q1')]: 'f' }, 'number'),
      rest: 'Description',
    });
  for (const either of ['1,000', '1.000', '-12,500', '999.999'])
    expect(fields(either)).toEqual({ Description: `Which? ${either}` });
  for (const [typed, number] of Object.entries({ '0,125': 0.125, '1000,125': 1000.125, '1.50': 1.5, '1,0000': 1 }))
    expect(fields(typed)).toEqual({ f: number });
});

describe('what has no field of its own', () => {
  const typed = contactWith({
    note: 'Call back',
    rating: 'hot',
    followUp: 'Send prices',
    answers: [answerOf('several')],
  });

  it('goes as lines into one long text where the user wants that, so that nothing is lost', () => {
    const map: FieldMap = { fields: { rating: { ...noMapping, field: 'Rating' } }, rest: 'Description' };
    expect(remoteFields(typed, map)).toEqual({
      Rating: 'Hot',
      Description: 'Note: Call back\nFollow up: Send prices\nWhich? Large, Small; cheap',
    });
    expect(keptOf(typed, map)).toEqual([]);
  });

  it('comes behind the note that goes there', () => {
    const map: FieldMap = { ...fieldMapOf({ note: 'Description' }), rest: 'Description' };
    expect(remoteFields({ ...typed, answers: [] }, map)).toEqual({
      Description: 'Call back\nRating: Hot\nFollow up: Send prices',
    });
  });

  it('stays here else, and is said to', () => {
    expect(keptOf(typed, noFieldMap)).toEqual(['note', 'rating', 'followUp', 'answers']);
  });
});

describe('a consent', () => {
  const consent: Consent = {
    how: 'ticked',
    channels: ['email', 'post'],
    version: 2,
    language: 'de',
    hash: 'ab12',
    at: Date.UTC(2026, 10, 27, 9),
    offset: 330,
    by: 'Jo',
    laptop: 'booth-1',
    signature: '',
    withdrawnAt: null,
  };
  const map = fieldMapOf({ consent: 'Proof', consentEmail: 'Mail', consentPhone: 'Phone' });

  it('goes with all that proves it, and by channel', () => {
    expect(remoteFields(contactWith({ consent }), map)).toEqual({
      Proof:
        'agreed=email,post; how=ticked; at=2026-11-27T14:30:00+05:30; text=2/de; sha256=ab12; by=Jo; laptop=booth-1',
      Mail: 'yes',
      Phone: 'no',
    });
  });

  it('goes as a no where the visitor said no, or took it back', () => {
    const no = { Mail: 'no', Phone: 'no' };
    expect(remoteFields(contactWith({ consent: { ...consent, channels: [] } }), map)).toMatchObject(no);
    const back = { ...consent, withdrawnAt: Date.UTC(2026, 10, 28) };
    expect(remoteFields(contactWith({ consent: back }), map)).toMatchObject(no);
    expect(JSON.stringify(remoteFields(contactWith({ consent: back }), map))).toContain('withdrawn=2026-11-28');
  });

  it('is not there where nobody was asked', () => {
    expect(remoteFields(contactWith({}), map)).toBeUndefined();
  });
});
