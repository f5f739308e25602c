/** Which line of a card is the name, which the company, which the job: each by its own score. */
import { folded, withoutUmlautE } from '../text/folded.ts';
import { isParticle } from '../text/name-order.ts';
import { isTitle, nameOf } from '../text/names.ts';
import type { Segment } from './segments.ts';
import { hasCompanyWord, hasLegalForm, saysTitle, stemOfHost } from './vocabulary.ts';

/** What is known of the card before. */
export interface Known {
  /** Before the @ of its e-mail; empty: none. */
  local: string;
  /** Of its e-mail and its web address. */
  hosts: string[];
}

export interface Chosen {
  segment: Segment;
  /** Whether something else on the card says the same. */
  isConfirmed: boolean;
}

const key = (text: string) => withoutUmlautE(folded(text));

/** Words of a line that could be a name's. */
const nameWords = (text: string): string[] =>
  text
    .replace(/,.*$/u, '')
    .split(/[\s.]+/u)
    .filter((word) => /\p{L}/u.test(word) && word.length > 1);

/** What a unit of a company ends in; names of three characters and more do not. */
const isUnit = (text: string): boolean => text.length > 2 && /(?:팀|부서|사업부|연구소|[部課科室处處局])$/u.test(text);

/** Takes a text; returns whether it is a name in Han, kana or Hangul by its form. */
export const isEasternName = (text: string): boolean =>
  !isUnit(text) &&
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,4}[\s　]?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,4}|\p{Script=Hangul}{1,2}\s?\p{Script=Hangul}{1,3})$/u.test(
    text,
  );

/** Takes a line; returns how many of its words stand in the e-mail address before the @. */
function sharedWith(local: string, words: string[]): number {
  const all = key(local);
  if (all === '') return 0;
  return words
    .map(key)
    .filter(
      (word) =>
        word.length > 1 &&
        (word.length > 2 ? all.includes(word.slice(0, 7)) || (all.length > 3 && word.startsWith(all)) : all === word),
    ).length;
}

/** Takes a line and what stands before the @ of an e-mail address; returns whether they share a name. */
export const sharesName = (text: string, local: string): boolean => sharedWith(local, nameWords(text)) > 0;

/** `Venkataraman S.`, `S. Venkataraman`: where nobody has a family name, an initial stands in its place. */
const hasInitial = (text: string): boolean =>
  /^(?:(?:\p{Lu}\. ?){1,3}\p{Lu}\p{Ll}{2,}|\p{Lu}\p{Ll}{2,}(?: ?\p{Lu}\.){1,3})$/u.test(text);

