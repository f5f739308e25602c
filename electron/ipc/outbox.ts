/** Capture, the outbox, and what is decided about its contacts. */
import { contactProblems } from '#contract/contact-checks.ts';
import type { Contact } from '#contract/contact.ts';
import { mostSelected, type outboxRequests, type SaveAnswer, type Move } from '#contract/outbox.ts';
import type { Mode } from '../modes/mode.ts';
import { say } from '#words/message.ts';
import { log } from '../log/log.ts';
import { newContact } from '../store/database.ts';
import { StoreProblem } from '../store/problems.ts';
import { hostname } from 'node:os';
import { forgetPicture } from '../cards/pictures.ts';
import { atEvent } from '../events/at-event.ts';
import { witnessed } from '../events/witnessed.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function outboxHandlers({ modes, typed, copy }: HandlerParts): HandlersOf<typeof outboxRequests> {
  /** Stores with `store`, which answers the contact's id or null where it was not to be stored any more. */
  async function save(contact: Contact, slot: number, store: (mode: Mode) => number | null): Promise<SaveAnswer> {
    const problems = contactProblems(contact);
    if (Object.keys(problems).length > 0) return { saved: false, problems };
    try {
      const { mode, id } = await modes.repairing((mode) => ({ mode, id: store(mode) }));
      const row = id === null ? undefined : mode.outbox.row(id);
      if (row === undefined) {
        const isWithdrawn = mode.outbox.row(slot)?.state === 'withdrawn';
        return { saved: false, problems: { '': say(isWithdrawn ? 'check.withdrawn' : 'check.noLongerEditable') } };
      }
      typed.stored(slot);
      mode.contactsChanged([row.id]);
      return { saved: true, row };
    } catch (error) {
      if (error instanceof StoreProblem) return { saved: false, problems: { '': error.said } };
      throw error;
    }
  }

  /** A move that the contact's state no longer allows is no error: the screen is told of the new state anyway. */
  function move(id: number, by: (outbox: Mode['outbox']) => boolean): null {
    const mode = modes.current();
    if (by(mode.outbox)) mode.contactsChanged([id]);
    return null;
  }

  /** The picture of a card goes with the word of the visitor, or with a contact that was taken back. */
  function withoutPicture(id: number, { outbox }: Mode): void {
    const uuid = outbox.detail(id)?.uuid;
    try {
      if (uuid !== undefined) forgetPicture(outbox.folder, uuid);
    } catch (error) {
      log.error('The picture of a card could not be removed', error);
    }
  }

  /** What was typed in a slot a moment ago is its draft, before another one takes its place. */
  function keepTyped(mode: Mode, slot: number): void {
    const draft = typed.take(slot);
    if (draft !== undefined) mode.outbox.saveDraft(slot, draft.contact, Date.now());
  }

  /** A contact is held back while it is edited, and sent after that. */
  function draftChanged(mode: Mode, slot: number, isGone: boolean): void {
    if (slot <= newContact) return;
    if (isGone) mode.contactReleased(slot);
    mode.tell();
  }

  return {
    saveContact: ({ slot, contact }) =>
      save(contact, slot, ({ outbox }) => outbox.capture(complete(contact, outbox), Date.now(), slot)),
    editContact: ({ id, contact }) =>
      save(contact, id, ({ outbox }) => {
        return outbox.edit(id, complete(contact, outbox, id)) ? id : null;
      }),
    undoSave: ({ id, slot }) => {
      const mode = modes.current();
      keepTyped(mode, slot);
      const contact = mode.outbox.undoSave(id, slot, Date.now());
      if (contact === null) return null;
      withoutPicture(id, mode);
      mode.contactsChanged([id]);
      return contact;
    },
    saveDraft: ({ slot, contact }) => {
      const mode = modes.current();
      mode.outbox.saveDraft(slot, contact, Date.now());
      draftChanged(mode, slot, contact === null);
      return null;
    },
    clearForm: ({ slot, contact }) => {
      const mode = modes.current();
      const id = mode.outbox.clearForm(slot, contact, Date.now());
      typed.stored(slot);
      draftChanged(mode, slot, true);
      return id;
    },
    clearedForms: () => modes.current().outbox.clearedForms(),
    bringBackForm: ({ id, slot }) => {
      const mode = modes.current();
      keepTyped(mode, slot);
      const contact = mode.outbox.bringBackForm(id, slot, Date.now());
      if (contact === null) return null;
      draftChanged(mode, slot, false);
      return contact;
    },

    noteDraft: (draft) => {
      typed.note(draft);
      return null;
    },

    companies: (beginning) => modes.current().outbox.companies(beginning),
    likely: ({ slot, contact }) => modes.current().outbox.likely(contact, Math.max(slot, newContact)),
    outboxPage: (query) => modes.current().outbox.page(query),
    allContacts: (query) => modes.current().outbox.page({ ...query, before: null, limit: mostSelected }).rows,
    contactDetail: (id) => modes.current().outbox.detail(id),
    retryContact: (id) => move(id, (outbox) => outbox.retry(id)),
    retryAlike: async (id) => {
      const mode = modes.current();
      const ids = await mode.outbox.retryAlike(id, mode.contactsChanged);
      // So many at once are the user's word that what they failed for is put right.
      mode.nudge('user');
      return ids.length;
    },
    attentionReasons: () => modes.current().outbox.reasons(),
    setAside: (id) => move(id, (outbox) => outbox.park(id, { code: 'set-aside' })),
    sendAgain: (id) => move(id, (outbox) => outbox.sendAgain(id)),
    markDelivered: (id) => move(id, (outbox) => outbox.markDelivered(id, Date.now())),
    withdrawConsent: (id) => {
      withoutPicture(id, modes.current());
      return move(id, (outbox) => outbox.withdrawConsent(id, Date.now()));
    },
    withdraw: (id) => move(id, (outbox) => outbox.withdraw(id, Date.now())),
    undoWithdraw: (id) => move(id, (outbox) => outbox.undoWithdraw(id)),
    leaveContact: (id) => move(id, (outbox) => outbox.leave(id, Date.now())),
    moveContacts: ({ move, ids }) => {
      const mode = modes.current();
      const { outbox } = mode;
      const now = Date.now();
      const by: Record<Move, (id: number) => boolean> = {
        retry: outbox.retry,
        sendAgain: outbox.sendAgain,
        withdraw: (id) => outbox.withdraw(id, now),
        undoWithdraw: outbox.undoWithdraw,
      };
      const moved = outbox.together(() => [...new Set(ids)].filter((id) => by[move](id)));
      mode.contactsChanged(moved);
      // Many at once are the user's word that what they failed for is put right.
      if (move === 'retry' && moved.length > 0) mode.nudge('user');
      return moved;
    },
    copyText: async (text) => {
      await copy(text);
      return null;
    },
    dismissRepair: () => {
      const mode = modes.current();
      mode.outbox.noteRepair(null);
      mode.tell();
      return null;
    },
    tryNow: () => {
      modes.current().nudge('user');
      return null;
    },
    linkChanged: (up) => {
      log.note('The link of the laptop has changed', { up });
      const mode = modes.opened();
      mode?.nudge('hint');
      mode?.tell();
      return null;
    },
  };
}

/** Returns a contact as it is to be stored: with what its event gives it, and what its consent has to prove. `id`: of a stored one. */
export function complete(contact: Contact, outbox: Mode['outbox'], id: number | null = null): Contact {
  const setup = outbox.setup();
  const before = id === null || contact.consent === null ? null : (outbox.detail(id)?.contact?.consent ?? null);
  const bound = boundTo(contact, outbox);
  const whole = atEvent({ ...contact, connection: bound ?? '' }, setup, id === null ? null : bound);
  return witnessed(whole, { laptop: hostname(), setup, before });
}

/** Returns the connection that a contact goes by; null: it is not there any more, and the contact is decided on anew. */
export const boundTo = ({ connection }: Contact, outbox: Mode['outbox']): string | null =>
  outbox.connections().some(({ id }) => id === connection) ? connection : null;
