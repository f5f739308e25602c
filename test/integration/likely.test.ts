// Who is being typed again is found among the contacts that are there: whatever slipped, and nobody else.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Likely } from '#contract/outbox.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

interface Person {
  email?: string;
  phone?: string;
}

/** "Anna|Meier": given name and surname, as they stand in their fields. */
function person(name: string, { email = '', phone = '' }: Person = {}) {
  const [firstName = '', lastName = ''] = name.split('|');
  return contactWith({
    firstName,
    lastName,
    emailAddresses: [{ emailAddressType: 'main', emailAddress: email }],
    phoneNumbers: [{ phoneNumberType: 'main', phoneNumber: phone }],
  });
}

const there: [string, Person?][] = [
  ['Anna|Meier', { email: 'anna.meier@alpine.example', phone: '+49 171 5550123' }],
  ['Katherine|Okafor'],
  ['Łukasz|Wiśniewski'],
  ['José|Núñez'],
  ['太郎|山田'],
  ['|Suharto'],
  ['Pat|O’Neil'],
  ['Jan|van der Berg', { phone: '(030) 23125-014' }],
  ['María José|García López'],
  ['Семён|Чайковский'],
  ['Grace|London', { phone: '+44 (0)20 7946 0958' }],
  ['Li|Wu'],
  ['Jürgen|Großmann', { email: 'info@grossmann.example' }],
];

function filled(): Outbox {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  for (const [index, [name, more]] of there.entries()) outbox.capture(person(name, more), index);
  return outbox;
}

const told = (likely: Likely | null) => (likely === null ? null : `${likely.row.name}, by ${likely.by}`);

const slips: [slip: string, typed: string, meant: string][] = [
  ['a slip in the surname', 'Anna|Maier', 'Anna Meier'],
  ['two letters swapped', 'Anna|Meire', 'Anna Meier'],
  ['a letter too many', 'Anna|Meierr', 'Anna Meier'],
  ['a surname as it was heard', 'Anna|Mayer', 'Anna Meier'],
  ['a slip in the given name', 'Kathrine|Okafor', 'Katherine Okafor'],
  ['a given name with another first letter', 'Catherine|Okafor', 'Katherine Okafor'],
  ['a slip in the given name that sounds otherwise', 'Katferine|Okafor', 'Katherine Okafor'],
  ['a slip in the surname that sounds otherwise', 'Katherine|Okalor', 'Katherine Okafor'],
  ['slips in both', 'Katherin|Okafr', 'Katherine Okafor'],
  ['no accents', 'Jose|Nunez', 'José Núñez'],
  ['no strokes', 'Lukasz|Wisniewski', 'Łukasz Wiśniewski'],
  ['an umlaut that is spelled out', 'Juergen|Grossmann', 'Jürgen Großmann'],
  ['the names the wrong way round', 'Meier|Anna', 'Anna Meier'],
  ['that, with a slip', 'Okafor|Kathrine', 'Katherine Okafor'],
  ['no apostrophe', 'Pat|Oneil', 'Pat O’Neil'],
  ['small letters', 'anna|meier', 'Anna Meier'],
  ['no middle name', 'María|López', 'María José García López'],
  ['one of two surnames', 'María|García', 'María José García López'],
  ['what stands before a surname left out', 'Jan|Berg', 'Jan van der Berg'],
  ['another script', 'Семен|Чайковский', 'Семён Чайковский'],
  ['characters the wrong way round', '山田|太郎', '太郎 山田'],
  ['one name only', '|suharto', 'Suharto'],
];

