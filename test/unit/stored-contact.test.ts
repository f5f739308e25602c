import { describe, expect, it } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import { doneIn, readContact, writeContact } from '../../electron/outbox/stored-contact.ts';
import { contactWith } from '../support/contacts.ts';

/** As versions wrote it before there was a note. */
const first = {
  lastName: 'Meier',
  firstName: 'Anna',
  account: 'Acme',
  addresses: [],
  emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@example.com' }],
  phoneNumbers: [],
  customFields: [{ name: 'Budget', value: '10', kind: 'json' }],
};

describe('what is stored of a contact', () => {
  it('is read again as it was typed, and says in which shape it is', () => {
    const contact = contactWith({ note: 'Wants\na demo', rating: 'hot', source: 'scanned' });
    expect(JSON.parse(writeContact(contact))).toMatchObject({ v: 3, lastName: 'Meier' });
    expect(readContact(writeContact(contact))).toEqual(contact);
  });

  it('is brought over from the first shape, with all that was typed', () => {
    expect(readContact(JSON.stringify(first))).toEqual({ ...emptyContact(), ...first });
    // What has a name of today there is none of today's.
    expect(readContact(JSON.stringify({ ...first, note: 'x' }))?.note).toBe('');
  });

  it('is brought over from the second shape, with all that was typed', () => {
    const more = { note: 'Wants\na demo', jobTitle: 'Buyer', website: 'acme.example' };
    const carried = {
      rating: null,
      event: null,
      answers: [],
      consent: null,
      source: 'typed',
      badgeId: '',
      capturedBy: '',
    };
    const second = { ...first, ...more, ...carried, v: 2 };
    expect(readContact(JSON.stringify(second))).toEqual({ ...emptyContact(), ...first, ...more });
  });

  // Also one that has a field more, and no new shape for it.
  it.each([3, 4])('is read as far as it is known where a newer version wrote shape %d, and the rest stays', (v) => {
    const newer = JSON.stringify({ ...contactWith({ note: 'Old' }), v, mood: 'good', rating: 9 });
    const contact = readContact(newer);
    expect(contact).toEqual(contactWith({ note: 'Old' }));
    const written = writeContact({ ...contactWith({}), note: 'New' }, newer);
    expect(JSON.parse(written)).toMatchObject({ v, mood: 'good', note: 'New' });
    // In the first shape there was nothing unknown to keep.
    expect(JSON.parse(writeContact(contactWith({}), JSON.stringify({ ...first, mood: 'good' })))).not.toHaveProperty(
      'mood',
    );
  });

  it('keeps that something was done, which older rows do not say, and an unmarked one says nothing of it', () => {
    const promised = contactWith({ followUp: 'Call' });
    const stored = writeContact(promised, null, { followUpDone: 7 });
    expect(doneIn(stored)).toBe(7);
    expect(readContact(stored)).toEqual(promised);
    expect(doneIn(writeContact({ ...promised, rating: 'hot' }, stored))).toBe(7);
    expect(writeContact(promised, stored, { followUpDone: undefined })).toBe(writeContact(promised));
    expect([doneIn(JSON.stringify(first)), doneIn('{'), doneIn('{"followUpDone":"x"}')]).toEqual([null, null, null]);
    const newer = JSON.stringify({ ...promised, v: 4, mood: 'good', followUpDone: 7 });
    expect(JSON.parse(writeContact(promised, newer, { followUpDone: undefined }))).not.toHaveProperty('followUpDone');
  });

  it.each(['', '{', 'null', '[]', '7', '{"v":2}', '{"lastName":1}', JSON.stringify({ ...first, addresses: 'x' })])(
    'is no contact where it cannot be one (%s), and nothing throws',
    (stored) => {
      expect(readContact(stored)).toBeNull();
      expect(readContact(writeContact(contactWith({}), stored))).toEqual(contactWith({}));
    },
  );
});
