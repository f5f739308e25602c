/** Takes contacts out of the queue on the user's word, and puts them back. They stay in the outbox, and are never sent from there. */
import type { Contact } from '#contract/contact.ts';
import { isWithdrawal, readReason, type Reason, type Withdrawal } from '#contract/ledger.ts';
import type { ContactState } from '#contract/outbox.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { draftsIn } from './drafts.ts';
import { readContact } from './stored-contact.ts';

interface Stored {
  state: ContactState;
  body: string;
  reason: string | null;
  leftAt: number | null;
  /** Whether a request for it left of which it is not proved that the CRM did nothing. */
  wasSent: 0 | 1;
}

export function withdrawalIn(database: OutboxDatabase, drafts: ReturnType<typeof draftsIn>) {
  const stored = database.prepare<[number], Stored>(
    `SELECT state, body, reason, left_at AS leftAt, EXISTS (
       SELECT 1 FROM attempt WHERE contact_id = contact.id AND purpose = 'send' AND processed IS NOT 'no') AS wasSent
     FROM contact WHERE id = ?`,
  );
  const move = database.prepare<[ContactState, string | null, number | null, number]>(
    'UPDATE contact SET state = ?, reason = ?, left_at = ? WHERE id = ?',
  );

  function withdraw(id: number, code: Withdrawal['code'], now: number): boolean {
    const row = stored.get(id);
    if (row === undefined || !isOpen(row.state)) return false;
    const before = readReason(row.reason);
    const mayBeThere = row.wasSent === 1 || row.state === 'unconfirmed' || before?.code === 'already-there';
    const reason: Withdrawal = { code, at: now, mayBeThere, from: row.state, before, leftAt: row.leftAt };
    move.run('withdrawn', JSON.stringify(reason), null, id);
    return true;
  }

  return {
    moves: {
      /** Waiting, needs attention or unconfirmed → withdrawn. */
      withdraw: (id: number, now: number): boolean => withdraw(id, 'withdrawn', now),

      /** Withdrawn → where it was. */
      undoWithdraw: (id: number): boolean => {
        const row = stored.get(id);
        if (row?.state !== 'withdrawn') return false;
        const reason = readReason(row.reason);
        // It is in another outbox: from here it would be sent a second time.
        if (reason?.code === 'moved') return false;
        const { from, before, leftAt } = whatWas(reason);
        move.run(from, before === null ? null : JSON.stringify(before), from === 'unconfirmed' ? leftAt : null, id);
        return true;
      },
    },

    /**
     * Takes back a contact that waits still, to be typed on in this slot; what was typed there is a cleared form then. Returns it;
     * null, and changes nothing, where it does not wait or cannot be read. `now`: milliseconds since 1970.
     */
    undoSave: (id: number, slot: number, now: number): Contact | null => {
      const row = stored.get(id);
      const contact = readContact(row?.body);
      if (row?.state !== 'waiting' || contact === null) return null;
      withdraw(id, 'undone', now);
      drafts.replace(slot, row.body, now);
      return contact;
    },
  };
}

const isOpen = (state: ContactState): state is Withdrawal['from'] =>
  state === 'waiting' || state === 'needs-attention' || state === 'unconfirmed';

/** Where nothing is known of it, it may have been sent. */
function whatWas(reason: Reason | null): Pick<Withdrawal, 'from' | 'before' | 'leftAt'> {
  return isWithdrawal(reason) ? reason : { from: 'unconfirmed', before: { code: 'record-lost' }, leftAt: null };
}
