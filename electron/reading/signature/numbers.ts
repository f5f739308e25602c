/** Phone numbers in a signature or on a card, and what only looks like one. */
import type { FoundPhone } from '../text/contact-parts.ts';
import { extensionBehind, extensionWord, numbersIn, typeByWord, withEnding } from '../text/phones.ts';
import { partCalled } from '../text/labels.ts';
import type { Segment } from './segments.ts';

const number = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/-]|\p{N}:)(?:\+|00|\(\+?|\(0)?\(?\p{Nd}[\p{Nd}\u00A0 ().\/\u2010-\u2015-]{4,32}\p{Nd}` +
    String.raw`(?:${extensionBehind}|\s?[,/(]?\s?${extensionWord}\s?:?\s?\p{Nd}{1,6}\)?)?(?![\p{L}\p{N}]|(?:-?[aáeöo]s)?\s?mell(?:ék|\.))`,
  'giu',
);
/** Numbers that are told by what stands before them. */
const noPhone =
  /\b(?:ust|vat|tva|iva|mwst|uid|steuer|tax|hrb|hra|iban|bic|swift|siren|siret|cif|nif|nip|regon|krs|kvk|btw|org\.?\s?nr|cvr|rcs|reg(?:istr)?|amtsgericht|handelsregister|invoice|rechnung|konto|account no|p\.?iva|c\.?f|rea|ean|gln|duns|company no|postfach|p\.?o\.? ?box)\b/iu;
const date =
  /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{5}-\d{3}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2})$/u;

/** Takes a word or two before a number; returns the type that they name; null: they name something else than a phone. */
function typeOfLabel(before: string): string | null {
  const word =
    before
      .replace(/[\s:：.,=|()/-]+$/u, '')
      .trim()
      .split(/[,;|)]\s*/u)
      .at(-1) ?? '';
  if (word === '') return '';
  // `call her on`
  if (/(?:^|\s)(?:call|ring|phone|reach)\s(?:\p{L}+\s){0,2}(?:on|at|under)$/iu.test(word)) return '';
  const part = partCalled(word);
  if (part === 'fax') return 'fax';
  if (part === 'mobile') return 'mobile';
  const type = typeByWord(word);
  if (type !== '') return type === 'home' ? 'home' : type;
  if (part === 'phone') return '';
  // `Tel. Büro`, `Mobile (UK)`: the first word that says which phone it is.
  // What has numbers of its own is no label: `os. Piastów 12a/5`.
  const words = /\d/u.test(word) ? [] : word.split(/[\s/.]+/u).filter((one) => one.length > 1);
  const own = words.map(typeByWord).find((one) => one !== '');
  if (own !== undefined) return own;
  if (words.some((one) => partCalled(one) === 'phone')) return '';
  // `jana@acme.example M:`: only the last word belongs to the number.
  const last = /\s(\p{L}{1,15})$/u.exec(word)?.[1];
  if (last !== undefined) return typeOfLabel(last);
  return null;
}

/** `Fax -199` behind `+49 40 5550-120`: it begins like the number before it, up to the hyphen. */
const ending = /^(?:(\p{L}[\p{L}.]{0,15})[\s:.]*)?[-\u2010-\u2015]\s?(\d{1,5})$/u;

/** Takes the pieces of a text; returns the numbers in them. */
export function phonesAmong(segments: Segment[]): FoundPhone[] {
  const found: FoundPhone[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    const [, label = '', digits] = ending.exec(segment.text) ?? [];
    const isNear = last !== undefined && 'line' in last.where && segment.line - last.where.line <= 1;
    const whole = digits !== undefined && isNear ? withEnding(last.number, digits) : null;
    if (last !== undefined && whole !== null) {
      found.push({
        ...last,
        number: whole,
        type: label === '' ? last.type : (typeOfLabel(label) ?? ''),
        where: { line: segment.line },
      });
    } else found.push(...phonesIn(segment));
  }
  return found;
}

/** Takes a piece; returns the numbers that stand in it whole. */
export function phonesIn({ text, line }: Segment): FoundPhone[] {
  if (noPhone.test(text)) return [];
  const found: FoundPhone[] = [];
  let from = 0;
  for (const match of text.matchAll(number)) {
    const before = text.slice(from, match.index);
    from = match.index + match[0].length;
    // `+49 160 5550111 (mobile)`
    const behind = /^\s*[(（](\p{L}[\p{L} .]{0,20})[)）]/u.exec(text.slice(from))?.[1] ?? '';
    const label = (behind === '' ? null : typeOfLabel(behind)) ?? typeOfLabel(before);
    const own = balanced(match[0].trim());
    const digits = own.replace(/[\p{L}#;].*$/u, '').replace(/\P{Nd}/gu, '').length;
    const isInternational = /^\(?(?:\+|00)/u.test(own);
    const isLabelled = label !== null && `${before}${behind}`.trim() !== '';
    const isAlone = text.trim() === match[0].trim();
    if (date.test(own) || (digits > 17 && numbersIn(own).length === 1) || digits < (isLabelled ? 5 : 7)) continue;
    // A word with a colon is a label, though nobody knows it. Others are a town's postal code, or a house with its floor.
    const isCalled = /\p{L}\.?\s?[:：]\s*$/u.test(before) && /^\(?0/u.test(own) && digits > 7;
    if (!isInternational && !isLabelled && !isCalled && !(isAlone && /^\(?0|[\s().-]/u.test(own))) continue;
    const sure = isInternational || isLabelled ? 'sure' : 'guess';
    found.push(...numbersIn(own).map((one) => ({ number: one, type: label ?? '', where: { line }, sure }) as const));
  }
  return found;
}

/** Without a bracket whose other half was cut off. */
function balanced(text: string): string {
  if (text.includes(')') && !text.includes('(')) return text.replaceAll(')', ' ').replace(/\s+/gu, ' ').trim();
  return text.includes('(') && !text.includes(')') ? text.replaceAll('(', '').trim() : text;
}
