/** The short cards of telephones: MECARD (and as Cvent prints it), BIZCARD, and KDDI's MEMORY. */
import { emptyAddress } from '#contract/fields.ts';
import { proposed, proposedText, type ProposedField, type Proposal, type Where } from '../reading.ts';
import { addressOf } from '../text/addresses.ts';
import { emailFields, nameParts, phoneFields, proposalOf, wholeName } from '../text/contact-parts.ts';
import { countryCode } from '../text/countries.ts';
import { decodedLink, linkFields, queryOf } from '../text/links.ts';
import { fromTelUri, regionOfPhones } from '../text/phones.ts';
import { hasSwappedCase, swapCase } from '../text/swapped-case.ts';
import { partsOf, unescaped } from '../vcard/property.ts';

/** Keys with their values, in their order, escapes and all. */
type Pairs = readonly (readonly [key: string, value: string])[];

/** Takes a card without its head; returns its pairs. A semicolon ends each, and a backslash protects it. */
function pairsIn(text: string): Pairs {
  const pairs: [string, string][] = [];
  let from = 0;
  const add = (to: number) => {
    const part = text.slice(from, to);
    const [, key = '', value = ''] = /^\s*([A-Z][A-Z-]{0,15}):(.*)$/isu.exec(part) ?? [];
    const before = pairs.at(-1);
    if (key !== '') pairs.push([key.toUpperCase(), value.trim()]);
    // A semicolon that nobody protected: `URL:https://acme.example/a;b=1`.
    else if (before !== undefined && part.trim() !== '') before[1] += `;${part.trimEnd()}`;
    from = to + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ';') add(at);
  }
  add(text.length);
  return pairs.filter(([, value]) => value !== '');
}

const valuesOf = (pairs: Pairs, ...keys: string[]) =>
  pairs.filter(([key]) => keys.includes(key)).map(([, value]) => value);
const firstOf = (pairs: Pairs, ...keys: string[]) => unescaped(valuesOf(pairs, ...keys)[0] ?? '').trim();

/** Takes an address whose parts stand between commas; returns it, its parts in MECARD's order where it has that many. */
function commaAddress(value: string, where: Where): { fields: ProposedField[]; region: string | null } {
  const parts = partsOf(value, ',');
  if (parts.every((part) => part === '')) return { fields: [], region: null };
  if (parts.length < 6) {
    const read = addressOf([unescaped(value).trim()], 'main');
    return { fields: [proposed({ path: 'addresses', value: read.value }, where, read.sure)], region: read.region };
  }
  const [box = '', room = '', house = '', city = '', state = '', postalCode = '', country = ''] = parts;
  const [street1 = '', ...more] = [house, room, box].filter((part) => part !== '');
  const address = { ...emptyAddress('main'), street1, street2: more.join(', '), city, state, postalCode, country };
  return { fields: [proposed({ path: 'addresses', value: address }, where)], region: countryCode(country) };
}

/** What the three have in common. */
interface Parts {
  name: ProposedField[];
  company: string;
  title: string;
  phones: { number: string; type: string; where: Where }[];
  emails: { address: string; where: Where }[];
  links: ProposedField[];
  note: string;
  noteKey: string;
  address: ReturnType<typeof commaAddress>;
  badgeId?: string;
}

function assembled({
  name,
  company,
  title,
  phones,
  emails,
  links,
  note,
  noteKey,
  address,
  badgeId = '',
}: Parts): Proposal {
  const region = address.region ?? regionOfPhones(phones.map(({ number }) => number));
  return proposalOf([
    ...name,
    ...proposedText('account', company, { property: 'ORG' }),
    ...emailFields(emails),
    ...phoneFields(phones, region),
    ...proposedText('jobTitle', title, { property: 'TITLE' }),
    ...links,
    ...proposedText('note', note, { property: noteKey }),
    ...address.fields,
    ...proposedText('badgeId', badgeId, { property: 'CONF' }),
  ]);
}

const addressesOf = (values: string[], property: string): ReturnType<typeof commaAddress> => {
  const all = values.map((value) => commaAddress(value, { property }));
  return {
    fields: all.flatMap(({ fields }) => fields),
    region: all.map(({ region }) => region).find((region) => region !== null) ?? null,
  };
};

/** Turns back what Caps Lock did to a whole card. */
const withoutCapsLock = (text: string): string => {
  const name = /(?:^|[:;])N:([^;]*)/iu.exec(text)?.[1] ?? '';
  return hasSwappedCase(name) ? swapCase(text) : text;
};

/** Takes a text that begins with `MECARD:`; returns what it proposes. */
export function readMecard(text: string): Proposal {
  const pairs = pairsIn(withoutCapsLock(text).replace(/^\s*mecard:/iu, ''));
  const [written = ''] = valuesOf(pairs, 'N');
  const [last = '', ...first] = partsOf(written, ',');
  const where = { property: 'N' };
  const company = firstOf(pairs, 'ORG', 'COMPANY', 'CO');
  return assembled({
    name: first.some((part) => part !== '') ? nameParts(first.join(' ').trim(), last, where) : wholeName(last, where),
    company,
    title: firstOf(pairs, 'TITLE', 'TIL'),
    phones: valuesOf(pairs, 'TEL', 'TEL-AV').map((value) => ({
      number: fromTelUri(unescaped(value)),
      type: '',
      where: { property: 'TEL' },
    })),
    emails: valuesOf(pairs, 'EMAIL').map((value) => ({ address: unescaped(value), where: { property: 'EMAIL' } })),
    links: valuesOf(pairs, 'URL').flatMap((value, index) =>
      linkFields(unescaped(value), { property: 'URL' }, index === 0),
    ),
    note: valuesOf(pairs, 'NOTE', 'MEMO').map(unescaped).join('\n'),
    noteKey: 'NOTE',
    address: addressesOf(valuesOf(pairs, 'ADR'), 'ADR'),
    badgeId: firstOf(pairs, 'CONF'),
  });
}

