/** What was promised to whom, until when and by whom: the list to work through after the event. */
import * as v from 'valibot';
import type { ContactState } from './outbox.ts';
import type { Rating } from './qualification.ts';
import { request } from './request.ts';

/** Most follow-ups of one answer. */
export const mostFollowUps = 500;

/** date: by the day that was promised, then by how warm the lead is; name: by the contact's. What is done comes last. */
export const followUpOrders = ['date', 'name'] as const;
export type FollowUpOrder = (typeof followUpOrders)[number];

export const followUpQuerySchema = v.strictObject({
  by: v.picklist(followUpOrders),
  /** How many of the list are there already. */
  after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type FollowUpQuery = v.InferOutput<typeof followUpQuerySchema>;

/** A contact that something was promised to. What was not given is empty. */
export interface FollowUp {
  id: number;
  name: string;
  account: string;
  what: string;
  /** As it was typed: usually as 2026-11-27. */
  by: string;
  who: string;
  rating: Rating | null;
  state: ContactState;
  /** When it was marked as done, in milliseconds since 1970; null: it is not. */
  doneAt: number | null;
}

export interface FollowUpPage {
  rows: FollowUp[];
  /** How many there are in all. */
  count: number;
}

export const followUpRequests = {
  followUps: request<FollowUpPage>()(followUpQuerySchema),
  /** Notes that what was promised to a contact is done, or is not. Nothing that is sent changes by it. */
  markFollowUp: request<null>()(
    v.strictObject({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), done: v.boolean() }),
  ),
};
