/** Puts what a rep typed into the outbox: new contacts and edits. */
import { randomUUID } from 'node:crypto';
import { tidiedContact } from '#contract/clean-text.ts';
import { displayName, linesOf, needsName, type Contact } from '#contract/contact.ts';
import { fieldAt, paths, type Path } from '#contract/fields.ts';
import { needsNameReason } from '#contract/ledger.ts';
import { newContact, type OutboxDatabase } from '../store/database.ts';
import { draftsIn } from './drafts.ts';
import { readContact, writeContact, type Beside } from './stored-contact.ts';

export function captureInto(database: OutboxDatabase, drafts = draftsIn(database)) {
  const insert = database.prepare<[string, string, string, string, string, ...Standing, number]>(
    'INSERT INTO contact (uuid, body, name, detail, search, state, reason, captured_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare<[string, string, string, string, ...Standing, number]>(
    `UPDATE contact SET body = ?, name = ?, detail = ?, search = ?, state = ?, reason = ?
     WHERE id = ? AND state IN ('waiting', 'needs-attention')`,
  );
  const rewrite = database.prepare<[string, number]>('UPDATE contact SET body = ? WHERE id = ?');
  /** Stores a contact, tidied, under this UUID. Returns its id. */
  const captureAs = (uuid: string, contact: Contact, capturedAt: number): number =>
    Number(insert.run(uuid, ...columns(contact), ...standing(contact), capturedAt).lastInsertRowid);
  const bodyOf = database.prepare<[number], string>('SELECT body FROM contact WHERE id = ?').pluck();

  /** Writes parts of a contact, or what is beside it, anew. One that cannot be read stays as it is: false. */
  function rewritten(id: number, parts: Partial<Contact>, beside?: Beside): boolean {
    const body = bodyOf.get(id);
    const contact = readContact(body);
    if (body === undefined || contact === null) return false;
    rewrite.run(writeContact({ ...contact, ...parts }, body, beside), id);
    return true;
  }

  return {
    captureAs,

    /**
     * Stores a new contact, tidied (clean-text.ts), and discards the draft in its slot, in one commit. Returns its id: it is on the
     * disk then.
     * `now`: milliseconds since 1970.
     */
    capture: (contact: Contact, now: number, slot = newContact): number => {
      const id = captureAs(randomUUID(), contact, now);
      drafts.discard(slot);
      return id;
    },

    /** Lets a contact go by another connection. */
    goBy: (id: number, connection: string): boolean => rewritten(id, { connection }),

    moves: {
      /** Notes that the visitor has withdrawn the consent. What was sent is not what is noted: it can be done to any contact with one. */
      withdrawConsent: (id: number, now: number): boolean => {
        const consent = readContact(bodyOf.get(id))?.consent ?? null;
        if (consent === null || consent.withdrawnAt !== null) return false;
        return rewritten(id, { consent: { ...consent, withdrawnAt: now } });
      },

      /** Notes when what was promised was done, null: it is not. What was sent is not what is noted: it can be done to any contact. */
      markFollowUp: (id: number, doneAt: number | null): boolean =>
        rewritten(id, {}, { followUpDone: doneAt ?? undefined }),

      /** Replaces what was typed of a contact that waits or needs attention, and lets it wait for its turn. */
      edit: (id: number, contact: Contact): boolean => {
        if (update.run(...columns(contact, bodyOf.get(id)), ...standing(contact), id).changes === 0) return false;
        drafts.discard(id);
        return true;
      },
    },
  };
}

type Standing = [state: 'waiting' | 'needs-attention', reason: string | null];

/** Where a contact goes that was saved. */
const standing = (contact: Contact): Standing =>
  needsName(contact) ? ['needs-attention', needsNameReason] : ['waiting', null];

const besideName = paths.filter((path) => path !== 'firstName' && path !== 'lastName');
const inRow = besideName.filter((path) => fieldAt(path).isInRow);
const searched = besideName.filter((path) => fieldAt(path).isSearched);

function columns(typed: Contact, older?: string): [body: string, name: string, detail: string, search: string] {
  const contact = tidiedContact(typed);
  const textsOf = (path: Path) => linesOf(contact, path).map(({ text }) => text.trim());
  const name = displayName(contact) || contact.badgeId;
  // In one line, for a name that is written without a blank is searched without one.
  const search = [name, ...searched.flatMap(textsOf)].join('\n');
  return [writeContact(contact, older), name, inRow.flatMap(textsOf)[0] ?? '', search];
}
