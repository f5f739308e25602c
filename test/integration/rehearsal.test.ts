/** The rehearsal, against the practice CRM and one that answers as it is told. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { linesOf } from '#contract/contact.ts';
import { noSetup } from '#contract/events.ts';
import { questionTarget, type FieldMap } from '#contract/field-map.ts';
import { namedPaths } from '#contract/fields.ts';
import { readinessOf, type Rehearsal } from '#contract/rehearsal.ts';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { wordsOf } from '../../electron/modes/set-up.ts';
import { pageOf } from '../../electron/rehearsal/page.ts';
import { openRehearsal } from '../../electron/rehearsal/rehearsal.ts';
import { testContact } from '../../electron/rehearsal/test-contact.ts';
import { contactWith } from '../support/contacts.ts';
import { handlerParts } from '../support/handler-parts.ts';
import { recordingCrm } from '../support/recording-crm.ts';
import { eventOf } from '../support/setups.ts';
import { english, textOf } from '../support/words.ts';

const fair = eventOf('Fair', 9);
const map: FieldMap = {
  fields: Object.fromEntries(
    [
      ['note', 'Description'],
      ['rating', 'Rating'],
      ...fair.questions.map(({ id }, index) => [questionTarget(id), `Q${index}__c`]),
    ].map(([target = '', field = '']) => [target, { field, encoding: 'text' as const, values: {} }]),
  ),
  rest: 'More__c',
};

async function openedWith(practice: boolean, limits = { rest: 2_000, turn: 15_000, answer: 15_000 }) {
  const { parts, modes, told } = await handlerParts({ practice });
  const mode = modes.current();
  mode.outbox.saveSetup({ ...noSetup, events: [fair], onDuty: fair.id });
  mode.outbox.saveFieldMap(map);
  const rehearsal = openRehearsal({
    modes,
    speak: () => english,
    words: (one) => wordsOf(one, practice),
    changed: parts.rehearsalChanged,
    limits,
  });
  return { mode, modes, outbox: mode.outbox, told, rehearsal };
}

/** The same, connected to a CRM that answers as it is told. */
async function connected() {
  const crm = await recordingCrm();
  onTestFinished(crm.close);
  onTestFinished(() => systemKeychain.remove(crm.baseUrl));
  const opened = await openedWith(false);
  await systemKeychain.write(crm.baseUrl, 'key');
  opened.outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: 'c' });
  opened.mode.nudge('connection');
  return { ...opened, crm };
}

const stepOf = ({ steps }: Rehearsal, name: string) => steps.find(({ step }) => step === name);
const fieldsOf = ({ fields }: Rehearsal) => Object.fromEntries(fields.map(({ field, verdict }) => [field, verdict]));
const stateIn = ({ outbox }: Awaited<ReturnType<typeof openedWith>>) =>
  outbox.page({ search: 'Fieldpost', state: null, before: null, limit: 9 }).rows.map(({ state }) => state);

