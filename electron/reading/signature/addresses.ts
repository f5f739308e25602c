/** E-mail and web addresses in a signature or on a card, mended where a picture was misread and the card itself says how. */
import { say, type Message } from '#words/message.ts';
import { distance } from '../text/folded.ts';
import type { Segment } from './segments.ts';

export interface FoundAddress {
  text: string;
  line: number;
  /** Whether something was mended. */
  isGuess: boolean;
  said: Message[];
}

const host = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+`;
const local = String.raw`[\p{L}\p{N}_%+-]+(?:[.'’][\p{L}\p{N}_%+-]+)*`;
const email = new RegExp(`${local}@${host}`, 'gu');
/** An @ with blanks round it, as a picture's reader sees it, or spelt out against robots. */
const looseAt = /\s*(?:@|[[({]\s*(?:at|@|ät|arroba)\s*[\])}]|\s(?:\(at\)|\[at\])\s)\s*/iu;
const looseDot = /\s*[[({]\s*(?:dot|punkt|\.)\s*[\])}]\s*/giu;

/** Takes a piece of text; returns the addresses in it; those with blanks in them too, where that is what they are. */
function emailsIn(text: string): { text: string; isGuess: boolean }[] {
  const strict = [...text.matchAll(email)].map(([found]) => ({ text: found, isGuess: false }));
  const at = looseAt.exec(text);
  if (at === null) return strict;
  const joined = text
    .replace(looseAt, '@')
    .replace(looseDot, '.')
    // `jana . keller@`, `jana. keller@`: the end of a sentence has no @ behind its next word.
    .replace(/(?<=[\p{L}\p{N}]) ?\. ?(?=[\p{L}\p{N}_-]+@)/gu, '.')
    // The last dot is the smallest thing in it: `jana@acme com`, with nothing behind.
    .replace(/(@[\p{L}\p{N}-]+) (?=\p{Ll}{2,4}$)/u, '$1.')
    .replace(/(@[\p{L}\p{N}-]+) ?[.,] ?(?=\p{Ll}{2,}(?:\b|$))/gu, '$1.')
    .replace(/(@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*) ?\. ?(?=(?:[a-z]{2,4})\b)/gu, '$1.');
  const loose = [...joined.matchAll(email)].map(([found]) => ({ text: found, isGuess: true }));
  return loose.map((one) => strict.find((own) => own.text === one.text) ?? one);
}

/** Takes the pieces of a card; returns its web addresses. */
export function websitesIn(segments: Segment[]): FoundAddress[] {
  return segments.flatMap(({ text, line }) => {
    const found = text.match(/(?:https?:\s?\/\/\s?|www\s?\.\s?)\S+/iu);
    if (found !== null) {
      const isGuess = /\s/u.test(found[0]);
      return [{ text: trimmed(found[0].replace(/\s/gu, '')), line, isGuess, said: [] }];
    }
    const bare = /^(?:\p{L}{1,12}\s?[:.]\s*)?((?:[\p{L}\p{N}-]+\.)+\p{Ll}{2,12}(?:\/[\w/.-]*)?)$/u.exec(text)?.[1];
    return bare === undefined || /^(?:\p{L}\.)+\p{L}*$/u.test(bare)
      ? []
      : [{ text: trimmed(bare), line, isGuess: false, said: [] }];
  });
}

const trimmed = (text: string) => text.replace(/[).,;>\]]+$/u, '');

/** Takes a web address; returns its host without `www.`, in lower case. */
export const hostOf = (website: string): string =>
  (/^(?:https?:\/\/)?(?:www\.)?([^/?#:]+)/iu.exec(website)?.[1] ?? '').toLowerCase();

/** Takes the pieces of a card and its web addresses; returns its e-mail addresses. */
export function emailAddressesIn(segments: Segment[], websites: FoundAddress[]): FoundAddress[] {
  const hosts = websites.map(({ text }) => hostOf(text)).filter((name) => name.includes('.'));
  const seen = new Set<string>();
  return segments.flatMap(({ text, line }) => {
    const found = emailsIn(text);
    const all = found.length > 0 ? found : withHostOfCard(text, hosts);
    return all.flatMap(({ text: address, isGuess }) => {
      const own = address.replace(/\.$/u, '');
      if (seen.has(own.toLowerCase())) return [];
      seen.add(own.toLowerCase());
      const domain = (own.split('@')[1] ?? '').toLowerCase();
      const isAlmost = hosts.some(
        (name) => name !== domain && Math.abs(name.length - domain.length) < 3 && distance(name, domain) <= 2,
      );
      const isOwn = hosts.includes(domain);
      const said = [
        ...(isGuess ? [say('reading.emailRepaired')] : []),
        ...(isAlmost && !isOwn ? [say('reading.emailUnlikeWebsite')] : []),
      ];
      return [{ text: own, line, isGuess: said.length > 0, said }];
    });
  });
}

/** `name@host com` and `name host.com`: what is left of an address whose host stands on the card as a web address too. */
function withHostOfCard(text: string, hosts: string[]): { text: string; isGuess: boolean }[] {
  for (const name of hosts) {
    const spelt = name.replace(/[.-]/gu, '').toLowerCase();
    const at = /^(?:e-?mail[:.]?\s*)?([\p{L}\p{N}._-]+)\s*@\s*(.+)$/iu.exec(text);
    if (at !== null && (at[2] ?? '').toLowerCase().replace(/[\s.,-]/gu, '') === spelt) {
      return [{ text: `${at[1] ?? ''}@${name}`, isGuess: true }];
    }
  }
  return [];
}
