/** How questions are answered: by a choice, by a key, or in words. */
import { choicesOf as offeredBy, type Question } from '#contract/events.ts';
import type { Answered, Given, QuestionKind } from '#contract/qualification.ts';
import type { Key } from '#words/message.ts';

/** Something that can be chosen: its value, and the words for it. */
export interface Choice {
  value: string;
  text: string;
  /** The key that chooses it, as it is written on the chip; empty: none. */
  key: string;
}

/** Whether it is answered by choosing, and not in words. */
export const isChosen = (kind: QuestionKind): boolean =>
  ['single', 'several', 'yesNo', 'temperature', 'stars'].includes(kind);

/**
 * Takes a question, what it was answered, and what speaks the catalogue's words; returns what can be chosen. What was chosen when
 * the question was another one stays there.
 */
export function choicesOf(question: Question, given: readonly Given[], t: (key: Key) => string): Choice[] {
  const choices = offeredBy(question).map(({ value, label }, index): Choice => ({
    value,
    text: typeof label === 'string' ? label : t(label.key),
    key: keyOf(question.kind, value, index),
  }));
  const strays = given.filter(({ value }) => choices.every((choice) => choice.value !== value));
  return [...choices, ...strays.map(({ value, text }) => ({ value, text, key: '' }))];
}

/** A word of ours goes by its first letter, a star by the number that it is, and a choice of the event by its place. */
function keyOf(kind: QuestionKind, value: string, index: number): string {
  if (kind === 'yesNo' || kind === 'temperature') return value.charAt(0);
  return kind === 'stars' || index >= 9 ? '' : String(index + 1);
}

/** Takes what can be chosen and a key that was pressed; returns the value that it chooses, or null. A number counts the choices. */
export function valueByKey(choices: readonly Choice[], pressed: string): string | null {
  const lettered = choices.find(({ key }) => key !== '' && key === pressed.toLowerCase());
  const counted = /^[1-9]$/u.test(pressed) ? choices[Number(pressed) - 1] : undefined;
  return (lettered ?? counted)?.value ?? null;
}

/** Returns what a question was answered. */
export const givenTo = (answers: readonly Answered[], question: string): Given[] =>
  answers.find((answer) => answer.question === question)?.given ?? [];

/** Returns the answers with this one in the place of what it was before; with nothing given it is none. */
export function withAnswer(answers: readonly Answered[], question: Question, given: Given[]): Answered[] {
  const { id, revision, kind, asked } = question;
  const answer: Answered = { question: id, revision, kind, asked, given };
  const place = answers.findIndex((one) => one.question === id);
  if (given.length === 0) return answers.filter((one) => one.question !== id);
  return place < 0 ? [...answers, answer] : answers.with(place, answer);
}

/** Returns the answers with this value chosen, or taken back where it was; a question that takes one value has it alone. */
export function withChoice(answers: readonly Answered[], question: Question, { value, text }: Choice): Answered[] {
  const given = givenTo(answers, question.id);
  const rest = given.filter((one) => one.value !== value);
  if (rest.length < given.length) return withAnswer(answers, question, rest);
  return withAnswer(answers, question, [...(question.kind === 'several' ? given : []), { value, text }]);
}

/** Returns the answers with these words; none where they are empty. */
export const withWords = (answers: readonly Answered[], question: Question, words: string): Answered[] =>
  withAnswer(answers, question, words === '' ? [] : [{ value: words, text: words }]);
