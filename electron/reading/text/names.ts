/** A whole name → first and last name, and how sure that is. A name is never made up, and never lost: what is left over is the last name. */
import type { Sureness } from '../reading.ts';
import { folded, withoutUmlautE } from './folded.ts';

export interface Name {
  firstName: string;
  lastName: string;
  /** `Dr.`, `Frau Prof.`; empty: none. */
  salutation: string;
  sure: Sureness;
}

const bare = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.’']/gu, '')
    .toLowerCase();

const words = (text: string) => new Set(text.split(' '));
const titles = words(
  'mr mrs ms miss mx dr dr-ing dr-med drs prof professor doctor sir dame lady lord herr herrn frau fraulein hr hrn fr m mme mlle madame ' +
    'monsieur sr sra srta senor senora don dona sig sigra sigr ssa dott dottssa ing mag di dkfm dipl dipl-ing dipling dipl-kfm diplkfm ' +
    'dipl-inf med rer nat pol oec jur phil habil hc eng rev hon capt col gen maj lt pan pani pr me univ univ-prof pd hab inz mgr ' +
    'datuk dato tan puan encik shri smt haji ir drs dhr mw mevr',
);
/** Titles that are also a name or a part of one: only with their full stop, or with another title beside them. */
const doubtful = words('m me don di mag ing med nat gen pan tan lt ir pr rev hon pol jur mw fr ssa');
const suffixes = words(
  'jr sr ii iii iv phd md mba esq cpa pe dds msc bsc ma ba msa llm llb beng meng mphil dphil edd rn pmp cissp fca aca acca ' +
    'dipl-ing dipling mba-hsg obe mbe cbe kc qc cfa ceng frsa junior senior fils fh be mag bakk csm mcips',
);
/** With them a family name begins. */
const particles = words(
  'von van vom de da del della delle dei degli di du dos das do des la le les los las der den het ter ten te zu zum zur af av ' +
    "bin ibn bint binti binte al el ul abu ben bat y e i st st. san santa vd v d v/d vdb 't op in o mac mc und und' ap ní ni ó",
);
/** They are first names as well, so at the beginning they begin no family name. Within a name they only join two of it. */
const joining = words('y e i und o in op');

const isCapitals = (word: string): boolean =>
  /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase() && !/^(?:\p{Lu}\.)+$/u.test(word);

/** In Mandarin, Japanese and Korean the family name comes first. In these, it has two characters. */
const twoCharacters =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|东方|東方|皇甫|尉迟|公孙|慕容|令狐|司徒|남궁|황보|제갈|사공|선우|서문|독고)/u;
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
    'imre balázs gergely dávid ádám máté zsófia réka dóra nóra györgy miklós lajos gyula károly tibor béla géza krisztián péter ágnes orsolya anikó',
);

/** Takes a name in Han, kana or Hangul; returns its parts; null: it is of another script. */
function easternScript(name: string): [first: string, last: string] | null {
  if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々・\s]+$/u.test(name)) return null;
  // A foreign name in katakana keeps its own order: ジョン・スミス.
  const foreign = /^[\p{Script=Katakana}ー]+(?:・[\p{Script=Katakana}ー]+)+$/u.test(name);
  const parts = name.split(/[\s・]+/u);
  const last = foreign ? parts.pop() : parts.shift();
  if (parts.length > 0) return [parts.join(' '), last ?? ''];
  const isHangul = /^\p{Script=Hangul}+$/u.test(name);
  if (name.length < 2 || name.length > 5 || /^[\p{Script=Katakana}\p{Script=Hiragana}ー]+$/u.test(name))
    return ['', name];
  // Four characters of Han are a Japanese name as a rule: 山田太郎.
  const length = twoCharacters.test(name) || (!isHangul && name.length >= 4) ? 2 : 1;
  return name.length > length ? [name.slice(length), name.slice(0, length)] : ['', name];
}

/** Takes words; returns them without the titles before them, which are returned too. */
function withoutTitles(all: string[]): [rest: string[], salutation: string] {
  let count = 0;
  while (count < all.length - 1) {
    const word = all[count] ?? '';
    const key = bare(word);
    const isTitle =
      titles.has(key) && (!doubtful.has(key) || word.endsWith('.') || (count > 0 && key !== 'don' && key !== 'tan'));
    if (!isTitle && key !== 'hc' && !/^h\.?c\.?$/iu.test(word)) break;
    count += 1;
  }
  return [all.slice(count), all.slice(0, count).join(' ')];
}

