/** The kiosk: visitors enter themselves, and nothing else can be reached until somebody knows the PIN. */
import * as v from 'valibot';
import type { FieldMessages } from './contact-checks.ts';
import { maxQuestions } from './events.ts';
import { maxLineLength } from './fields.ts';
import { answerSchema, consentSchema } from './qualification.ts';
import { request } from './request.ts';

/** What the kiosk is left by. */
export const pinSchema = v.pipe(v.string(), v.regex(/^\d{4,12}$/u));
/** Takes what was typed; returns whether it can be a PIN. */
export const isPin = (typed: string): boolean => v.is(pinSchema, typed);

/** What was typed as a PIN. */
const typedSchema = v.pipe(v.string(), v.maxLength(100));
const line = v.pipe(v.string(), v.maxLength(maxLineLength));

/** What a visitor enters. */
const visitorSchema = v.strictObject({
  firstName: line,
  lastName: line,
  account: line,
  email: line,
  phone: line,
  answers: v.pipe(v.array(answerSchema), v.maxLength(maxQuestions)),
  consent: v.nullable(consentSchema),
});
export type Visitor = v.InferOutput<typeof visitorSchema>;

/** So many wrong PINs are taken in any minute. */
export const mostTries = 3;

export type LeaveAnswer =
  | { left: true }
  /** How many tries there are now, and in how many milliseconds there is one again; 0: now. */
  | { left: false; tries: number; waitMs: number };

export type VisitorAnswer = { saved: true } | { saved: false; problems: FieldMessages };

export const kioskRequests = {
  /** From now on the screen is the visitors', also after a restart; an event has to be on duty. `modeChanged` goes ahead of the answer. */
  startKiosk: request<null>()(pinSchema),
  /** Stores what a visitor entered as a new contact of the event; answers after the commit. */
  saveVisitor: request<VisitorAnswer>()(visitorSchema),
  /** With the right PIN, `modeChanged` goes ahead of the answer. */
  leaveKiosk: request<LeaveAnswer>()(typedSchema),
};
