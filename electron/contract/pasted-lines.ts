/** What becomes of a text that is pasted into a field of one line: nothing is glued together without a word. */
import { say, type Message } from '#words/message.ts';
import { tidied, type TextKind } from './clean-text.ts';
import { isEmail, tidiedEmail } from './email-text.ts';

export interface Pasted {
  /** What goes into the field in the place of what was pasted. */
  text: string;
  /** What belongs into further entries of the same list. */
  more: string[];
  /** What is said of it; none: it is taken as the browser takes it. */
  notes: Message[];
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
/** With the name of the line before it, as cards have it: "Tel.: …". */
const phone =
  /^(?:\p{L}[\p{L} .]*[:. ] *)?[+(]*\p{Nd}[\p{Nd} ()./\u00A0\u2010-\u2013-]{4,}(?: ?(?:x|ext\.?) ?\p{Nd}+)?$/iu;

/** Takes a pasted text and the kind of its field; returns what becomes of it there. */
export function pastedLines(pasted: string, kind: TextKind): Pasted {
  if (kind === 'text') return { text: pasted, more: [], notes: [] };
  const parts = pasted.split(lineBreak).map((part) => tidied(part.replaceAll('\t', ' '), kind));
  const lines = parts.map(({ text }) => text.trim()).filter((text) => text !== '');
  const entries = entriesIn(lines, kind);
  if (entries !== null) {
    const [text = '', ...more] = entries;
    return {
      text,
      more,
      notes: [say(kind === 'email' ? 'text.emailsApart' : 'text.phonesApart', { count: more.length })],
    };
  }
  const notes = unlike(parts.flatMap((part) => part.notes));
  if (lines.length > 1) notes.unshift(say('text.linesJoined', { count: lines.length }));
  // A single line is left as it is, blanks around it and all: it may go into the middle of a text.
  const text = lines.length > 1 ? lines.join(kind === 'line' ? ', ' : ' ') : parts.map((part) => part.text).join('');
  return { text, more: [], notes };
}

/** Returns the addresses or numbers, where it is several and nothing else; else null. */
function entriesIn(lines: string[], kind: TextKind): string[] | null {
  if (kind !== 'email' && kind !== 'phone') return null;
  const apart = lines.flatMap((line) =>
    line.split(kind === 'email' ? /[\s,;]+/u : /[;,|\t]|\s\/\s|\/(?=\s*\+)|\s(?:or|oder|ou|und|and|o|y|e)\s/iu),
  );
  const texts = apart.map((text) => (kind === 'email' ? tidiedEmail(text) : text).trim()).filter((text) => text !== '');
  // `07031 / 12345` is one number, whose first half is long enough for another country's.
  const isWhole = (text: string) => apart.length === lines.length || text.replace(/\P{Nd}/gu, '').length > 6;
  const fits = kind === 'email' ? isEmail : (text: string) => phone.test(text) && isWhole(text);
  return texts.length > 1 && texts.every(fits) ? texts : null;
}

const unlike = (notes: Message[]) =>
  notes.filter(({ key }, index) => notes.findIndex((other) => other.key === key) === index);
