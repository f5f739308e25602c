/** A field is added in one place: what the catalogue says of it holds everywhere. */
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { contactProblems } from '#contract/contact-checks.ts';
import { contactSchema, emptyContact, isBlank, linesOf, type Contact } from '#contract/contact.ts';
import { fieldAt, namedPaths, paths, type Path } from '#contract/fields.ts';
import { fixedTargets, noFieldMap, type FieldMap } from '#contract/field-map.ts';
import { speaker } from '#words/speaker.ts';
import { createContactBody } from '../../electron/crm/body.ts';
import { mapped } from '../../electron/crm/field-map.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { readContact, writeContact } from '../../electron/outbox/stored-contact.ts';
import { csvReceipt } from '../../electron/receipt/csv-receipt.ts';
import { contactFacts } from '../../renderer/detail/facts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { temporaryFolder } from '../support/folder.ts';

/** A day, where nothing else goes to the CRM. */
const mark = (path: Path) => (path === 'followUpBy' ? '2031-01-17' : `x${path.toLowerCase()}x`);

/** A contact with nothing but this field, and a word in it that is nowhere else. */
function onlyWith(path: Path): Contact {
  const text = mark(path);
  const { shape } = fieldAt(path);
  const carried: Partial<Contact> = {
    rating: 'hot',
    event: { id: 'e1', name: text },
    answers: [{ question: 'q1', revision: 1, kind: 'line', asked: 'Size?', given: [{ value: text, text }] }],
    consent: {
      how: 'ticked',
      channels: ['email'],
      version: 1,
      language: 'en',
      hash: text,
      at: 1,
      offset: 60,
      by: text,
      laptop: 'l',
      signature: '',
      withdrawnAt: null,
    },
    source: 'scanned',
    open: [text],
    readFrom: { kind: 'badge', symbology: '', raw: text },
    e164: [text],
    connection: text,
  };
  if (shape === 'carried') return { ...emptyContact(), [path]: carried[path] };
  if (typeof shape.kind === 'string') return { ...emptyContact(), [path]: text };
  const entry = Object.fromEntries(Object.keys(shape).map((part) => [part, part === 'kind' ? 'text' : text]));
  return { ...emptyContact(), [path]: [entry] };
}

const allMapped = fieldMapOf(Object.fromEntries([...fixedTargets, 'question.q1'].map((name) => [name, `crm_${name}`])));

/** What stands for a field where it is no text of a person's. */
const shownAs: Partial<Record<Path, string>> = { rating: 'Hot', consent: 'Email' };

describe.each(paths)('%s', (path) => {
  const field = fieldAt(path);
  const contact = onlyWith(path);
  const text = mark(path);
  const shown = shownAs[path] ?? text;

  it('is checked as what comes from the screen, and empty at first', () => {
    expect(v.is(contactSchema, contact)).toBe(true);
    expect(v.is(contactSchema, { ...contact, [path]: undefined })).toBe(false);
    expect(linesOf(emptyContact(), path)).toEqual([]);
  });

  it('keeps a form from being blank where a person gave it', () => {
    expect(isBlank(contact)).toBe(field.form === 'never');
  });

  it('is stored and read again', () => {
    expect(readContact(writeContact(contact))).toEqual(contact);
  });

  it('goes to the CRM where it says so, and nowhere else', () => {
    const named = path === 'lastName' ? contact : { ...contact, lastName: 'Meier' };
    const sent = (map: FieldMap) => JSON.parse(createContactBody(mapped(named, 'u', map).contact)) as object;
    const inItself = JSON.stringify({ ...sent(noFieldMap), remoteFields: null });
    expect(inItself.includes(text)).toBe(field.body === 'itself');
    const inRemoteFields = JSON.stringify((sent(allMapped) as { remoteFields: object }).remoteFields);
    expect(inRemoteFields.includes(path === 'consent' ? text : shown)).toBe(
      field.body === 'named' || field.body === 'remoteFields',
    );
    expect(JSON.stringify(sent(noFieldMap)).includes(text)).toBe(['itself', 'remoteFields'].includes(field.body));
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
      expect(line.split(',')[names.indexOf(speaker().say(label))]).toContain(shown);
    }
    expect(line.includes(shown)).toBe(field.columns.length > 0);
  });

  it('stands in the details, by its name, where it says so', () => {
    const facts = contactFacts(contact);
    // A day is written as the reader of the details writes it.
    const inWords = path === 'followUpBy' ? '2031' : shown;
    expect(facts.map(({ value }) => value.includes(inWords))).toEqual(field.isInDetails ? [true] : []);
    if (field.isInDetails && !['customFields', 'answers'].includes(path))
      expect(facts[0]?.name).toBe(speaker().say(field.label));
  });

  it('is shown in all that is for people where it is in the form at all', () => {
    expect(field.columns.length > 0).toBe(field.isInDetails);
    if (field.form !== 'never') expect(field.isInDetails).toBe(true);
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
  expect(namedPaths.filter((path) => path !== 'answers')).toEqual(
    fixedTargets.filter((target) => target !== 'reference' && !/^consent./u.test(target)),
  );
});
