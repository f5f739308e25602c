/** Which words of a name are the first name, and which the family name. */
import type { Sureness } from '../reading.ts';
import { folded, withoutUmlautE } from './folded.ts';

/** Takes a word; returns it in lower case, without accents and full stops. */
export const bare = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.’'ºª°]/gu, '')
    .toLowerCase();

/** Takes words with blanks between; returns them as a set. */
export const words = (text: string) => new Set(text.split(' '));

/** With them a family name begins. */
const particles = words(
  'von van vom vanden vander vande de da del della delle dei degli di du dos das do des la le les los las der den het ter ten te zu zum zur af av ' +
    "bin ibn bint binti binte al el ul abu ben bat y e i st st. san santa vd v d v/d vdb 't op in o mac mc und und' ap ní ni ó",
);
/** They are first names as well, so at the beginning they begin no family name. Within a name they only join two of it. */
const joining = words('y e i und o in op');

const isCapitals = (word: string): boolean =>
  /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase() && !/^(?:\p{Lu}\.)+$/u.test(word);

/** Family names of which a Latin name is known to stand in that order, if nothing else is: in Vietnam nearly everybody has one. */
const vietnamese = words(
  'nguyen tran pham huynh hoang vu vo dang bui do ho ngo duong ly dinh truong phan doan mai trinh',
);
const eastern = words(
  'lim tan wong chan cheung leung chua ong teo koh goh ng yeo kim park choi jung kang cho yoon jang wang zhang liu chen yang ' +
    'zhao huang zhou wu xu sun zhu gao lin guo ma luo liang song zheng xie tang deng',
);

/** Two syllables and more of Mandarin, in Latin letters. */
const pinyin =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|uai|iao|ian|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|ua|uo|ui|iu|ue|er|[aeiou]))+$/iu;
/** First names that are written so in Hungary only. */
const hungarian = words(
  'istván lászló józsef zoltán jános gábor attila ferenc sándor tamás zsolt andrás katalin erzsébet éva ildikó zsuzsanna eszter krisztina csaba ' +
    'imre balázs gergely dávid ádám máté zsófia réka dóra nóra györgy miklós lajos gyula károly tibor béla géza krisztián péter ágnes orsolya anikó ' +
    'bence levente gergő botond szabolcs ákos árpád endre ernő jenő kálmán lőrinc mihály szilárd zsombor enikő emese boglárka piroska márta tünde ' +
    'tímea lilla csilla hajnalka gyöngyi szilvia zsanett fruzsina dorottya ibolya noémi sarolta virág bálint benedek barnabás csongor dénes dezső ' +
    'gellért győző kornél lehel lóránt loránd mátyás nándor örs rezső zalán márton dániel',
);
const isHungarian = (word: string | undefined): boolean => hungarian.has((word ?? '').normalize('NFC').toLowerCase());

/**
 * In Hungary the family name comes first. Takes the words of a name, and whether its card is from there; returns where the first name
 * begins; 0: at the beginning, as elsewhere; null: nothing says that the name is of there.
 */
export function hungarianFirstName(all: string[], isFromHungary: boolean): number | null {
  const [isFirst, isLast] = [isHungarian(all[0]), isHungarian(all.at(-1))];
  if (isFirst && !isLast) return 0;
  if (!isFromHungary && (isFirst || !isLast)) return null;
  // `Szűcsné Bíró Ágnes`: what is no first name belongs to the family's.
  return isHungarian(all[1]) || all.length === 2 ? 1 : all.length - 1;
}

/** Takes a text; returns whether it is nothing but what a family name begins with: `van den`. */
export const isParticle = (text: string): boolean =>
  text.split(/\s+/u).every((word) => particles.has(bare(word)) && !joining.has(bare(word)));

/**
 * Takes the words of a name, two or more, its e-mail address up to the @, whether it stands beside itself in Han or Hangul, and the
 * country of its card, if that is known; returns those of the first and of the last name.
 */
