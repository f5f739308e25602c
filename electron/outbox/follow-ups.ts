/** Reads what was promised. No index serves this: it is asked for now and then, and in the thread. */
import { isUnseen } from '#contract/clean-text.ts';
import { isDate } from '#contract/date-text.ts';
import {
  mostFollowUps,
  type FollowUp,
  type FollowUpOrder,
  type FollowUpPage,
  type FollowUpQuery,
} from '#contract/follow-ups.ts';
import { ratings } from '#contract/qualification.ts';
import { openSnapshot, type OutboxDatabase } from '../store/database.ts';
import { doneIn, readContact } from './stored-contact.ts';

type Stored = Pick<FollowUp, 'id' | 'name' | 'state'> & { body: string };

/** Returns a page of the follow-ups in the open outbox of this folder. @throws StoreProblem */
export function followUpsOf(folder: string, { by, after }: FollowUpQuery): FollowUpPage {
  const snapshot = openSnapshot(folder);
  try {
    const all = allIn(snapshot).sort(orders[by]);
    return { rows: all.slice(after, after + mostFollowUps), count: all.length };
  } finally {
    snapshot.close();
  }
}

/** Contacts that were withdrawn were promised nothing, or it is off. */
function allIn(database: OutboxDatabase): FollowUp[] {
  // Most contacts have none, and to read one whole costs many times what this does.
  const stored = database.prepare<[], Stored>(
    `SELECT id, name, state, body FROM contact
     WHERE state <> 'withdrawn' AND CASE WHEN json_valid(body)
       THEN coalesce(body ->> '$.followUp', '') <> '' OR coalesce(body ->> '$.followUpBy', '') <> '' END`,
  );
  const found: FollowUp[] = [];
  for (const { body, ...row } of stored.iterate()) {
    const contact = readContact(body);
    if (contact === null || (isUnseen(contact.followUp) && isUnseen(contact.followUpBy))) continue;
    const { account, followUp: what, followUpBy, followUpWho: who, rating } = contact;
    found.push({ ...row, account, what, by: followUpBy.trim(), who, rating, doneAt: doneIn(body) });
  }
  return found;
}

/** A day that is none, or was not given, comes last. */
const dayOf = ({ by }: FollowUp): string => (isDate(by) ? by : '9999');
const warmth = ({ rating }: FollowUp): number => (rating === null ? ratings.length : ratings.indexOf(rating));
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** What is left to do comes first. */
const isDone = ({ doneAt }: FollowUp): number => (doneAt === null ? 0 : 1);

const byDate = (one: FollowUp, other: FollowUp): number =>
  compare(dayOf(one), dayOf(other)) || warmth(one) - warmth(other) || one.id - other.id;

const orders: Record<FollowUpOrder, (one: FollowUp, other: FollowUp) => number> = {
  date: (one, other) => isDone(one) - isDone(other) || byDate(one, other),
  name: (one, other) => isDone(one) - isDone(other) || names.compare(one.name, other.name) || byDate(one, other),
};
