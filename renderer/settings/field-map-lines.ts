/** The lines in which a field or a question gets its name in the CRM. */
import type { FieldEvent } from '#contract/events.ts';
import { fixedTargets, kindOf, questionTarget, type FixedTarget, type Target } from '#contract/field-map.ts';
import { fieldAt } from '#contract/fields.ts';
import { ratings, type QuestionKind } from '#contract/qualification.ts';
import { say, type Said } from '#words/message.ts';

/** One line of the map. */
export interface Line {
  target: Target;
  /** What it is called in Fieldpost. */
  what: Said;
  kind: QuestionKind;
  /** What can be chosen, with what it is called. */
  answers: readonly { value: string; text: Said }[];
}

const capture: readonly FixedTarget[] = ['event', 'capturedBy', 'badgeId', 'reference'];
const consent: readonly FixedTarget[] = ['consentEmail', 'consentPhone', 'consentPost', 'consent'];
/** A field that is in no other group is of the lead. */
const groups = {
  lead: fixedTargets.filter((target) => !capture.includes(target) && !consent.includes(target)),
  capture,
  consent,
};
export const groupNames = Object.keys(groups) as (keyof typeof groups)[];

const names: Partial<Record<FixedTarget, Said>> = {
  reference: say('crmFields.reference'),
  consent: say('crmFields.consentProof'),
  consentEmail: say('crmFields.consentEmail'),
  consentPhone: say('crmFields.consentPhone'),
  consentPost: say('crmFields.consentPost'),
};

const yesNo = [
  { value: 'yes', text: say('crmFields.yes') },
  { value: 'no', text: say('crmFields.no') },
];

function answersOf(kind: QuestionKind): Line['answers'] {
  if (kind === 'yesNo') return yesNo;
  if (kind === 'temperature') return ratings.map((value) => ({ value, text: say(`rating.${value}`) }));
  return kind === 'stars' ? ['1', '2', '3', '4', '5'].map((value) => ({ value, text: value })) : [];
}

const fixedLine = (target: FixedTarget): Line => {
  const kind = kindOf(target);
  const what = names[target] ?? say(fieldAt(target as Parameters<typeof fieldAt>[0]).label);
  return { target, what, kind, answers: answersOf(kind) };
};

export const linesOf = (group: keyof typeof groups): Line[] => groups[group].map(fixedLine);

/** Takes an event; returns a line for each of its questions. */
export const questionLines = ({ questions }: FieldEvent): Line[] =>
  questions.map(({ id, asked, kind, options }) => ({
    target: questionTarget(id),
    what: asked,
    kind,
    answers: options.length > 0 ? options.map((one) => ({ value: one.id, text: one.label })) : answersOf(kind),
  }));