describe('with a CRM that is well', () => {
  it('sends one contact that says what it is, and finds every field of it again', async () => {
    const opened = await openedWith(true);
    opened.outbox.saveDraft(0, contactWith({ lastName: 'Typed' }), 1);
    const ended = await opened.rehearsal.rehearse();
    const received = opened.modes.practice()?.view().received ?? [];
    expect(received).toHaveLength(1);
    const body = JSON.parse(received[0]?.body ?? '{}') as { remoteFields: Record<string, unknown> };
    expect(body).toMatchObject({ firstName: 'Fieldpost', lastName: 'Test' });
    expect(body.remoteFields).toMatchObject({ LeadSource: 'Fair', Rating: 'Cold' });
    expect(String(body.remoteFields['Description'])).toMatch(/not a lead/u);
    expect(String(body.remoteFields['More__c'])).toContain('Consent: agreed=none');
    expect(Object.keys(body.remoteFields).filter((name) => name.startsWith('Q'))).toHaveLength(9);
    expect(stepOf(ended, 'delivery')?.verdict).toBe('well');
    expect(stepOf(ended, 'list')?.verdict).toBe('well');
    expect(stateIn(opened)).toEqual(['delivered']);
    // What was being typed is no part of it.
    expect(opened.outbox.newDrafts().map(({ contact }) => contact.lastName)).toEqual(['Typed']);
    expect(opened.told.rehearsals.at(-1)).toEqual(ended);
    expect(fieldsOf(ended)).toMatchObject({ lastName: 'accepted', LeadSource: 'accepted' });
    expect(Object.values(fieldsOf(ended))).not.toContain('refused');
  });

  it('has something in every field that can have a name in the CRM', () => {
    const contact = testContact({ ...noSetup, events: [fair], onDuty: fair.id }, () => map, Date.now(), english);
    expect(namedPaths.filter((path) => linesOf(contact, path).every(({ text }) => text.trim() === ''))).toEqual([]);
  });

  it('is not ready where a field has a name and nothing can go into it as it is to be sent', async () => {
    const opened = await openedWith(true);
    const number = { field: 'Rating', encoding: 'number' as const, values: {} };
    // What was mapped for a question that is no longer asked is nobody's fault.
    const gone = { field: 'Gone__c', encoding: 'text' as const, values: {} };
    const fields = { ...map.fields, rating: number, [questionTarget('gone')]: gone };
    opened.outbox.saveFieldMap({ ...map, fields });
    const ended = await opened.rehearsal.rehearse();
    expect(stepOf(ended, 'delivery')?.verdict).toBe('trouble');
    expect(textOf(stepOf(ended, 'delivery')?.found ?? '')).toMatch(/Nothing could go into Rating\./u);
    expect(readinessOf(ended)).toBe('not-ready');
  });

  it('is one rehearsal, however often it is asked for meanwhile', async () => {
    const { rehearsal, modes } = await openedWith(true);
    const [one, other] = await Promise.all([rehearsal.rehearse(), rehearsal.rehearse()]);
    expect(other).toBe(one);
    expect(modes.practice()?.view().receivedCount).toBe(1);
  });

  it('is not simply ready where no event is on duty, whose values nobody has tried then', async () => {
    const { rehearsal, outbox, modes } = await openedWith(true);
    outbox.saveSetup({ ...outbox.setup(), onDuty: null });
    const ended = await rehearsal.rehearse();
    expect(modes.practice()?.view().received[0]?.body).not.toContain('LeadSource');
    expect(stepOf(ended, 'event')).toMatchObject({ verdict: 'unknown', todo: { key: 'rehearsal.noneOnDutyTodo' } });
    expect(readinessOf(ended)).toBe('known');
    outbox.saveSetup(noSetup);
    expect(stepOf(await rehearsal.rehearse(), 'event')).toBeUndefined();
  });

  it('is a page to be printed, on which nothing of a CRM can become HTML', async () => {
    const { rehearsal } = await openedWith(true);
    const ended = await rehearsal.rehearse();
    const page = pageOf({ ...ended, event: '<b>Fair</b>' }, '1.2.3', english);
    expect(page).toContain('&lt;b&gt;Fair');
    expect(page).not.toContain('<b>');
    expect(page).toContain(ended.words.join(' '));
    expect(page).toMatch(/Ready/u);
  });
});

describe('with several connections', () => {
  it('looks at that of the event on duty, with the key of that one, and the doctor at the one that rests', async () => {
    const { crm, mode, modes, outbox, rehearsal } = await connected();
    const there = await recordingCrm();
    onTestFinished(there.close);
    onTestFinished(() => systemKeychain.remove(there.baseUrl, 'b'));
    mode.connections.name({ id: 'b', name: 'There' });
    const input = { baseUrl: there.baseUrl, credentialId: 'b', apiKey: 'key-b' };
    expect((await mode.connections.of('b').settings.save(input)).saved).toBe(true);
    outbox.saveSetup({ ...noSetup, events: [{ ...fair, connection: 'b' }], onDuty: fair.id });
    mode.nudge('connection');
    crm.answer({ status: 401, body: '{}' });
    mode.contactsChanged([outbox.capture(contactWith({ lastName: 'Refused' }), Date.now())]);
    await vi.waitFor(() => {
      expect(modes.subject().sending).toMatchObject({ id: '', pause: { reason: 'key-rejected' } });
    }, 10_000);
    const ended = await rehearsal.rehearse();
    expect(ended.findings.find(({ check }) => check === 'key')?.verdict).toBe('well');
    expect(stepOf(ended, 'delivery')?.verdict).toBe('well');
    expect(there.requests.map(({ authorization }) => authorization)).not.toContain('bearer key');
    expect(there.requests.filter(({ method }) => method === 'GET').length).toBeGreaterThan(0);
    const subject = modes.subject('b');
    expect(subject.sending).toMatchObject({ id: 'b', name: 'There', pause: null });
    expect(await subject.keys.read(there.baseUrl)).toBe('key-b');
  });
});

