/** Who of the outbox is likely the person that is being typed: to be shown, and never to be taken for certain. */
import { displayName, type Contact } from '#contract/contact.ts';
import { isEmail } from '#contract/email-text.ts';
import type { Likely, OutboxRow } from '#contract/outbox.ts';
import type { OutboxDatabase } from '../store/database.ts';
import { folded } from './folding.ts';
import { nameWords, pairKey, soundKey } from './name-keys.ts';
import { phoneKeys } from './phone-search.ts';
import { emailKey } from './search-words.ts';
import { likely, namesAlike, type TwoWords } from './name-likeness.ts';

/** So many names that begin as the typed one does are compared, and so many of the newest contacts under one word. */
const mostNames = 400;
const mostContacts = 20;

interface Found {
  id: number;
  name: string;
  search: string;
}

/** `rowOf` returns the line of a contact, or undefined. */
export function alikeIn(database: OutboxDatabase, rowOf: (id: number) => OutboxRow | undefined) {
  database.exec('CREATE VIRTUAL TABLE temp.contact_word USING fts5vocab (main, contact_search, row)');
  const between = database
    .prepare<[string, string], string>(
      `SELECT term FROM temp.contact_word WHERE term >= ? AND term < ? LIMIT ${mostNames}`,
    )
    .pluck();
  // What was taken back is being typed once more.
  const under = database.prepare<[string, number], Found>(
    `SELECT contact.id, name, contact.search FROM contact_search CROSS JOIN contact ON contact.id = contact_search.rowid
     WHERE contact_search MATCH ? AND contact_search.rowid <> ?
       AND NOT (state = 'withdrawn' AND reason LIKE '{"code":"undone"%')
     ORDER BY contact_search.rowid DESC LIMIT ${mostContacts}`,
  );
  const contactsUnder = (word: string, self: number): Found[] => under.all(`"${word}"`, self);

  /** Of several with the same e-mail or phone the one whose name is most alike, else the newest. */
  function best(found: readonly Found[], typed: TwoWords): number | null {
    const ranked = found.map(({ id, name }) => ({ id, score: namesAlike(typed, twoWordsOf(name)) }));
    return ranked.sort((one, other) => other.score - one.score || other.id - one.id)[0]?.id ?? null;
  }

  function byEmail({ emailAddresses }: Contact, typed: TwoWords, self: number): number | null {
    const emails = emailAddresses.map(({ emailAddress }) => folded(emailAddress.trim())).filter(isEmail);
    // The word leaves out what stands between the letters.
    const has = (email: string) => (found: Found) => folded(found.search).split(/\s/u).includes(email);
    const found = emails.flatMap((email) => contactsUnder(emailKey(email), self).filter(has(email)));
    return best(found, typed);
  }

  function byPhone({ phoneNumbers }: Contact, typed: TwoWords, self: number): number | null {
    const keys = phoneNumbers.flatMap(({ phoneNumber }) => phoneKeys(folded(phoneNumber)));
    return best(
      keys.flatMap((key) => contactsUnder(key, self)),
      typed,
    );
  }

  function byName(typed: TwoWords, self: number): number | null {
    const sound = soundKey(...typed);
    const names = [...namesBeside(...typed), ...namesBeside(typed[1], typed[0])]
      .map(({ key, words }) => ({ key, score: namesAlike(typed, words) }))
      .filter(({ score }) => score >= likely)
      .sort((one, other) => other.score - one.score);
    for (const { key } of names) {
      const [newest] = contactsUnder(key, self);
      if (newest !== undefined) return newest.id;
    }
    const heard = sound === null ? [] : contactsUnder(sound, self);
    return best(
      heard.filter(({ name }) => namesAlike(typed, twoWordsOf(name)) >= likely),
      typed,
    );
  }

  /** Returns the names of which one word is this, and the other one begins as that does. */
  function namesBeside(word: string, other: string): { key: string; words: TwoWords }[] {
    if (other === '') return [{ key: pairKey(word, ''), words: [word, ''] }];
    if (word === '') return [];
    const from = pairKey(word, '');
    const [initial = ''] = other;
    return between
      .all(`${from}${initial}`, `${from}${initial}\u{10FFFF}`)
      .map((key) => ({ key, words: [word, key.slice(from.length)] }));
  }

  return {
    /**
     * Takes what is typed, and the id of the contact that is edited, 0 where it is a new one; returns who it likely is, or null.
     * The same e-mail or phone says more than any name.
     */
    alike: (contact: Contact, self: number): Likely | null => {
      const typed = twoWordsOf(displayName(contact));
      const ways = {
        email: () => byEmail(contact, typed, self),
        phone: () => byPhone(contact, typed, self),
        name: () => (typed[0] === '' ? null : byName(typed, self)),
      };
      for (const by of ['email', 'phone', 'name'] as const) {
        const id = ways[by]();
        const row = id === null ? undefined : rowOf(id);
        if (row !== undefined) return { row, by };
      }
      return null;
    },
  };
}

/** Of more than two words the first and the last. */
function twoWordsOf(name: string): TwoWords {
  const words = nameWords(name);
  return [words[0] ?? '', words.length > 1 ? (words.at(-1) ?? '') : ''];
}
