/** The list of an event's attendees: from a file to a badge with a name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { emptyContact, type Contact } from '#contract/contact.ts';
import { emptyEvent, noSetup, setupSchema } from '#contract/events.ts';
import type { ListChoices } from '#contract/attendees.ts';
import { openList } from '../../electron/attendees/list.ts';
import { attendeeHandlers } from '../../electron/ipc/attendees.ts';
import { eventHandlers } from '../../electron/ipc/events.ts';
import { saveReceipt } from '../../electron/receipt/save-receipt.ts';
import { temporaryFolder } from '../support/folder.ts';
import { handlerParts } from '../support/handler-parts.ts';
import { english } from '../support/words.ts';

const expo = { ...emptyEvent('expo'), name: 'Expo' };
const atExpo = { id: 'expo', name: 'Expo' };

async function atDesk() {
  const { parts, modes, told } = await handlerParts();
  const { outbox } = modes.current();
  outbox.saveSetup({ ...noSetup, events: [expo], onDuty: 'expo' });
  const handlers = { ...attendeeHandlers(parts), ...eventHandlers(parts) };
  /** Imports a file as it is proposed, but for these choices. */
  async function importText(text: string, choices: Partial<ListChoices> = {}) {
    const bytes = new TextEncoder().encode(text);
    const answer = await handlers.previewList({ bytes, choices: {} });
    if (!answer.read) throw new Error('not read');
    const chosen = { ...answer.preview.choices, ...choices };
    const imported = await handlers.importList({ event: 'expo', file: 'list.csv', bytes, choices: chosen });
    return imported.imported ? imported.result : imported.problem;
  }
  const capture = (contact: Partial<Contact>) => outbox.capture({ ...emptyContact(), event: atExpo, ...contact }, 1);
  return { outbox, handlers, importText, capture, told };
}

it('takes a file that was handed over in pieces, and nothing of one that it took the place of', async () => {
  const { outbox, handlers } = await atDesk();
  const hand = (text: string, at: number, size: number) =>
    handlers.listBytes({ size, at, bytes: new TextEncoder().encode(text) });
  const text = 'Badge ID;Last name\n0047;Ott\n0048;Abel';
  const nothing = new Uint8Array();
  await hand('Badge ID;Last name\n0001;Former', 0, 90);
  await hand(text.slice(0, 20), 0, text.length);
  await hand(text.slice(20), 20, text.length);
  await hand('late', 40, 90);
  const answer = await handlers.previewList({ bytes: nothing, choices: {} });
  if (!answer.read) throw new Error('not read');
  expect(answer.preview.rows).toEqual([
    ['Badge ID', 'Last name'],
    ['0047', 'Ott'],
    ['0048', 'Abel'],
  ]);
  const { choices } = answer.preview;
  await handlers.importList({ event: 'expo', file: 'list.csv', bytes: nothing, choices });
  const list = openList(outbox.folder, 'expo');
  expect(list?.about.attendees).toBe(2);
  list?.close();
});

it('takes each row or says why not, and the sum is the file', async () => {
  const { importText } = await atDesk();
  const text = [
    'Badge ID;First name;Last name;Phone',
    '0047;Eva;Ott;+49 30 1',
    '0048;Jo;Abel;4,93023E+11',
    ';No;Badge;',
    '4,93023E+11;Des;Troyed;',
    '0049;Only;;',
    '',
    '0047;Eva;Ott;+49 30 1',
    '0047;Another;One;',
    '0050;Cut;"Off',
  ].join('\n');
  expect(await importText(text)).toEqual({
    attendees: 3,
    leftOut: {
      noId: { count: 1, first: [4] },
      destroyedId: { count: 1, first: [5] },
      noName: { count: 1, first: [6] },
      twice: { count: 1, first: [8] },
      broken: { count: 1, first: [10] },
    },
    destroyedPhones: { count: 1, first: [3] },
  });
});

it('finds a badge however it is written, and none where two have it', async () => {
  const { handlers, importText } = await atDesk();
  await importText('Badge ID,Last name\nSBpax001,Ott\nsbPAX002 ,Abel\n7,One\n007,Two', { prefix: 'SB', zeros: true });
  expect(await handlers.attendee(' PAX001 ')).toEqual({
    found: 'one',
    parts: [{ part: 'lastName', text: 'Ott', column: 'Last name' }],
  });
  expect(await handlers.attendee('sbpax002')).toMatchObject({ found: 'one', parts: [{ text: 'Abel' }] });
  expect(await handlers.attendee('0007')).toEqual({ found: 'several' });
  expect(await handlers.attendee('8')).toEqual({ found: 'none' });
  expect(await handlers.attendee(' ')).toEqual({ found: 'none' });
});

it('tells zeros and beginnings apart unless it is told not to', async () => {
  const { handlers, importText } = await atDesk();
  await importText('Badge ID,Last name\n7,One\n007,Two\nSB7,Three');
  expect(await handlers.attendee('007')).toMatchObject({ found: 'one', parts: [{ text: 'Two' }] });
  expect(await handlers.attendee('SB7')).toMatchObject({ found: 'one', parts: [{ text: 'Three' }] });
});

