/** What becomes of a proposal in a form in which something was typed. */
import { describe, expect, it } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import { read } from '#reading/read.ts';
import { kindOfField, standOf, take } from '../../../renderer/reading/fill.ts';

describe('a proposal beside a form in which something was typed', () => {
  const text = 'MECARD:N:Keller,Jana;ORG:Acme GmbH;EMAIL:jana@acme.example;NOTE:Hall 4;;';
  const fields = read({ text, symbology: 'QRCode' }).proposals[0]?.fields ?? [];
  const stands = (contact: ReturnType<typeof emptyContact>) =>
    Object.fromEntries(fields.map((field) => [field.path, standOf(contact, field)]));

  it('differs where something else stands, and is the same whatever the case', () => {
    const typed = { ...emptyContact(), lastName: 'Kellermann', firstName: ' JANA ', note: 'Call her' };
    expect(stands(typed)).toEqual({
      ...{ lastName: 'differs', firstName: 'same', account: 'free', emailAddresses: 'free', note: 'free' },
    });
  });

  it('adds to a note and to a list, and takes nothing away', () => {
    const own = { emailAddressType: 'main', emailAddress: 'info@acme.example' };
    const contact = { ...emptyContact(), note: 'Call her', emailAddresses: [own] };
    for (const field of fields) if (standOf(contact, field) === 'free') take(contact, field);
    expect(contact.note).toBe('Call her\nHall 4');
    expect(contact.emailAddresses.map(({ emailAddress }) => emailAddress)).toEqual([
      'info@acme.example',
      'jana@acme.example',
    ]);
  });
});

it('says of each number which it is, in the words of the form, and nothing of the usual one', () => {
  const text = 'Jana Keller\nTel +49 40 5550100\nMobile +49 151 5550100\nFax +49 40 5550199';
  const phones = (read({ text }).proposals[0]?.fields ?? []).filter(({ path }) => path === 'phoneNumbers');
  expect(phones.map(kindOfField)).toEqual(['', 'Mobile', 'Fax']);
});
