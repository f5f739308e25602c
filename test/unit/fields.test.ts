/** A field is added in one place: what the catalogue says of it holds everywhere. */
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { contactProblems } from '#contract/contact-checks.ts';
import { contactSchema, emptyContact, isBlank, linesOf, type Contact } from '#contract/contact.ts';
import { fieldAt, namedPaths, paths, type Path } from '#contract/fields.ts';
import { crmFieldNames, noCrmFields, type CrmFields } from '#contract/settings.ts';
import { speaker } from '#words/speaker.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { withCrmFields } from '../../electron/crm/crm-fields.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { readContact, writeContact } from '../../electron/outbox/stored-contact.ts';
import { csvReceipt } from '../../electron/receipt/csv-receipt.ts';
import { contactFacts } from '../../renderer/detail/facts.ts';
import { temporaryFolder } from '../support/folder.ts';

const mark = (path: Path) => `x${path.toLowerCase()}x`;

/** A contact with nothing but this field, and a word in it that is nowhere else. */
function onlyWith(path: Path): Contact {
  const text = mark(path);
  const { shape } = fieldAt(path);
  const carried: Partial<Contact> = {
    rating: 4,
    event: text,
    answers: [{ question: 'q1', asked: 'Size?', given: [text] }],
    consent: { given: true, text, at: 1 },
    source: 'scanned',
    badgeId: text,
    capturedBy: text,
  };
  if (shape === 'carried') return { ...emptyContact(), [path]: carried[path] };
  if (typeof shape.kind === 'string') return { ...emptyContact(), [path]: text };
  const entry = Object.fromEntries(Object.keys(shape).map((part) => [part, part === 'kind' ? 'text' : text]));
  return { ...emptyContact(), [path]: [entry] };
}

const crmFields = Object.fromEntries(crmFieldNames.map((name) => [name, `crm_${name}`])) as CrmFields;

describe.each(paths)('%s', (path) => {
  const field = fieldAt(path);
  const contact = onlyWith(path);
  const text = mark(path);

  it('is checked as what comes from the screen, and empty at first', () => {
    expect(v.is(contactSchema, contact)).toBe(true);
    expect(v.is(contactSchema, { ...contact, [path]: undefined })).toBe(false);
    expect(linesOf(emptyContact(), path)).toEqual([]);
  });

  it('keeps a form from being blank where a person gave it', () => {
    expect(isBlank(contact)).toBe(linesOf(contact, path).length === 0);
    if (field.form !== 'never') expect(isBlank(contact)).toBe(false);
  });

  it('is stored and read again', () => {
    expect(readContact(writeContact(contact))).toEqual(contact);
  });

  it('goes to the CRM where it says so, and nowhere else', () => {
    const named = path === 'lastName' ? contact : { ...contact, lastName: 'Meier' };
    const sent = (fields: CrmFields) => JSON.parse(createContactBody(withCrmFields(named, 'u', fields))) as object;
    const inItself = JSON.stringify({ ...sent(noCrmFields), remoteFields: null });
    expect(inItself.includes(text)).toBe(field.body === 'itself');
    const inRemoteFields = JSON.stringify((sent(crmFields) as { remoteFields: object }).remoteFields);
    expect(inRemoteFields.includes(text)).toBe(field.body === 'named' || field.body === 'remoteFields');
    expect(JSON.stringify(sent(noCrmFields)).includes(text)).toBe(['itself', 'remoteFields'].includes(field.body));
  });

  it('is found, and stands in its row, where it says so', () => {
    const outbox = openOutbox(temporaryFolder());
    outbox.capture(contact, 1);
    const { rows } = outbox.page({ search: text, state: null, before: null, limit: 10 });
    expect(rows.length).toBe(field.isSearched ? 1 : 0);
    expect(outbox.row(1)?.detail).toBe(field.isInRow ? linesOf(contact, path)[0]?.text : '');
    outbox.close();
  });

  it('stands in each of its columns of the CSV', () => {
    const times = { capturedAt: 1, deliveredAt: null, deliveredBy: null, crmId: null, remoteId: null };
    const one = { uuid: 'u', contact, state: 'waiting' as const, reason: null, ...times, attempts: [] };
    const [head = '', line = ''] = [...csvReceipt([one], speaker())].map((row) => row.trimEnd());
    const names = head.split(',');
    for (const { label } of field.columns) {
      expect(names).toContain(speaker().say(label));
      expect(line.split(',')[names.indexOf(speaker().say(label))]).toContain(text);
    }
    expect(line.includes(text)).toBe(field.columns.length > 0);
  });

  it('stands in the details, by its name, where it says so', () => {
    const facts = contactFacts(contact);
    expect(facts.map(({ value }) => value.includes(text))).toEqual(field.isInDetails ? [true] : []);
    if (field.isInDetails && path !== 'customFields') expect(facts[0]?.name).toBe(speaker().say(field.label));
  });

  it('is shown in all that is for people where it is typed at all', () => {
    expect(field.columns.length > 0).toBe(field.form !== 'never');
    expect(field.isInDetails).toBe(field.form !== 'never');
  });

  it('has a limit', () => {
    if (field.shape === 'carried') return;
    const longest = (typeof field.shape.kind === 'string' ? field.shape : Object.values(field.shape)[0]) as {
      most: number;
    };
    const long = 'x'.repeat(longest.most + 1);
    const over = JSON.parse(JSON.stringify(contact).replaceAll(JSON.stringify(text), JSON.stringify(long))) as Contact;
    expect(Object.keys(contactProblems(over)).some((where) => where.split('.')[0] === path)).toBe(true);
  });
});

it('lets the user name a field in the CRM for each that has none of its own', () => {
  expect(crmFieldNames).toEqual(['reference', ...namedPaths]);
  expect(namedPaths).toEqual(['note', 'jobTitle', 'website']);
});
