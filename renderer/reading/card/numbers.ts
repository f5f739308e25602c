/** A phone number that was read several times: no word tells what its digits are. */
import { voted, type Read } from './votes.ts';

/** From its first digit to its last, with what stands at either end without a blank. */
const number = /[^\s,]*\d[^,@]*\d/u;
/** Fewest digits of a phone number, and of what else stands between them how many there are at most. */
const leastDigits = 7;
const mostOthers = 3;

/** What no number begins with: it was a plus. */
const notPlus = /^[#*«»±]\d/u;

/** Takes what was read of a line; tells whether a phone number stands in it, though some of its digits be taken for letters. */
export function mayBeNumber(text: string): boolean {
  const [found = ''] = number.exec(text) ?? [];
  const count = (pattern: RegExp) => found.match(pattern)?.length ?? 0;
  return count(/\d/gu) >= leastDigits && count(/[^\d\s()+./-]/gu) <= mostOthers;
}

/**
 * Takes a line, and what else was read of it; returns it as most agree on, digit by digit: with what stands before the number, which
 * tells that it is one.
 */
export function agreedNumber(line: Read, others: readonly string[]): Read {
  const readings = [line.text, ...others].map((text) => ({ text, weight: () => 1 }));
  const { text, unsure } = voted(line, 0, line.text.length, readings);
  const at = number.exec(text)?.index ?? 0;
  if (!notPlus.test(text.slice(at, at + 2))) return { text, unsure };
  return {
    text: `${text.slice(0, at)}+${text.slice(at + 1)}`,
    unsure: [...new Set([...unsure, at])].sort((a, b) => a - b),
  };
}
