import { fieldMapDoubts, withPreset } from '#contract/crm-presets.ts';
import { noSetup, type FieldEvent, type Setup } from '#contract/events.ts';
import {
  encodingsOf,
  fieldMapProblems,
  fixedTargets,
  kindOf,
  noFieldMap,
  noMapping,
  questionTarget,
  type CrmName,
  type FieldMap,
  type FixedTarget,
  type Mapping,
  type Target,
} from '#contract/field-map.ts';
import { fieldAt } from '#contract/fields.ts';
import { ratings, type QuestionKind } from '#contract/qualification.ts';
import { say, type Said } from '#words/message.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import type { Message } from '../ui/message.ts';

/** One line of the map. */
export interface Line {
  target: Target;
  /** What it is called in Fieldpost. */
  what: Said;
  kind: QuestionKind;
  /** What can be chosen, with what it is called. */
  answers: readonly { value: string; text: Said }[];
}

const groups = {
  lead: ['note', 'jobTitle', 'website', 'rating', 'followUp', 'followUpBy', 'followUpWho'],
  capture: ['event', 'capturedBy', 'badgeId', 'reference'],
  consent: ['consentEmail', 'consentPhone', 'consentPost', 'consent'],
} as const satisfies Record<string, readonly FixedTarget[]>;
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

/** The field map as it is typed. */
export class FieldMapForm {
  fields = $state<Record<string, Mapping>>({});
  rest = $state('');
  crm = $state<CrmName | undefined>(undefined);
  setup = $state.raw<Setup>(noSetup);
  /** Before that there is nothing to type into. */
  loaded = $state(false);
  told = $state.raw<Message | null>(null);
  readonly #map = $derived<FieldMap>({
    ...(this.crm === undefined ? {} : { crm: this.crm }),
    fields: this.fields,
    rest: this.rest,
  });
  /** As one types: what keeps it from being saved, and what only looks wrong. */
  readonly #problems = $derived(fieldMapProblems(this.#map));
  readonly #doubts = $derived(fieldMapDoubts(this.#map));

  readonly #connection: string;

  /** Takes the id of a connection. */
  constructor(connection: string) {
    this.#connection = connection;
    this.#show(noFieldMap, noSetup);
  }

  readonly load = (): Promise<void> =>
    this.#ask(async () => {
      const [map, setup] = await Promise.all([call('fieldMap', this.#connection), call('setup')]);
      this.#show(map, setup);
      this.loaded = true;
    });

  /** The events may be others; what is typed stays. */
  readonly lookAround = (): Promise<void> =>
    this.#ask(async () => {
      const setup = await call('setup');
      this.#show(this.#snapshot(), setup);
    });

  readonly fillIn = (crm: CrmName): void => {
    const questions = this.setup.events.flatMap((event) => event.questions);
    this.#show(withPreset(this.#snapshot(), crm, questions), this.setup);
    this.told = { tone: 'note', text: say('crmFields.filledIn') };
  };

  readonly save = (): Promise<void> =>
    this.#ask(async () => {
      for (const mapping of Object.values(this.fields)) mapping.field = mapping.field.trim();
      this.rest = this.rest.trim();
      const problems = await call('saveFieldMap', { id: this.#connection, ...this.#snapshot() });
      this.told =
        problems === null
          ? { tone: 'note', text: say('crmFields.saved') }
          : { tone: 'problem', text: say('crmFields.notSaved') };
    });

  /** Takes a target, or `rest`; returns what stands under its name. */
  messageAt(target: string): Message | null {
    const problem = this.#problems[target];
    if (problem !== undefined) return { tone: 'problem', text: problem };
    const doubt = this.#doubts[target];
    return doubt === undefined ? null : { tone: 'warning', text: doubt };
  }

  set(target: Target, mapping: Mapping): void {
    this.fields[target] = mapping;
  }

  readonly typed = (): void => {
    this.told = null;
  };

  #snapshot(): FieldMap {
    return $state.snapshot(this.#map);
  }

  #show(map: FieldMap, setup: Setup): void {
    const fields: Record<string, Mapping> = {};
    const put = (target: Target, kind: QuestionKind) => {
      const [usual = 'text'] = encodingsOf[kind];
      const mapping = map.fields[target] ?? { ...noMapping, encoding: usual };
      fields[target] = { ...mapping, values: { ...mapping.values } };
    };
    for (const target of fixedTargets) put(target, kindOf(target));
    for (const { questions } of setup.events) for (const { id, kind } of questions) put(questionTarget(id), kind);
    // Of an event that is gone: its contacts may wait still.
    this.fields = { ...map.fields, ...fields };
    this.rest = map.rest;
    this.crm = map.crm;
    this.setup = setup;
  }

  async #ask(question: () => Promise<void>): Promise<void> {
    try {
      await question();
    } catch (error) {
      this.told = { tone: 'problem', text: sentenceOf(error) };
    }
  }
}
