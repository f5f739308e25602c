/** What a reading found, in a form that a test can write down in one line. */
import type { Address } from '#contract/fields.ts';
import { read, type Input } from '#reading/read.ts';
import type { Extra, Proposal, ProposedField, Reading, TextPath } from '#reading/reading.ts';

/** A contact as a test names it; what a test does not name is free. */
export interface Found {
  first: string;
  last: string;
  account: string;
  title: string;
  website: string;
  note: string;
  badge: string;
  /** As they stand there, with their types: `mobile +49 151 5550100`. */
  phones: string[];
  /** With country code; null: not known. */
  e164: (string | null)[];
  extensions: string[];
  /** The types in the words of the card. */
  cardTypes: string[];
  /** With their types: `main jana@acme.example`. */
  emails: string[];
  addresses: Address[];
  extras: Partial<Record<Extra, string>>;
  /** How sure each path is; the least of several. */
  sure: Partial<Record<ProposedField['path'], 'sure' | 'guess'>>;
  said: string[];
}

/** Takes a proposal; returns what it proposes. */
export function foundIn({ fields, said }: Proposal): Found {
  const text = (path: TextPath) => fields.find((field) => field.path === path)?.value as string | undefined;
  const phones = fields.filter((field) => field.path === 'phoneNumbers');
  return {
    first: text('firstName') ?? '',
    last: text('lastName') ?? '',
    account: text('account') ?? '',
    title: text('jobTitle') ?? '',
    website: text('website') ?? '',
    note: text('note') ?? '',
    badge: text('badgeId') ?? '',
    phones: phones.map(({ value }) => `${value.phoneNumberType} ${value.phoneNumber}`),
    e164: phones.map(({ e164 }) => e164),
    extensions: phones.map(({ extension }) => extension),
    cardTypes: phones.map(({ cardType }) => cardType),
    emails: fields
      .filter((field) => field.path === 'emailAddresses')
      .map(({ value }) => `${value.emailAddressType} ${value.emailAddress}`),
    addresses: fields.filter((field) => field.path === 'addresses').map(({ value }) => value),
    extras: Object.fromEntries(
      fields.filter((field) => field.path === 'extra').map(({ name, value }) => [name, value]),
    ),
    sure: Object.fromEntries(
      [...fields]
        .sort((a, b) => Number(b.sure === 'sure') - Number(a.sure === 'sure'))
        .map(({ path, sure }) => [path, sure]),
    ),
    said: [...said, ...fields.flatMap((field) => field.said)].map(({ key }) => key),
  };
}

/** Takes a reading; returns its first contact. */
export function firstOf(reading: Reading): Found {
  return foundIn(reading.proposals[0] ?? { fields: [], said: [] });
}

/** Takes a text as a code has it; returns the first contact in it. */
export const foundInCode = (text: string, more: Partial<Input> = {}): Found =>
  firstOf(read({ text, symbology: 'QRCode', ...more }));

/** Takes a text that somebody pasted; returns the first contact in it. */
export const foundInText = (text: string): Found => firstOf(read({ text, from: 'text' }));

/** Takes a text; returns its bytes in Windows-1252, as far as that is Latin-1. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
