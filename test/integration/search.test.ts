// The search of the outbox: what a person types finds the contact that is meant, and no other one.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { olderOutbox } from '../support/older-outbox.ts';

function open(folder = temporaryFolder()): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

/** "Søren Lund, Lund ApS, soeren@example.com, +45 12 34": given name, surname; account; e-mails and phones. */
function person(name: string, ...rest: string[]): Contact {
  const [firstName = '', ...lastName] = name.split(' ');
  const emails = rest.filter((text) => text.includes('@'));
  const phones = rest.filter((text) => !text.includes('@') && /\d{2}/u.test(text));
  return contactWith({
    firstName: lastName.length > 0 ? firstName : '',
    lastName: lastName.length > 0 ? lastName.join(' ') : firstName,
    account: rest.find((text) => !emails.includes(text) && !phones.includes(text)) ?? '',
    emailAddresses: emails.map((emailAddress) => ({ emailAddressType: '', emailAddress })),
    phoneNumbers: phones.map((phoneNumber) => ({ phoneNumberType: '', phoneNumber })),
  });
}

const people: Contact[] = [
  person('太郎 山田', '株式会社サンプル'),
  person('김민수', '삼성전자 주식회사'),
  person('Søren Lund', '+49 151 5550 1234'),
  person('Jürgen Großmann', 'Straße & Söhne'),
  person('Łukasz Wałek'),
  person('Ayşe Işık'),
  person('Đặng Văn'),
  person('Pat O’Neil', "d'Arc & Fils"),
  person('Ruth Berlin', '(030) 23125-014'),
  person('Karl Mueller'),
  person('Eva Müller', 'eva.mueller-2000@lab.example.co.uk'),
  person('Ngô Thị Hằng'),
  person('สมชาย ใจดี', 'บริษัท ตัวอย่าง จำกัด'),
  person('Grace London', '+44 (0)20 7946 0958'),
  person('Omar Al-Rashid', '٠٣٠ ٥٥٥ ١٢٣٤'),
  person('Γιώργος Παπαδόπουλος'),
  person('Семён Чайковский', '8 (916) 123-45-67'),
  person('José Núñez', '＋３４ ９１２ ３４５ ６７８'),
  person('王小明', '台灣積體電路製造股份有限公司'),
  person('ジョン・スミス', 'ﾃｽﾄ'),
  person('مُحَمَّد الأحمد'),
  person('Stand B12', 'Halle10'),
  person('Kim Home', '0049 89 4140-0'),
  person('Ann Boston', '(617) 555-0142'),
  person('Lee Portland', '+1 207 946 0133'),
  person('Anna Moskva', '+7 999 765-43-21'),
  person('Ida Plain', '4917661239876'),
];

const name = ({ firstName, lastName }: Contact) => [firstName, lastName].filter(Boolean).join(' ');

