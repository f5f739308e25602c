import { contactWarnings, type FieldMessages } from '#contract/contact-checks.ts';
import { displayName, emptyContact, isBlank, linesOf, type Contact } from '#contract/contact.ts';
import { fieldAt, paths } from '#contract/fields.ts';
import { call } from '../lib/bridge.ts';
import { pastedLines } from '#contract/pasted-lines.ts';
import { say, type Message } from '#words/message.ts';
import { t } from '../lib/words.ts';
import { addEntry, draftOf, editable, type ListName } from './contact-form.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { Messages } from './messages.svelte.ts';

/** What is typed of one contact: of a new one, or of a stored one that is edited. Its draft is kept in its slot. */
export class Form {
  /** 0, -1, -2 and so on: of a new contact; else the id of the stored one that is edited. */
  readonly slot: number;
  contact: Contact = $state(emptyContact());
  /** Whether it has something in a field that is shown on demand, or is to be seen for another reason. */
  more = $state(false);
  /** The sides of the card that it was read from; none: it was read from none. */
  card: readonly ImageBitmap[] = [];
  /** Consent was spoken of, and nobody has noted yet what the visitor said: there is no record of it. */
  isConsentOpen = $state(false);
  readonly messages = new Messages();
  readonly drafts: DraftKeeper;

  constructor(slot: number, contact: Contact | null) {
    this.slot = slot;
    if (contact !== null) this.fill(contact);
    this.drafts = new DraftKeeper(
      () => ({ slot, contact: slot > 0 ? this.snapshot() : draftOf(this.snapshot()) }),
      (draft) => call('saveDraft', draft),
      // It is written in a moment, and what goes wrong is told then.
      (draft) => void call('noteDraft', draft).catch(() => undefined),
    );
  }

  get isEdit(): boolean {
    return this.slot > 0;
  }

  /** Whether nobody has typed a word of a person into it. */
  get isBlank(): boolean {
    return isBlank(this.contact);
  }

  /** Whether there is no last name, but a first one, which may be the only one. */
  get hasOneName(): boolean {
    return this.contact.lastName.trim() === '' && this.contact.firstName.trim() !== '';
  }

  /** What a person would call it by: empty where nothing says so yet. */
  get name(): string {
    const { contact } = this;
    return displayName(contact) || (linesOf(contact, 'account')[0]?.text ?? '');
  }

  /** The same within a sentence. */
  get called(): string {
    return this.name === '' ? t('capture.thisContact') : this.name;
  }

  snapshot(): Contact {
    return $state.snapshot(this.contact);
  }

  fill(contact: Contact): void {
    this.contact = editable(contact);
    this.more = hasMore(contact);
    this.isConsentOpen = false;
    this.messages.clear();
  }

  /** A field was left: shows what looks wrong about it. */
  left(path: string): void {
    const said = contactWarnings(this.snapshot())[path];
    if (said === undefined || this.messages.at(path) !== null) return;
    this.messages.set(path, { tone: 'warning', text: said });
  }

  showProblems(problems: FieldMessages): void {
    this.messages.showProblems(problems);
    // Beside it stands what helps: in short.
    if (this.hasOneName) this.messages.set('lastName', { tone: 'problem', text: say('capture.lastNameMissing') });
    if (Object.keys(problems).some(isMore)) this.more = true;
  }

  add(list: ListName): void {
    addEntry(this.contact, list);
  }

  /** Gives each of these an entry of its own; returns what takes that back. */
  addTexts(list: 'emailAddresses' | 'phoneNumbers', texts: readonly string[]): () => void {
    const before = this.contact[list].length;
    for (const text of texts) {
      addEntry(this.contact, list);
      const entry = this.contact[list].at(-1);
      if (entry === undefined) continue;
      Object.assign(entry, 'emailAddress' in entry ? { emailAddress: text } : { phoneNumber: text });
    }
    this.more = true;
    return () => {
      this.contact[list].splice(before, texts.length);
      this.messages.forgetList(list);
    };
  }

  /** Gives each of several phones or e-mails in one field an entry of its own, as leaving the field does; returns what is said of it. */
  divideTexts(): Message[] {
    return (['emailAddresses', 'phoneNumbers'] as const).flatMap((list) =>
      [...this.contact[list]].flatMap((entry) => {
        const isEmail = 'emailAddress' in entry;
        const whole = isEmail ? entry.emailAddress : entry.phoneNumber;
        const { text, more, notes } = pastedLines(whole, isEmail ? 'email' : 'phone');
        if (more.length === 0 || this.messages.asOne.has(whole)) return [];
        Object.assign(entry, isEmail ? { emailAddress: text } : { phoneNumber: text });
        this.addTexts(list, more);
        return notes;
      }),
    );
  }

  remove(list: ListName, index: number): void {
    this.contact[list].splice(index, 1);
    this.messages.forgetList(list);
  }
}

/** Whether a contact has something in a field that is shown on demand. */
export function hasMore(contact: Contact): boolean {
  return (
    contact.emailAddresses.length > 1 ||
    contact.phoneNumbers.length > 1 ||
    contact.customFields.length > 0 ||
    paths.some((path) => fieldAt(path).form === 'more' && linesOf(contact, path).length > 0)
  );
}

/** Takes the path of a field, or of a part of one; returns whether it is shown on demand only. */
function isMore(path: string): boolean {
  const [field, index, part] = path.split('.');
  if (field === 'emailAddresses' || field === 'phoneNumbers') {
    return Number(index ?? 0) > 0 || part?.endsWith('Type') === true;
  }
  return paths.some((known) => known === field && fieldAt(known).form === 'more');
}
