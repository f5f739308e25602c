/** Reads e-mail addresses once more: of these one wrong letter is one too many. */
import { distance } from '#reading/text/folded.ts';
import type { CardLine, Engines } from './read-card.ts';
import { wordsIn } from './read-card.ts';
import { stripOf, type Grey } from './strips.ts';
import { unsureIn } from './unsure.ts';

/** In pixels: a letter that is misread in one size is right in most others. */
const sizes = [40, 44, 50];
/** What can stand in the line of an address: where nothing else can, its dots are not taken for blanks, nor its letters for others. */
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.@-_+:/';
const sizesWithLetters = [33, 40, 44, 48];
/** Where fewer of the readings say the same, of 1, a letter may be wrong. */
const leastAgreed = 0.75;

/** Takes a picture, the lines that were read in it, and what reads; returns the lines. */
export function readEmailsAgain(grey: Grey, lines: readonly CardLine[], engines: Engines): CardLine[] {
  const again = lines.filter(({ text }) => text.includes('@'));
  if (again.length === 0) return [...lines];
  const textsAt = (heights: readonly number[], only?: string): string[][] => {
    const strips = again.flatMap(({ box }) => heights.map((tall) => stripOf(grey, box, tall)));
    const texts = wordsIn(strips, engines, only).map((words) => unsureIn(words).text);
    return again.map((_, place) => texts.slice(place * heights.length, (place + 1) * heights.length));
  };
  const [freely, byLetters] = [textsAt(sizes), textsAt(sizesWithLetters, letters)];
  return lines.map((line) => {
    const place = again.indexOf(line);
    if (place < 0) return line;
    return { ...line, ...agreed(line, freely[place] ?? [], byLetters[place] ?? []) };
  });
}

interface Read {
  text: string;
  /** Places of the letters in it that may be wrong, from 0. */
  unsure: number[];
}

/** The address in a line, with the blanks that are seen round its @ and before its end. */
const address = /\S+ ?@ ?\S+(?: \S+(?= \p{Ll}{2,4}$))?(?: \p{Ll}{2,4}$)?/u;
/** What stands between the words of an address. */
const isSign = (piece: string): boolean => /^[-._@ ]+$/u.test(piece);

/**
 * There is no blank in an address: before its end it is a dot that was too small to be seen. Nor do a dash and a dot stand beside
 * each other: it is the smaller of the two that was there.
 */
const asAddress = (text: string): string =>
  text.replace(address, (found) =>
    found
      .replace(/ (?=\p{Ll}{2,4}$)/u, '.')
      .replaceAll(' ', '')
      .replace(/[-_]\.|\.[-_]/gu, '.'),
  );

/**
 * Takes a line, and what else was read of it: with any letters, and with those of addresses only; returns it with the address that
 * most agree on, letter by letter. Words are better read where any letter may stand in them, signs where no other may.
 */
export function agreed(line: Read, freely: readonly string[], byLetters: readonly string[]): Read {
  const found = address.exec(line.text);
  if (found === null) return { text: line.text, unsure: line.unsure };
  const [start, end] = [found.index, found.index + found[0].length];
  const piecesOf = (readings: readonly string[]) =>
    readings.filter((text) => text.includes('@')).map((text) => placed(line.text, asAddress(text)));
  const [free, limited] = [piecesOf([line.text, ...freely]), piecesOf(byLetters)];
  let text = line.text.slice(0, start);
  const unsure = line.unsure.filter((at) => at < start);
  for (let at = start; at < end; at += 1) {
    const votes = new Map<string, number>();
    const vote = (piece: string, weight: number) => votes.set(piece, (votes.get(piece) ?? 0) + weight);
    const own = line.text[at] ?? '';
    for (const pieces of free) vote(pieces[at] ?? '', isSign(pieces[at] || own) ? 1 : 2);
    for (const pieces of limited) vote(pieces[at] ?? '', isSign(pieces[at] || own) ? 2 : 1);
    const [[most, count] = ['', 0]] = [...votes].sort(([, one], [, other]) => other - one);
    const all = [...votes.values()].reduce((sum, one) => sum + one, 0);
    const isDoubted = count < leastAgreed * all || (most === own && line.unsure.includes(at));
    for (let letter = 0; letter < most.length; letter += 1) if (isDoubted) unsure.push(text.length + letter);
    text += most;
  }
  // Alone it is a small letter that was taken for a large one, which means the same.
  const large = text.slice(start).match(/\p{Lu}/gu) ?? [];
  if (large.length === 1 && /\p{Lu}/u.test(text[start] ?? '')) {
    text = text.slice(0, start) + text.slice(start).toLowerCase();
  }
  const moved = text.length - end;
  unsure.push(...line.unsure.filter((at) => at >= end).map((at) => at + moved));
  return { text: text + line.text.slice(end), unsure };
}