const searches: [search: string, ...found: string[]][] = [
  // Digits at the end of a word are none of a number.
  ['halle10', 'Stand B12'],
  ['b12', 'Stand B12'],
  ['太郎', '太郎 山田'],
  ['サンプル', '太郎 山田'],
  ['민수', '김민수'],
  ['soren', 'Søren Lund'],
  ['4915155501234', 'Søren Lund'],
  ['015155501234', 'Søren Lund'],
  ['03023125014', 'Ruth Berlin'],
  ['grossmann', 'Jürgen Großmann'],
  ['lukasz', 'Łukasz Wałek'],
  ['isik', 'Ayşe Işık'],
  ['dang', 'Đặng Văn'],
  ['oneil', 'Pat O’Neil'],

  ['SØREN LUND', 'Søren Lund'],
  ['soeren', 'Søren Lund'],
  ['Wałek', 'Łukasz Wałek'],
  ['IŞIK', 'Ayşe Işık'],
  ['ISIK', 'Ayşe Işık'],
  ['GROSSMANN', 'Jürgen Großmann'],
  ['groẞmann', 'Jürgen Großmann'],
  ['strasse', 'Jürgen Großmann'],
  ['Ju\u0308rgen', 'Jürgen Großmann'],
  ['juergen', 'Jürgen Großmann'],
  ['Đặng', 'Đặng Văn'],
  ['ngo thi hang', 'Ngô Thị Hằng'],
  ['Nguyễn'],
  ['nunez', 'José Núñez'],
  ['γιωργοσ', 'Γιώργος Παπαδόπουλος'],
  ['ΓΙΏΡΓΟΣ', 'Γιώργος Παπαδόπουλος'],
  ['семен чаик', 'Семён Чайковский'],
  ['محمد', 'مُحَمَّد الأحمد'],
  ['الاحمد', 'مُحَمَّد الأحمد'],

  // Each spelling of an umlaut finds the other.
  ['müller', 'Eva Müller', 'Karl Mueller'],
  ['mueller', 'Eva Müller', 'Karl Mueller'],
  ['muller', 'Eva Müller'],

  ["O'Neil", 'Pat O’Neil'],
  ['O´Neil', 'Pat O’Neil'],
  ['oʼneil', 'Pat O’Neil'],
  ['neil', 'Pat O’Neil'],
  ['darc', 'Pat O’Neil'],
  ['arc', 'Pat O’Neil'],
  ['alrashid', 'Omar Al-Rashid'],
  ['al rashid', 'Omar Al-Rashid'],
  ['al‑rashid', 'Omar Al-Rashid'],
  ['rashid', 'Omar Al-Rashid'],

  ['山田太郎', '太郎 山田'],
  ['山田 太郎', '太郎 山田'],
  ['田太', '太郎 山田'],
  ['郎太'],
  ['さんぷる', '太郎 山田'],
  ['株', '太郎 山田'],
  ['ル', '太郎 山田'],
  ['김민수', '김민수'],
  ['김', '김민수'],
  ['전자', '김민수'],
  ['小明', '王小明'],
  ['積體電路製造股份有限', '王小明'],
  ['積體電路製造股份無限'],
  ['ジョンスミス', 'ジョン・スミス'],
  ['スミス', 'ジョン・スミス'],
  ['テスト', 'ジョン・スミス'],
  ['สมชาย', 'สมชาย ใจดี'],
  ['ชาย', 'สมชาย ใจดี'],
  ['สมชายใจดี', 'สมชาย ใจดี'],
  ['ตัวอย่าง', 'สมชาย ใจดี'],

  ['+4915155501234', 'Søren Lund'],
  ['+49 (0)151 5550 1234', 'Søren Lund'],
  ['0049 151 5550', 'Søren Lund'],
  ['+49 151', 'Søren Lund'],
  ['0151/5550', 'Søren Lund'],
  ['5550 1234', 'Søren Lund'],
  ['55501234', 'Søren Lund'],
  ['501234', 'Søren Lund'],
  ['+49 30 23125014', 'Ruth Berlin'],
  ['4930 23125-014', 'Ruth Berlin'],
  ['23125014', 'Ruth Berlin'],
  ['125-014', 'Ruth Berlin'],
  ['02079460958', 'Grace London'],
  ['442079460958', 'Grace London'],
  ['+442079460958', 'Grace London'],
  ['+44 (0)20 7946 0958', 'Grace London'],
  ['+44 (0', 'Grace London'],
  ['020 7946', 'Grace London'],
  ['7946', 'Grace London', 'Lee Portland'],
  ['017661239876', 'Ida Plain'],
  ['+49 176 61239876', 'Ida Plain'],
  ['0133', 'Lee Portland'],
  ['0305551234', 'Omar Al-Rashid'],
  ['+7 916 1234567', 'Семён Чайковский'],
  ['89161234567', 'Семён Чайковский'],
  ['79161234567', 'Семён Чайковский'],
  ['8 999 765 43 21', 'Anna Moskva'],
  ['34912345678', 'José Núñez'],
  ['912 345 678', 'José Núñez'],
  ['089 41400', 'Kim Home'],
  ['+49894140', 'Kim Home'],
  ['617-555-0142', 'Ann Boston'],
  ['1 617 555 0142', 'Ann Boston'],
  ['+1 (617) 555-0142', 'Ann Boston'],
  ['015155501235'],
  ['+43 151 5550 1234'],
  ['ann 617', 'Ann Boston'],
  ['ann 7946'],

  ['mueller-2000', 'Eva Müller'],
  ['2000', 'Eva Müller'],
  ['eva.mueller', 'Eva Müller'],
  ['eva.müller', 'Eva Müller'],
  ['2000@lab', 'Eva Müller'],
  ['lab.example', 'Eva Müller'],
  ['example.co', 'Eva Müller'],
  ['EVA.MUELLER-2000@LAB.EXAMPLE.CO.UK', 'Eva Müller'],
  ['mueller-2000@lab.ex', 'Eva Müller'],
  ['eva@lab.example.co.uk'],
  ['ueller'],
];

