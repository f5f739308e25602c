import { fieldMapDoubts, withPreset } from '#contract/crm-presets.ts';
import { noSetup, type Setup } from '#contract/events.ts';
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
  type Mapping,
  type Target,
} from '#contract/field-map.ts';
import type { QuestionKind } from '#contract/qualification.ts';
import { say } from '#words/message.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import type { Message } from '../ui/message.ts';

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

  /** Takes what was typed before; undefined: nothing. */
  readonly load = (typed?: FieldMap): Promise<void> =>
    this.#ask(async () => {
      const [map, setup] = await Promise.all([call('fieldMap', this.#connection), call('setup')]);
      this.#show(typed ?? map, setup);
      this.loaded = true;
    });

  /** The events may be others; what is typed stays. */
  readonly lookAround = (): Promise<void> =>
    this.#ask(async () => {
      const setup = await call('setup');
      this.#show(this.snapshot(), setup);
    });

  readonly fillIn = (crm: CrmName): void => {
    const questions = this.setup.events.flatMap((event) => event.questions);
    this.#show(withPreset(this.snapshot(), crm, questions), this.setup);
    this.told = { tone: 'note', text: say('crmFields.filledIn') };
  };

  readonly save = (): Promise<void> =>
    this.#ask(async () => {
      for (const mapping of Object.values(this.fields)) mapping.field = mapping.field.trim();
      this.rest = this.rest.trim();
      const problems = await call('saveFieldMap', { id: this.#connection, ...this.snapshot() });
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

  /** Returns it as it is typed. */
  snapshot(): FieldMap {
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
