/** How long the outbox's questions take, and whether that grows with what is stored. */
import { join } from 'node:path';
import { say } from '../../../build/runtime/problem.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { lanesIn } from '../../../electron/outbox/lanes.ts';
import { deliveryIn } from '../../../electron/outbox/delivery.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { alternate } from '../alternate.ts';
import type { Effort, Group } from '../group.ts';
import { madeUpContact } from '../contacts.ts';
import { compare, count, milliseconds, notMeasured, type Finding } from '../report.ts';
import { nobody, placeOutbox, seedConnection } from '../seeded-outbox.ts';
import { median } from '../statistics.ts';

const veryMany = 1_000_000;
/** As the screen asks for them. */
const pageSize = 100;

const sizes: Record<Effort, { stored: number[]; rounds: number }> = {
  full: { stored: [100_000, veryMany], rounds: 300 },
  quick: { stored: [100_000], rounds: 100 },
  smoke: { stored: [40], rounds: 1 },
};

/** What people type beside the beginnings of plain words. */
const searches = [
  ['one letter', 'm'],
  ['a common name', 'meier'],
  ['a name and its company', 'meier alpine optics'],
  ['a name with an umlaut', 'müller'],
  ['a name without its strokes', 'lukasz grossmann'],
  ['a name without its apostrophe', 'oneil'],
  ['a Japanese name in one', '山田太郎'],
  ['one Chinese character', '田'],
  ['a Korean given name', '민수'],
  ['a part of a Thai name', 'ชาย'],
  ['two digits', '55'],
  ['a part of a phone number', '5551'],
  ['a long part of a phone number', '55512345'],
  ['a phone number with its country code', '+1 555 1234567'],
  ['a whole e-mail', 'jana.okafor.4711@example.org'],
  ['a piece of an e-mail', '4711@exa'],
] as const;

/** Who is being typed, of whom there are hundreds with each of the two names. */
const typed = [
  ['a slip in the surname', 'Jana', 'Okafro', '', ''],
  ['a slip in the given name', 'Jnaa', 'Okafor', '', ''],
  ['how it was heard', 'Jana', 'Ocaffor', '', ''],
  ['names the wrong way round', 'Okafor', 'Jana', '', ''],
  ['a name that is not typed to its end', 'Jana', 'Ok', '', ''],
  ['an e-mail', 'Jana', 'Okafor', 'jana.okafor.4711@example.org', ''],
  ['a phone in another spelling', 'Jana', 'Okafor', '', '(555) 123 4567'],
  ['nobody', 'Quentin', 'Xylander', 'xylander@example.org', '+49 30 5550199'],
] as const;

type Questions = Record<string, () => unknown>;

interface Opened {
  contacts: number;
  questions: Questions;
  /** The least that a question can cost. */
  floor: () => unknown;
  close: () => void;
}

export const measureQueries: Group = async ({ effort, folder, seeds }) => {
  const { stored, rounds } = sizes[effort];
  const opened: Opened[] = [];
  try {
    for (const contacts of stored) {
      opened.push(await openQuestions(join(folder, `outbox-${contacts}`), contacts, seeds));
    }
    say('  asking ...');
    const findings: Finding[] = [];
    for (const name of Object.keys(opened[0]?.questions ?? {})) findings.push(...(await ask(name, opened, rounds)));
    if (effort === 'quick')
      findings.push(notMeasured(`Questions at ${count(veryMany)} contacts`, 'left out by --quick'));
    return findings;
  } finally {
    for (const { close } of opened) close();
  }
};

async function openQuestions(folder: string, contacts: number, seeds: string): Promise<Opened> {
  await placeOutbox(folder, contacts, seeds);
  const outbox = openOutbox(folder);
  const database = openDatabase(folder);
  const byId = database.prepare('SELECT id FROM contact WHERE id = ?');
  const { claim } = deliveryIn(database, lanesIn(database));
  const begin = database.prepare('BEGIN');
  const undo = database.prepare('ROLLBACK');
  const page = (search: string, before: number | null) => () =>
    outbox.page({ search, state: null, before, limit: pageSize });
  const questions: Questions = {
    'First page': page('', null),
    'A page in the middle, by key': page('', contacts / 2),
    'Counts by state': outbox.counts,
    // Without the commit, whose flush is the disk's time.
    'Taking the next contact that is due, and putting it back': () => {
      begin.run();
      const claimed = claim(seedConnection, Date.now(), nobody);
      undo.run();
      if (claimed === null) throw new Error('No contact waits.');
    },
    'Search by the beginning of a word ("mei")': page('mei', null),
    'Search by two words ("mei opt")': page('mei opt', null),
    ...Object.fromEntries(searches.map(([what, search]) => [`Search by ${what} ("${search}")`, page(search, null)])),
    ...Object.fromEntries(
      typed.map(([what, firstName, lastName, emailAddress, phoneNumber]) => {
        const contact = {
          ...madeUpContact(0),
          firstName,
          lastName,
          emailAddresses: [{ emailAddressType: 'main', emailAddress }],
          phoneNumbers: [{ phoneNumberType: 'main', phoneNumber }],
        };
        return [`Who it likely is, by ${what}`, () => outbox.likely(contact, 0)];
      }),
    ),
    'Companies that begin with one letter ("n")': () => outbox.companies('n'),
    'Companies that begin so ("alp")': () => outbox.companies('alp'),
    'Companies that begin so ("alpine op")': () => outbox.companies('alpine op'),
    'Companies that begin so, without one ("mei")': () => outbox.companies('mei'),
    'Search without a hit': page('xylophone', null),
  };
  return {
    contacts,
    questions,
    floor: () => byId.get(contacts / 2),
    close: () => {
      database.close();
      outbox.close();
    },
  };
}

/** The first outbox is held against the floor, the second one against the first. */
async function ask(name: string, opened: readonly Opened[], rounds: number): Promise<Finding[]> {
  const actions = opened.map(({ questions }, index) => [String(index), questions[name] ?? (() => undefined)] as const);
  const times = await alternate(rounds, {
    floor: opened[0]?.floor ?? (() => undefined),
    ...Object.fromEntries(actions),
  });
  const floor = median(times.floor);
  return opened.map(({ contacts }, index) => {
    const timeOf = (one: number) => median(times[String(one) as 'floor']);
    const value = timeOf(index);
    const what = `${name}, ${count(contacts)} contacts`;
    const before = opened[index - 1];
    if (before === undefined) {
      const beside = `one row by its id: ${milliseconds(floor)}`;
      return { what, measured: milliseconds(value), beside, goal: { text: '≤ 1 ms', reached: value <= 1 } };
    }
    const besideName = `${count(before.contacts)} contacts`;
    return compare({ what, value, beside: timeOf(index - 1), besideName, goal: 2, format: milliseconds });
  });
}
