import type { Contact } from '#contract/contact.ts';
import { mostDrafts } from '#contract/outbox.ts';
import type { Start } from '#contract/window.ts';
import { t } from '../lib/words.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { nextContact } from './contact-form.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { Form } from './form.svelte.ts';

/** What was being typed when the outbox was last open. */
export type Typed = Pick<Start, 'drafts' | 'editing'>;

/** What is typed while the outbox is not open must not take the place of a draft that is in there: the last slot is hardly ever one's. */
export const lateSlot = 1 - mostDrafts;

const formsOf = ({ drafts, editing }: Typed): Form[] =>
  [...drafts, ...(editing === null ? [] : [editing])].map(({ slot, contact }) => new Form(slot, contact));

/** The contacts that are being typed side by side, each in a form, of which one is shown. */
export class Forms {
  all: readonly Form[] = $state.raw([]);
  shown: Form = $state.raw() as Form;
  /** The slots of contacts that are on their way to the disk: their drafts are there until they have arrived. */
  #pending: readonly number[] = [];
  readonly #onshown: () => void;

  /** Takes what hears that another form is shown, or another contact in it, and the slot of a first form where nothing was typed. */
  constructor(typed: Typed, onshown: () => void, slot: number) {
    this.#onshown = onshown;
    this.all = [new Form(slot, null)];
    this.begin(typed);
  }

  begin(typed: Typed): void {
    const forms = formsOf(typed);
    if (forms.length > 0) this.all = forms;
    this.shown = (typed.editing === null ? this.all[0] : this.all.at(-1)) ?? this.shown;
  }

  /** Puts what was being typed before beside what is typed now, which stays shown. */
  addBefore(typed: Typed): void {
    const taken = [lateSlot, ...this.all.map(({ slot }) => slot), ...this.#pending];
    this.all = [...formsOf(typed).filter(({ slot }) => !taken.includes(slot)), ...this.all];
  }

  /** Whether something is typed that is not saved. */
  get isUnsaved(): boolean {
    return this.all.some((form) => form.isEdit || !form.isBlank);
  }

  get drafts(): DraftKeeper[] {
    return this.all.map(({ drafts }) => drafts);
  }

  /** Shows this form. One that is left untouched is none any more. */
  readonly show = (form: Form): void => {
    const { shown: left } = this;
    if (form === left) return;
    this.#turnTo(form);
    if (left.isEdit || !left.isBlank) return;
    this.all = this.all.filter((one) => one !== left);
    left.drafts.drop();
    left.drafts.write({ slot: left.slot, contact: null });
  };

  /** Shows the form in this place, counted from 0. Returns whether there is one. */
  showAt(place: number): boolean {
    const form = this.all[place];
    if (form !== undefined) this.show(form);
    return form !== undefined;
  }

  showNext(): void {
    this.showAt((this.all.indexOf(this.shown) + 1) % this.all.length);
  }

  /** Shows an untouched form beside the others. Returns whether there was room for one more. */
  showNew(): boolean {
    const blank = this.all.find((form) => !form.isEdit && form.isBlank);
    if (blank === undefined && this.all.length >= mostDrafts) return false;
    if (blank === undefined) this.#add(new Form(this.#freeSlot(), nextContact(this.shown.snapshot())));
    else this.show(blank);
    return true;
  }

  /** Shows a stored contact in a form of its own. */
  edit(id: number, contact: Contact): void {
    if (this.showAt(this.all.findIndex(({ slot }) => slot === id))) return;
    const form = new Form(id, contact);
    this.#add(form);
    // From now on, and not from the first letter, the contact is not sent.
    form.drafts.changed();
    void form.drafts.flush();
  }

  /**
   * Takes a form away that is done with, and shows what follows: the one beside an edited contact, else a new one in its place.
   * Takes the contact that a new one begins with; returns what is shown now. Its slot stays taken until it is `settled`.
   */
  goOn(done: Form, contact: Contact): Form {
    this.#pending = [...this.#pending, done.slot];
    const place = this.all.indexOf(done);
    const others = this.all.filter((form) => form !== done);
    const beside = others[Math.min(place, others.length - 1)];
    const next = done.isEdit && beside !== undefined ? beside : new Form(this.#freeSlot(), contact);
    this.all = next === beside ? others : this.all.with(place, next);
    this.#turnTo(next);
    return next;
  }

  /** What was in this form has arrived on the disk, or comes back. */
  settled({ slot }: Form): void {
    this.#pending = this.#pending.filter((one) => one !== slot);
  }

  /** Shows a form again that could not be saved: in the place of the one that followed, or beside it where that was typed into. */
  comeBack(form: Form, next: Form): void {
    this.settled(form);
    const keeps = next.isEdit || !next.isBlank || !this.all.includes(next);
    this.all = keeps ? [...this.all, form] : this.all.with(this.all.indexOf(next), form);
    if (!keeps) next.drafts.drop();
    this.#turnTo(form);
    if (keeps && !next.isBlank) toasts.tell(t('capture.comesBack'));
  }

  /** Takes the id of a stored contact, 0 and below: a new one's slot; returns its own form, for a new one any that is untouched. */
  roomFor(slot = 0): Form {
    if (slot > 0) return this.all.find((one) => one.slot === slot) ?? new Form(slot, null);
    return !this.shown.isEdit && this.shown.isBlank ? this.shown : new Form(this.#freeSlot(), null);
  }

  /** Shows a contact in a form. What was typed there meanwhile is not lost: it gets a form of its own. */
  fill(form: Form, contact: Contact): void {
    if (this.all.includes(form) && !form.isEdit && !form.isBlank) {
      const meanwhile = new Form(this.#freeSlot(), form.snapshot());
      this.all = [...this.all, meanwhile];
      meanwhile.drafts.changed();
    }
    form.fill(contact);
    if (this.all.includes(form)) this.show(form);
    else this.#add(form);
    form.drafts.changed();
    this.#onshown();
  }

  #add(form: Form): void {
    this.all = [...this.all, form];
    this.show(form);
  }

  #turnTo(form: Form): void {
    this.shown = form;
    this.#onshown();
  }

  #freeSlot(): number {
    const taken = [...this.all.map(({ slot }) => slot), ...this.#pending];
    let slot = 0;
    while (taken.includes(slot)) slot--;
    return slot;
  }
}
