/** Texts of badges whose parts stand between separators: those whose makers are known by their form, and any other by guessing. */
import type { Proposal, Sureness } from '../reading.ts';
import type { Part } from '../text/labels.ts';
import { folded } from '../text/folded.ts';
import { hungarianFirstName } from '../text/name-order.ts';
import { nameOf } from '../text/names.ts';
import { sharesStem } from '../signature/roles.ts';
import { hasLegalForm, saysTitle } from '../signature/vocabulary.ts';
import { guessedParts, separatorIn } from './badge-rule.ts';
import { cellsOf, withoutQuoted } from './cells.ts';
import { proposalOfParts, type NamedPart } from './parts.ts';

/** A layout that is known: how it is recognised, and what its parts are. */
interface Layout {
  separators: readonly string[];
  fits: (texts: string[]) => boolean;
  parts: readonly Part[];
}

/** Takes a text; returns whether it is an e-mail address by its form. */
export const isEmail = (text = '') => /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text.trim());
/** Empty, or an e-mail address: these layouts have one in its place. */
const mayBeEmail = (text = '') => /^(?:null|)$/iu.test(text.trim()) || isEmail(text);
/** With a digit in it, or longer than names are: `Jana|Keller|…` begins with no id. */
const isId = (text = '') => /^(?=.*\d)[\w-]+$|^[A-Z]{10,}$/u.test(text.trim());
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
export function readDelimited(written: string): Proposal | null {
  // As a card with a magnetic stripe has it: `%104772^KELLER^JANA?`.
  const text = written.replace(/^%([^%]*\^[^%]*)\?$/u, '$1');
  const aptify = /^(\p{Lu}[\p{L}'’-]*)_([^^_]*)\^(\d+)$/u.exec(text);
  if (aptify !== null) return readAptify(aptify);
  for (const { separators, fits, parts } of layouts) {
    for (const separator of separators) {
      const texts = cellsOf(text, separator);
      if (!fits(texts)) continue;
      const named = namedBy(texts, parts, 'sure');
      const companyId = parts[0] === 'none' ? (texts[4] ?? '') : '';
      return withCompanyId(proposalOfParts(named), companyId);
    }
  }
  return readUnknown(text);
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
  const texts = cellsOf(text, separator);
  // Two parts are enough only for a separator that stands in no word of its own accord, or between quotes.
  const least = /[,;%*$~]/u.test(separator) && withoutQuoted(text) === text ? 3 : 2;
  return texts.filter((part) => part !== '').length < least ? null : readParts(texts);
}

/** Takes the parts of a text; returns what they propose, each of them a guess; null: none is known. */
export function readParts(texts: string[]): Proposal | null {
  const proposal = proposalOfParts(namedBy(texts, placedParts(texts), 'guess'));
  return proposal.fields.length === 0 ? null : proposal;
}

/** Takes the parts of a text; returns what each of them most likely is, names by what stands beside them. */
export function placedParts(texts: string[]): Part[] {
  const parts = guessedParts(texts);
  placeNames(texts, parts);
  // What has a digit and is nothing else is the badge's, however it is spelt.
  const id = texts.findIndex((text, index) => parts[index] === 'none' && /^(?=.*\d)[^\s@]{3,}$/u.test(text));
  if (id >= 0 && !parts.includes('badgeId')) parts[id] = 'badgeId';
  return parts;
}

/** Finds the parts that are a name, and says so in `parts`. */
function placeNames(texts: string[], parts: Part[]): void {
  const free = texts.flatMap((text, index) => (parts[index] === 'none' && mayBeName(text) ? [index] : []));
  const [first, second, ...more] = free;
  if (first === undefined) return;
  const firstText = texts[first] ?? '';
  if (second === undefined || isWholeName(texts, parts, free)) {
    parts[first] = 'name';
    placeRest(texts, parts, [second, ...more]);
    return;
  }
  const isReversed = lastNameFirst(firstText, texts[second] ?? '', texts[parts.indexOf('email')] ?? '');
  parts[first] = isReversed ? 'lastName' : 'firstName';
  parts[second] = isReversed ? 'firstName' : 'lastName';
  placeRest(texts, parts, more);
}

const category =
  /^(?:null|visitors?|exhibitors?|speakers?|press|vip|guests?|attendees?|delegates?|staff|crew|members?|students?|sponsors?|besucher|fachbesucher|aussteller|referent|presse|gast|visiteur|exposant|visitante|expositor|visitatore|espositore)$/iu;

const mayBeName = (text: string): boolean =>
  /^[\p{L}\p{M} .'’-]{2,40}(?:, [\p{L}\p{M} .'’-]{2,40})?$/u.test(text) &&
  !/^[A-Z\d]{1,3}$/u.test(text) &&
  !category.test(text) &&
  !hasLegalForm(text);

/** Whether the first of the parts that may be names is a first and a last name at once. */
function isWholeName(texts: string[], parts: Part[], [first = 0, second = 0, ...more]: number[]): boolean {
  const [one, next] = [texts[first] ?? '', texts[second] ?? ''];
  if (one.includes(',')) return true;
  if (/^[\p{Script=Han}\p{Script=Hangul}]{3,5}$/u.test(one)) return true;
  if (!one.includes(' ') || nameOf(one).firstName === '') return false;
  if (second !== first + 1) return true;
  const [before = '', host = ''] = (texts[parts.indexOf('email')] ?? '').split('@');
  if (sharesStem(next, [host]) && !sharesStem(one, [host])) return true;
  const local = folded(before);
  const inEmail = local.includes(folded(next.split(' ')[0] ?? ''));
  if (next.includes(' ')) return !inEmail && !parts.includes('account');
  // `Inès Duval^Orme`: there has to be a company, unless that is said of another part.
  return !inEmail && !parts.includes('account') && !more.some((index) => !saysTitle(texts[index] ?? ''));
}

/** What else is a word after the name is the job, the company, or the town beside its postal code or its country. */
function placeRest(texts: string[], parts: Part[], free: (number | undefined)[]): void {
  const left = free.filter((index) => index !== undefined);
  const take = (part: Part, index: number | undefined) => {
    if (index === undefined || parts.includes(part)) return;
    parts[index] = part;
    left.splice(left.indexOf(index), 1);
  };
  take(
    'jobTitle',
    left.find((index) => saysTitle(texts[index] ?? '')),
  );
  // Beside its country alone it may as well be the company, which is more often there.
  const isSpare = left.length > 1 || parts.includes('account');
  take(
    'city',
    left.find(
      (index) =>
        (isSpare && parts[index + 1] === 'country') || [parts[index - 1], parts[index + 1]].includes('postalCode'),
    ),
  );
  take('account', left[0]);
}

/** Whether the first of two names is the family name, by the e-mail address or by its capitals. */
function lastNameFirst(first: string, second: string, email: string): boolean {
  if (hungarianFirstName([first, second], /\.hu$/iu.test(email.trim())) === 1) return true;
  const local = folded(email.split('@')[0] ?? '');
  const [a, b] = [folded(first), folded(second)];
  if (local !== '' && a !== '' && b !== '') {
    const [atA, atB] = [local.indexOf(a), local.indexOf(b)];
    if (atA >= 0 && atB >= 0) return atA > atB;
    // `ines@` is a first name, and `iduval@` a last one.
    if (atA >= 0 || atB >= 0) return atA >= 0 ? local !== a : local === b;
  }
  const isCapitals = (text: string) => text.length > 1 && text === text.toUpperCase();
  return isCapitals(first) && !isCapitals(second);
}
