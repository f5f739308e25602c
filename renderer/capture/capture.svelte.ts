import type { Message } from '#words/message.ts';
import { tidiedContact } from '#contract/clean-text.ts';
import { contactProblems, contactWarnings, type FieldMessages } from '#contract/contact-checks.ts';
import { displayName, emptyContact, type Contact } from '#contract/contact.ts';
import type { SaveAnswer } from '#contract/outbox.ts';
import type { Start } from '#contract/window.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import { textOf } from '../lib/words.ts';
import { addEntry, draftOf, editable, isBlank, nextContact, type ListName } from './contact-form.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { Messages } from './messages.svelte.ts';

/** The slot of the new contact. */
const newSlot = 0;

interface Editing {
  id: number;
  name: string;
}

/** What the form holds: a new contact, or a stored one that is edited. */
interface Entry {
  editing: Editing | null;
  contact: Contact;
}

/** What the form tells beside its Save button. */
export type Note =
  | { kind: 'saving'; name: string }
  | { kind: 'saved'; name: string; notes: readonly Message[] }
  | { kind: 'cleared'; text: string }
  | { kind: 'kept-for-later' };

/** The capture form: what is typed, and what becomes of it. */
export class Capture {
  contact = $state<Contact>(emptyContact());
  editing = $state.raw<Editing | null>(null);
  note = $state.raw<Note | null>(null);
  saving = $state(false);
  readonly messages = new Messages();

