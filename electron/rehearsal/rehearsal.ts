/**
 * The rehearsal: all that the doctor looks at, and one test contact that goes the way of every contact. It is captured into the
 * outbox and sent by its sender, so that nothing can double it or send it ahead of its pace; what of it was not sent is withdrawn.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { checkNames, type Finding } from '#contract/doctor.ts';
import { eventOnDuty, type Setup } from '#contract/events.ts';
import type { Contact } from '#contract/contact.ts';
import { fixedTargets, questionTarget, type FieldMap } from '#contract/field-map.ts';
import { reasonWords } from '#contract/ledger.ts';
import { mostDrafts, type ContactDetail } from '#contract/outbox.ts';
import { rehearsalSteps, type Rehearsal, type RehearsalStep, type StepFinding } from '#contract/rehearsal.ts';
import { say, type Said } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';
import type { ListQuery } from '../crm/list.ts';
import type { ListOutcome } from '../crm/outcome.ts';
import { whatIsSent } from '../crm/what-is-sent.ts';
import { examine } from '../doctor/examine.ts';
import { log } from '../log/log.ts';
import type { Mode } from '../modes/mode.ts';
import type { Modes } from '../modes/modes.ts';
import { fieldFindings, type SaidByCrm } from './fields.ts';
import { testContact, testName } from './test-contact.ts';

export interface RehearsalParts {
  modes: Modes;
  speak: () => Speaker;
  /** Of the set-up. */
  words: (mode: Mode) => readonly string[];
  /** Hears of the rehearsal as far as it has come. */
  changed: (rehearsal: Rehearsal) => void;
  /** How long a rest may last, the test contact may wait for its turn, and be under way, in milliseconds. */
  limits?: { rest: number; turn: number; answer: number };
}

/** How often it is looked whether the test contact has got on, in milliseconds. */
const glance = 100;
/** No draft is kept there, so that none is discarded with the test contact. */
const noSlot = -mostDrafts;

export type OpenRehearsal = ReturnType<typeof openRehearsal>;

export function openRehearsal({
  modes,
  speak,
  words,
  changed,
  limits = { rest: 3_000, turn: 30_000, answer: 60_000 },
}: RehearsalParts) {
  let underWay: Promise<Rehearsal> | null = null;
  let last: Rehearsal | null = null;

  async function rehearse(): Promise<Rehearsal> {
    const mode = modes.current();
    const { outbox } = mode;
    const setup = outbox.setup();
    const found: Finding[] = [];
    const steps: StepFinding[] = [];
    const now: Rehearsal = {
      startedAt: Date.now(),
      endedAt: null,
      practice: modes.practice() !== null,
      words: words(mode),
      event: eventOnDuty(setup)?.name ?? '',
      findings: [],
      steps: [],
      fields: [],
    };
    const tell = () => {
      now.findings = checkNames.flatMap((check) => found.filter((one) => one.check === check));
      now.steps = rehearsalSteps.flatMap((step) => steps.filter((one) => one.step === step));
      last = { ...now };
      changed(last);
    };
    const step = (finding: StepFinding) => {
      steps.push(finding);
      tell();
    };
    tell();
    await examine({
      ...modes.subject(eventOnDuty(setup)?.connection ?? ''),
      now: Date.now,
      found: (finding) => {
        found.push(finding);
        tell();
      },
      signal: new AbortController().signal,
    });
    if (setup.events.length > 0) step(eventFinding(setup));
    await sendOne(mode, step, (fields) => {
      now.fields = fields;
    });
    now.endedAt = Date.now();
    tell();
    log.note('A rehearsal has ended', { troubles: [...found, ...steps].filter(isTrouble).length });
    return { ...now };
  }

  async function sendOne(
    mode: Mode,
    step: (finding: StepFinding) => void,
    tellFields: (fields: Rehearsal['fields']) => void,
  ): Promise<void> {
    const { outbox } = mode;
    const notLooked = () => {
      step(finding('list', 'unknown', say('rehearsal.notLooked')));
    };
    const contact = testContact(outbox.setup(), (id) => outbox.fieldMap(id), Date.now(), speak());
    const isThere = outbox.connections().some(({ id }) => id === contact.connection);
    const connection = mode.connections.of(isThere ? contact.connection : '');
    const pause = () => connection.sender.status().pause;
    // It may be about to end: at the start, say.
    for (const begin = performance.now(); pause() !== null && performance.now() - begin < limits.rest;)
      await sleep(glance);
    if (pause() !== null) {
      step(finding('delivery', 'trouble', say('rehearsal.rests'), say('rehearsal.restsTodo')));
      notLooked();
      return;
    }
    const id = outbox.capture(contact, Date.now(), noSlot);
    mode.contactsChanged([id]);
    await settled(mode, id, pause);
    const detail = outbox.detail(id);
    if (detail === null || modes.opened() !== mode) return;
    const map = connection.outbox.fieldMap();
    const { body } = whatIsSent(detail.contact ?? contact, detail.uuid, map);
    const answer = detail.attempts.find(({ purpose }) => purpose === 'send')?.excerpt ?? null;
    const taken = takenOf(detail);
    let listed: string | null = null;
    step(deliveryFinding(detail, leftEmpty(contact, body, map)));
    if (detail.delivery === null) {
      // One that was refused is not to be sent again, nor to be somebody's work.
      if (outbox.row(id)?.state === 'needs-attention' && outbox.withdraw(id, Date.now())) mode.contactsChanged([id]);
      notLooked();
    } else {
      const looked = await look(connection.list, detail);
      listed = looked.listed;
      step(looked.finding);
    }
    if (taken !== 'not-sent') tellFields(fieldFindings(body, { taken, answer, listed }));
  }

  /** Waits until the test contact has its fate. What does not get its turn in time is withdrawn, and never sent. */
  async function settled({ outbox, contactsChanged }: Mode, id: number, pause: () => unknown): Promise<void> {
    const begin = performance.now();
    for (;;) {
      const state = outbox.row(id)?.state;
      const waited = performance.now() - begin;
      if (state !== 'waiting' && state !== 'sending') return;
      if (state === 'waiting' && (waited > limits.turn || pause() !== null)) {
        if (outbox.withdraw(id, Date.now())) contactsChanged([id]);
      }
      if (waited > limits.turn + limits.answer) return;
      await sleep(glance);
    }
  }

  return {
    /** Resolves with the end of the rehearsal: of the one that is under way, where one is. @throws (rejects) StoreProblem */
    rehearse: (): Promise<Rehearsal> =>
      (underWay ??= rehearse().finally(() => {
        underWay = null;
      })),
    /** Returns the last rehearsal, as far as it has come; null: there was none. */
    last: () => last,
  };
}