describe('the search', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-search-'));
  const outbox = openOutbox(folder);
  people.forEach((contact, index) => outbox.capture(contact, index));
  afterAll(() => {
    outbox.close();
    rmSync(folder, { recursive: true });
  });

  it.each(searches.map(([search, ...found]) => ({ search, found })))(
    'of $search finds whom it means',
    ({ search, found }) => {
      const { rows, isWhole } = outbox.page({ search, state: null, before: null, limit: 50 });
      expect([rows.map((row) => row.name).sort(), isWhole]).toEqual([found.toSorted(), true]);
    },
  );

  it.each(people.map((contact) => [name(contact), contact] as const))(
    'finds %s by all that was typed',
    (typed, contact) => {
      const texts = [contact.account, ...contact.emailAddresses.map((one) => one.emailAddress), ...contact.phoneNumbers.map((one) => one.phoneNumber)]; // prettier-ignore
      for (const search of [typed, ...texts.filter((text) => text !== '')]) {
        const { rows } = outbox.page({ search, state: null, before: null, limit: 50 });
        expect([search, rows.map((row) => row.name)]).toEqual([search, [typed]]);
      }
    },
  );
});

describe('an outbox of an older version', () => {
  /** More than enter the index at once. */
  const stored = 1_200;

  function olderFolder(): string {
    const older = olderOutbox();
    older.contact('Łukaszewski', 'waiting', null);
    for (let number = 0; number < stored; number++) older.contact(`Bäcker${number}`, 'waiting', null);
    older.contact('Großmann', 'waiting', null);
    older.close();
    return older.folder;
  }

  const search = (outbox: Outbox, text: string) => {
    const { rows, isWhole } = outbox.page({ search: text, state: null, before: null, limit: 50 });
    return { names: rows.map((row) => row.name), isWhole };
  };

  it('is searched from its newest contacts on, says that older ones are still missing, and has all in the end', async () => {
    const outbox = open(olderFolder());
    outbox.capture(contactWith({ lastName: 'Łukaszewska' }), 5);
    expect(search(outbox, 'lukasz')).toEqual({ names: ['Łukaszewska'], isWhole: false });
    await outbox.tidy();
    expect(search(outbox, 'lukasz')).toEqual({ names: ['Łukaszewska', 'Łukaszewski'], isWhole: true });
    expect(search(outbox, 'grossmann').names).toEqual(['Großmann']);
  });

  it('lets no question wait for more of them where several are asked at once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const outbox = open(olderFolder());
    const found = () => search(outbox, 'bäcker').names.length;
    const indexed = () => outbox.page({ search: 'bäcker', state: null, before: null, limit: 5_000 }).rows.length;
    const first = indexed();
    expect(first).toBeGreaterThan(0);
    found();
    expect(indexed()).toBe(first);
    vi.advanceTimersByTime(1_000);
    expect(indexed()).toBeGreaterThan(first);
  });

  it('is gone on with where the last run ended, and a contact that was edited before its turn is found as it is', async () => {
    const folder = olderFolder();
    const first = openOutbox(folder);
    first.edit(1, contactWith({ lastName: 'Renamed' }));
    first.close();
    const next = open(folder);
    await next.tidy();
    expect([search(next, 'renamed').names, search(next, 'lukaszewski').names]).toEqual([['Renamed'], []]);
    next.edit(1, contactWith({ lastName: 'Again' }));
    expect([search(next, 'renamed').names, search(next, 'again').names]).toEqual([[], ['Again']]);
  });

  it('leaves each contact as it is: the index alone is made anew where the folding is another one', async () => {
    const folder = olderFolder();
    const first = openOutbox(folder);
    await first.tidy();
    first.close();
    const database = new Database(join(folder, 'outbox.sqlite'));
    const contacts = () => database.prepare('SELECT id, changed, sum, search FROM contact').all();
    const before = contacts();
    database.exec('UPDATE search_progress SET folding = folding + 1');
    const next = open(folder);
    await next.tidy();
    expect(search(next, 'grossmann')).toEqual({ names: ['Großmann'], isWhole: true });
    expect(contacts()).toEqual(before);
    database.close();
  });
});
