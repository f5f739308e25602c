/** The built-in practice CRM: what it received, and how it is told to misbehave. */
import * as v from 'valibot';
import { mostSelected } from './outbox.ts';
import { id, nothing, request } from './request.ts';

/** Cut: nothing listens, as with no network. */
export const practiceNetworks = ['up', 'cut', 'slow'] as const;

/** How a create request is answered: as usual, with an HTTP status, with a portal's page, or not at all after it was handled. */
export const practiceAnswers = ['normal', '400', '401', '409', '429', '500', '503', 'portal', 'silent'] as const;

export const practiceBehaviourSchema = v.strictObject({
  network: v.picklist(practiceNetworks),
  answer: v.picklist(practiceAnswers),
});
export type PracticeBehaviour = v.InferOutput<typeof practiceBehaviourSchema>;

export interface ReceivedContact {
  crmId: string;
  receivedAt: number;
  name: string;
  /** The request's body as it came. */
  body: string;
}

export interface PracticeView {
  behaviour: PracticeBehaviour;
  baseUrl: string;
  /** Newest first, at most 200. */
  received: ReceivedContact[];
  receivedCount: number;
}

export const practiceRequests = {
  /** `modeChanged` follows each of these, ahead of the answer. */
  enterPractice: request<null>()(nothing),
  leavePractice: request<null>()(nothing),
  practice: request<PracticeView>()(nothing),
  setPracticeBehaviour: request<PracticeView>()(practiceBehaviourSchema),
  /**
   * Practice → the real outbox, where they wait, and practice has them withdrawn: these contacts, or all (null), but for what is
   * on its way or withdrawn. Answers how many. Where it is cut off, it can be done again: none is there twice.
   */
  moveToReal: request<number>()(v.nullable(v.pipe(v.array(id), v.maxLength(mostSelected)))),
  /** Empties the practice CRM and the practice outbox. */
  resetPractice: request<null>()(nothing),
};

export interface PracticeEvents {
  practiceChanged: PracticeView;
}
