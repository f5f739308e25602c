/** An event and its questions, in a line each. */
import { isDate } from '#contract/date-text.ts';
import type { FieldEvent, Question } from '#contract/events.ts';
import type { QuestionKind } from '#contract/qualification.ts';
import type { PlainKey } from '#words/message.ts';
import { format, t } from '../lib/words.ts';

/** Takes a day as 2026-11-27; returns it as it is written here. */
export function dayInWords(day: string): string {
  // By noon it is the same day in every time zone of this laptop.
  return isDate(day) ? format().day(new Date(`${day}T12:00:00`).getTime()) : day;
}

/** Takes an event; returns where and when it is, and how much is asked there. */
export function whenAndWhere({ place, from, to, questions }: FieldEvent): string {
  const days =
    from !== '' && to !== '' && from !== to
      ? t('events.fromTo', { from: dayInWords(from), to: dayInWords(to) })
      : dayInWords(from === '' ? to : from);
  const asked = t('events.questionCount', { count: questions.length });
  return [place.trim(), days, asked].filter((part) => part !== '').join(' · ');
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

/** Takes a question; returns of what kind it is, and when it is asked. */
export function aboutQuestion({ kind, required, shownIf }: Question): string {
  return [
    t(kindWords[kind]),
    ...(required ? [t('events.isRequired')] : []),
    ...(shownIf === null ? [] : [t('events.isConditional')]),
  ].join(' · ');
}
