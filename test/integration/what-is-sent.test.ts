/** What is said to be sent is what is sent, to the letter. */
import { expect, it, vi } from 'vitest';
import { noSetup } from '#contract/events.ts';
import { questionTarget, type FieldMap } from '#contract/field-map.ts';
import { eventHandlers } from '../../electron/ipc/events.ts';
import { outboxHandlers } from '../../electron/ipc/outbox.ts';
import { typedDrafts } from '../../electron/modes/typed-drafts.ts';
import { contactWith } from '../support/contacts.ts';
import { handlerParts } from '../support/handler-parts.ts';
import { eventOf } from '../support/setups.ts';

const fair = eventOf('Fair', 9);
const [question] = fair.questions;
const number = fair.questions.find(({ kind }) => kind === 'number');
const as = (field: string, encoding: FieldMap['fields'][string]['encoding'] = 'text') => ({
  field,
  encoding,
  values: {},
});
const map: FieldMap = {
  fields: {
    note: as('Description'),
    reference: as('Ref__c'),
    [questionTarget(number?.id ?? '')]: as('Size__c', 'number'),
  },
  rest: 'Description',
};

const answered = (of: typeof question, value: string) => ({
  question: of?.id ?? '',
  revision: of?.revision ?? 1,
  kind: of?.kind ?? 'line',
  asked: of?.asked ?? '',
  given: [{ value, text: value }],
});
const contact = contactWith({
  firstName: ' Ada ',
  note: 'Wants "a" demo',
  jobTitle: 'Buyer',
  event: { id: fair.id, name: '' },
  customFields: [{ name: 'Big', value: '12345678901234567890', kind: 'json' }],
  answers: [answered(number, '12345678901234567890.5'), answered(question, 'o1')],
});

async function opened() {
  const { parts, modes } = await handlerParts({ practice: true });
  const { outbox } = modes.current();
  outbox.saveSetup({ ...noSetup, events: [fair] });
  outbox.saveFieldMap(map);
  const { saveContact } = outboxHandlers({ ...parts, typed: typedDrafts() });
  return { outbox, modes, saveContact, ...eventHandlers(parts) };
}

it('is told with what the event gives it, and with each digit as it was typed', async () => {
  const { whatIsSent, saveContact, modes, outbox } = await opened();
  const told = await whatIsSent({ slot: 0, contact });
  const saved = await saveContact({ slot: 0, contact });
  const received = await vi.waitFor(
    () => modes.practice()?.view().received[0]?.body ?? Promise.reject(new Error('Not received yet')),
    { timeout: 10_000 },
  );
  const uuid = saved.saved ? (outbox.detail(saved.row.id)?.uuid ?? '') : '';
  expect(told.hasZeros).toBe(true);
  expect(told.body.replace('00000000-0000-0000-0000-000000000000', uuid)).toBe(received);
  expect(received).toContain('"LeadSource":"Fair"');
  expect(received).toContain('"Size__c":12345678901234567890.5');
  expect(received).toContain('"Big":12345678901234567890');
  expect(told.kept).toEqual([]);
  expect(told.address).toBe(`${modes.practice()?.baseUrl ?? ''}/crm/contacts`);
});

it('is told with what stays here, and stores nothing', async () => {
  const { whatIsSent, outbox } = await opened();
  outbox.saveFieldMap({ ...map, rest: '' });
  expect(await whatIsSent({ slot: 0, contact })).toMatchObject({ kept: ['jobTitle', 'event', 'answers'] });
  expect(outbox.counts().waiting).toBe(0);
});

it('is told as far as it stands of a contact that could not be saved, with what is missing', async () => {
  const { whatIsSent } = await opened();
  const custom = { name: 'Half', value: '{"a":', kind: 'json' as const };
  const half = { ...contact, lastName: ' ', customFields: [custom, ...contact.customFields] };
  const { body, missing } = await whatIsSent({ slot: 0, contact: half });
  expect(JSON.parse(body)).toMatchObject({ firstName: 'Ada', remoteFields: { Ref__c: expect.any(String) as string } });
  expect(body).toContain('"Big":12345678901234567890');
  expect(body).not.toContain('Half');
  expect(missing).toEqual({ lastName: { key: 'check.onlyName' }, 'customFields.0.value': { key: 'check.notJson' } });
  const whole = await whatIsSent({ slot: 0, contact });
  expect(whole.missing).toEqual({});
});

it('is told also of a form that is still empty what the event gives it', async () => {
  const { whatIsSent } = await opened();
  const { body } = await whatIsSent({
    slot: 0,
    contact: contactWith({ lastName: '', event: { id: fair.id, name: '' } }),
  });
  expect(Object.keys(JSON.parse(body) as object)).toEqual(['remoteFields']);
});

it('says of a contact that only its badge tells of that the name is missing', async () => {
  const { whatIsSent } = await opened();
  const { missing } = await whatIsSent({ slot: 0, contact: contactWith({ lastName: '', badgeId: 'B-7' }) });
  expect(missing).toEqual({ lastName: { key: 'check.lastNameMissing' } });
});
