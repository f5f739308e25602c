/** A whole name → first and last name, and how sure that is. A name is never made up, and never lost: what is left over is the last name. */
import type { Sureness } from '../reading.ts';
import { bare, namesApart, words } from './name-order.ts';

export interface Name {
  firstName: string;
  lastName: string;
  /** `Dr.`, `Frau Prof.`; empty: none. */
  salutation: string;
  sure: Sureness;
}

const titles = words(
  'mr mrs ms miss mx dr dr-ing dr-med drs prof professor doctor sir dame lady lord herr herrn frau fraulein hr hrn fr m mme mlle madame ' +
    'monsieur sr sra srta senor senora don dona sig sigra sigr ssa dott dottssa ing mag di dkfm dipl dipl-ing dipling dipl-kfm diplkfm ' +
    'dipl-inf med rer nat pol oec jur phil habil hc eng rev hon capt col gen maj lt pan pani pr me univ univ-prof pd hab inz mgr ' +
    'maitre lic licda dra mtro mtra arq avv adv arch geom rag cav engr er honourable honorable right doc mudr judr rndr phdr mvdr bc bcs ' +
    'ogr uyesi yrd ars lek ifj ozv datuk dato tan puan encik shri smt haji ir drs dhr mw mevr',
);
/** Titles that are also a name or a part of one: only with their full stop, or with another title beside them. */
const doubtful = words(
  'lic er adv arch doc rag bc right m me don di mag ing med nat gen pan tan lt ir pr rev hon pol jur mw fr ssa',
);
/** Degrees that Finns write in capitals, as others write their family name. */
const finnishDegree = /^(?:DI|KTM|FM|TkT|FT|OTM|VTM)$/u;
const suffixes = words(
  'jr sr ii iii iv phd md mba esq cpa pe dds msc bsc ma ba msa llm llb beng meng mphil dphil edd rn pmp cissp fca aca acca ' +
    'dipl-ing dipling mba-hsg obe mbe cbe kc qc cfa ceng frsa junior senior fils fh be mag bakk csm mcips',
);
/** In Mandarin, Japanese and Korean the family name comes first. In these, it has two characters. */
const twoCharacters =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|东方|東方|皇甫|尉迟|公孙|慕容|令狐|司徒|남궁|황보|제갈|사공|선우|서문|독고)/u;

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
      (titles.has(key) &&
        (!doubtful.has(key) || word.endsWith('.') || (count > 0 && key !== 'don' && key !== 'tan'))) ||
      (finnishDegree.test(word) && all.length > count + 2 && /\p{Ll}/u.test(all[count + 1] ?? ''));
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

/**
 * Takes a name as it is written, its e-mail address up to the @, if there is one, and the country of its card, if that is known; returns
 * its parts. Of one word it is the last name: the CRM asks for that.
 */
export function nameOf(written: string, local = '', region: string | null = null): Name {
  const text = written
    .normalize('NFC')
    .replace(/^\s*the (?=(?:right |rt\.? |most )?(?:hon|rev))/iu, '')
    .replace(/^\s*["“”„«»](.*)["“”«»]\s*$/su, '$1')
    // `Jana Keller | Acme GmbH`, `Jana Keller - Head of Sales`: the rest is no name. That of `van ’t Hof - de Wit` is.
    .replace(/(?<=\p{L})\s*(?:\s[–—-]\s(?!(?:van|de|den|der|ter|ten)\s)|[|•·])\s*\p{L}.*$/su, '')
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
  const hasSmall = /\p{Lu}\p{Ll}/u.test(parts[0] ?? '');
  // `Jane Roe, FRACP`, `Pavel Říha, CSc.`: whatever it means, it is no first name. `RIVAS, PILAR` is.
  const isBehind = (word: string) =>
    isSuffix(word) ||
    (hasSmall && word.length < 9 && /^\p{Lu}[\p{L}.]*\p{Lu}\.?$|^\p{L}*\p{Lu}\p{L}*\p{Lu}\p{Ll}{0,2}\.$/u.test(word));
  while (parts.length > 1 && ((parts.at(-1) ?? '').split(' ').every(isBehind) || isTitle(parts.at(-1) ?? '')))
    parts.pop();
  if (parts.length > 1) {
    const [first, salutation] = withoutTitles(parts.slice(1).join(' ').split(' '));
    const [last, more] = withoutTitles((parts[0] ?? '').split(' '));
    return name(withoutSuffixes(first).join(' '), last.join(' '), [salutation, more].join(' ').trim(), 'sure');
  }
  const [untitled, salutation] = withoutTitles((parts[0] ?? '').split(' '));
  const all = withoutSuffixes(untitled);
  if (all.length < 2) return name('', all.join(' '), salutation, 'guess');
  const isEasternToo = /[(（][\p{Script=Han}\p{Script=Hangul}\s]+[)）]/u.test(written);
  const [first, last, sure] = namesApart(all, local, isEasternToo, region);
  return name(first.join(' '), last.join(' '), salutation, sure);
}

function withoutSuffixes(all: string[]): string[] {
  let length = all.length;
  // `V.` and `I.` are initials, and a name of two words keeps both but for `Jr.` and the like.
  while (length > 1 && isSuffix(all[length - 1] ?? '') && (length > 2 || /\p{L}\.$/u.test(all[length - 1] ?? '')))
    length -= 1;
  return all.slice(0, length);
}
