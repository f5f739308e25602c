/** Mends the e-mail addresses of a card by what else stands on it: names are printed larger than addresses, and are words. */
import { distance } from '#reading/text/folded.ts';

interface Read {
  text: string;
  /** 0 to 100. */
  confidence: number;
  /** Places of the letters in it that may be wrong, from 0. */
  unsure: number[];
}

/** Fewest letters of a host, and of what stands before the @, that is compared with the words of a card. */
const leastHost = 6;
const leastLocal = 4;
/** In what part of them it may differ, and in what part if only letters differ that may be wrong. */
const mostWrong = 0.12;
const mostUnsure = 0.25;

/** What looks alike, small and out of focus, however often it is read. */
const alike = ['iltjf1|', 'ce'];

/** Takes the lines of a card; returns them with the addresses mended. What was mended is marked. */
export const mendedByCard = <Line extends Read>(lines: readonly Line[]): Line[] =>
  withNamesOfCard(withHostsOfCard(withDots(lines)).map(withEnding));

/** What stands on the card in lines that are better read than this one, and are not addresses of people. */
const betterRead = (lines: readonly Read[], line: Read): string[] =>
  lines
    .filter((other) => other !== line && other.confidence > line.confidence && !other.text.includes('@'))
    .map(({ text }) => text);

/** Ends of hosts, of which one is taken for such where no company tells where the host ends. */
const endings = /(?:com|net|org|info|eu|de|at|ch|fr|it|es|nl|be|se|dk|no|fi|pl|pt|cz|ie|io|uk|us|ca)$/u;

/**
 * Takes the lines of a card; returns them with a dot in each host that has none: it was too small to be seen. It is where the
 * company's name ends, or in an l and a dot that look like a large L, or before one of the usual endings.
 */
export function withDots<Line extends Read>(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    const [, before = '', read = ''] = /^(.*\S@)([\p{L}\p{N}-]+)$/u.exec(line.text) ?? [];
    if (read === '') return line;
    const isName = (name: string) =>
      name.length >= leastHost && distance(name, read.slice(0, name.length).toLowerCase()) <= mostWrong * name.length;
    const names = betterRead(lines, line)
      .flatMap(hostsIn)
      .filter((name) => isName(name) && read.length - name.length >= 2);
    const looksLikeL = /(?<=\p{Ll})L(?=\p{Ll}{2,}$)/u.exec(read);
    const end =
      looksLikeL === null
        ? Math.max(...names.map((name) => name.length), 0) || (endings.exec(read)?.index ?? 0)
        : looksLikeL.index + 1;
    if (end === 0) return line;
    const dot = before.length + end;
    const host = `${read.slice(0, end)}.${read.slice(end)}`.toLowerCase();
    const moved = line.unsure.map((at) => (at < dot ? at : at + 1));
    return { ...line, text: before + host, unsure: [...new Set([...moved, dot - 1, dot])].sort((a, b) => a - b) };
  });
}

/** Ends that no host has, and what is taken for them; in Nicaragua's, something stands before it. */
const misreadEndings = new Map(
  Object.entries({ ni: 'nl', nt: 'nl', n1: 'nl', pi: 'pl', p1: 'pl', lo: 'io', '1o': 'io', dc: 'de' }),
);

/** Takes a line; returns it with the end of its address as there is one. */
function withEnding<Line extends Read>(line: Line): Line {
  const [, before = '', ending = ''] = /^(.*\S@[\p{L}\p{N}-]+\.)(\w{2})$/u.exec(line.text) ?? [];
  const better = misreadEndings.get(ending.toLowerCase());
  return better === undefined ? line : likeOneOf(line, before.length, ending, [better], ending.length);
}

/**
 * Takes the lines of a card; returns them with the host of the address as the company's name, or the web address, has it, where they
 * differ by a letter or two, or by letters that may be wrong.
 */
export function withHostsOfCard<Line extends Read>(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    const [, before = '', host = ''] = /^(.*\S@(?:www\.)?)((?:[\p{L}\p{N}-]+\.)+\p{L}+)/u.exec(line.text) ?? [];
    const others = betterRead(lines, line);
    const name = host.slice(0, host.indexOf('.'));
    if (name.length < leastHost) return line;
    const like = likeOneOf(line, before.length, host, others.flatMap(sitesIn), 0);
    if (like !== line) return like;
    return likeOneOf(line, before.length, name, others.flatMap(hostsIn), Math.max(1, mostWrong * name.length));
  });
}