  readonly #drafts = new DraftKeeper(
    () => this.#draft(),
    (draft) => call('saveDraft', draft),
    // It is written in a moment, and what goes wrong is told then.
    (draft) => void call('noteDraft', draft).catch(() => undefined),
  );
  /** The new contact that waits while another one has the form. */
  #parked: Contact | null = null;
  #undo: Entry | null = null;

  constructor(start: Pick<Start, 'drafts' | 'editing'>) {
    this.#begin(start);
  }

  /** Takes what was being typed when the outbox was last open, unless something is typed already. */
  readonly bringBack = (start: Pick<Start, 'drafts' | 'editing'>): void => {
    if (this.editing === null && !this.saving && isBlank(this.#snapshot())) this.#begin(start);
  };

  #begin(start: Pick<Start, 'drafts' | 'editing'>): void {
    const draft = start.drafts.find(({ slot }) => slot === newSlot);
    if (draft !== undefined) this.contact = editable(draft.contact);
    if (start.editing !== null) {
      const { slot: id, contact } = start.editing;
      this.#parked = this.#snapshot();
      this.#show({ editing: { id, name: nameOf(contact) }, contact: editable(contact) });
    }
  }

  /** Something was typed or chosen. */
  readonly typed = (): void => {
    this.#undo = null;
    if (this.note !== null && this.note.kind !== 'saving') this.note = null;
    this.#drafts.changed();
  };

  /** A field was left: shows what looks wrong about it. */
  left(path: string): void {
    const said = contactWarnings(this.#snapshot())[path];
    if (said !== undefined && this.messages.at(path) === null)
      this.messages.set(path, { tone: 'warning', text: textOf(said) });
  }

  add(list: ListName): void {
    addEntry(this.contact, list);
    this.typed();
  }

  /** Gives each of these an entry of its own; returns what takes that back. */
  addTexts(list: 'emailAddresses' | 'phoneNumbers', texts: string[]): () => void {
    const before = this.contact[list].length;
    for (const text of texts) {
      addEntry(this.contact, list);
      const entry = this.contact[list].at(-1);
      if (entry !== undefined)
        Object.assign(entry, 'emailAddress' in entry ? { emailAddress: text } : { phoneNumber: text });
    }
    this.typed();
    return () => {
      this.contact[list].splice(before, texts.length);
      this.messages.forgetList(list);
      this.typed();
    };
  }

  remove(list: ListName, index: number): void {
    this.contact[list].splice(index, 1);
    this.messages.forgetList(list);
    this.typed();
  }

  /**
   * Saves what the form holds. The form goes on to the next contact at once, so that what is typed while the answer is
   * under way belongs to that one; a contact that could not be saved comes back. Returns whether it was saved.
   */
  async save(): Promise<boolean> {
    if (this.saving) return false;
    const sent: Entry = { editing: this.editing, contact: this.#snapshot() };
    const problems = contactProblems(sent.contact);
    if (Object.keys(problems).length > 0) {
      if (this.note?.kind === 'saved') this.note = null;
      this.messages.showProblems(problems);
      return false;
    }
    // What the main process will do as well, to be told of: the field may not have been left.
    const notes: Message[] = [];
    const name = nameOf(tidiedContact(sent.contact, notes));
    this.saving = true;
    const draftsRest = this.#drafts.hold();
    this.#showNew(sent);
    this.note = { kind: 'saving', name };
    await draftsRest;
    const answer = await ask(sent);
    this.saving = false;
    if (answer.saved) {
      this.note = { kind: 'saved', name, notes };
      // The names of the custom fields outlive a restart as well.
      if (draftOf(this.contact) !== null) this.#drafts.changed();
    } else {
      this.#bringBack(sent, answer.problems);
    }
    this.#drafts.release();
    return answer.saved;
  }

  /** Empties the form, or ends the editing; `undo` takes that back. Returns whether there was anything to clear. */
  clear(): boolean {
    const cleared: Entry = { editing: this.editing, contact: this.#snapshot() };
    if (cleared.editing === null && isBlank(cleared.contact)) return false;
    this.#drafts.drop();
    this.#showNew(cleared);
    if (cleared.editing === null) this.#drafts.changed();
    else this.#drafts.write({ slot: cleared.editing.id, contact: null });
    this.#undo = cleared;
    this.note = { kind: 'cleared', text: cleared.editing === null ? 'Cleared' : 'Changes dropped' };
    return true;
  }

  /** Takes the last `clear` back. Returns whether there was one, with nothing typed since. */
  undo(): boolean {
    const entry = this.#undo;
    if (entry === null || this.saving) return false;
    if (entry.editing !== null) this.#parked = this.#snapshot();
    this.#show(entry);
    this.typed();
    return true;
  }

  /** Takes a stored contact into the form. Returns null, or the sentence why it cannot now. */
  edit(id: number, contact: Contact): string | null {
    if (this.saving) return 'A contact is just being saved. Try again in a moment.';
    if (this.editing !== null) {
      return this.editing.id === id ? null : `You are editing ${this.editing.name}. Save or cancel that first.`;
    }
    void this.#drafts.flush();
    this.#parked = this.#snapshot();
    this.#show({ editing: { id, name: nameOf(contact) }, contact: editable(contact) });
    // From now on, and not from the first letter, the contact is not sent.
    this.#drafts.changed();
    void this.#drafts.flush();
    return null;
  }

  /** Whether something is typed that is not saved. */
  get isUnsaved(): boolean {
    return this.editing !== null || !isBlank(this.contact);
  }

  /** Writes the draft now; resolves when that was tried. */
  readonly flush = (): Promise<void> => this.#drafts.flush();

  /** Writes the draft now; resolves with whether it is there at the next start. */
  async keep(): Promise<boolean> {
    await this.#drafts.flush();
    return !this.#drafts.isBehind;
  }

  #show({ editing, contact }: Entry): void {
    this.#undo = null;
    this.editing = editing;
    this.contact = contact;
    this.note = null;
    this.messages.clear();
  }

  /** Goes on to the new contact: the one that waited, else an empty one. */
  #showNew(done: Entry): void {
    const contact = this.#parked ?? nextContact(done.contact);
    this.#parked = null;
    this.#show({ editing: null, contact });
  }

  #bringBack(sent: Entry, problems: FieldMessages): void {
    const meanwhile = this.#snapshot();
    const keeps = sent.editing !== null || !isBlank(meanwhile);
    if (keeps) this.#parked = meanwhile;
    this.#show(sent);
    if (keeps && !isBlank(meanwhile)) this.note = { kind: 'kept-for-later' };
    this.messages.showProblems(problems);
    this.#drafts.changed();
  }

  #snapshot(): Contact {
    return $state.snapshot(this.contact);
  }

  #draft() {
    const contact = this.#snapshot();
    return this.editing === null ? { slot: newSlot, contact: draftOf(contact) } : { slot: this.editing.id, contact };
  }
}

async function ask({ editing, contact }: Entry): Promise<SaveAnswer> {
  try {
    return editing === null
      ? await call('saveContact', { slot: newSlot, contact })
      : await call('editContact', { id: editing.id, contact });
  } catch (error) {
    return { saved: false, problems: { '': sentenceOf(error) } };
  }
}

function nameOf(contact: Contact): string {
  return displayName(contact) || 'this contact';
}
