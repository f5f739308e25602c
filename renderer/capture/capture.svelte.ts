import { say, type Message } from '#words/message.ts';
import { tidiedContact } from '#contract/clean-text.ts';
import { contactProblems } from '#contract/contact-checks.ts';
import type { Contact } from '#contract/contact.ts';
import { noSetup, type Setup } from '#contract/events.ts';
import { mostDrafts, type ClearedForm, type OutboxRow, type SaveAnswer } from '#contract/outbox.ts';
import type { Start } from '#contract/window.ts';
import { asShown } from '../qualify/shown-event.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { draftOf, nextContact } from './contact-form.ts';
import { Form } from './form.svelte.ts';

type Typed = Pick<Start, 'drafts' | 'editing'>;

/** How a clearing is taken back: with its id in the list of cleared forms, null where it could not be put there. */
interface Cleared {
  slot: number;
  contact: Contact;
  id: Promise<number | null>;
}

/** The capture form: one or several contacts that are being typed, and what becomes of them. */
export class Capture {
  forms: readonly Form[] = $state.raw([]);
  form: Form = $state.raw() as Form;
  /** Events and what belongs to them. */
  setup: Setup = $state.raw(noSetup);
  /** Whether all fields are shown. */
  more = $state(false);
  /** What the contacts are called that are on their way to the disk. */
  saving = $state.raw<readonly string[]>([]);
  /** The number of the new contact that was saved last; null: none since the start. */
  lastSaved: number | null = null;
  /** Takes the last step back; null: there is none, or something was typed since. */
  #undo: (() => Promise<void>) | null = null;
  #toast: number | null = null;
  /** The slots of contacts that are on their way to the disk: their drafts are there until they have arrived. */
  #pending: readonly number[] = [];
  #left = false;
  #isBegun = false;

  constructor(start: Typed & Pick<Start, 'moreFields' | 'setup'>) {
    this.more = start.moreFields;
    this.setup = start.setup;
    this.#begin(start);
  }

  /**
   * Takes what was being typed when the outbox was last open, where it was not open at the start, unless something is typed
   * already. Returns whether there was anything.
   */
  readonly bringBack = (start: Typed): boolean => {
    if (this.#isBegun || this.isUnsaved || this.saving.length > 0 || !hasAny(start)) return false;
    this.#begin(start);
    return true;
  };

  #begin(start: Typed): void {
    const { drafts, editing } = start;
    this.#isBegun = hasAny(start);
    const forms = drafts.map(({ slot, contact }) => new Form(slot, contact));
    if (editing !== null) forms.push(new Form(editing.slot, editing.contact));
    this.forms = forms.length === 0 ? [new Form(0, null)] : forms;
    this.form = (editing === null ? this.forms[0] : this.forms.at(-1)) ?? new Form(0, null);
  }

  get showsMore(): boolean {
    return this.more || this.form.more;
  }

  /** Whether something is typed that is not saved. */
  get isUnsaved(): boolean {
    return this.forms.some((form) => form.isEdit || !form.isBlank);
  }

  get canUndo(): boolean {
    return this.#undo !== null;
  }

  /** Something was typed or chosen. */
  readonly typed = (): void => {
    this.#undo = null;
    this.form.drafts.changed();
  };

  readonly toggleMore = (): void => {
    const more = !this.showsMore;
    this.more = more;
    this.form.more = more;
    call('showMoreFields', more).catch(toasts.show);
  };

  /**
   * Saves what the form holds. It goes on to the next contact at once, so that what is typed while the answer is under way
   * belongs to that one; a contact that could not be saved comes back. Returns whether it was saved.
   */
  async save(): Promise<boolean> {
    const { form } = this;
    // The second press of a double one finds the next, untouched form.
    if (this.saving.length > 0 && !form.isEdit && form.isBlank) return false;
    const contact = asShown(form.snapshot(), form.isEdit, this.setup);
    const problems = contactProblems(contact);
    if (Object.keys(problems).length > 0) {
      this.#dismissToast();
      form.showProblems(problems);
      return false;
    }
    // What the main process will do as well, to be told of: the field may not have been left.
    const notes: Message[] = [];
    tidiedContact(contact, notes);
    const { called } = form;
    this.saving = [...this.saving, called];
    // None of its drafts may follow and bring it back.
    const draftsRest = form.drafts.hold();
    const next = this.#goOn(form, nextContact(contact));
    await draftsRest;
    const answer = await ask(form, contact);
    this.saving = this.saving.toSpliced(this.saving.indexOf(called), 1);
    if (answer.saved) {
      this.#tellSaved(form, called, answer.row, notes);
      void this.#keepCard(form, answer.row.id, contact).catch(toasts.show);
      // The names of the custom fields outlive a restart as well.
      if (draftOf(next.snapshot()) !== null) next.drafts.changed();
    } else {
      form.drafts.release();
      this.#comeBack(form, next);
      form.showProblems(answer.problems);
      form.drafts.changed();
    }
    return answer.saved;
  }