/**
 * Takes the lines of a card; returns them with what stands before the @ as it is usually made of a name, where it differs from that by
 * letters that may be wrong.
 */
export function withNamesOfCard<Line extends Read>(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    const names = [...betterRead(lines, line).flatMap(localsIn), ...offices];
    // A blank in an address is a dot that was too small to be seen; and who is not the first of a name has a number.
    for (const form of [/^(.*?)(\S+ \S+)@/u, /^(.*?)(\S+)@/u, /^(.*?)(\S+?)\d+@/u]) {
      const [, before = '', local = ''] = form.exec(line.text) ?? [];
      if (local.length < leastLocal) continue;
      const better = likeOneOf(line, before.length, local, names, 0);
      if (better !== line) return better;
    }
    return line;
  });
}

/**
 * Takes a line, a part of it, what that part may be, and in how many letters it may differ from that though it is well read; returns
 * the line with the one that is nearest, or the same line. No letter is added or left out: names are written in several ways.
 */
function likeOneOf<Line extends Read>(line: Line, start: number, part: string, names: string[], most: number): Line {
  const own = part.toLowerCase();
  const places = Array.from({ length: part.length }, (_, at) => at);
  if (names.includes(own)) return line;
  const mayBeWrong = (at: number, other: string) =>
    part[at] === ' ' ||
    line.unsure.includes(start + at) ||
    alike.some((group) => group.includes(own[at] ?? '-') && group.includes(other));
  const [best] = names
    .filter((name) => name.length === part.length)
    .map((name) => ({ name, changed: places.filter((at) => name[at] !== own[at]) }))
    .filter(
      ({ name, changed }) =>
        changed.length <= most ||
        (changed.length <= Math.max(1, mostUnsure * part.length) &&
          changed.every((at) => mayBeWrong(at, name[at] ?? '-'))),
    )
    .sort((one, other) => one.changed.length - other.changed.length);
  if (best === undefined) return line;
  const unsure = new Set([...line.unsure, ...best.changed.map((at) => start + at)]);
  return {
    ...line,
    text: line.text.slice(0, start) + best.name + line.text.slice(start + part.length),
    unsure: [...unsure].sort((a, b) => a - b),
  };
}

/** Takes a text; returns it in small letters without accents, as addresses spell it: umlauts as two letters, or as one. */
function spelt(text: string): string[] {
  const german: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  const lower = text.toLowerCase();
  return [lower.replace(/[äöüß]/gu, (letter) => german[letter] ?? ''), lower].map((whole) =>
    whole.normalize('NFD').replace(/\p{M}/gu, ''),
  );
}

/** Takes a line; returns the hosts of the web addresses in it. */
const sitesIn = (text: string): string[] =>
  (text.toLowerCase().match(/(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu) ?? []).map((site) => site.replace(/^www\./u, ''));

/** Takes a line; returns what a host that is named after it may be called: several of its words, joined in both ways. */
function hostsIn(text: string): string[] {
  return spelt(text).flatMap((one) => {
    const words = one.match(/[\p{L}\p{N}-]+/gu) ?? [];
    return words.flatMap((_, first) =>
      [1, 2, 3, 4].flatMap((count) => {
        const some = words.slice(first, first + count);
        return some.length < count ? [] : [some.join('-'), some.join('')];
      }),
    );
  });
}

/** What stands before the @ of nobody in particular. */
const offices = ['info', 'office', 'contact', 'kontakt', 'mail', 'hello', 'sales', 'vertrieb', 'service', 'support'];

/** A line of more words is no name. */
const mostWords = 5;

/** Takes a line; returns what stands before the @ of somebody who is called so. There may be a title before the name. */
function localsIn(text: string): string[] {
  if (/\d/u.test(text)) return [];
  return spelt(text).flatMap((one) => {
    const words = one.replace(/['’]/gu, '').match(/[\p{L}-]+/gu) ?? [];
    if (words.length > mostWords) return [];
    return words.slice(0, -1).flatMap((first, at) => {
      const rest = words.slice(at + 1);
      const initials = first.replace(/(\p{L})\p{L}*-?/gu, '$1');
      return [rest.join(''), rest.at(-1) ?? ''].flatMap((last) => [
        ...[first, initials, first.slice(0, 1)].flatMap((short) => ['.', '_', ''].map((sign) => short + sign + last)),
        first,
        last,
      ]);
    });
  });
}
