/** Types of e-mails, phones and addresses in words of people. What goes to the CRM is what its API's examples have, where that is the same thing. */
import type { Key } from '#words/message.ts';
import { textOf } from '../lib/words.ts';

export type Typed = 'email' | 'phone' | 'address';

/** What goes to the CRM, and its word. The first is the one that an empty form has. */
const types: Record<Typed, readonly (readonly [sent: string, word: Key])[]> = {
  email: [
    ['main', 'type.main'],
    ['work', 'type.work'],
    ['private', 'type.private'],
    ['secondary', 'type.other'],
  ],
  phone: [
    ['primary', 'type.main'],
    ['mobile', 'type.mobile'],
    ['work', 'type.work'],
    ['home', 'type.home'],
    ['fax', 'type.fax'],
    ['main', 'type.switchboard'],
    ['secondary', 'type.other'],
  ],
  address: [
    ['main', 'type.main'],
    ['billing', 'type.billing'],
    ['shipping', 'type.shipping'],
    ['mailing', 'type.mailing'],
    ['secondary', 'type.other'],
  ],
};

/** Returns the words to choose from. Any other text is a type, too. */
export const typeWords = (of: Typed): string[] => types[of].map(([, key]) => textOf({ key }));

/** Takes a type as it is stored; returns it as a person says it. */
export function typeWord(of: Typed, sent: string): string {
  const known = types[of].find(([one]) => one === sent);
  return known === undefined ? sent : textOf({ key: known[1] });
}

/** Takes a type as a person typed or chose it; returns it as it is stored. */
export function typeOf(of: Typed, word: string): string {
  const same = word.trim().toLowerCase();
  const known = types[of].find(([, key]) => textOf({ key }).toLowerCase() === same);
  return known === undefined ? word : known[0];
}