  /** The picture of the card stays with the contact where its event wants that. */
  async #keepCard({ card }: Form, id: number, { event }: Contact): Promise<void> {
    const isWanted = this.setup.events.find((one) => one.id === event?.id)?.keepCards === true;
    if (!isWanted || card.length === 0) return;
    const { keepCard } = await import('../reading/kept-card.ts');
    await keepCard(id, card);
  }

  /** Empties the form, or ends the editing. It can be taken back, now and later. Returns whether there was anything to clear. */
  clear(): boolean {
    const { form } = this;
    if (!form.isEdit && form.isBlank) return false;
    const contact = form.snapshot();
    const id = discard(form, contact);
    this.#goOn(form, nextContact(contact));
    void id.then(() => {
      this.#settled(form);
    });
    const cleared: Cleared = { slot: form.slot, contact, id };
    this.#offerUndo(t(form.isEdit ? 'capture.changesDropped' : 'capture.cleared'), 'plain', () =>
      this.#bringBackCleared(cleared),
    );
    return true;
  }

  /** Takes the last step back. Returns whether there was one, with nothing typed since. */
  undo(): boolean {
    const undo = this.#undo;
    if (undo === null) return false;
    this.#dismissToast();
    void undo();
    return true;
  }

  /** Brings a form back that was cleared or replaced earlier. */
  async restore({ id, slot, contact }: ClearedForm): Promise<void> {
    await this.#bringBackCleared({ slot, contact, id: Promise.resolve(id) });
  }

  /** Takes a stored contact into a form of its own. */
  edit(id: number, contact: Contact): void {
    const there = this.forms.find(({ slot }) => slot === id);
    if (there !== undefined) {
      this.show(there);
      return;
    }
    const form = new Form(id, contact);
    this.#add(form);
    // From now on, and not from the first letter, the contact is not sent.
    form.drafts.changed();
    void form.drafts.flush();
  }

  /** Begins another contact beside the ones that are being typed. */
  newForm(): void {
    const blank = this.forms.find((form) => !form.isEdit && form.isBlank);
    if (blank !== undefined) this.show(blank);
    else if (this.forms.length < mostDrafts) this.#add(new Form(this.#freeSlot(), nextContact(this.form.snapshot())));
  }

  readonly nextForm = (): void => {
    const next = this.forms[(this.forms.indexOf(this.form) + 1) % this.forms.length];
    if (next !== undefined) this.show(next);
  };

  /** Shows the form in this place, counted from 0. Returns whether there is one. */
  showForm(place: number): boolean {
    const form = this.forms[place];
    if (form !== undefined) this.show(form);
    return form !== undefined;
  }

  /** Shows this form. One that is left untouched is none any more. */
  readonly show = (form: Form): void => {
    const { form: left } = this;
    if (form === left) return;
    this.form = form;
    this.#undo = null;
    if (left.isEdit || !left.isBlank) return;
    this.forms = this.forms.filter((one) => one !== left);
    left.drafts.drop();
    left.drafts.write({ slot: left.slot, contact: null });
  };

  /** Writes the drafts now; resolves when that was tried. */
  readonly flush = async (): Promise<void> => {
    if (!this.#left) await Promise.all(this.forms.map(({ drafts }) => drafts.flush()));
  };

  /** Writes the drafts now; resolves with whether they are there at the next start. */
  async keep(): Promise<boolean> {
    await this.flush();
    return !this.forms.some(({ drafts }) => drafts.isBehind);
  }

  /**
   * The outbox is left, and what is typed stays with it: writes it down, and nothing more from here on. Returns true.
   * @throws Error (rejects) where it is not there at the next start: the outbox is not to be left then
   */
  async leave(): Promise<boolean> {
    while (this.saving.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!(await this.keep()) && this.isUnsaved) throw new Error(t('capture.notKept'));
    this.#left = true;
    await Promise.all(this.forms.map(({ drafts }) => drafts.hold()));
    return true;
  }

  /** It is not left after all. */
  stay(): void {
    if (!this.#left) return;
    this.#left = false;
    for (const { drafts } of this.forms) drafts.release();
  }

  /** What was in this form has arrived on the disk, or comes back. */
  #settled({ slot }: Form): void {
    this.#pending = this.#pending.filter((one) => one !== slot);
  }

  #freeSlot(): number {
    const taken = [...this.forms.map(({ slot }) => slot), ...this.#pending];
    let slot = 0;
    while (taken.includes(slot)) slot--;
    return slot;
  }

  #add(form: Form): void {
    this.forms = [...this.forms, form];
    this.show(form);
  }

  /** Takes a form away that is done with, and shows what follows: the one beside an edited contact, else a new one in its place. */
  #goOn(done: Form, contact: Contact): Form {
    this.#pending = [...this.#pending, done.slot];
    const place = this.forms.indexOf(done);
    const others = this.forms.filter((form) => form !== done);
    const beside = others[Math.min(place, others.length - 1)];
    const next = done.isEdit && beside !== undefined ? beside : new Form(this.#freeSlot(), contact);
    this.forms = next === beside ? others : this.forms.with(place, next);
    this.form = next;
    this.#undo = null;
    return next;
  }

  /** Shows a form again that could not be saved: in the place of the one that followed, or beside it where that was typed into. */
  #comeBack(form: Form, next: Form): void {
    this.#settled(form);
    const keeps = next.isEdit || !next.isBlank || !this.forms.includes(next);
    this.forms = keeps ? [...this.forms, form] : this.forms.with(this.forms.indexOf(next), form);
    if (!keeps) next.drafts.drop();
    this.form = form;
    this.#undo = null;
    if (keeps && !next.isBlank) toasts.tell(t('capture.comesBack'));
  }

  #tellSaved(form: Form, called: string, { id }: OutboxRow, notes: readonly Message[]): void {
    this.#settled(form);
    const said = textOf([say('capture.saved', { name: called }), ...notes]);
    if (form.isEdit) {
      this.#dismissToast();
      this.#toast = toasts.tell(said, { tone: 'good' });
    } else {
      this.lastSaved = id;
      this.#offerUndo(said, 'good', () => this.#takeBack(id, called, form.card));
    }
  }

  /** Withdraws a contact that was just saved, and fills a form with it again. */
  async #takeBack(id: number, name: string, card: Form['card']): Promise<void> {
    const form = this.#blankForm();
    try {
      const contact = await call('undoSave', { id, slot: form.slot });
      if (contact === null) {
        toasts.tell(t('capture.notTakenBack', { name }));
        return;
      }
      this.#fill(form, contact);
      form.card = card;
      this.#toast = toasts.tell(t('capture.takenBack', { name }));
    } catch (error) {
      toasts.show(error);
    }
  }

  async #bringBackCleared({ slot, contact, id }: Cleared): Promise<void> {
    const form = slot > 0 ? (this.forms.find((one) => one.slot === slot) ?? new Form(slot, null)) : this.#blankForm();
    const known = await id;
    try {
      // Of what could not be put into the list there is what stood here.
      const back = known === null ? contact : await call('bringBackForm', { id: known, slot: form.slot });
      this.#fill(form, back ?? contact);
    } catch (error) {
      this.#fill(form, contact);
      toasts.show(error);
    }
  }

  /** Returns a form for a new contact into which nothing is typed. */
  #blankForm(): Form {
    return !this.form.isEdit && this.form.isBlank ? this.form : new Form(this.#freeSlot(), null);
  }

  /** Shows a contact in a form. What was typed there meanwhile is not lost: it gets a form of its own. */
  #fill(form: Form, contact: Contact): void {
    if (this.forms.includes(form) && !form.isEdit && !form.isBlank) {
      const meanwhile = new Form(this.#freeSlot(), form.snapshot());
      this.forms = [...this.forms, meanwhile];
      meanwhile.drafts.changed();
    }
    form.fill(contact);
    if (this.forms.includes(form)) this.show(form);
    else this.#add(form);
    form.drafts.changed();
    this.#undo = null;
  }

  #offerUndo(said: string, tone: 'good' | 'plain', undo: () => Promise<void>): void {
    this.#dismissToast();
    this.#undo = undo;
    const run = (): void => {
      this.#undo = null;
      void undo();
    };
    this.#toast = toasts.tell(said, { tone, action: { text: t('shell.undo'), run } });
  }

  #dismissToast(): void {
    if (this.#toast !== null) toasts.dismiss(this.#toast);
    this.#toast = null;
  }
}

const hasAny = ({ drafts, editing }: Typed): boolean => drafts.length > 0 || editing !== null;

/** Takes a form that is cleared; resolves with its id in the list of cleared forms, null where it is not there. */
async function discard(form: Form, contact: Contact): Promise<number | null> {
  await form.drafts.hold();
  try {
    return await call('clearForm', { slot: form.slot, contact });
  } catch (error) {
    toasts.show(error);
    return null;
  }
}

async function ask({ slot, isEdit }: Form, contact: Contact): Promise<SaveAnswer> {
  try {
    return isEdit ? await call('editContact', { id: slot, contact }) : await call('saveContact', { slot, contact });
  } catch (error) {
    return { saved: false, problems: { '': sentenceOf(error) } };
  }
}
