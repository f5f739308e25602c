/**
 * What comes of reading a code, a file or a text: what it is, and for each contact in it a proposal of fields, in the terms of
 * the form's own catalogue. Nothing in here is saved or fetched: a person looks at it first.
 */
import type { Address, EmailAddress, PhoneNumber } from '#contract/fields.ts';
import type { Key, Message } from '#words/message.ts';

/** What codes can be that hold no contact. */
export const noContact = ['wifi', 'otp', 'payment', 'script', 'thing'] as const;
export type NoContact = (typeof noContact)[number];

/**
 * What was read. badge: an id that says nothing by itself; taught: by the event's own rule; signature: lines of free text;
 * refused: what holds no contact and is not kept; nothing: empty, or a file without a contact.
 */
export type ReadingKind =
  | 'vcard'
  | 'mecard'
  | 'bizcard'
  | 'kddi'
  | 'aamva'
  | 'json'
  | 'mailto'
  | 'tel'
  | 'url'
  | 'taught'
  | 'delimited'
  | 'email'
  | 'gs1'
  | 'badge'
  | 'signature'
  | 'refused'
  | 'nothing';

/** sure: it stands there as what it is; guess: it was concluded, and a person has to look at it. */
export type Sureness = 'sure' | 'guess';

/** Where a value was found: the name of a property or of a part, or a line of the text, counted from 0. */
export type Where = { property: string } | { line: number };

/** What the catalogue of fields has no place of its own for, with what it is called. */
export const extras = {
  salutation: 'reading.salutation',
  department: 'reading.department',
  role: 'reading.role',
  linkedIn: 'reading.linkedIn',
  whatsApp: 'reading.whatsApp',
  weChat: 'reading.weChat',
  telegram: 'reading.telegram',
  x: 'reading.x',
  cardLink: 'reading.cardLink',
  link: 'reading.link',
  companyId: 'reading.companyId',
} as const satisfies Record<string, Key>;
export type Extra = keyof typeof extras;

export type TextPath = 'firstName' | 'lastName' | 'account' | 'jobTitle' | 'website' | 'note' | 'badgeId';

/** A value with its place in the contact. */
export type Value =
  | { path: TextPath; value: string }
  | { path: 'emailAddresses'; value: EmailAddress }
  | {
      path: 'phoneNumbers';
      /** The number as it stands there. */
      value: PhoneNumber;
      /** The same number as +491715550110; null: its country is not known. */
      e164: string | null;
      /** Digits; empty: none. */
      extension: string;
      /** The type in the card's own word, e.g. `work`; empty: none. */
      cardType: string;
    }
  | { path: 'addresses'; value: Address }
  | { path: 'extra'; name: Extra; value: string };

export type ProposedField = Value & {
  where: Where;
  sure: Sureness;
  /** What is to be said beside the field; none as a rule. */
  said: Message[];
};

/** One contact, as far as it could be read. */
export interface Proposal {
  fields: ProposedField[];
  /** That there is a company and no name, for example. */
  said: Message[];
  /** Of a file with several cards, this one's own text; left out: the reading's. */
  raw?: string;
}

/** A card of a file that could not be read. */
export interface Broken {
  lines: string[];
  why: Message;
}

export interface Reading {
  kind: ReadingKind;
  /** The text as it was read, to be kept with the contact; null: it may not be kept. */
  raw: string | null;
  /** The sort of code it came from, e.g. `QRCode`; null: none, or not known. */
  symbology: string | null;
  proposals: Proposal[];
  broken: Broken[];
  /** What is to be said of it all. */
  said: Message[];
}

/** Takes a value, where it was found and how sure it is; returns it as a field of a proposal. */
export const proposed = (value: Value, where: Where, sure: Sureness = 'sure', said: Message[] = []): ProposedField => ({
  ...value,
  where,
  sure,
  said,
});

/** Takes a field that is one text; returns it proposed, or nothing where the text is blank. */
export function proposedText(path: TextPath, text: string, where: Where, sure: Sureness = 'sure'): ProposedField[] {
  const value = text.trim();
  return value === '' ? [] : [proposed({ path, value }, where, sure)];
}

/** Takes one of the extras; returns it proposed, or nothing where the text is blank. */
export function proposedExtra(name: Extra, text: string, where: Where, sure: Sureness = 'sure'): ProposedField[] {
  const value = text.trim();
  return value === '' ? [] : [proposed({ path: 'extra', name, value }, where, sure)];
}

/** Takes a proposal and a path; returns the first text proposed for it; empty: none. */
export function textIn({ fields }: Pick<Proposal, 'fields'>, path: TextPath): string {
  for (const field of fields) if (field.path === path) return field.value;
  return '';
}