/** Takes a text; returns whether it is a title and nothing else: `Prof. Dr.`, `Frau`. */
export const isTitle = (text: string): boolean =>
  text
    .trim()
    .split(/\s+/u)
    .every((word) => titles.has(bare(word)) && (!doubtful.has(bare(word)) || word.endsWith('.')));

const isSuffix = (word: string) => suffixes.has(bare(word).replace(/[,()]/gu, '')) && word.length > 1;

/** Takes a name as it is written, and its e-mail address up to the @, if there is one; returns its parts. Of one word it is the last name: the CRM asks for that. */
export function nameOf(written: string, local = ''): Name {
  const text = written
    .normalize('NFC')
    .replace(/^\s*["“”„«»](.*)["“”«»]\s*$/su, '$1')
    // `Jana Keller | Acme GmbH`, `Jana Keller - Head of Sales`: the rest is no name.
    .replace(/(?<=\p{L})\s*(?:\s[–—-]\s|[|•·])\s*\p{L}.*$/su, '')
    // On behalf of the company: `i. A. Petra Lang`.
    .replace(/^\s*(?:i\.\s?[AV]\.|ppa\.|p\.\s?p\.|gez\.)\s+(?=\p{L})/iu, '')
    .replace(/\s*(?:["“”„«»][^"“”„«»]*["“”«»]|[(（][^()（）]*[)）])\s*/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const name = (firstName: string, lastName: string, salutation: string, sure: Sureness): Name => ({
    firstName,
    lastName,
    salutation,
    sure,
  });
  const east = easternScript(text.replace(/(?:님|様|さん|先生|女士)$/u, '').trim());
  if (east !== null) return name(...east, '', 'guess');
  const parts = text
    .split(/[,，]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  while (parts.length > 1 && (parts.at(-1) ?? '').split(' ').every(isSuffix)) parts.pop();
  if (parts.length > 1) {
    const [first, salutation] = withoutTitles(parts.slice(1).join(' ').split(' '));
    const [last, more] = withoutTitles((parts[0] ?? '').split(' '));
    return name(withoutSuffixes(first).join(' '), last.join(' '), [salutation, more].join(' ').trim(), 'sure');
  }
  const [untitled, salutation] = withoutTitles((parts[0] ?? '').split(' '));
  const all = withoutSuffixes(untitled);
  if (all.length < 2) return name('', all.join(' '), salutation, 'guess');
  const isEasternToo = /[(（][\p{Script=Han}\p{Script=Hangul}\s]+[)）]/u.test(written);
  const [first, last, sure] = apart(all, local, isEasternToo);
  return name(first.join(' '), last.join(' '), salutation, sure);
}

function withoutSuffixes(all: string[]): string[] {
  let length = all.length;
  // `V.` and `I.` are initials, and a name of two words keeps both but for `Jr.` and the like.
  while (length > 1 && isSuffix(all[length - 1] ?? '') && (length > 2 || /\p{L}\.$/u.test(all[length - 1] ?? '')))
    length -= 1;
  return all.slice(0, length);
}

/** Takes two words or more; returns those of the first and of the last name. */
function apart(all: string[], local: string, isEasternToo: boolean): [first: string[], last: string[], sure: Sureness] {
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
  if (from < all.length - 1) return [all.slice(0, from), all.slice(from), 'sure'];
  const key = bare(all[0] ?? '');
  if (vietnamese.has(key) && (all.length > 2 || /[\u0300-\u036f]/u.test((all[0] ?? '').normalize('NFD')))) {
    return [all.slice(1), all.slice(0, 1), 'guess'];
  }
  if (eastern.has(key) && all.length === 3 && !/\./u.test(all.join('')))
    return [all.slice(1), all.slice(0, 1), 'guess'];
  if (all.length === 2 && eastern.has(key)) {
    const isPinyin = pinyin.test(all[1] ?? '') && !eastern.has(bare(all[1] ?? ''));
    const at = isEasternToo || isPinyin ? 0 : 1;
    return [all.slice(1 - at, 2 - at), all.slice(at, at + 1), 'guess'];
  }
  // In Hungary the family name comes first.
  if (hungarian.has((all.at(-1) ?? '').toLowerCase()) && !hungarian.has((all[0] ?? '').toLowerCase()))
    return [all.slice(1), all.slice(0, 1), 'guess'];
  const said = lastNameByEmail(all, local);
  if (said !== null) return [all.slice(0, said), all.slice(said), said === all.length - 1 ? 'sure' : 'guess'];
  return [all.slice(0, from), all.slice(from), all.length === 2 ? 'sure' : 'guess'];
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