it("takes Fieldpost's own receipt", async () => {
  const { outbox, handlers, importText, capture } = await atDesk();
  capture({
    badgeId: '0047',
    firstName: 'Eva',
    lastName: 'Ott',
    phoneNumbers: [{ phoneNumber: '+49301', phoneNumberType: '' }],
  });
  const file = join(temporaryFolder(), 'receipt.csv');
  const span = { from: '1970-01-01', to: '1970-01-02' };
  const order = { folder: outbox.folder, span, format: 'csv', file, now: 1, version: '1', separator: ';' } as const;
  await saveReceipt({ ...order, speaker: english });
  const text = readFileSync(file, 'utf8');
  expect(await importText(text)).toMatchObject({ attendees: 1, leftOut: {} });
  expect(await handlers.attendee('0047')).toMatchObject({
    found: 'one',
    parts: expect.arrayContaining([expect.objectContaining({ part: 'phone', text: '+49301' })]) as unknown,
  });
});

it('names the badges that wait, shown before, and never over what was typed', async () => {
  const { outbox, handlers, importText, capture } = await atDesk();
  const ids = [
    capture({ badgeId: '1' }),
    capture({ badgeId: '2', account: 'Typed Ltd', firstName: 'Jo' }),
    capture({ badgeId: '3' }),
    capture({ badgeId: '1', event: null }),
    capture({ badgeId: '1', lastName: 'Known' }),
  ];
  await importText(
    'Badge ID,First name,Last name,Company,Email\n1,Eva,Ott,Acme,eva@acme.example\n2,Joanna,Abel,Listed,',
  );
  const before = await handlers.attendeeList('expo');
  expect(before).toMatchObject({ attendees: 2, file: 'list.csv', badges: { count: 3, named: 2 } });
  expect(outbox.counts()['needs-attention']).toBe(4);
  expect(await handlers.nameBadges('expo')).toBe(2);
  const contacts = ids.map((id) => outbox.detail(id)?.contact);
  expect(contacts[0]).toMatchObject({
    badgeId: '1',
    firstName: 'Eva',
    lastName: 'Ott',
    account: 'Acme',
    emailAddresses: [{ emailAddress: 'eva@acme.example' }],
  });
  expect(contacts[1]).toMatchObject({ firstName: 'Jo', lastName: 'Abel', account: 'Typed Ltd' });
  expect(contacts.slice(2).map((contact) => contact?.lastName)).toEqual(['', '', 'Known']);
  expect(outbox.row(ids[0] ?? 0)?.state).not.toBe('needs-attention');
  expect(await handlers.attendeeList('expo')).toMatchObject({ badges: { count: 1, named: 0 } });
});

it('names more than one portion at once', async () => {
  const { outbox, handlers, importText, capture } = await atDesk();
  outbox.together(() => Array.from({ length: 600 }, (_, at) => capture({ badgeId: `${at % 300}` })));
  await importText(`Badge ID,Last name\n${Array.from({ length: 200 }, (_, at) => `${at},Name${at}`).join('\n')}`);
  expect((await handlers.attendeeList('expo'))?.badges).toEqual({ count: 600, named: 400 });
  expect(await handlers.nameBadges('expo')).toBe(400);
  expect((await handlers.attendeeList('expo'))?.badges).toEqual({ count: 200, named: 0 });
});

it('keeps the list that is there where another file is no list, and deletes it with its event', async () => {
  const { outbox, handlers, importText } = await atDesk();
  await importText('Badge ID,Last name\n1,Ott');
  expect(await importText('Badge ID,Last name\n1,')).toMatchObject({ key: 'attendees.empty' });
  expect(await importText('Badge ID,Company\n1,Acme')).toMatchObject({ key: 'attendees.noNameColumn' });
  expect(await importText('Last name\nOtt')).toMatchObject({ key: 'attendees.noIdColumn' });
  expect(await handlers.attendee('1')).toMatchObject({ found: 'one' });
  const folder = join(outbox.folder, 'attendees');
  expect(readdirSync(folder)).toEqual(['expo.sqlite']);
  await handlers.removeEvent('expo');
  expect(readdirSync(folder)).toEqual([]);
  expect(await handlers.attendeeList('expo')).toBeNull();
});

it('leaves nothing of a list whose event is removed while it is imported', async () => {
  const { outbox, handlers, importText } = await atDesk();
  const rows = Array.from({ length: 5_000 }, (_, at) => `${at},Name ${at}`).join('\n');
  const importing = importText(`Badge ID,Last name\n${rows}`);
  await handlers.removeEvent('expo');
  expect(await importing).toMatchObject({ key: 'attendees.eventGone' });
  expect(readdirSync(join(outbox.folder, 'attendees'))).toEqual([]);
  expect(await handlers.attendeeList('expo')).toBeNull();
});

it('reads set-ups of before, whose events were taught nothing', () => {
  const older: Partial<typeof expo> = { ...expo };
  delete older.badgeRule;
  delete older.readsLicences;
  expect(v.parse(setupSchema, { ...noSetup, events: [older] }).events).toEqual([expo]);
});

it('takes 200,000 rows, says how far it is, and finds each by its index', async () => {
  const { outbox, importText, told } = await atDesk();
  const rows = Array.from(
    { length: 200_001 },
    (_, at) => `${at},Eva,Name ${at},Acme,e${at}@acme.example,+49 30 ${at},Köln`,
  );
  const result = await importText(`Badge ID,First name,Last name,Company,Email,Phone,City\n${rows.join('\n')}`);
  expect(result).toMatchObject({ attendees: 200_000, leftOut: { tooMany: { count: 1, first: [200_002] } } });
  expect(told.progress.length).toBeGreaterThanOrEqual(20);
  const list = openList(outbox.folder, 'expo');
  expect(list?.lookUp('199999')).toMatchObject({ found: 'one' });
  list?.close();
}, 60_000);
