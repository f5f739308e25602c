/**
 * What is being typed, kept over a crash, and the forms that were cleared last. Both lie in one table: by the id of the contact
 * that is edited, or 0, -1, -2 and so on for new contacts; and far below that a ring of cleared forms, whose oldest gives way. A
 * draft that was discarded has no body: that it is gone is a change, too.
 */
import { isBlank, type Contact } from '#contract/contact.ts';
import { mostClearedForms, mostDrafts, type ClearedForm, type Draft } from '#contract/outbox.ts';
import type { OutboxDatabase } from '../store/database.ts';
import { readContact, slotIn, writeContact } from './stored-contact.ts';

/** A slot that no draft is ever in. */
export const noSlot = -mostDrafts;

/** The ring is from here down. */
const ring = -1_000;

interface Stored {
  slot: number;
  body: string;
  changedAt: number;
}

export function draftsIn(database: OutboxDatabase) {
  const columns = 'editing AS slot, draft.body, draft.changed_at AS changedAt';
  const write = database.prepare<[number, string, number]>(
    `INSERT INTO draft (editing, body, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (editing) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at`,
  );
  const remove = database.prepare<[number]>('UPDATE draft SET body = NULL WHERE editing = ? AND body IS NOT NULL');
  const bodyOf = database.prepare<[number], string | null>('SELECT body FROM draft WHERE editing = ?').pluck();
  const ofNew = database.prepare<[number], Stored>(
    `SELECT ${columns} FROM draft WHERE editing <= 0 AND editing > ? AND body IS NOT NULL ORDER BY editing DESC`,
  );
  // Of several edits that were never finished the last is the one the user remembers; a delivered contact has nothing to edit.
  const ofEdited = database.prepare<[], Stored>(
    `SELECT ${columns} FROM draft JOIN contact ON contact.id = editing
     WHERE draft.body IS NOT NULL AND contact.state IN ('waiting', 'needs-attention') ORDER BY draft.changed_at DESC LIMIT 1`,
  );
  const ofRing = database.prepare<[number, number], Stored>(
    `SELECT ${columns} FROM draft WHERE editing <= ? AND editing > ? AND body IS NOT NULL ORDER BY changed DESC, draft.changed_at DESC`,
  );
  const cleared = () => ofRing.all(ring, ring - mostClearedForms);

  function keep(slot: number, contact: Contact, now: number): number | null {
    if (isBlank(contact)) return null;
    const there = cleared();
    const taken = new Set(there.map((one) => one.slot));
    let place = ring;
    while (taken.has(place) && place > ring - mostClearedForms) place--;
    if (place <= ring - mostClearedForms) place = there.at(-1)?.slot ?? ring;
    write.run(place, writeContact(contact, null, { slot }), now);
    return place;
  }

  /** Makes this the draft in a slot; what was there before becomes a cleared form. */
  function replace(slot: number, body: string, now: number): void {
    const before = readContact(bodyOf.get(slot));
    if (before !== null) keep(slot, before, now);
    write.run(slot, body, now);
  }

  return {
    reads: {
      /** Returns the drafts of new contacts, in the order of their slots. */
      newDrafts: (): Draft[] => ofNew.all(-mostDrafts).flatMap(readable),

      /** Returns the edit that was not finished, or null. */
      editDraft: (): Draft | null => ofEdited.all().flatMap(readable)[0] ?? null,

      /** Returns the forms that were cleared or replaced last, the newest first. */
      clearedForms: (): ClearedForm[] =>
        cleared().flatMap((row) =>
          readable(row).map(({ contact }) => ({
            id: row.slot,
            slot: slotIn(row.body),
            contact,
            clearedAt: row.changedAt,
          })),
        ),
    },

    writes: {
      /** Keeps what is being typed; a null contact discards it. `now`: milliseconds since 1970, as below. */
      saveDraft: (slot: number, contact: Contact | null, now: number): void => {
        if (contact === null) remove.run(slot);
        else write.run(slot, writeContact(contact, bodyOf.get(slot)), now);
      },

      /** Discards a draft, and keeps this, which was in its form, as a cleared form. Returns its id; null: it was blank. */
      clearForm: (slot: number, contact: Contact, now: number): number | null => {
        remove.run(slot);
        return keep(slot, contact, now);
      },

      /** Makes a cleared form the draft in a slot, and what was there a cleared form. Returns it; null: it is gone. */
      bringBackForm: (id: number, slot: number, now: number): Contact | null => {
        const body = cleared().find((one) => one.slot === id)?.body;
        const contact = readContact(body);
        if (contact === null) return null;
        remove.run(id);
        replace(slot, writeContact(contact, body), now);
        return contact;
      },
    },

    discard: (slot: number): void => void remove.run(slot),
    replace,
  };
}

function readable({ slot, body }: Stored): Draft[] {
  const contact = readContact(body);
  return contact === null ? [] : [{ slot, contact }];
}
