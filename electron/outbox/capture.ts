/** Puts what a rep typed into the outbox: new contacts, edits and drafts. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { tidiedContact } from '#contract/clean-text.ts';
import { contactSchema, displayName, type Contact } from '#contract/contact.ts';
import { newContact, type OutboxDatabase } from '../store/database.ts';

export function captureInto(database: OutboxDatabase) {
  const insert = database.prepare<[string, string, string, string, string, number]>(
    `INSERT INTO contact (uuid, body, name, detail, search, state, captured_at) VALUES (?, ?, ?, ?, ?, 'waiting', ?)`,
  );
  const update = database.prepare<[string, string, string, string, number]>(
    `UPDATE contact SET body = ?, name = ?, detail = ?, search = ?, state = 'waiting', reason = NULL
     WHERE id = ? AND state IN ('waiting', 'needs-attention')`,
  );
  const draft = {
    write: database.prepare<[number, string, number]>(
      `INSERT INTO draft (editing, body, changed_at) VALUES (?, ?, ?)
       ON CONFLICT (editing) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at`,
    ),
    remove: database.prepare<[number]>('UPDATE draft SET body = NULL WHERE editing = ? AND body IS NOT NULL'),
    ofNew: database.prepare<[], string | null>(`SELECT body FROM draft WHERE editing = ${newContact}`).pluck(),
    // Of several edits that were never finished the last is the one the user remembers; a delivered contact has nothing to edit.
    ofEdited: database.prepare<[], { editing: number; body: string }>(
      `SELECT editing, draft.body FROM draft JOIN contact ON contact.id = editing
       WHERE draft.body IS NOT NULL AND contact.state IN ('waiting', 'needs-attention') ORDER BY changed_at DESC LIMIT 1`,
    ),
  };

  return {
    /**
     * Stores a new contact, tidied (clean-text.ts), and discards its draft, in one commit. Returns its id: it is on the disk then.
     * `now`: milliseconds since 1970.
     */
    capture: (contact: Contact, now: number): number => {
      const id = Number(insert.run(randomUUID(), ...columns(contact), now).lastInsertRowid);
      draft.remove.run(newContact);
      return id;
    },

    /**
     * Replaces what was typed of a contact that waits or needs attention, and lets it wait for its turn.
     * Returns false, and changes nothing, for one that is in any other state.
     */
    edit: (id: number, contact: Contact): boolean => {
      if (update.run(...columns(contact), id).changes === 0) return false;
      draft.remove.run(id);
      return true;
    },

    /** Keeps what is being typed; `editing` is a stored contact's id or null for a new one. A null contact discards it. */
    saveDraft: (editing: number | null, contact: Contact | null, now: number): void => {
      const slot = editing ?? newContact;
      if (contact === null) draft.remove.run(slot);
      else draft.write.run(slot, JSON.stringify(contact), now);
    },

    /** Returns the draft of a new contact, or null. */
    newDraft: (): Contact | null => parse(draft.ofNew.get()),

    /** Returns the edit that was not finished, or null. */
    editDraft: (): { id: number; contact: Contact } | null => {
      const row = draft.ofEdited.get();
      const contact = parse(row?.body);
      return row === undefined || contact === null ? null : { id: row.editing, contact };
    },
  };
}

/** A draft of an older version's shape is no reason not to start. */
function parse(body: string | null | undefined): Contact | null {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), contactSchema), body);
  return result.success ? result.output : null;
}

function columns(typed: Contact): [body: string, name: string, detail: string, search: string] {
  const contact = tidiedContact(typed);
  const given = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');
  const emails = given(contact.emailAddresses.map(({ emailAddress }) => emailAddress));
  const phones = given(contact.phoneNumbers.map(({ phoneNumber }) => phoneNumber));
  const account = given([contact.account]);
  const name = displayName(contact);
  const detail = [...account, ...emails, ...phones][0] ?? '';
  return [JSON.stringify(contact), name, detail, [name, ...account, ...emails, ...phones].join('\n')];
}
