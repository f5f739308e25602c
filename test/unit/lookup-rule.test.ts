import { describe, expect, it } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { listedIn, type ListedContact } from '../../electron/crm/list.ts';
import { findAmong, type LookContext, type Sought } from '../../electron/lookup/rule.ts';
import { contactWith } from '../support/contacts.ts';

const sent = Date.parse('2026-11-24T10:00:00Z');
const uuid = '0b8ff1a6-6f0e-4f0e-9d7e-0a1b2c3d4e5f';
const minutes = (count: number) => count * 60_000;
const at = (moment: number) => new Date(moment).toISOString();

const email = (emailAddress: string) => [{ emailAddressType: 'main', emailAddress }];
const phone = (phoneNumber: string) => [{ phoneNumberType: 'main', phoneNumber }];

const anna: Contact = contactWith({
  firstName: 'Anna',
  lastName: 'Meier',
  emailAddresses: email('anna@example.com'),
  phoneNumbers: phone('0171 234 5678'),
});
const sought = (parts: Partial<Sought> = {}): Sought => ({
  uuid,
  contact: anna,
  spans: [{ begin: sent, end: sent + 30_000 }],
  ...parts,
});

/** As the CRM lists Anna, with these parts; undefined takes one away. */
const entry = (parts: Record<string, unknown> = {}) => ({
  id: 'crm-1',
  firstName: 'Anna',
  lastName: 'Meier',
  emailAddresses: email('anna@example.com'),
  phoneNumbers: phone('+49 171 2345678'),
  remoteCreatedAt: at(sent + 2_000),
  ...parts,
});

function listed(entries: unknown): ListedContact[] {
  const answer = {
    kind: 'answer',
    status: 200,
    headMs: 50,
    contentType: 'application/json',
    retryAfter: null,
    headers: {},
  } as const;
  return listedIn({ ...answer, body: JSON.stringify({ contacts: entries }) }, 'the-key') ?? [];
}

function find(entries: unknown[], context: Partial<LookContext> = {}, who = sought()) {
  const found = findAmong(listed(entries), who, {
    referenceField: '',
    complete: true,
    others: [],
    isAnothers: () => false,
    ...context,
  });
  switch (found.kind) {
    case 'found':
      return `found ${found.entry.crmId} by ${found.by}`;
    case 'not-sure':
      return found.why;
    case 'not-found':
      return found.kind;
  }
}

describe('a contact is found', () => {
  it('where one entry has its name, its e-mail address and a moment while it was being sent', () => {
    expect(find([entry()])).toBe('found crm-1 by name');
  });

  it.each([
    ['case and white space', { firstName: ' anna', lastName: 'MEIER', emailAddresses: email('Anna@Example.com') }],
    ['code points', { firstName: 'A\u006ena' }],
    ['a phone number only', { emailAddresses: [] }],
    ['an e-mail address only', { phoneNumbers: undefined }],
    ['a list that took it in, or was changed, at another time', { createdAt: at(sent - minutes(60)) }],
    ['a clock that is slow by seconds', { remoteCreatedAt: at(sent - 30_000) }],
    ['an API that was ill and created it minutes later', { remoteCreatedAt: at(sent + minutes(4)) }],
  ])('with %s', (_what, parts) => {
    expect(find([entry(parts)])).toBe('found crm-1 by name');
  });

  it.each([
    ['+49 (0) 171 234 5678', '+491712345678'],
    ['+49 171 2345678', '+49(0)171/2345678'],
    ['+39 (0)6 1234 5678', '+390612345678'],
    ['+43 1 234 56 78 DW 12', '+4312345678'],
    ['+49 89 1234567 ext. 12', '089 1234567 x12'],
  ])('by its phone number alone, typed as %s and listed as %s', (typed, listedAs) => {
    const who = sought({ contact: { ...anna, emailAddresses: [], phoneNumbers: phone(typed) } });
    expect(find([entry({ phoneNumbers: phone(listedAs) })], {}, who)).toBe('found crm-1 by name');
  });

  it.each([{}, { firstName: '' }, { firstName: null }])(
    'that has one name only, where the CRM has that (%j)',
    (parts) => {
      const one = { ...entry({ lastName: 'Suharti' }), firstName: undefined, ...parts };
      const who = sought({ contact: { ...anna, firstName: '', lastName: 'Suharti' } });
      expect(find([one], {}, who)).toBe('found crm-1 by name');
      expect(find([{ ...one, firstName: 'Dewi' }], {}, who)).toBe('not-found');
    },
  );

  it('beside others of whom each is certainly somebody else', () => {
    const others = [
      entry({ id: 'b', firstName: 'Anne' }),
      entry({ id: 'c', remoteCreatedAt: at(sent - minutes(10)) }),
      entry({ id: 'd', emailAddresses: email('other@example.com'), phoneNumbers: [] }),
      entry({ id: 'e' }),
    ];
    expect(find([...others, entry()], { isAnothers: (id) => id === 'e' })).toBe('found crm-1 by name');
  });

  it('once, although a CRM that ignores pages lists it again', () => {
    expect(find([entry(), entry()])).toBe('found crm-1 by name');
  });

  it.each([
    ['the field', { remoteFields: { fieldpost_id__c: uuid } }],
    ['another place', { properties: { custom: [{ value: uuid.toUpperCase() }] } }],
  ])('for certain by its reference in %s, whatever else is there', (_where, parts) => {
    const carrier = entry({ id: 'crm-2', remoteCreatedAt: undefined, emailAddresses: [], lastName: 'M.', ...parts });
    expect(find([entry(), carrier], { complete: false, referenceField: 'fieldpost_id__c' })).toBe(
      'found crm-2 by reference',
    );
  });
});

