/** An event and its questions, in a line each. */
import { isDate } from '#contract/date-text.ts';
import { isForStaff, type FieldEvent, type Question } from '#contract/events.ts';
import type { QuestionKind } from '#contract/qualification.ts';
import type { PlainKey } from '#words/message.ts';
import { inLanguage } from '../lib/language.ts';
import { t } from '../lib/words.ts';

const days = inLanguage((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));

/** By noon it is the same day in every time zone of this laptop. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00`);

/** Takes a day as 2026-11-27; returns it as it is written here. Any other text stays as it is. */
export const dayInWords = (day: string): string => (isDate(day) ? days().format(noonOf(day)) : day);

function daysInWords(from: string, to: string): string {
  return isDate(from) && isDate(to) && from <= to
    ? days().formatRange(noonOf(from), noonOf(to))
    : dayInWords(from === '' ? to : from);
}

/** Takes an event; returns where and when it is, and how much is asked there. */
export function whenAndWhere({ place, from, to, questions }: FieldEvent): string {
  const asked = t('events.questionCount', { count: questions.length });
  return [place.trim(), daysInWords(from, to), asked].filter((part) => part !== '').join(' · ');
}

export const kindWords: Record<QuestionKind, PlainKey> = {
  single: 'kind.single',
  several: 'kind.several',
  yesNo: 'kind.yesNo',
  temperature: 'kind.temperature',
  stars: 'kind.stars',
  number: 'kind.number',
  date: 'kind.date',
  line: 'kind.line',
  text: 'kind.text',
};

/** Takes a question; returns of what kind it is, and when and of whom it is asked. */
export function aboutQuestion(question: Question): string {
  const { kind, required, shownIf } = question;
  return [
    t(kindWords[kind]),
    ...(required ? [t('events.isRequired')] : []),
    ...(shownIf === null ? [] : [t('events.isConditional')]),
    ...(isForStaff(question) ? [t('events.isForStaff')] : []),
  ].join(' · ');
}