describe('somebody who is being typed again', () => {
  it.each(slips)('is found with %s: %s', (_slip, typed, meant) => {
    expect(told(filled().likely(person(typed), 0))).toBe(`${meant}, by name`);
  });

  it.each([
    ['in capitals', 'ANNA.MEIER@Alpine.Example'],
    ['with blanks around it', ' anna.meier@alpine.example '],
  ])('is found by the same e-mail %s, whatever the name', (_how, email) => {
    expect(told(filled().likely(person('|', { email }), 0))).toBe('Anna Meier, by email');
    expect(told(filled().likely(person('Katherine|Okafor', { email }), 0))).toBe('Anna Meier, by email');
  });

  it.each([
    ['0171 5550123', 'Anna Meier'],
    ['0049 171 555 01 23', 'Anna Meier'],
    ['+49 (0) 171-5550123', 'Anna Meier'],
    ['+49 30 23125014', 'Jan van der Berg'],
    ['020 7946 0958', 'Grace London'],
    ['+442079460958', 'Grace London'],
  ])('is found by the same phone in another spelling: %s', (phone, meant) => {
    expect(told(filled().likely(person('|', { phone }), 0))).toBe(`${meant}, by phone`);
    expect(told(filled().likely(person('Katherine|Okafor', { phone }), 0))).toBe(`${meant}, by phone`);
  });

  it('is the one with the most alike name among several with one e-mail, else the newest', () => {
    const outbox = filled();
    const email = 'info@grossmann.example';
    outbox.capture(person('Eva|Kern', { email }), 100);
    expect(told(outbox.likely(person('Jurgen|Grossman', { email }), 0))).toBe('Jürgen Großmann, by email');
    expect(told(outbox.likely(person('Ravi|Patel', { email }), 0))).toBe('Eva Kern, by email');
  });
});

describe('somebody else', () => {
  it.each([
    'Anna|Becker',
    'Anna|Mo',
    'Anna|',
    'Hans|Meier',
    'Hanna|Kramer',
    'Li|Wi',
    'Grace|Longfellow',
    'Jan|Bergström',
    'Okafor|Suharto',
    '次郎|山田',
    '|Meier',
    '|',
  ])('is nobody who is there: %s', (typed) => {
    expect(told(filled().likely(person(typed), 0))).toBeNull();
  });

  it.each(['anna.meier@alpine', 'annameier@alpine.example', 'meier@alpine.example', 'a'])(
    'has another e-mail, or one that is not typed to its end: %s',
    (email) => {
      expect(filled().likely(person('|', { email }), 0)).toBeNull();
    },
  );

  it.each(['0171 555012', '0172 5550123', '5550123', '+43 171 5550124', '12'])('has another phone: %s', (phone) => {
    expect(filled().likely(person('|', { phone }), 0)).toBeNull();
  });
});

describe('a contact that is edited, taken back or changed', () => {
  it('is not alike to itself', () => {
    const outbox = filled();
    expect(outbox.likely(person(...(there[0] ?? [''])), 1)).toBeNull();
  });

  it('is typed once more after it was taken back', () => {
    const outbox = filled();
    outbox.undoSave(1, 0, 50);
    expect(outbox.likely(person(...(there[0] ?? [''])), 0)).toBeNull();
    outbox.withdraw(2, 50);
    expect(outbox.likely(person('Katherine|Okafor'), 0)?.row.state).toBe('withdrawn');
  });

  it('is known by what it says now', () => {
    const outbox = filled();
    expect(outbox.likely(person('Anna|Meier'), 0)?.row.id).toBe(1);
    outbox.edit(1, person('Berta|Kraus', { email: 'berta@kraus.example', phone: '+49 89 41400000' }));
    expect(
      outbox.likely(person('Anna|Meier', { email: 'anna.meier@alpine.example', phone: '01715550123' }), 0),
    ).toBeNull();
    expect(told(outbox.likely(person('Bertha|Kraus'), 0))).toBe('Berta Kraus, by name');
    expect(told(outbox.likely(person('|', { phone: '089 41400000' }), 0))).toBe('Berta Kraus, by phone');
  });

  it('is the newest of those with one name', () => {
    const outbox = filled();
    const id = outbox.capture(person('Anna|Meier'), 200);
    expect(outbox.likely(person('Ana|Meier'), 0)?.row.id).toBe(id);
  });
});

describe('an outbox that was repaired or comes from another version', () => {
  it('finds them once its index is made anew', async () => {
    const folder = temporaryFolder();
    const first = openOutbox(folder);
    first.capture(person('Anna|Meier'), 1);
    await first.tidy();
    first.close();
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(`${folder}/outbox.sqlite`);
    database.exec(
      "INSERT INTO contact_search (contact_search) VALUES ('delete-all'); UPDATE search_progress SET folding = 1",
    );
    database.close();
    const next = openOutbox(folder);
    onTestFinished(() => {
      next.close();
    });
    await next.tidy();
    expect(told(next.likely(person('Anna|Maier'), 0))).toBe('Anna Meier, by name');
  });
});
