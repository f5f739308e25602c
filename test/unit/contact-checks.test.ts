import { describe, expect, it } from 'vitest';
import { emptyContact, withOnlyName } from '#contract/contact.ts';
import { contactProblems, contactWarnings } from '#contract/contact-checks.ts';
import type { Said } from '#words/message.ts';
import { speaker } from '#words/speaker.ts';
import { contactWith } from '../support/contacts.ts';

const words = (said: Said | undefined) => speaker().text(said ?? '');

describe('what keeps a contact from being saved', () => {
  it('is nothing, for a last name alone', () => {
    expect(contactProblems(contactWith({}))).toEqual({});
  });

  it.each(['', '   ', '\t', '\u200B', '\u3164', '\u2800', '\u0000'])('is a missing last name (%j)', (lastName) => {
    const { lastName: problem, ...others } = contactProblems(contactWith({ lastName }));
    expect(words(problem)).toContain('required');
    expect(others).toEqual({});
  });

  it('is a last name where a person has one name, and the sentence says where that goes', () => {
    const contact = contactWith({ firstName: 'Suharti', lastName: '\u200B' });
    expect(contactProblems(contact)).toEqual({ lastName: { key: 'check.onlyName' } });
    const moved = withOnlyName(contact);
    expect(moved).toEqual({ ...contact, firstName: '', lastName: 'Suharti' });
    expect(contactProblems(moved)).toEqual({});
  });

  it('is a name of 100,000 characters, with the number in the sentence', () => {
    const problems = contactProblems(contactWith({ lastName: 'x'.repeat(100_000) }));
    expect(words(problems['lastName'])).toContain('100,000 characters');
  });

  it('is nothing that goes when it is stored', () => {
    expect(contactProblems(contactWith({ account: 'Ac\u0000me', lastName: 'Lin\u200Bdt' }))).toEqual({});
    const [address] = emptyContact().addresses;
    const inCity = contactWith({ addresses: address === undefined ? [] : [{ ...address, city: '\u0000' }] });
    expect(contactProblems(inCity)).toEqual({});
  });

  it('is a note that is longer than any, and not one of several lines', () => {
    expect(contactProblems(contactWith({ note: 'x'.repeat(32_001) }))).toHaveProperty('note');
    expect(contactProblems(contactWith({ note: `Wants a demo\n${'x'.repeat(31_000)}` }))).toEqual({});
  });

  it('is more entries of one kind than a contact may have', () => {
    const phoneNumbers = Array.from({ length: 51 }, () => ({ phoneNumberType: 'main', phoneNumber: '1' }));
    expect(contactProblems(contactWith({ phoneNumbers }))).toHaveProperty('phoneNumbers');
  });

  it.each(['😀 Ünal', 'محمد', "O'Neil-Weiß", '李雷', 'a\u0301'])(
    'is not a name from anywhere in the world (%s)',
    (lastName) => {
      expect(contactProblems(contactWith({ lastName }))).toEqual({});
    },
  );

  it.each([
    ['{not json', 'not valid JSON'],
    ['true', 'not true, false or null'],
    ['null', 'not true, false or null'],
  ])('is a JSON field that holds %s', (value, sentence) => {
    const problems = contactProblems(contactWith({ customFields: [{ name: 'Score', value, kind: 'json' }] }));
    expect(words(problems['customFields.0.value'])).toContain(sentence);
  });

  it.each(['42', '"text"', '[1,2]', '{"a":1}'])('is not a JSON field that holds %s', (value) => {
    expect(contactProblems(contactWith({ customFields: [{ name: 'Score', value, kind: 'json' }] }))).toEqual({});
  });

  it('is a custom field with a value and no name, and not one with neither', () => {
    const field = (name: string, value: string) => ({ name, value, kind: 'text' as const });
    expect(contactProblems(contactWith({ customFields: [field('', 'x')] }))).toHaveProperty(['customFields.0.name']);
    expect(contactProblems(contactWith({ customFields: [field('', ''), field('Kept', '')] }))).toEqual({});
  });

  it('is two custom fields of one name, which would overwrite each other in the CRM', () => {
    const field = { name: 'Source', value: 'x', kind: 'text' as const };
    const problems = contactProblems(contactWith({ customFields: [field, { ...field, name: ' Source ' }] }));
    expect(Object.keys(problems)).toEqual(['customFields.1.name']);
  });
});

describe('a warning', () => {
  it('is given for an e-mail without @ and a phone without a digit', () => {
    const contact = contactWith({
      emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna.example.com' }],
      phoneNumbers: [{ phoneNumberType: 'main', phoneNumber: 'call me' }],
    });
    expect(Object.keys(contactWarnings(contact))).toEqual([
      'emailAddresses.0.emailAddress',
      'phoneNumbers.0.phoneNumber',
    ]);
    expect(contactProblems(contact)).toEqual({});
    expect(Object.keys(contactWarnings(contactWith({ website: 'our page' })))).toEqual(['website']);
  });

  it.each(['kim.aydin@example,com', 'kim.aydin@example..com', 'kim.aydin@example', 'E:kim.aydin@example.com'])(
    'is given for an e-mail that cannot work: %s',
    (emailAddress) => {
      const contact = contactWith({ emailAddresses: [{ emailAddressType: 'main', emailAddress }] });
      expect(contactWarnings(contact)).toHaveProperty(['emailAddresses.0.emailAddress']);
    },
  );

  it.each(["o'hara+fair@example.museum", '用户@例子.example', ' ', '\u200B'])(
    'is not given for one that can, or for none: %j',
    (emailAddress) => {
      const contact = contactWith({ emailAddresses: [{ emailAddressType: 'main', emailAddress }] });
      expect(contactWarnings(contact)).toEqual({});
    },
  );

  it('is not given for fields that are empty or look right', () => {
    const contact = contactWith({
      emailAddresses: [{ emailAddressType: 'main', emailAddress: ' anna@example.com ' }],
      phoneNumbers: [{ phoneNumberType: 'main', phoneNumber: '٠١٢٣' }],
      website: 'example.com/anna',
    });
    expect(contactWarnings(contact)).toEqual({});
    expect(contactWarnings(contactWith({}))).toEqual({});
  });
});