describe('a contact is not found', () => {
  it.each([
    ['somebody else has its name', { emailAddresses: email('anna.meier@example.org'), phoneNumbers: [] }],
    [
      'somebody else has its name and no address in common',
      { emailAddresses: [], phoneNumbers: phone('0171 999 9999') },
    ],
    ['it was there before', { remoteCreatedAt: at(sent - minutes(3)) }],
    [
      'it was there before, and the list took it in just now',
      { remoteCreatedAt: at(sent - minutes(60 * 24)), createdAt: at(sent) },
    ],
    ['the first name is missing', { firstName: undefined }],
    ['it has no id', { id: '' }],
    ['the field holds the reference of another', { remoteFields: { ref: '5f0e0b8f-0000-4000-8000-000000000000' } }],
  ])('where %s', (_why, parts) => {
    expect(find([entry(parts)], { referenceField: 'ref' })).toBe('not-found');
  });

  it('by an id that the CRM gave for another contact of this outbox, not even with its reference', () => {
    const isAnothers = () => true;
    expect(find([entry()], { isAnothers })).toBe('not-found');
    expect(find([entry({ remoteFields: { ref: uuid } })], { isAnothers, referenceField: 'ref' })).toBe('not-found');
  });

  it('in an empty list', () => {
    expect(find([])).toBe('not-found');
  });
});

it('is not somebody of the same name at another extension', () => {
  const who = sought({ contact: { ...anna, emailAddresses: [], phoneNumbers: phone('+49 89 1234567 ext. 12') } });
  const other = entry({ emailAddresses: [], phoneNumbers: phone('+49 89 1234567 ext. 13') });
  expect(find([other], {}, who)).not.toMatch(/^found/u);
});

describe('it is left to the user', () => {
  it.each([
    ['the CRM does not say when it was created', { remoteCreatedAt: undefined }, 'undated'],
    [
      'it says when the list took it in, and not when it was created',
      { remoteCreatedAt: null, createdAt: at(sent + 2_000) },
      'undated',
    ],
    ['the moment cannot be read', { remoteCreatedAt: 'yesterday' }, 'undated'],
    ['the moment has no zone', { remoteCreatedAt: '2026-11-24T10:00:01' }, 'undated'],
    ['the moment is a day', { remoteCreatedAt: '2026-11-24' }, 'undated'],
    ['it was created long after', { remoteCreatedAt: at(sent + minutes(10)) }, 'late'],
    ['nothing but the name is there', { emailAddresses: [], phoneNumbers: [] }, 'nothing'],
    ['the phone is an extension', { emailAddresses: [], phoneNumbers: phone('5678') }, 'nothing'],
    ['only the e-mail address is the same', { phoneNumbers: phone('+49 30 1234567') }, 'differs'],
    ['only the phone number is the same', { emailAddresses: email('other@example.com') }, 'differs'],
  ])('where %s', (_why, parts, doubt) => {
    expect(find([entry(parts)])).toBe(doubt);
  });

  it('where nothing but a name was captured', () => {
    const named = sought({ contact: contactWith({ firstName: 'Anna', lastName: 'Meier' }) });
    expect(find([entry()], {}, named)).toBe('nothing');
  });

  it('where two may be it, even if one of them fits better', () => {
    expect(find([entry(), entry({ id: 'crm-2' })])).toBe('several');
    expect(find([entry(), entry({ id: 'crm-2', remoteCreatedAt: undefined })])).toBe('several');
  });

  it('where the CRM has it twice under its reference', () => {
    const twice = ['a', 'b'].map((id) => entry({ id, remoteFields: { ref: uuid } }));
    expect(find(twice, { referenceField: 'ref' })).toBe('twice');
  });

  it('where not all was listed', () => {
    expect(find([entry()], { complete: false })).toBe('incomplete');
  });

  it('where the clock of the laptop was changed', () => {
    expect(find([entry()], {}, sought({ spans: null }))).toBe('clock');
  });

  it.each<[string, Partial<Sought>]>([
    ['captured twice', {}],
    ['captured twice at a time that is not known', { spans: null }],
    ['may have been edited', { contact: null }],
    ['captured with the name only', { contact: contactWith({ firstName: 'Anna', lastName: 'Meier' }) }],
  ])('where another one of unknown fate may be it: %s', (_what, parts) => {
    expect(find([entry()], { others: [sought({ uuid: 'other', ...parts })] })).toBe('another');
  });

  it.each<[string, Partial<Sought>]>([
    ['has another name', { contact: contactWith({ ...anna, firstName: 'Anne' }) }],
    ['has other addresses', { contact: contactWith({ ...anna, emailAddresses: email('b@c.de'), phoneNumbers: [] }) }],
    ['was sent later', { spans: [{ begin: sent + minutes(60), end: sent + minutes(61) }] }],
    ['may have been edited, and was sent long before', { contact: null, spans: [{ begin: 0, end: 1 }] }],
  ])('but not where the other one %s', (_what, parts) => {
    expect(find([entry()], { others: [sought({ uuid: 'other', ...parts })] })).toBe('found crm-1 by name');
  });
});
