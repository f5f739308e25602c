/**
 * The words of the search. What is stored and what is searched are folded and cut alike: where a word that is searched
 * begins one that is stored, the contact is found.
 */
import { folded, foldedSpelledOut } from './folding.ts';
import { nameKeys } from './name-keys.ts';
import { phoneKeys, phoneQueries, phoneWords, wholeNumbers, type PhoneQuery } from './phone-search.ts';

const letter = String.raw`[\p{L}\p{N}\p{M}\p{Co}]`;
/** Letters and digits, also across an apostrophe or a hyphen: O'Neil, Al-Rashid. */
const wholeWords = new RegExp(`${letter}+(?:['-]+${letter}+)*`, 'gu');
/** Scripts that put no blank between words, and Korean, whose surname and given name stand together. */
const unspaced = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]`;
const runs = new RegExp(`${unspaced}+|(?:(?!${unspaced}).)+`, 'gu');
const isUnspaced = new RegExp(`^${unspaced}+$`, 'u');
const oneOfUnspaced = new RegExp(unspaced, 'u');

/** Of a text without blanks so many characters are indexed from each of them on. */
const window = 8;

/** An e-mail as far as it was typed: from any of its words on, into its domain. */
const emails = /[^\s@,;<>()[\]"]+@[^\s@,;<>()[\]"]+/gu;
const notLetters = new RegExp(`(?:(?!${letter}).)+`, 'gu');

/**
 * Takes what a contact is to be found by, line by line, and its name; returns the words for the index, with blanks between, and
 * those by which it is known again.
 */
export function wordsToIndex(text: string, name: string): string {
  const words = new Set<string>(nameKeys(name));
  for (const line of text.split('\n')) {
    const spelled = foldedSpelledOut(line);
    if (spelled !== null) addWords(words, spelled);
    const plain = folded(line);
    addWords(words, plain);
    for (const [email] of plain.matchAll(emails)) addEmail(words, email);
    for (const word of [...phoneWords(plain), ...phoneKeys(plain)]) words.add(word);
  }
  return [...words].join(' ');
}

function addWords(words: Set<string>, line: string): void {
  const whole = line.match(wholeWords) ?? [];
  for (const word of whole) {
    const parts = word.split(/['-]+/u);
    for (const part of parts.length === 1 ? parts : [...parts, parts.join('')]) addRuns(words, part);
  }
  // A name is put down as given name and surname, and searched in one, in its language's own order.
  if (whole.length > 1 && whole.length <= 3 && whole.every((word) => isUnspaced.test(word))) {
    addRuns(words, whole.join(''));
    addRuns(words, whole.toReversed().join(''));
  }
}

/** In one, from each of its words before the @ on: its words by themselves are those of thousands. */
function addEmail(words: Set<string>, email: string): void {
  for (const { index, 0: word } of email.matchAll(wholeWords)) {
    if (index > email.indexOf('@')) return;
    const starts = [...word.matchAll(/(?<=^|['-])[^'-]/gu)].map((start) => index + start.index);
    for (const start of starts) words.add(inOne(email.slice(start)));
  }
}

/** Takes an e-mail; returns the word under which it is as a whole. */
export const emailKey = (email: string): string => inOne(folded(email.trim()));

const inOne = (text: string): string => text.replace(notLetters, '');

function addRuns(words: Set<string>, word: string): void {
  if (!oneOfUnspaced.test(word)) {
    words.add(word);
    return;
  }
  for (const [run] of word.matchAll(runs)) {
    if (isUnspaced.test(run)) {
      const characters = charactersOf(run);
      for (let from = 0; from < characters.length; from++) words.add(characters.slice(from, from + window).join(''));
    } else words.add(run);
  }
}

/** Takes what was typed into the search box; returns an FTS5 expression, or null where it holds no letter and no digit. */
export function searchExpression(search: string): string | null {
  const plain = folded(search.replace(/\s+/gu, ' '));
  const spelled = foldedSpelledOut(search.replace(/\s+/gu, ' ')) ?? plain;
  const emailsIn = [...plain.matchAll(emails)].map(([email]) => inOne(email)).filter((email) => email !== '');
  const rest = [plain, spelled].map((text) => text.replace(emails, ' '));
  const numbersIn = rest[0]?.match(wholeNumbers) ?? [];
  const [texts = [], others] = rest.map((text) => text.replace(wholeNumbers, ' ').split(' '));
  // Folding leaves blanks where they are: what stands at the same place is the same text in its two spellings.
  const words = texts.map((text, at) => anyOf([text, others?.[at] ?? text].map(textTerm)));
  const numberTerms = numbersIn.map((number) => anyOf(phoneQueries(number).map(phoneTerm)));
  return allOf([...emailsIn.map(begins), ...numberTerms, ...words]);
}

type Term = string | null;

const is = (word: string) => `"${word}"`;
const begins = (word: string) => `"${word}"*`;
const joinedBy = (operator: string, terms: readonly Term[]): Term => {
  const given = [...new Set(terms.filter((term) => term !== null))];
  return given.length > 1 ? `(${given.join(operator)})` : (given[0] ?? null);
};
const allOf = (terms: readonly Term[]): Term => joinedBy(' AND ', terms);
const anyOf = (terms: readonly Term[]): Term => joinedBy(' OR ', terms);

const phoneTerm = ({ words, isBeginning }: PhoneQuery): Term => allOf(words.map(isBeginning ? begins : is));
const textTerm = (text: string): Term => allOf((text.match(wholeWords) ?? []).map(wordTerm));

function wordTerm(word: string): Term {
  const parts = word.replaceAll("'", '').split(/-+/u);
  return parts.length === 1 ? runsTerm(parts.join('')) : anyOf([runsTerm(parts.join('')), allOf(parts.map(runsTerm))]);
}

function runsTerm(word: string): Term {
  return allOf(
    [...word.matchAll(runs)].flatMap(([run]) => {
      if (!isUnspaced.test(run)) return begins(run);
      const characters = charactersOf(run);
      const last = Math.max(0, characters.length - window);
      const starts = Array.from({ length: Math.ceil(last / window) }, (_, index) => index * window);
      return [...starts, last].map((from) => begins(characters.slice(from, from + window).join('')));
    }),
  );
}

/** Each with the marks that are written above and below it. */
const charactersOf = (run: string): readonly string[] => run.match(/.\p{M}*/gu) ?? [];
