// What is typed as a company is completed from the contacts that are here already.
import { expect, it, onTestFinished } from 'vitest';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

/** Returns what completes companies after these contacts were captured. */
function companiesAfter(...contacts: Parameters<typeof contactWith>[0][]): (beginning: string) => string[] {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  outbox.together(() => contacts.map((contact) => outbox.capture(contactWith(contact), Date.now())));
  return outbox.companies;
}

it('completes a company by how it begins, the newest contact first, each once', () => {
  const companies = companiesAfter(
    { account: 'Nordlicht AG' },
    { account: 'Nordstern Optik' },
    { account: '\tNordlicht AG ' },
    { account: 'Südlicht' },
  );
  expect(companies('nord')).toEqual(['Nordlicht AG', 'Nordstern Optik']);
  expect(companies(' Nordl')).toEqual(['Nordlicht AG']);
  expect(companies('sud')).toEqual(['Südlicht']);
});

it('takes nothing else that a contact is found by for a company', () => {
  const companies = companiesAfter(
    { lastName: 'Alpers', account: '' },
    { account: '', emailAddresses: [{ emailAddressType: 'main', emailAddress: 'alpha@example.com' }] },
    { account: 'Nord Alpin' },
    { account: 'Alpin Nord' },
  );
  expect(companies('alp')).toEqual(['Alpin Nord']);
});

it('completes nothing from nothing', () => {
  const companies = companiesAfter({ account: 'Nordlicht AG' });
  expect([companies(''), companies('  '), companies('&'), companies('xyz')]).toEqual([[], [], [], []]);
});

it('offers eight at most', () => {
  const companies = companiesAfter(...Array.from({ length: 20 }, (_, number) => ({ account: `Firm ${number}` })));
  expect(companies('firm')).toEqual(Array.from({ length: 8 }, (_, number) => `Firm ${19 - number}`));
});