export function namesApart(
  all: string[],
  local: string,
  isEasternToo: boolean,
  region: string | null,
): [first: string[], last: string[], sure: Sureness] {
  const capitals = all.map(
    (word, index) => isCapitals(word) || (particles.has(bare(word)) && isCapitals(all[index + 1] ?? '')),
  );
  if (capitals.some(Boolean) && !all.every((word) => isCapitals(word) || /^\p{Lu}\.?$/u.test(word))) {
    const pick = (wanted: boolean) => all.filter((_word, index) => capitals[index] === wanted);
    // Capitals are the family name, but for one who is called `Wang XIAOMING`.
    const isEastern = all.length === 2 && eastern.has(bare(pick(false)[0] ?? ''));
    if (isEastern) return [pick(true), pick(false), 'guess'];
    if (pick(false).length > 0) return [pick(false), pick(true), 'sure'];
  }
  const from = lastNameFrom(all);
  if (from < all.length - 1) {
    // `Rui Tavares de Almeida`: in Portugal the name before the particle is the family's as well, elsewhere it is a first name.
    // `Maria do Carmo Sousa`: there, what stands behind it may be one, too.
    const isMaria = bare(all[0] ?? '') === 'maria' && all.length - from > 2;
    const isDoubtful = (from > 1 || isMaria) && /^(?:d[aeo]s?|e)$/u.test(all[from] ?? '');
    return [all.slice(0, from), all.slice(from), isDoubtful ? 'guess' : 'sure'];
  }
  const key = bare(all[0] ?? '');
  if (vietnamese.has(key) && (all.length > 2 || /[\u0300-\u036f]/u.test((all[0] ?? '').normalize('NFD')))) {
    return [all.slice(1), all.slice(0, 1), 'guess'];
  }
  if (eastern.has(key) && all.length === 3 && !/\./u.test(all.join('')))
    return [all.slice(1), all.slice(0, 1), 'guess'];
  const isOpposite = all.length === 2 && isLastWordFirst(all, local);
  if (
    all.length === 2 &&
    (eastern.has(key) || (/^(?:lee|han|seo|shin|bae|ahn|oh)$/u.test(key) && /-\p{Ll}/u.test(all[1] ?? '')))
  ) {
    const given = all[1] ?? '';
    // `Min-ho`, `Xiaoming`.
    const isEasternGiven = /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(given) || (pinyin.test(given) && !eastern.has(bare(given)));
    return isEasternToo || isEasternGiven || isOpposite
      ? [all.slice(1), all.slice(0, 1), 'guess']
      : [all.slice(0, 1), all.slice(1), 'guess'];
  }
  const said = lastNameByEmail(all, local);
  const givenAt = hungarianFirstName(all, region === 'HU');
  // `j.smith@`: nobody has an initial for a family name.
  const hasInitial = said !== null && !folded(local).startsWith(folded(all[0] ?? ''));
  if (givenAt !== null && givenAt > 0 && !hasInitial) return [all.slice(givenAt), all.slice(0, givenAt), 'guess'];
  // `Bauer Eva` with `eva.bauer@`: either of them has the family name first, and in an address that is rarer.
  if (isOpposite && givenAt !== 0) return [all.slice(1), all.slice(0, 1), 'guess'];
  if (said !== null) return [all.slice(0, said), all.slice(said), said === all.length - 1 ? 'sure' : 'guess'];
  return [all.slice(0, from), all.slice(from), all.length === 2 ? 'sure' : 'guess'];
}

/** Takes two words and what stands before the @ of an e-mail address; returns whether that is made of them as of a name. */
export const saysNames = (both: [string, string], local: string): boolean =>
  local !== '' && (isLastWordFirst(both, local) || lastNameByEmail(both, local) !== null);

/** Whether an e-mail address has the words of a name the other way round. */
function isLastWordFirst(all: string[], local: string): boolean {
  const parts = local.split(/[._-]/u).map(folded);
  return parts.length === 2 && parts[0] === folded(all[1] ?? '') && parts[1] === folded(all[0] ?? '');
}

/** Takes the words of a name and its e-mail address up to the @; returns where that lets the last name begin; null: it says nothing. */
function lastNameByEmail(all: string[], local: string): number | null {
  const key = (text: string) => withoutUmlautE(folded(text));
  const words = all.map(key);
  const [first = '', ...rest] = local.split(/[._-]/u).map(key);
  for (let at = 1; at < all.length; at += 1) {
    const before = words.slice(0, at);
    const initials = [before.map((word) => word.charAt(0)).join(''), (words[0] ?? '').charAt(0)];
    const ends = [words[at] ?? '', words.slice(at).join('')];
    // `weihao@` may be two first names.
    const fits =
      rest.length > 0
        ? [...initials, words[0], before.join('')].includes(first) && ends.includes(rest.join(''))
        : initials.some((start) => ends.some((end) => start + end === first));
    if (fits) return at;
  }
  return null;
}

/** Takes the words of a name; returns the index at which the last name begins: at its particles, if it has some. */
function lastNameFrom(all: string[]): number {
  const last = all.length - 1;
  for (let index = 1; index < last; index += 1) {
    const word = all[index] ?? '';
    const key = bare(word);
    const isParticle = particles.has(key) || /^(?:d|l|dell|dall)['’]$/iu.test(word);
    if (!isParticle || key === bare(all[0] ?? '')) continue;
    if (!joining.has(key)) return spanish(all, index);
    // `Ortega y Gasset`: what stands before it belongs to it.
    if (index > 1) return index - 1;
  }
  return twoFamilyNames(all) ? last - 1 : last;
}

/** `Maria Teresa Silva dos Santos`: a family name stands before the particle that joins it to another. */
function spanish(all: string[], index: number): number {
  const isPlural = /^(?:dos|das|do|da)$/u.test(all[index] ?? '');
  return isPlural && index > 2 ? index - 1 : index;
}

/** Names of which two follow each other in Spanish, by their endings: `José María Núñez Peña`, `Ana López Vega`. */
function twoFamilyNames(all: string[]): boolean {
  if (all.length === 3)
    return /^(?:\p{L}+[eé]z|d[ií]az|garc[ií]a|moreno|romero|torres|reyes|castillo)$/iu.test(all[1] ?? '');
  const family = /(?:ez|az|iz|oz|ñ\p{L}{1,3}|era|ero|illo|illa|uela|ana|ado|ares|ales|ino|eno|ega)$/iu;
  return all.length === 4 && all.slice(2).every((word) => /^\p{Lu}\p{Ll}+$/u.test(word)) && family.test(all[2] ?? '');
}
