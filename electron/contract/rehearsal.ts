/** The rehearsal before the doors open: whether this laptop is ready, and why not. Times are milliseconds since 1970. */
import { say, type Message, type Said } from '#words/message.ts';
import type { Finding, Verdict } from './doctor.ts';
import { nothing, request } from './request.ts';

/**
 * The steps beside those of the doctor, in their order. event: one of those that are set up is on duty; delivery: a test contact
 * is sent; list: it is found again. What else is used at a booth has its place here.
 */
export const rehearsalSteps = ['event', 'delivery', 'list'] as const;
export type RehearsalStep = (typeof rehearsalSteps)[number];

export const stepTitles: Record<RehearsalStep, Message> = {
  event: say('rehearsal.event'),
  delivery: say('rehearsal.delivery'),
  list: say('rehearsal.list'),
};

export interface StepFinding {
  step: RehearsalStep;
  verdict: Verdict;
  found: Said;
  /** The one thing to do; null: nothing. */
  todo: Said | null;
}

/** What became of one field of the test contact. Unknown: the CRM took the contact, and nothing it said shows this field. */
export interface FieldFinding {
  /** The API's name for it, or the CRM's. */
  field: string;
  /** What was sent in it, as it is in JSON. */
  sent: string;
  verdict: 'accepted' | 'refused' | 'unknown';
}

export const fieldWords: Record<FieldFinding['verdict'], Message> = {
  accepted: say('rehearsal.accepted'),
  refused: say('rehearsal.fieldRefused'),
  unknown: say('rehearsal.fieldUnknown'),
};

/** known: nothing was found to be wrong, but not all could be seen. */
export type Readiness = 'ready' | 'known' | 'not-ready';

export const readinessWords: Record<Readiness, Message> = {
  ready: say('rehearsal.ready'),
  known: say('rehearsal.known'),
  'not-ready': say('rehearsal.notReady'),
};

export interface Rehearsal {
  startedAt: number;
  /** Null while it is under way. */
  endedAt: number | null;
  practice: boolean;
  /** The four words of the set-up. */
  words: readonly string[];
  /** The event on duty; empty: none. */
  event: string;
  /** What the doctor found, in the order of its checks, as far as it is known. */
  findings: Finding[];
  steps: StepFinding[];
  fields: FieldFinding[];
}

/** Takes a rehearsal that has ended; returns what it comes to. */
export function readinessOf({ findings, steps, fields }: Rehearsal): Readiness {
  const verdicts = [...findings, ...steps].map(({ verdict }) => verdict);
  if (verdicts.includes('trouble') || fields.some(({ verdict }) => verdict === 'refused')) return 'not-ready';
  return verdicts.includes('unknown') || fields.some(({ verdict }) => verdict === 'unknown') ? 'known' : 'ready';
}

/** What came of saving it; null where the user chose no file. */
export type SaveRehearsalAnswer = { saved: true; message: Said } | { saved: false; message: Said | null };

export const rehearsalRequests = {
  /** Looks at everything and sends one test contact; answers at its end. While one is under way, answers with that one's end. */
  rehearse: request<Rehearsal>()(nothing),
  /** Asks the user for a file and writes the last rehearsal into it, as a page to be printed. */
  saveRehearsal: request<SaveRehearsalAnswer>()(nothing),
};

export interface RehearsalEvents {
  /** The rehearsal as far as it has come. */
  rehearsalChanged: Rehearsal;
}
