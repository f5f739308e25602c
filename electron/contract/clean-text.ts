/**
 * What nobody can see in a text, and what of it the text needs. A mark that came along with a copied phone number makes a CRM
 * refuse it, and nobody can see why; a joiner within a Persian name, or what makes an emoji of several, belongs there.
 * What is unseen is known by its Unicode properties, not by a list.
 * To be done when a field is left and before a contact is stored, and not while somebody types: a character may come in halves.
 */
import { say, type Message } from '#words/message.ts';
import type { Contact } from './contact.ts';
import { tidiedEmail } from './email-text.ts';
import { isText, type Kind } from './field-kinds.ts';
import { fieldAt, fields, type Path } from './fields.ts';

/** line: words in one line, such as a name; text: words in several; the others: what programs read. */
export type TextKind = Exclude<Kind, 'choice'>;

/** Scripts whose letters need no joiner beside them. Any other may: in doubt a name stays as it was typed. */
const withoutJoiners = [
  ...['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Hebrew', 'Ethiopic', 'Cherokee', 'Thai', 'Lao'],
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Common', 'Inherited'],
];
const joining = String.raw`(?![${withoutJoiners.map((script) => String.raw`\p{scx=${script}}`).join('')}])[\p{L}\p{M}]`;

const picture = String.raw`\p{ExtPict}\p{EMod}?[\uFE0E\uFE0F]?`;
/** Unseen characters that change what is seen, each with what it stands beside. */
const needed = [
  // The parts of one emoji; the flags of England, Scotland and Wales; digits in a box.
  String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  String.raw`${picture}(?:\u200D${picture})*`,
  String.raw`[0-9#*]\uFE0F?\u20E3`,
  // Which of the forms of a Chinese or Japanese character: 葛󠄀 and 葛 are two family names.
  String.raw`\p{Ideo}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  // Forms of Mongolian and other letters.
  String.raw`(?<=\p{sc=Mong})[\u180B-\u180F]`,
  String.raw`(?<=${joining})\uFE00`,
  // Joiners, and what keeps letters from joining.
  String.raw`(?<=${joining})\u200D`,
  String.raw`(?<=${joining})\u200C(?=[\p{L}\p{M}\p{N}])|(?<=[\p{L}\p{M}\p{N}])\u200C(?=${joining})`,
].join('|');
/**
 * What may be ignored where it cannot be shown, notes between lines, the place of an object that was not copied, what is no
 * character, half of one, and control characters but tab and line break.
 */
const unseen = String.raw`\p{DI}|[\uFFF9-\uFFFC]|\p{NChar}|\p{Surrogate}|(?![\t\n\r])\p{Cc}`;

const unseenAnywhere = new RegExp(`${unseen}|\u2800`, 'gu');
const unseenInWords = new RegExp(`(${needed})|${unseen}`, 'gu');
/** A Braille cell without dots is the space of that script; elsewhere it is a space that `trim` does not know. */
const strayBlank = /(?<![\u2801-\u28FF])\u2800|\u2800(?![\u2801-\u28FF])/gu;
/** Line breaks that no field shows as such; Word's is the first. */
const oddBreak = /[\v\f\u0085\u2028\u2029]/gu;

/** All that these look for, in one look: most texts have nothing of it. */
const odd = /[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\p{DI}\p{NChar}\p{Surrogate}\uFFF9-\uFFFC\u2800\u2028\u2029]/u;

const seen = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2800\uFFFC\u{16FE4}\u{1D159}]/u;

/** Takes a text; returns whether there is nothing in it that can be seen. */
export function isUnseen(text: string): boolean {
  return !seen.test(text);
}

/** Takes a text and what it is for; returns it without what nobody can see and the text does not need. */
export function cleanText(text: string, kind: TextKind): string {
  if (!odd.test(text)) return text;
  if (kind !== 'line' && kind !== 'text') return text.replace(unseenAnywhere, '');
  return text
    .replace(oddBreak, kind === 'text' ? '\n' : ' ')
    .replace(strayBlank, ' ')
    .replace(unseenInWords, (_all, needed: string | undefined) => needed ?? '');
}

/** A text as it is to be stored, and what is said of the change; nothing: it is as it was. */
export interface Tidied {
  text: string;
  notes: Message[];
}

/** Takes what was typed into a field that is left, and the field's kind; returns it tidied. Doing it twice changes nothing more. */
export function tidied(typed: string, kind: TextKind): Tidied {
  const notes: Message[] = [];
  const clean = cleanText(typed, kind);
  if (clean !== typed) notes.push(say('text.invisible'));
  const text = kind === 'email' ? tidiedEmail(clean) : clean;
  if (text !== clean) notes.push(say('text.emailTidied'));
  return { text, notes };
}

/** Takes a field's path, e.g. `emailAddresses.0.emailAddress`; returns what its text is for. */
export function textKindOf(path: string): TextKind {
  const [name = '', , part = ''] = path.split('.');
  const shape = isPath(name) ? fieldAt(name).shape : 'carried';
  if (shape === 'carried') return 'line';
  return asTextKind(isText(shape) ? shape.kind : shape[part]?.kind);
}

/** Takes a contact as typed; returns it as it is to be stored. What is to be said of that is added to `notes`, each once. */
export function tidiedContact(contact: Contact, notes: Message[] = []): Contact {
  const tidy = (typed: string, kind: Kind | undefined): string => {
    const { text, notes: own } = tidied(typed, asTextKind(kind));
    for (const note of own) if (notes.every(({ key }) => key !== note.key)) notes.push(note);
    return text;
  };
  const tidyField = ([path, value]: [string, unknown]) => {
    const shape = isPath(path) ? fieldAt(path).shape : 'carried';
    if (shape === 'carried') return [path, value];
    if (isText(shape)) return [path, tidy(value as string, shape.kind)];
    const tidyEntry = (entry: Record<string, string>) =>
      Object.fromEntries(Object.entries(entry).map(([part, text]) => [part, tidy(text, shape[part]?.kind)]));
    return [path, (value as Record<string, string>[]).map(tidyEntry)];
  };
  return Object.fromEntries(Object.entries(contact).map(tidyField)) as Contact;
}

const isPath = (name: string): name is Path => name in fields;
const asTextKind = (kind: Kind | undefined): TextKind => (kind === undefined || kind === 'choice' ? 'line' : kind);
