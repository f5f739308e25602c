import { strFromU8, unzipSync } from 'fflate';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { capturedOf, receiptQuerySchema, saveReceiptSchema, type ReceiptFormat } from '#contract/receipt.ts';
import type { Settlement } from '../../electron/outbox/delivery.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { saveReceipt } from '../../electron/receipt/save-receipt.ts';
import { speaker } from '#words/speaker.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { english, textOf } from '../support/words.ts';
import { delivered, refused, unanswered } from '../support/settlements.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
const day = (from: string, to = from) => ({ from, to });
/** A moment of the laptop's clock. */
const at = (text: string) => new Date(text).getTime();
const noon = () => at('2026-11-24T12:00:00');

const invalid = refused('Email is invalid', 422);

function open(): Outbox {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

function settle(outbox: Outbox, settlement: Settlement): void {
  const claimed = outbox.claim(connection, noon() + 1_000);
  if (claimed === null) throw new Error('Nothing waits');
  outbox.settle(claimed, settlement, noon() + 1_250);
}

async function saved(outbox: Outbox, format: ReceiptFormat, span = day('2026-11-24')): Promise<string> {
  const file = join(temporaryFolder(), `receipt.${format}`);
  const { folder } = outbox;
  const answer = await saveReceipt({ folder, span, format, file, now: noon(), version: '1.2.3', speaker: english });
  expect(answer.saved).toBe(true);
  expect(textOf(answer.message ?? '')).toContain(file);
  return readFileSync(file, 'utf8');
}

describe('the numbers', () => {
  it('add up to what was captured, one state for each contact', async () => {
    const outbox = open();
    for (let n = 0; n < 6; n++) outbox.capture(contactWith({ lastName: `P${n}` }), noon());
    settle(outbox, delivered('crm-1', 'remote-1'));
    settle(outbox, invalid);
    settle(outbox, unanswered);
    outbox.claim(connection, noon());
    const { counts, rows } = await outbox.receipt({ span: day('2026-11-24'), limit: 100 });
    expect(counts).toEqual({
      waiting: 2,
      sending: 1,
      delivered: 1,
      'needs-attention': 1,
      unconfirmed: 1,
      withdrawn: 0,
    });
    expect(capturedOf(counts)).toBe(6);
    expect(rows.map(({ name }) => name)).toEqual(['P5', 'P4', 'P3', 'P2', 'P1', 'P0']);
    expect(rows[5]).toMatchObject({ state: 'delivered', crmId: 'crm-1', reason: null, account: '' });
  });

  it('count one that was saved, taken back and saved again once, also where that was done twice, and say so', async () => {
    const outbox = open();
    const save = () => outbox.capture(contactWith({ lastName: 'Lovelace' }), noon());
    outbox.undoSave(save(), 0, noon());
    outbox.undoSave(save(), 0, noon());
    save();
    settle(outbox, delivered('crm-1'));
    const gone = outbox.capture(contactWith({ lastName: 'Gone' }), noon());
    outbox.withdraw(gone, noon());
    const { counts, takenBack, rows } = await outbox.receipt({ span: day('2026-11-24'), limit: 100 });
    expect(counts).toMatchObject({ delivered: 1, withdrawn: 1 });
    expect([capturedOf(counts), takenBack]).toEqual([2, 2]);
    expect(rows.map(({ name }) => name)).toEqual(['Gone', 'Lovelace']);
    // A heading, two contacts, and nothing after the last line.
    expect((await saved(outbox, 'csv')).split('\r\n')).toHaveLength(4);
    const json = JSON.parse(await saved(outbox, 'json')) as { contacts: object[] };
    expect(json).toMatchObject({ counts: { captured: 2, takenBack: 2 } });
    expect(json.contacts).toHaveLength(4);
  });

  it('count one that was taken back after it may have reached the CRM', async () => {
    const outbox = open();
    const id = outbox.capture(contactWith({}), noon());
    settle(outbox, unanswered);
    outbox.sendAgain(id);
    expect(outbox.undoSave(id, 0, noon())).not.toBeNull();
    const { counts, takenBack } = await outbox.receipt({ span: day('2026-11-24'), limit: 100 });
    expect([counts.withdrawn, takenBack]).toEqual([1, 0]);
  });

  it('count a day from midnight to midnight of the laptop, also where it has 23 or 25 hours', async () => {
    const outbox = open();
    const captured = async (span: ReturnType<typeof day>) =>
      capturedOf((await outbox.receipt({ span, limit: 1 })).counts);
    for (const moment of [
      '2026-11-23T23:59:59.999',
      '2026-11-24T00:00',
      '2026-11-24T23:59:59.999',
      '2026-11-25T00:00',
    ]) {
      outbox.capture(contactWith({}), at(moment));
    }
    expect(await captured(day('2026-11-24'))).toBe(2);
    expect(await captured(day('2026-11-23', '2026-11-25'))).toBe(4);
    expect(await captured(day('2026-11-26'))).toBe(0);
    // Berlin: 23 hours, then 25.
    for (const [date, next] of [
      ['2026-03-29', '2026-03-30'],
      ['2026-10-25', '2026-10-26'],
    ] as const) {
      for (const moment of [`${date}T00:00`, `${date}T23:59:59.999`, `${next}T00:00`]) {
        outbox.capture(contactWith({}), at(moment));
      }
      expect(await captured(day(date))).toBe(2);
    }
  });

  it('hold also where the clock was set back between two contacts', async () => {
    const outbox = open();
    for (const moment of ['2026-11-25T10:00', '2026-11-24T10:00', '2026-11-25T10:01']) {
      outbox.capture(contactWith({ lastName: moment }), at(moment));
    }
    const { rows } = await outbox.receipt({ span: day('2026-11-25'), limit: 10 });
    expect(rows.map(({ name }) => name)).toEqual(['2026-11-25T10:01', '2026-11-25T10:00']);
  });

  it('are of a span that makes sense', () => {
    const valid = (span: unknown) => v.is(receiptQuerySchema, { span, limit: 1 });
    expect(valid(day('2026-11-24'))).toBe(true);
    for (const span of [
      day('2026-02-30'),
      day('2026-11-25', '2026-11-24'),
      day(''),
      day("'; DROP"),
      { from: 1, to: 2 },
    ]) {
      expect(valid(span)).toBe(false);
    }
    expect(v.is(saveReceiptSchema, { span: day('2026-11-24'), format: 'csv', file: '/etc/passwd' })).toBe(false);
  });
});

const typed: Contact = contactWith({
  lastName: "=cmd|' /C calc'!A0",
  firstName: 'Ayşe "A" 😀',
  account: 'Acme,\nBerlin',
  emailAddresses: [
    { emailAddressType: 'main', emailAddress: ' ' },
    { emailAddressType: 'main', emailAddress: 'a@example.com' },
    { emailAddressType: 'main', emailAddress: 'b@example.com' },
  ],
  phoneNumbers: [
    { phoneNumberType: 'main', phoneNumber: '+49 89 123' },
    { phoneNumberType: 'main', phoneNumber: '+49 170 4' },
  ],
});

describe('a saved receipt', () => {
  it('is a CSV that a spreadsheet opens as text', async () => {
    const outbox = open();
    outbox.capture(typed, noon());
    settle(outbox, delivered('crm-1', 'remote-1'));
    outbox.capture(contactWith({ lastName: 'Other day' }), noon() - 86_400_000);
    const uuid = outbox.detail(1)?.uuid ?? '';
    const text = await saved(outbox, 'csv');
    expect(text).toBe(
      '\uFEFFUUID,Captured at,First name,Last name,Company,Email,All emails,Phone,All phones,Note,Job title,Website,Custom fields,Addresses,Rating,Follow up,Follow up by,Follow up: who,Event,Answers,Consent,Captured by,Badge ID,State,Reason,CRM ID,Remote ID,Delivered at,Delivered by,Withdrawn at,Attempts\r\n' +
        `${uuid},2026-11-24T12:00:00.000+01:00,"Ayşe ""A"" 😀",'=cmd|' /C calc'!A0,"Acme,\nBerlin",a@example.com,a@example.com / b@example.com,` +
        '+49 89 123,+49 89 123 / +49 170 4,,,,,,,,,,,,,,,delivered,,crm-1,remote-1,2026-11-24T12:00:01.250+01:00,crm,,1\r\n',
    );
  });

  it('is a CSV as the spreadsheets of this laptop read it, and says how that is and what was changed in it', async () => {
    const outbox = open();
    outbox.capture(contactWith({ firstName: 'Jörg', lastName: 'Müller', account: 'Müller & Söhne; Lager' }), noon());
    outbox.capture(contactWith({ firstName: '=Ada', lastName: '-', account: '@home GmbH' }), noon());
    const emails = ['a@example.com', '=HYPERLINK("https://example.net","x")'];
    const emailAddresses = emails.map((emailAddress) => ({ emailAddressType: 'main', emailAddress }));
    outbox.capture(contactWith({ lastName: 'Suharti', firstName: '', emailAddresses }), noon());
    const file = join(temporaryFolder(), 'receipt.csv');
    const order = { folder: outbox.folder, span: day('2026-11-24'), format: 'csv', file, now: noon() } as const;
    const { message } = await saveReceipt({ ...order, version: '1', separator: ';', speaker: english });
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^\uFEFFUUID;Captured at;First name;Last name;/u);
    expect(text).toContain(';Jörg;Müller;"Müller & Söhne; Lager";');
    expect(text).toContain(";'=Ada;'-;'@home GmbH;");
    expect(text).toContain(';;Suharti;;a@example.com;"a@example.com / =HYPERLINK(""https://example.net"",""x"")";');
    expect(speaker().text(message ?? '')).toBe(
      `Saved 3 contacts in ${file}. Its columns are separated by semicolons. In 3 cells an apostrophe was put before what a spreadsheet would take for a formula; the XLSX has them as typed.`,
    );
  });

  it('is an XLSX with every text as it was typed', async () => {
    const outbox = open();
    const numbers = ['+1-555-010-0142', '+493023125014', '0043 1 5550101', '0301234567', '12E5'];
    for (const phoneNumber of numbers) {
      const phoneNumbers = [{ phoneNumberType: 'main', phoneNumber }];
      outbox.capture(contactWith({ lastName: '-', firstName: '=Ada', account: '@home GmbH', phoneNumbers }), noon());
    }
    const file = join(temporaryFolder(), 'receipt.xlsx');
    const order = { folder: outbox.folder, span: day('2026-11-24'), format: 'xlsx', file, now: noon() } as const;
    const { message } = await saveReceipt({ ...order, version: '1', speaker: english });
    expect(speaker().text(message ?? '')).toBe(`Saved 5 contacts in ${file}.`);
    const sheet = strFromU8(unzipSync(readFileSync(file))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const cells = [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/gu)].map(([, text]) => text);
    for (const text of [...numbers, '-', '=Ada', '@home GmbH']) expect(cells).toContain(text);
  });

  it('is a JSON with the contact as typed and its ledger', async () => {
    const outbox = open();
    outbox.capture(typed, noon());
    settle(outbox, invalid);
    outbox.retry(1);
    settle(outbox, unanswered);
    outbox.capture(contactWith({ lastName: 'Waits' }), noon());
    const receipt = JSON.parse(await saved(outbox, 'json')) as Record<string, unknown>;
    expect(receipt).toMatchObject({
      madeBy: 'Fieldpost 1.2.3',
      from: '2026-11-24',
      to: '2026-11-24',
      timeZone: 'Europe/Berlin',
      counts: { captured: 2, waiting: 1, sending: 0, delivered: 0, 'needs-attention': 0, unconfirmed: 1 },
      contacts: [
        {
          uuid: outbox.detail(1)?.uuid,
          contact: typed,
          state: 'unconfirmed',
          capturedAt: '2026-11-24T12:00:00.000+01:00',
          attempts: [
            {
              startedAt: '2026-11-24T12:00:01.000+01:00',
              milliseconds: 250,
              baseUrl: 'https://crm.example.com',
              credentialId: 'c',
              status: 422,
              message: 'Email is invalid',
              excerpt: '{"message":"Email is invalid"}',
              decision: 'Needs attention, since the CRM refused this contact. Sending goes on.',
            },
            { status: null },
          ],
        },
        { state: 'waiting', attempts: [], crmId: null },
      ],
    });
  });

  it('is valid where nothing was captured', async () => {
    const outbox = open();
    expect(JSON.parse(await saved(outbox, 'json'))).toMatchObject({ counts: { captured: 0 }, contacts: [] });
    expect((await saved(outbox, 'csv')).split('\r\n')).toHaveLength(2);
  });

  it('is of one moment, while contacts are captured and sent', async () => {
    const outbox = open();
    for (let n = 0; n < 3_000; n++)
      outbox.capture(contactWith({ lastName: `P${n}`, account: 'x'.repeat(200) }), noon());
    const saving = saved(outbox, 'json');
    let meanwhile = 0;
    const busy = setInterval(() => {
      outbox.capture(contactWith({ lastName: 'Later' }), noon());
      settle(outbox, delivered('crm-1', 'remote-1'));
      meanwhile++;
    }, 0);
    const receipt = JSON.parse(await saving) as { counts: { captured: number; waiting: number }; contacts: object[] };
    clearInterval(busy);
    expect(meanwhile).toBeGreaterThan(0);
    expect([receipt.counts.captured, receipt.counts.waiting, receipt.contacts.length]).toEqual([3_000, 3_000, 3_000]);
  });

  it('replaces a file as a whole, and leaves it where the new one cannot be written', async () => {
    const outbox = open();
    outbox.capture(typed, noon());
    const folder = temporaryFolder();
    const order = {
      folder: outbox.folder,
      span: day('2026-11-24'),
      format: 'csv',
      now: noon(),
      version: '1',
      speaker: english,
    } as const;
    const file = join(folder, 'receipt.csv');
    writeFileSync(file, 'old');
    expect((await saveReceipt({ ...order, file })).saved).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('a@example.com');
    expect(readdirSync(folder)).toEqual(['receipt.csv']);
    // A folder has the name.
    const refused = await saveReceipt({ ...order, file: folder });
    expect([refused.saved, textOf(refused.message ?? '')]).toEqual([
      false,
      expect.stringContaining('Nothing was saved.'),
    ]);
    expect(readdirSync(folder)).toEqual(['receipt.csv']);
    const lost = await saveReceipt({ ...order, file: join(folder, 'no/receipt.csv') });
    expect([lost.saved, textOf(lost.message ?? '')]).toEqual([false, expect.stringContaining('is not there')]);
  });
});