const isTrouble = ({ verdict }: { verdict: string }) => verdict === 'trouble';

const finding = (
  step: RehearsalStep,
  verdict: StepFinding['verdict'],
  found: Said,
  todo: Said | null = null,
): StepFinding => ({ step, verdict, found, todo });

/** What a value of an event is called in the CRM is tried only while that event is on duty. */
const eventFinding = (setup: Setup): StepFinding =>
  eventOnDuty(setup) === null
    ? finding('event', 'unknown', say('rehearsal.noneOnDuty'), say('rehearsal.noneOnDutyTodo'))
    : finding('event', 'well', say('rehearsal.eventOnDuty'));

/** Whether the CRM took it; not-sent: it was not asked. */
function takenOf({ row: { state, reason } }: ContactDetail): SaidByCrm['taken'] | 'not-sent' {
  if (state === 'delivered') return 'yes';
  if (state === 'withdrawn' || state === 'waiting') return 'not-sent';
  return state === 'needs-attention' && reason?.code === 'refused' ? 'refused' : 'unknown';
}

/** Returns the fields that have a name and got nothing: no answer can be sent as it is set there. */
function leftEmpty({ answers }: Contact, body: string, { fields }: FieldMap): string[] {
  const { remoteFields = {} } = JSON.parse(body) as { remoteFields?: Record<string, unknown> };
  const given = answers.filter((answer) => answer.given.length > 0).map(({ question }) => questionTarget(question));
  const tried = new Set<string>([...fixedTargets, ...given]);
  const names = Object.entries(fields).flatMap(([target, { field }]) => (tried.has(target) ? [field.trim()] : []));
  return names.filter((name) => name !== '' && !Object.hasOwn(remoteFields, name));
}

function deliveryFinding({ row, delivery }: ContactDetail, empty: string[]): StepFinding {
  const { state, reason } = row;
  const because = reason === null ? '' : reasonWords(reason);
  if (delivery !== null) {
    const taken = say('rehearsal.taken', { id: delivery.crmId ?? '' });
    if (empty.length > 0) {
      const left = say('rehearsal.leftEmpty', { fields: empty });
      return finding('delivery', 'trouble', [taken, left], say('rehearsal.leftEmptyTodo'));
    }
    return finding('delivery', 'well', [taken, say('rehearsal.deleteIt')]);
  }
  if (state === 'needs-attention' && reason?.code === 'already-there') {
    return finding('delivery', 'unknown', [say('rehearsal.there'), because], say('rehearsal.thereTodo'));
  }
  if (state === 'needs-attention') {
    return finding('delivery', 'trouble', [say('rehearsal.refused'), because], say('rehearsal.refusedTodo'));
  }
  if (state === 'unconfirmed') {
    return finding('delivery', 'trouble', [say('rehearsal.unconfirmed'), because], say('rehearsal.unconfirmedTodo'));
  }
  if (state === 'sending')
    return finding('delivery', 'unknown', say('rehearsal.late'), say('rehearsal.unconfirmedTodo'));
  return finding('delivery', 'trouble', say('rehearsal.notSent'), say('rehearsal.restsTodo'));
}

/** Asks the CRM for the test contact. A miss proves nothing: many lists are hours old. */
async function look(
  list: (query: ListQuery) => Promise<ListOutcome | null>,
  detail: ContactDetail,
): Promise<{ finding: StepFinding; listed: string | null }> {
  const outcome = await list({ ...testName, createdSince: detail.row.capturedAt - 60_000, page: 1 });
  if (outcome === null || outcome.kind !== 'listed') {
    const why = outcome !== null && typeof outcome.message === 'string' ? outcome.message : '';
    return { finding: finding('list', 'unknown', [say('rehearsal.notListed'), why]), listed: null };
  }
  const entry = outcome.contacts.find(
    ({ crmId, texts }) => crmId === detail.delivery?.crmId || texts.some(({ text }) => text === detail.uuid),
  );
  if (entry === undefined) return { finding: finding('list', 'unknown', say('rehearsal.notFound')), listed: null };
  return { finding: finding('list', 'well', say('rehearsal.found')), listed: entry.excerpt };
}
