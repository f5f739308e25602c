/** What a program was told by an outbox, and whether an outbox that was opened again keeps to that. */
import { crc32 } from 'node:zlib';
import type { Contact } from '#contract/contact.ts';
import type { ContactState } from '#contract/outbox.ts';
import type { Outbox } from '../../../electron/outbox/outbox.ts';
import type { Step } from './steps.ts';

/** What is known of a contact: where it is, how many requests left for it, and a checksum of what was typed. */
export interface Entry {
  state: ContactState;
  attempts: number;
  sum: number;
}

export interface Books {
  /** By UUID. */
  contacts: Record<string, Entry>;
  /** Of what is being typed; null: nothing. */
  draft: number | null;
  /** Of the connection; empty: there is none. */
  baseUrl: string;
}

/** A mark: something begins, or is done: from there on these books hold. */
export type Mark = { begins: string; done?: never; books?: never } | { begins?: never; done: string; books: Books };

export const sumOf = (contact: Contact) => crc32(JSON.stringify(contact));

/** Returns what an outbox says. */
export function booksOf(outbox: Outbox): Books {
  const contacts: Books['contacts'] = {};
  for (const { id } of outbox.page({ search: '', state: null, before: null, limit: 10_000 }).rows) {
    const detail = outbox.detail(id);
    if (detail === null) throw new Error(`Contact ${id} is listed, and cannot be read.`);
    if (contacts[detail.uuid] !== undefined) throw new Error(`Contact ${detail.uuid} is there twice.`);
    const attempts = detail.attempts.filter(({ purpose }) => purpose === 'send').length;
    contacts[detail.uuid] = {
      state: detail.row.state,
      attempts,
      sum: detail.contact === null ? 0 : sumOf(detail.contact),
    };
  }
  const draft = outbox.newDrafts()[0]?.contact ?? null;
  return { contacts, draft: draft === null ? null : sumOf(draft), baseUrl: outbox.connection().baseUrl };
}

/** What an outbox holds that is new. */
export const noBooks: Books = { contacts: {}, draft: null, baseUrl: '' };

/** Returns what is said with a step; null: nothing. */
export const markIn = (step: Step) => (step.kind === 'mark' ? (JSON.parse(step.text) as Mark) : null);

/**
 * Takes the steps of a recording, and the books of before. Returns for the moment after each of them what was told until
 * then, and what was under way: that may have happened.
 */
export function toldAfter(steps: readonly Step[], before: Books): { told: Books; underWay: Books | null }[] {
  const marks = steps.map(markIn);
  let told = before;
  let underWay: Books | null = null;
  return marks.map((mark, at) => {
    if (mark?.begins !== undefined) underWay = marks.find((one, later) => later > at && one !== null)?.books ?? null;
    if (mark?.done !== undefined) [told, underWay] = [mark.books, null];
    return { told, underWay };
  });
}

/** Returns the books as the next start makes them: what came of what was being sent is not known. */
export function afterStart(books: Books): Books {
  const contacts = Object.entries(books.contacts).map(([uuid, entry]): [string, Entry] => [
    uuid,
    { ...entry, state: entry.state === 'sending' ? 'unconfirmed' : entry.state },
  ]);
  return { ...books, contacts: Object.fromEntries(contacts) };
}

/** Returns what is wrong with books that were found after the next start, in words; nothing where they are as they were told. */
export function differences(found: Books, told: Books, underWay: Books | null): string[] {
  const wrong = differ(found, told);
  return underWay !== null && differ(found, underWay).length === 0 ? [] : wrong;
}

function differ(found: Books, told: Books): string[] {
  const unknown = Object.keys(found.contacts).filter((uuid) => told.contacts[uuid] === undefined);
  const wrong = unknown.map((uuid) => `${uuid} was never saved`);
  for (const [uuid, { state, sum, attempts }] of Object.entries(afterStart(told).contacts)) {
    const there = found.contacts[uuid];
    if (there === undefined) wrong.push(`${uuid}, ${state}, is lost`);
    else if (there.state !== state) wrong.push(`${uuid}, ${state}, ${meaning(state, there.state)}`);
    else if (there.sum !== sum) wrong.push(`${uuid} is not as it was typed`);
    else if (there.attempts !== attempts) wrong.push(`${uuid} has ${there.attempts} attempts and not ${attempts}`);
  }
  if (found.draft !== told.draft) wrong.push('what is being typed is not there');
  if (found.baseUrl !== told.baseUrl) wrong.push('the connection is not there');
  return wrong;
}

function meaning(expected: ContactState, found: ContactState): string {
  if (found === 'waiting') return 'would be sent again';
  if (found === 'unconfirmed' && expected === 'waiting') return 'is unconfirmed and never left';
  return `is ${found}`;
}