/** Takes a text that begins with `BIZCARD:`; returns what it proposes. */
export function readBizcard(text: string): Proposal {
  const pairs = pairsIn(text.replace(/^\s*bizcard:/iu, ''));
  const phones = (key: string, type: string) =>
    valuesOf(pairs, key).map((value) => ({ number: fromTelUri(unescaped(value)), type, where: { property: key } }));
  return assembled({
    name: nameParts(firstOf(pairs, 'N'), firstOf(pairs, 'X'), { property: firstOf(pairs, 'X') === '' ? 'N' : 'X' }),
    company: firstOf(pairs, 'C'),
    title: firstOf(pairs, 'T'),
    phones: [...phones('B', 'work'), ...phones('M', 'mobile'), ...phones('F', 'fax')],
    emails: valuesOf(pairs, 'E').map((value) => ({ address: unescaped(value), where: { property: 'E' } })),
    links: valuesOf(pairs, 'U', 'W').flatMap((value, index) =>
      linkFields(unescaped(value), { property: 'U' }, index === 0),
    ),
    note: '',
    noteKey: 'NOTE',
    address: addressesOf(valuesOf(pairs, 'A'), 'A'),
  });
}

/** Takes a text that begins with `MEMORY:` and has its names and numbers in lines; returns what it proposes. */
export function readKddi(text: string): Proposal {
  const pairs: Pairs = text.split(/[\r\n]+/u).flatMap((line) => {
    const found = /^\s*([A-Z]+\d?)\s*:(.*)$/iu.exec(line);
    return found === null ? [] : [[(found[1] ?? '').toUpperCase(), (found[2] ?? '').trim()] as const];
  });
  const numbered = (key: string) =>
    [1, 2, 3].flatMap((number) => valuesOf(pairs, `${key}${number}`)).filter((value) => value !== '');
  return assembled({
    // In Japan the family name stands first, which is not told from a foreigner's own order.
    name: wholeName(numbered('NAME')[0] ?? firstOf(pairs, 'NAME'), { property: 'NAME1' }),
    company: firstOf(pairs, 'ORG'),
    title: '',
    phones: numbered('TEL').map((number) => ({ number: fromTelUri(number), type: '', where: { property: 'TEL1' } })),
    emails: numbered('MAIL').map((address) => ({ address, where: { property: 'MAIL1' } })),
    links: [],
    note: firstOf(pairs, 'MEMORY'),
    noteKey: 'MEMORY',
    address: addressesOf(
      valuesOf(pairs, 'ADD').filter((value) => value !== ''),
      'ADD',
    ),
  });
}

/** Takes a text that a card in its short form may be; returns an e-mail or a message's own link read as such. */
export function readMailto(text: string): Proposal | null {
  const link = /^\s*mailto:([^?]*)(?:\?(.*))?$/isu.exec(text);
  const matmsg = /^\s*matmsg:/iu.test(text) ? pairsIn(text.replace(/^\s*matmsg:/iu, '')) : [];
  const smtp = /^\s*smtp:([^:]+)/iu.exec(text);
  const written = (link?.[1] || queryOf(link?.[2] ?? '').get('to')) ?? smtp?.[1] ?? firstOf(matmsg, 'TO');
  const addresses = decodedLink(written)
    .split(/[,;]/u)
    .map((address) => address.trim())
    .filter((address) => address.includes('@'));
  if (addresses.length === 0) return null;
  const where = { property: 'mailto' };
  const named = addresses.map((address) => /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>/u.exec(address));
  return proposalOf([
    ...wholeName(named[0]?.[1] ?? '', where),
    ...emailFields(addresses.map((address, index) => ({ address: named[index]?.[2] ?? address, where }))),
  ]);
}

/** Takes a link to a telephone number or a short message; returns what it proposes; null: it is none. */
export function readTel(text: string): Proposal | null {
  const found = /^\s*(?:tel|telprompt|callto|smsto|sms|mmsto|facetime(?:-audio)?):(?:\/\/)?([^:?]*)/iu.exec(text);
  const number = fromTelUri(found?.[1] ?? '');
  if (number === '' || !/\d/u.test(number)) return null;
  return proposalOf(phoneFields([{ number, type: '', where: { property: 'tel' } }], null));
}

/** Takes the bookmark of a Japanese telephone; returns its link; null: it is none. */
export function readBookmark(text: string): Proposal | null {
  if (!/^\s*mebkm:/iu.test(text)) return null;
  const pairs = pairsIn(text.replace(/^\s*mebkm:/iu, ''));
  return proposalOf(linkFields(firstOf(pairs, 'URL'), { property: 'URL' }));
}
