/** What can be done to an event while it is edited. Nothing here changes what it is given. */
import { choicesOf, emptyEvent, hasOptions, type FieldEvent, type Option, type Question } from '#contract/events.ts';
import { isUnseen } from '#contract/clean-text.ts';
import { offeredLanguages } from '#contract/language.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns an id that no other event, question or option has: 50 bits of chance, since each is printed in codes. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters.charAt(byte % letters.length)).join('');

export const newEvent = (): FieldEvent => emptyEvent(newId());

export const newOption = (label = ''): Option => ({ id: newId(), label });

/** Returns a question with nothing in it but room for two choices. */
export const newQuestion = (): Question => ({
  id: newId(),
  revision: 1,
  kind: 'single',
  asked: '',
  options: [newOption(), newOption()],
  required: false,
  shownIf: null,
});

/** Takes a list; returns it with what stood at `from` at `to`. A place that there is none of changes nothing. */
export function moved<One>(list: readonly One[], from: number, to: number): One[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, one);
}

/** Takes an event and a place; returns the questions before it that another one can depend on. */
export const leadsTo = ({ questions }: FieldEvent, at: number): Question[] =>
  questions.slice(0, at).filter((question) => choicesOf(question).length > 0);

/**
 * Takes an event as typed; returns it as it is to be stored: without what belongs to a kind of question that was chosen for
 * a while only, and without empty lines. What has a problem keeps its place.
 */
export function tidied(event: FieldEvent): FieldEvent {
  return {
    ...event,
    questions: event.questions.map((question) => ({
      ...question,
      options: hasOptions(question.kind) ? withoutEmptyEnd(question.options) : [],
      shownIf: tidiedCondition(question, event),
    })),
    defaults: event.defaults.filter(({ name, value }) => !isUnseen(name) || !isUnseen(value)),
  };
}

function withoutEmptyEnd(options: readonly Option[]): Option[] {
  return options.slice(0, options.findLastIndex(({ label }) => !isUnseen(label)) + 1);
}

/** An option that is gone leads to nothing. */
function tidiedCondition({ shownIf }: Question, { questions }: FieldEvent): Question['shownIf'] {
  const before = questions.find(({ id }) => id === shownIf?.question);
  if (shownIf === null || before === undefined) return shownIf;
  const there = choicesOf(before).map(({ value }) => value);
  return { ...shownIf, anyOf: shownIf.anyOf.filter((value) => there.includes(value)) };
}

/** Takes an event before and after it was stored; returns what those questions ask now whose meaning is another one. */
export function reworded(before: FieldEvent, after: FieldEvent | undefined): string[] {
  const older = new Map(before.questions.map(({ id, revision }) => [id, revision]));
  return (after?.questions ?? [])
    .filter(({ id, revision }) => revision > (older.get(id) ?? revision))
    .map(({ asked }) => asked.trim());
}

/** Takes what the system speaks, as a BCP 47 tag; returns the offered language that comes nearest to it. */
export function nearestLanguage(tag: string): string {
  const tags = offeredLanguages.map((one) => one.tag);
  const [base = ''] = tag.split('-');
  return tags.find((one) => one === tag) ?? tags.find((one) => one.startsWith(`${base}-`)) ?? 'en-US';
}