/** Fewest letters of a host that is compared with the words of a card, and in what part of them it may differ. */
const leastHost = 6;
const mostWrong = 0.12;

/**
 * Takes the lines of a card; returns them with the host of the address as the company's name, or the web address, has it, where they
 * differ by a letter or two: those are printed larger, and are words. What was mended is marked.
 */
export function withHostsOfCard<Line extends Read & { confidence: number }>(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    const [, before = '', host = ''] = /^(.*\S@(?:www\.)?)([\p{L}\p{N}-]+)\.\p{L}/u.exec(line.text) ?? [];
    const folded = host.toLowerCase();
    if (folded.length < leastHost) return line;
    const names = lines
      .filter((other) => other !== line && other.confidence > line.confidence && !other.text.includes('@'))
      .flatMap(({ text }) => hostsIn(text));
    if (names.includes(folded)) return line;
    const [name] = names.filter((one) => distance(one, folded) <= Math.max(1, Math.floor(mostWrong * folded.length)));
    if (name === undefined || name.length !== folded.length) return line;
    const unsure = new Set(line.unsure);
    for (let at = 0; at < name.length; at += 1) if (name[at] !== folded[at]) unsure.add(before.length + at);
    const text = before + name + line.text.slice(before.length + host.length);
    return { ...line, text, unsure: [...unsure].sort((a, b) => a - b) };
  });
}

/** Takes a line; returns what a host that is named after it may be called: several of its words, joined in both ways. */
function hostsIn(text: string): string[] {
  const german: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  const lower = text.toLowerCase();
  const plain = (whole: string) => whole.normalize('NFD').replace(/\p{M}/gu, '');
  const spelt = [lower.replace(/[äöüß]/gu, (letter) => german[letter] ?? ''), lower].map(plain);
  return spelt.flatMap((one) => {
    const words = one.match(/[\p{L}\p{N}-]+/gu) ?? [];
    return words.flatMap((_, first) =>
      [1, 2, 3, 4].flatMap((count) => {
        const some = words.slice(first, first + count);
        return some.length < count ? [] : [some.join('-'), some.join('')];
      }),
    );
  });
}

/** Takes two readings of a line; returns what stands in the second in the place of each letter of the first: none, one, or several. */
function placed(text: string, other: string): string[] {
  const width = other.length + 1;
  const costs = new Uint16Array((text.length + 1) * width);
  const cost = (i: number, j: number) => costs[i * width + j] ?? 0;
  const [own, others] = [text.toLowerCase(), other.toLowerCase()];
  const change = (i: number, j: number) => (own[i] === others[j] ? 0 : 1);
  for (let i = text.length; i >= 0; i -= 1) {
    for (let j = other.length; j >= 0; j -= 1) {
      if (i === text.length || j === other.length) costs[i * width + j] = text.length - i + (other.length - j);
      else {
        costs[i * width + j] = Math.min(cost(i + 1, j + 1) + change(i, j), cost(i + 1, j) + 1, cost(i, j + 1) + 1);
      }
    }
  }
  const pieces = Array.from(text, () => '');
  const put = (at: number, piece: string) => (pieces[at] = (pieces[at] ?? '') + piece);
  let [i, j] = [0, 0];
  while (i < text.length) {
    const letter = other[j] ?? '';
    const hasMore = j < other.length;
    if (hasMore && cost(i, j) === cost(i + 1, j + 1) + change(i, j)) {
      put(i, letter);
      i += 1;
      j += 1;
    } else if (hasMore && cost(i, j) === cost(i, j + 1) + 1) {
      put(i, letter);
      j += 1;
    } else i += 1;
  }
  put(text.length - 1, other.slice(j));
  return pieces;
}
