/** The cards of test/support/reading/vcards.json. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { foundIn, type Found } from '../../support/reading/found.ts';
import file from '../../support/reading/vcards.json' with { type: 'json' };

interface Expected {
  last?: string;
  first?: string;
  fn?: string;
  org?: string;
  tel?: string[];
  telType?: string;
  email?: string[];
  note?: string;
  street?: string;
  city?: string;
  url?: string;
}

const digits = (text: string) =>
  text
    .replace(/^\S+ /u, '')
    .replace(/ x\d+$/u, '')
    .replace(/[^\d+]/gu, '');

function seen(found: Found, expected: Expected): Expected {
  const all: Required<Expected> = {
    last: found.last,
    first: found.first,
    // The card's own order of the names is not kept, but all of its words are.
    fn: [found.extras.salutation, found.first, found.last]
      .filter((part) => part !== undefined && part !== '')
      .join(' '),
    org: found.account,
    tel: found.phones.map(digits),
    telType: found.cardTypes[0] === 'mobile' ? 'cell' : (found.cardTypes[0] ?? ''),
    email: found.emails.map((email) => email.replace(/^\S+ /u, '')),
    note: found.note,
    street: found.addresses[0]?.street1 ?? '',
    city: found.addresses[0]?.city ?? '',
    url: found.website,
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, all[key as keyof Expected]]));
}

describe('a card that is tricky', () => {
  it.each(file.cards.map((card) => [card.name, card] as const))('is read: %s', (_name, { base64, expected }) => {
    const reading = read({ bytes: Uint8Array.from(Buffer.from(base64, 'base64')) });
    const wanted: Expected[] = expected;
    expect(reading.kind).toBe('vcard');
    expect(reading.proposals.map((proposal, index) => seen(foundIn(proposal), wanted[index] ?? {}))).toEqual(wanted);
  });
});