function nameScore(segment: Segment, index: number, segments: Segment[], { local, hosts }: Known): number {
  // `(she/her)`, and how the name is pronounced.
  const text = segment.text.replace(/\s*[(（][^()（）]*[)）]\s*$/u, '');
  if (/[\d@:;!?&+=]|www\./u.test(text) || text.length > 60) return -99;
  if (isEasternName(text)) return saysTitle(text) || hasLegalForm(text) ? -5 : 4 - index * 0.1;
  const words = nameWords(text);
  // `msh@`: the mail of some has nothing but initials before the @.
  const shared =
    sharedWith(local, words) || Number(words.length > 1 && local !== '' && initialsOf(text) === key(local));
  // A single word is a name only where there is nothing else.
  if (/^\p{Lu}[\p{L} ’'-]+, \p{Lu}[\p{L} .’'-]+$/u.test(text) && !saysTitle(text) && !hasLegalForm(text))
    return 1 + shared * 3;
  const isAlone = segments.length === 1 && local === '' && hosts.length === 0 && words.length === 1;
  if (isAlone && /^\p{L}{2,}$/u.test(text)) return 0;
  const own = words.filter((word) => !isTitle(word) && !isParticle(word));
  if (words.length < 1 || own.length > 7 || (words.length === 1 && shared === 0 && !hasInitial(text))) return -5;
  const name = nameOf(text);
  // The mail of a small company often has its name before the @.
  let score = shared * (hasCompanyWord(text) ? 1 : 3) - index * 0.15;
  if (name.salutation !== '') score += 2;
  if (saysTitle(name.lastName) || saysTitle(name.firstName)) score -= 3;
  if (hasLegalForm(text)) score -= 5;
  if (hasCompanyWord(text)) score -= 2;
  const stems = hosts.map((host) => key(stemOfHost(host))).filter((stem) => stem.length > 2);
  if (stems.some((stem) => key(text).includes(stem.slice(0, 6)) || stem.includes(key(text))))
    score -= shared > 0 && words.length > 1 ? 0.5 : 3;
  const isWritten = text.split(' ').every(
    (word) =>
      /^[^\p{L}]*\p{Lu}/u.test(word) ||
      // Arabic and others have no capitals.
      /^[^\p{L}]*(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{Lo}/u.test(word) ||
      /^(?:v[ao]n|de[rnsl]?|da|di|la|le|el|y|zu|af|av|bin|al|ter|ten|dos|du|und|e|['’]t|-)$/u.test(word) ||
      isTitle(word),
  );
  score += isWritten ? 1 : -2;
  const next = segments[index + 1];
  if (next !== undefined && saysTitle(next.text)) score += 1;
  return score;
}

/** Takes the lines that are neither address nor number; returns that of the name; null: none looks like one. */
export function nameAmong(segments: Segment[], known: Known): Chosen | null {
  const best = bestOf(segments, (segment, index) => nameScore(segment, index, segments, known));
  if (best === null || best.score < 0) return null;
  return { segment: best.segment, isConfirmed: sharedWith(known.local, nameWords(best.segment.text)) > 0 };
}

/** Takes a text and the hosts of a card; returns whether one of those is called like it. */
export function sharesStem(text: string, hosts: string[]): boolean {
  const own = key(text);
  return hosts
    .map((host) => key(stemOfHost(host)))
    .some(
      (stem) =>
        stem.length > 1 &&
        own.length > 1 &&
        (own.includes(stem.slice(0, 6)) ||
          (own.length > 3 && stem.includes(own.slice(0, 6))) ||
          initialsOf(text) === stem),
    );
}

/** Takes the lines that are left; returns that of the company; null: none looks like one. */
export function companyAmong(segments: Segment[], { hosts }: Known, hasName: boolean): Chosen | null {
  const best = bestOf(segments, ({ text }, index) => {
    if (text.length > 100 || /^[^\p{L}]*$/u.test(text)) return -99;
    let score = -index * 0.1;
    if (sharesStem(text, hosts)) score += 4;
    if (hasLegalForm(text)) score += 4;
    if (hasCompanyWord(text)) score += 1.5;
    if (saysTitle(text)) score -= 3;
    if (/\p{Lu}{3,}/u.test(text)) score += 0.4;
    return score;
  });
  if (best === null) return null;
  // A name and one line more, beside the job: that is the company.
  const isOnly = segments.filter(({ text }) => !saysTitle(text)).length === 1 && !saysTitle(best.segment.text);
  if (best.score < 1 && !(isOnly && hasName)) return null;
  return {
    segment: best.segment,
    isConfirmed: sharesStem(best.segment.text, hosts) || hasLegalForm(best.segment.text),
  };
}

const initialsOf = (text: string): string =>
  key(
    text
      .split(/[\s&-]+/u)
      .map((word) => word.charAt(0))
      .join(''),
  );

/** Takes the lines that are left; returns that of the job; null: none says what somebody does. */
export function titleAmong(segments: Segment[], { hosts }: Known): Segment | null {
  const stems = hosts.map((host) => key(stemOfHost(host))).filter((stem) => stem.length > 4);
  const isCompany = ({ text }: Segment) => hasLegalForm(text) || stems.some((stem) => key(text).includes(stem));
  return segments.find((segment) => saysTitle(segment.text) && !isCompany(segment)) ?? null;
}

function bestOf(segments: Segment[], score: (segment: Segment, index: number) => number) {
  let best: { segment: Segment; score: number } | null = null;
  segments.forEach((segment, index) => {
    const own = score(segment, index);
    if (best === null || own > best.score) best = { segment, score: own };
  });
  return best as { segment: Segment; score: number } | null;
}
