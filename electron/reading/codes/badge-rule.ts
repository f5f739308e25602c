/**
 * What a badge's code says, part by part: taught once for an event by somebody who sees the badge beside the code, and applied
 * to all that follow. A rule is plain JSON, so that it travels with the event's set-up.
 */
import { badgeRuleSchema, type BadgeRule, type Part } from '#contract/badge-rule.ts';
import type { Proposal } from '../reading.ts';
import { hasLegalForm, saysTitle } from '../signature/vocabulary.ts';
import { countryCode } from '../text/countries.ts';
import { phoneOf } from '../text/phones.ts';
import { isTitle } from '../text/names.ts';
import { withoutQuoted } from './cells.ts';
import { proposalOfParts } from './parts.ts';

export { badgeRuleSchema, type BadgeRule };

/** What is met between parts. Of two that are as frequent, the first. */
export const separators = ['::', '^', '|', '~', '\t', '\x1D', '\x1E', '%', '*', '$', ';', ','] as const;

/** Longest text that is divided, in UTF-16 code units: what holds more is no badge. */
export const longestBadge = 5_000;

/** Takes a text; returns the separator that most likely divides it; null: none does. */
export function separatorIn(written: string): string | null {
  if (written.length > longestBadge) return null;
  const text = withoutQuoted(written);
  let best: string | null = null;
  let most = 0;
  for (const separator of separators) {
    const count = text.split(separator).length - 1;
    // A comma or a semicolon with a blank behind it is one of a sentence.
    const isProse = /[,;]/u.test(separator) && text.includes(`${separator} `);
    if (count > most && !isProse) {
      best = separator;
      most = count;
    }
  }
  return best;
}

/** Takes the parts of a text; returns what each of them most likely is. Names are not told from the rest by their form. */
export function guessedParts(texts: string[]): Part[] {
  const guesses = texts.map((text, index) => {
    const guess = guessedPart(text.trim());
    if (guess === 'postalCode' && texts.length > 2 && isOfBadge(texts, index)) return 'badgeId';
    // Tom Holland and Jordan Miller are no countries, nor is Ma Jun.
    return guess === 'country' && index < Math.min(3, texts.length - 1) ? 'none' : guess;
  });
  markPhones(texts, guesses);
  const id = idAmong(texts, guesses);
  const severals: readonly Part[] = ['email', 'phone', 'none'];
  return guesses.map((part, index) => {
    if (part === 'badgeId') return index === id ? part : 'none';
    return severals.includes(part) || guesses.indexOf(part) === index ? part : 'none';
  });
}

/** A number of five digits at the beginning, or with neither a town beside it nor another number that could be the badge's. */
function isOfBadge(texts: string[], index: number): boolean {
  const isTown = (text = '') => /^\p{L}[\p{L} .'’()-]+$/u.test(text.trim()) && !hasLegalForm(text);
  if (!/^\d+$/u.test((texts[index] ?? '').trim())) return false;
  if (index === 0) return true;
  const hasOther = texts.some((text) => guessedPart(text.trim()) === 'badgeId');
  return !hasOther && !isTown(texts[index - 1]) && !isTown(texts[index + 1]);
}

/** `491515550100` beside another number: a phone without its plus. By itself it is an id like any other. */
function markPhones(texts: string[], parts: Part[]): void {
  const codes = parts.flatMap((part, index) => (part === 'badgeId' ? [index] : []));
  const phones = codes.filter((index) => /^[1-9]\d{10,12}$/u.test(texts[index]?.trim() ?? ''));
  if (phones.length === codes.length) return;
  for (const index of phones) if (phoneOf(`+${texts[index] ?? ''}`, null).e164 !== null) parts[index] = 'phone';
}

/** Of several codes that could be the badge's, the longest number: what stands before it is the event's as a rule. */
function idAmong(texts: string[], parts: Part[]): number | null {
  const digits = (index: number) => (texts[index] ?? '').replace(/\D/gu, '').length;
  const candidates = texts.flatMap((_text, index) => (parts[index] === 'badgeId' ? [index] : []));
  return candidates.sort((a, b) => digits(b) - digits(a) || a - b)[0] ?? null;
}

function guessedPart(text: string): Part {
  if (text === '' || text.length > 200) return 'none';
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)) return 'email';
  if (/^(?:https?:\/\/|www\.)\S+$/iu.test(text)) return /linkedin\.com/iu.test(text) ? 'linkedIn' : 'website';
  if (/^(?:\+|00)[\d\s()./-]{7,20}$/u.test(text) || /^\(?\d{2,5}\)?[ /-][\d ()/-]{5,14}$/u.test(text)) return 'phone';
  if (/^(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{2}-\d{3}|\d{4} ?[A-Z]{2})$/u.test(text))
    return 'postalCode';
  if (hasLegalForm(text)) return 'account';
  // A single word of these is a family name as well.
  if ((text.includes(' ') || /^(?:C[A-Z]{1,2}O|[SE]?VP)$/u.test(text)) && saysTitle(text)) return 'jobTitle';
  if (isTitle(text)) return 'salutation';
  if (/^(?=.*\d)[A-Z\d-]{3,}$/iu.test(text)) return 'badgeId';
  if (/^[A-Z]{2,3}$/u.test(text) || text.length > 3) return countryCode(text) === null ? 'none' : 'country';
  return 'none';
}

/** Takes a rule and a code's text; returns what that proposes; null: the rule is not for codes like this one. */
export function applyRule(rule: BadgeRule, code: string): Proposal | null {
  const text = code.trim();
  if (!text.startsWith(rule.prefix)) return null;
  const texts = text.slice(rule.prefix.length).split(rule.separator);
  // Empty parts at the end are left out now and then; what has only one was made by somebody else.
  if (texts.length < Math.min(2, rule.parts.length) || texts.length > rule.parts.length + 3) return null;
  const named = rule.parts.flatMap((part, index) => {
    const found = texts[index] ?? '';
    return part === 'none' || found === '' ? [] : [{ part, text: found, where: { property: String(index + 1) } }];
  });
  return named.length === 0 ? null : proposalOfParts(named);
}
