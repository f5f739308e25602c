import { say, type Message } from '#words/message.ts';
import { tidiedContact } from '#contract/clean-text.ts';
import { contactProblems } from '#contract/contact-checks.ts';
import type { Contact } from '#contract/contact.ts';
import { noSetup, type Setup } from '#contract/events.ts';
import type { ClearedForm, OutboxRow, SaveAnswer } from '#contract/outbox.ts';
import type { Start } from '#contract/window.ts';
import { asShown, shownEvent } from '../qualify/shown-event.ts';
import { call, sentenceOf } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { draftOf, nextContact } from './contact-form.ts';
import type { Form } from './form.svelte.ts';
import { Forms, lateSlot, type Typed } from './forms.svelte.ts';
import { LastStep } from './last-step.ts';

/** How a clearing is taken back: with its id in the list of cleared forms, null where it could not be put there. */
interface Cleared {
  slot: number;
  contact: Contact;
  id: Promise<number | null>;
}

/** The capture form: one or several contacts that are being typed, and what becomes of them. */
export class Capture {
  readonly forms: Forms;
  /** Events and what belongs to them. */
  setup: Setup = $state.raw(noSetup);
  /** Whether all fields are shown. */
  more = $state(false);
  /** What the contacts are called that are on their way to the disk. */
  saving = $state.raw<readonly string[]>([]);
  /** The number of the new contact that was saved last; null: none since the start. */
  lastSaved: number | null = null;
  readonly lastStep = new LastStep();
  #left = false;
  #isBegun = false;
  readonly #wasOpen: boolean;

  constructor(start: Typed & Pick<Start, 'moreFields' | 'setup' | 'status'>) {
    this.more = start.moreFields;
    this.setup = start.setup;
    this.#wasOpen = start.status.isOpen;
    this.forms = new Forms(start, this.lastStep.forget, this.#wasOpen ? 0 : lateSlot);
    this.#isBegun = hasAny(start);
  }

  /** The form that is shown. */
  get form(): Form {
    return this.forms.shown;
  }

  /**
   * Takes what was being typed when the outbox was last open, where it was not open at the start: beside what is typed by
   * now. Returns whether it is shown.
   */
  readonly bringBack = (start: Typed): boolean => {
    if (this.#isBegun || !hasAny(start)) return false;
    const isTyping = this.isUnsaved || this.saving.length > 0;
    if (isTyping && this.#wasOpen) return false;
    if (isTyping) this.forms.addBefore(start);
    else this.forms.begin(start);
    this.#isBegun = true;
    return !isTyping;
  };

  get showsMore(): boolean {
    return this.more || this.form.more;
  }

  /** The contact in the form as it would be saved now: at the event that is shown above it. */
  asSaved(): Contact {
    const { form } = this;
    return asShown(form.snapshot(), form.isEdit, this.setup);
  }

  /** Whether something is typed that is not saved. */
  get isUnsaved(): boolean {
    return this.forms.isUnsaved;
  }

  /** Something was typed or chosen. */
  readonly typed = (): void => {
    this.lastStep.forget();
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
    const notes = form.divideTexts();
    const contact = this.asSaved();
    const problems = contactProblems(contact);
    if (Object.keys(problems).length > 0) {
      this.lastStep.dismiss();
      form.showProblems(problems);
      return false;
    }
    // What the main process will do as well, to be told of: the field may not have been left.
    tidiedContact(contact, notes);
    if (form.isConsentOpen && shownEvent(contact, form.isEdit, this.setup)?.consent)
      notes.push(say('capture.consentOpen'));
    const { called } = form;
    this.saving = [...this.saving, called];
    // None of its drafts may follow and bring it back.
    const draftsRest = form.drafts.hold();
    const next = this.forms.goOn(form, nextContact(contact));
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
      this.forms.comeBack(form, next);
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
    this.forms.goOn(form, nextContact(contact));
    void id.then(() => {
      this.forms.settled(form);
    });
    const cleared: Cleared = { slot: form.slot, contact, id };
    this.lastStep.offer(t(form.isEdit ? 'capture.changesDropped' : 'capture.cleared'), 'plain', () =>
      this.#bringBackCleared(cleared),
    );
    return true;
  }

  /** Brings a form back that was cleared or replaced earlier. */
  async restore({ id, slot, contact }: ClearedForm): Promise<void> {
    await this.#bringBackCleared({ slot, contact, id: Promise.resolve(id) });
  }

  /** Begins another contact beside the ones that are being typed. Returns whether there was room, and tells where there was none. */
  newForm(): boolean {
    const isThere = this.forms.showNew();
    if (!isThere) toasts.show(new Error(t('capture.formsFull', { count: this.forms.all.length })));
    return isThere;
  }

  /** Writes the drafts now; resolves when that was tried. */
  readonly flush = async (): Promise<void> => {
    if (!this.#left) await Promise.all(this.forms.drafts.map((draft) => draft.flush()));
  };

  /** Writes the drafts now; resolves with whether they are there at the next start. */
  async keep(): Promise<boolean> {
    await this.flush();
    return !this.forms.drafts.some(({ isBehind }) => isBehind);
  }

  /**
   * The outbox is left, and what is typed stays with it: writes it down, and nothing more from here on. Returns true.
   * @throws Error (rejects) where it is not there at the next start: the outbox is not to be left then
   */
  async leave(): Promise<boolean> {
    while (this.saving.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!(await this.keep()) && this.isUnsaved) throw new Error(t('capture.notKept'));
    this.#left = true;
    await Promise.all(this.forms.drafts.map((draft) => draft.hold()));
    return true;
  }

  /** It is not left after all. */
  stay(): void {
    if (!this.#left) return;
    this.#left = false;
    for (const draft of this.forms.drafts) draft.release();
  }

  #tellSaved(form: Form, called: string, { id }: OutboxRow, notes: readonly Message[]): void {
    this.forms.settled(form);
    const said = textOf([say('capture.saved', { name: called }), ...notes]);
    if (form.isEdit) {
      this.lastStep.dismiss();
      this.lastStep.tell(said, 'good');
    } else {
      this.lastSaved = id;
      this.lastStep.offer(said, 'good', () => this.#takeBack(id, called, form.card));
    }
  }

  /** Withdraws a contact that was just saved, and fills a form with it again. */
  async #takeBack(id: number, name: string, card: Form['card']): Promise<void> {
    const form = this.forms.roomFor();
    try {
      const contact = await call('undoSave', { id, slot: form.slot });
      if (contact === null) {
        const state = (await call('contactDetail', id))?.row.state;
        toasts.tell(t(state === 'delivered' ? 'capture.inCrm' : 'capture.notTakenBack', { name }));
        return;
      }
      this.forms.fill(form, contact);
      form.card = card;
      this.lastStep.tell(t('capture.takenBack', { name }));
    } catch (error) {
      toasts.show(error);
    }
  }

  async #bringBackCleared({ slot, contact, id }: Cleared): Promise<void> {
    const form = this.forms.roomFor(slot);
    const known = await id;
    try {
      // Of what could not be put into the list there is what stood here.
      const back = known === null ? contact : await call('bringBackForm', { id: known, slot: form.slot });
      this.forms.fill(form, back ?? contact);
    } catch (error) {
      this.forms.fill(form, contact);
      toasts.show(error);
    }
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
