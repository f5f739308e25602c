/** Texts of badges whose parts stand between separators: those whose makers are known by their form, and any other by guessing. */
import type { Proposal, Sureness } from '../reading.ts';
import { partCalled, type Part } from '../text/labels.ts';
import { queryOf } from '../text/links.ts';
import { folded } from '../text/folded.ts';
import { nameOf } from '../text/names.ts';
import { guessedParts, namesCompany, separatorIn } from './badge-rule.ts';
import { proposalOfParts, type NamedPart } from './parts.ts';

/** A layout that is known: how it is recognised, and what its parts are. */
interface Layout {
  separators: readonly string[];
  fits: (texts: string[]) => boolean;
  parts: readonly Part[];
}

const isEmail = (text = '') => /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text.trim());
/** Empty, or an e-mail address: these layouts have one in its place. */
const mayBeEmail = (text = '') => /^(?:null|)$/iu.test(text.trim()) || isEmail(text);
const isId = (text = '') => /^[\w-]+$/u.test(text.trim()) && text.trim() !== '';
const isWord = (text = '') => /^[^@\d]+$/u.test(text.trim());

const layouts: readonly Layout[] = [
  {
    // CompuSystems. Its last part is an id of the company's.
    separators: ['|'],
    fits: ([first = '', ...rest]) => /^csicsi$/iu.test(first) && rest.length >= 4,
    parts: ['none', 'none', 'firstName', 'lastName', 'none'],
  },
  {
    // USENIX LISA and others: three lines of an address.
    separators: ['^', '|', '%', '*'],
    fits: (texts) => texts.length === 12 && isId(texts[0]) && mayBeEmail(texts[3]) && isWord(texts[2]),
    parts: [
      ...(['badgeId', 'firstName', 'lastName', 'email', 'account', 'street', 'street2', 'none'] as const),
      ...(['city', 'state', 'postalCode', 'country'] as const),
    ],
  },
  {
    // Cvent.
    separators: ['^', '*', '%', '|'],
    fits: (texts) => texts.length >= 5 && texts.length <= 11 && isId(texts[0]) && isEmail(texts[3]) && isWord(texts[2]),
    parts: [
      ...([
        'badgeId',
        'firstName',
        'lastName',
        'email',
        'jobTitle',
        'account',
        'city',
        'state',
        'postalCode',
        'phone',
      ] as const),
    ],
  },
  {
    // Devoxx.
    separators: ['::'],
    fits: (texts) =>
      texts.length >= 4 && texts.length <= 6 && isId(texts[0]) && isWord(texts[1]) && mayBeEmail(texts[4]),
    parts: ['badgeId', 'lastName', 'firstName', 'account', 'email'],
  },
];