describe('with a CRM that is not', () => {
  it('says which field it refused, and leaves nobody the test contact to deal with', async () => {
    const opened = await connected();
    await opened.rehearsal.rehearse();
    opened.crm.answer({ status: 400, body: '{"message":"No such column \'Rating\' on Contact"}' });
    const ended = await opened.rehearsal.rehearse();
    expect(fieldsOf(ended)).toMatchObject({ Rating: 'refused', Description: 'unknown', lastName: 'unknown' });
    expect(readinessOf(ended)).toBe('not-ready');
    expect(textOf(stepOf(ended, 'delivery')?.found ?? '')).toContain('No such column');
    expect(stateIn(opened)).toEqual(['withdrawn', 'delivered']);
  });

  it('says of a value of the event that the CRM has no field of that name, before a visitor has come', async () => {
    const opened = await connected();
    opened.outbox.saveSetup({
      ...noSetup,
      events: [{ ...fair, defaults: [...fair.defaults, { name: 'Campain', value: 'Autumn' }] }],
      onDuty: fair.id,
    });
    opened.crm.answer({ status: 400, body: '{"message":"No such column \'Campain\' on entity \'Lead\'"}' });
    const ended = await opened.rehearsal.rehearse();
    const sent = opened.crm.requests.find(({ method }) => method === 'POST')?.body ?? '{}';
    expect(JSON.parse(sent)).toMatchObject({
      ...{ firstName: 'Fieldpost', lastName: 'Test' },
      remoteFields: { LeadSource: 'Fair', Campain: 'Autumn', Q0__c: 'Press 0' },
    });
    expect(fieldsOf(ended)).toMatchObject({ Campain: 'refused', LeadSource: 'unknown' });
    expect(readinessOf(ended)).toBe('not-ready');
  });

  it('takes no field for accepted that the CRM does not show, nor a miss in its list for a fault', async () => {
    const { rehearsal, crm } = await connected();
    const ended = await rehearsal.rehearse();
    expect(crm.created).toHaveLength(1);
    expect(stepOf(ended, 'delivery')?.verdict).toBe('well');
    expect(stepOf(ended, 'list')?.verdict).toBe('unknown');
    expect(new Set(Object.values(fieldsOf(ended)))).toEqual(new Set(['unknown']));
    expect(readinessOf(ended)).toBe('known');
  });

  it('sends nothing twice where nobody knows whether it arrived', async () => {
    const opened = await openedWith(true);
    await opened.modes.practice()?.behave({ network: 'up', answer: 'silent' });
    const ended = await opened.rehearsal.rehearse();
    expect(opened.modes.practice()?.view().receivedCount).toBe(1);
    expect(stateIn(opened)).toEqual(['unconfirmed']);
    expect(stepOf(ended, 'delivery')?.verdict).toBe('trouble');
    expect(readinessOf(ended)).toBe('not-ready');
  });

  it('sends nothing later: what did not go out is withdrawn, and while the queue rests none is made', async () => {
    const opened = await connected();
    opened.crm.answer({ status: 401, body: '{"message":"Bad key"}' });
    const first = await opened.rehearsal.rehearse();
    expect(stateIn(opened)).toEqual(['withdrawn']);
    expect(textOf(stepOf(first, 'delivery')?.found ?? '')).toContain('is withdrawn');
    const second = await opened.rehearsal.rehearse();
    expect(stateIn(opened)).toEqual(['withdrawn']);
    expect(textOf(stepOf(second, 'delivery')?.found ?? '')).toContain('was not made');
    expect(second.fields).toEqual([]);
    expect(opened.crm.created).toEqual([]);
  });
});