/** Takes a text; returns what it proposes; null: it has no parts. */
export function readDelimited(text: string): Proposal | null {
  const aptify = /^(\p{Lu}[\p{L}'’-]*)_([^^_]*)\^(\d+)$/u.exec(text);
  if (aptify !== null) return readAptify(aptify);
  for (const { separators, fits, parts } of layouts) {
    for (const separator of separators) {
      const texts = text.split(separator);
      if (!fits(texts)) continue;
      const named = namedBy(texts, parts, 'sure');
      const companyId = parts[0] === 'none' ? (texts[4] ?? '') : '';
      return withCompanyId(proposalOfParts(named), companyId);
    }
  }
  return readUnknown(text);
}

/** `id=4711&name=Jana%20Keller`: the query of a link without the link. */
export function readPairs(text: string): Proposal | null {
  if (!/^[\w.-]+=[^&=]*(?:&[\w.-]+=[^&=]*)+$/u.test(text)) return null;
  const named = [...queryOf(text)].flatMap(([name, value]): NamedPart[] => {
    const part = partCalled(name);
    return part === null ? [] : [{ part, text: value, where: { property: name } }];
  });
  return named.length === 0 ? null : proposalOfParts(named);
}

const withCompanyId = (proposal: Proposal, companyId: string): Proposal =>
  companyId === ''
    ? proposal
    : {
        ...proposal,
        fields: [
          ...proposal.fields,
          { path: 'extra', name: 'companyId', value: companyId, where: { property: '5' }, sure: 'sure', said: [] },
        ],
      };

const namedBy = (texts: string[], parts: readonly Part[], sure: Sureness): NamedPart[] =>
  parts.flatMap((part, index) => {
    const text = texts[index] ?? '';
    return part === 'none' ? [] : [{ part, text, where: { property: String(index + 1) }, sure }];
  });

/** `JanaKeller_Acme^2427`: the name without its blank, the company, the person's id. */
function readAptify([, person = '', company = '', id = '']: string[]): Proposal {
  const name = person.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return proposalOfParts([
    { part: 'name', text: name, where: { property: '1' }, sure: 'guess' },
    { part: 'account', text: company, where: { property: '1' }, sure: 'guess' },
    { part: 'badgeId', text: id, where: { property: '2' } },
  ]);
}

/** Nobody has said what the parts are: each is a guess, and names are known by the e-mail address beside them. */
function readUnknown(text: string): Proposal | null {
  const separator = separatorIn(text);
  if (separator === null) return null;
  const texts = text.split(separator).map((part) => part.trim());
  // Two parts are enough only for a separator that stands in no word of its own accord.
  const least = /[,;%*$~]/u.test(separator) ? 3 : 2;
  if (texts.filter((part) => part !== '').length < least) return null;
  const parts = guessedParts(texts);
  placeNames(texts, parts);
  const proposal = proposalOfParts(namedBy(texts, parts, 'guess'));
  return proposal.fields.length === 0 ? null : proposal;
}

/** Finds the parts that are a name, and says so in `parts`. */
function placeNames(texts: string[], parts: Part[]): void {
  const free = texts.flatMap((text, index) =>
    parts[index] === 'none' &&
    /^[\p{L}\p{M} .'’-]{2,40}$/u.test(text) &&
    !/^(?:[A-Z\d]{1,3}|null)$/u.test(text) &&
    !namesCompany(text)
      ? [index]
      : [],
  );
  const [first, second, ...more] = free;
  if (first === undefined) return;
  const firstText = texts[first] ?? '';
  if (
    firstText.includes(' ') &&
    nameOf(firstText).firstName !== '' &&
    (second === undefined || second !== first + 1 || (texts[second] ?? '').includes(' '))
  ) {
    parts[first] = 'name';
    placeCompany(parts, [second, ...more]);
    return;
  }
  if (second === undefined) {
    parts[first] = 'name';
    return;
  }
  const isReversed = lastNameFirst(firstText, texts[second] ?? '', texts[parts.indexOf('email')] ?? '');
  parts[first] = isReversed ? 'lastName' : 'firstName';
  parts[second] = isReversed ? 'firstName' : 'lastName';
  placeCompany(parts, more);
}

/** What else is a word after the name is the company, if no other part is. */
function placeCompany(parts: Part[], free: (number | undefined)[]): void {
  const [next] = free;
  if (next !== undefined && !parts.includes('account')) parts[next] = 'account';
}

/** Whether the first of two names is the family name, by the e-mail address or by its capitals. */
function lastNameFirst(first: string, second: string, email: string): boolean {
  const local = folded(email.split('@')[0] ?? '');
  const [a, b] = [folded(first), folded(second)];
  if (local !== '' && a !== '' && b !== '') {
    const [atA, atB] = [local.indexOf(a), local.indexOf(b)];
    if (atA >= 0 && atB >= 0) return atA > atB;
    if (atA >= 0 || atB >= 0) return atA >= 0 && local !== a;
  }
  const isCapitals = (text: string) => text.length > 1 && text === text.toUpperCase();
  return isCapitals(first) && !isCapitals(second);
}
