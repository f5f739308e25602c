/** What was read last, until it is taken into the form or put aside. */
import type { Proposal, ProposedField, Reading } from '#reading/reading.ts';
import { say, type Said } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import type { Capture } from '../capture/capture.svelte.ts';
import { hasMore, type Form } from '../capture/form.svelte.ts';
import { call } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';
import { readBadge, withAttendee } from './attendee.ts';
import { noteSource, standOf, take, type Stand } from './fill.ts';
import { areTwoPeople, withMore } from './sides.ts';
import { readFile, readLines, readPicture, readText, stopReading, type Found } from './sources.ts';
import type { SeenCard, SeenLine } from './workers.ts';

/** A card as it is shown beside what was read from it. */
interface Card {
  /** Of all its sides, as the places of the fields count them. */
  lines: SeenLine[];
  /** A picture of each side. */
  sides: ImageBitmap[];
}

/** A proposed field, and how it stands to what is in the form. */
export interface Offer {
  field: ProposedField;
  stand: Stand;
}

/** What takes longer is shown to be under way, in milliseconds. */
const moment = 400;

export class Reader {
  reading = $state.raw<Reading | null>(null);
  /** The card that it stands on; null: it stands on none. */
  card = $state.raw<Card | null>(null);
  busy = $state(false);
  /** How far a file is that takes longer than a moment; null: none does. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  /** Which of several contacts is shown. */
  place = $state(0);
  readonly #capture: Capture;
  /** Why nothing was read, and the form that was shown then. */
  #problem = $state.raw<{ text: string; form: Form } | null>(null);
  /** The form that has a part of what was read. */
  #takenIn: Form | null = null;
  /** Of the files that are read, counted; and which of them was given up. */
  #turn = 0;
  #cancelled = 0;
  /** The badge that was asked for last: it is asked for once. */
  #typed = '';

  constructor(capture: Capture) {
    this.#capture = capture;
  }

  get proposal(): Proposal | null {
    return this.reading?.proposals[this.place] ?? null;
  }

  /** Why nothing was read, or what is to be said of it; null: nothing. It is of no use beside another form. */
  get problem(): string | null {
    return this.#problem?.form === this.#capture.form ? this.#problem.text : null;
  }

  /** It has been read, or the typing goes on. */
  readonly forgetProblem = (): void => {
    this.#problem = null;
  };

  /** Nothing is offered that stands in the form already. */
  get offers(): Offer[] {
    const { contact } = this.#capture.form;
    return (this.proposal?.fields ?? [])
      .map((field) => ({ field, stand: standOf(contact, field) }))
      .filter(({ stand }) => stand !== 'same');
  }

  /** What is to be said of all that was read. */
  get said(): readonly Said[] {
    return [...(this.reading?.said ?? []), ...(this.proposal?.said ?? [])];
  }

  readonly readFiles = (files: readonly File[]): Promise<void> =>
    this.#read(async () => {
      const [file] = files;
      return file === undefined ? null : await this.#readFile(file);
    });

  /** Gives up the file that is being read: all stays as it was. */
  readonly cancel = (): void => {
    this.#cancelled = this.#turn;
    void stopReading();
  };

  async #readFile(file: File): Promise<Found> {
    let last = { done: 0, total: 0 };
    let isLong = false;
    const timer = setTimeout(() => {
      isLong = true;
      this.progress = last;
    }, moment);
    try {
      return await readFile(file, (done, total) => {
        last = { done, total };
        if (isLong) this.progress = last;
      });
    } finally {
      clearTimeout(timer);
      this.progress = null;
    }
  }

  readonly readText = (text: string): Promise<void> =>
    this.#read(async () => ({ reading: await readText(text), card: null }));

  /** Puts before the user what was read from a picture of a card. */
  readonly showCard = (found: Found): Promise<void> => this.#read(() => Promise.resolve(found));

  /** Reads a picture on the clipboard; returns the text there, null where there was a picture in its place. */
  async fromClipboard(): Promise<string | null> {
    const { text, picture } = await call('clipboard');
    if (picture === null || text.trim() !== '') return text;
    await this.#read(() => readPicture(new Blob([new Uint8Array(picture)], { type: 'image/png' })));
    return null;
  }

  /** Puts what was read before the user. */
  readonly show = (reading: Reading, card: SeenCard | null = null): void => {
    this.discard();
    this.place = 0;
    if (reading.proposals.length === 0) {
      this.#tell(textOf(reading.said.length > 0 ? reading.said : t('reading.noContact')));
      return;
    }
    this.reading = reading;
    this.card = card === null ? null : { lines: card.lines, sides: card.picture === null ? [] : [card.picture] };
    void this.#lookUp(reading);
  };

  /** A badge's ID was typed: what the list has is proposed, unless something else is looked at. */
  async badgeTyped(badgeId: string): Promise<void> {
    const isFree = () => this.reading === null;
    if (!isFree() || this.busy || badgeId === this.#typed) return;
    this.#typed = badgeId;
    const found = await readBadge(badgeId).catch(() => null);
    const isThere = this.#capture.form.contact.badgeId === badgeId;
    if (found === null || !isThere || !isFree()) return;
    this.reading = found;
    this.place = 0;
    if (this.offers.length === 0 && this.proposal?.fields.length !== 0) this.discard();
  }

  /** The list of attendees is asked for whatever holds only an ID. */
  async #lookUp(reading: Reading): Promise<void> {
    const found = await withAttendee(reading).catch(() => null);
    if (found !== null && this.reading === reading) this.reading = found;
  }

  /** Takes one field, in the place of what stands there. */
  readonly takeOne = (field: ProposedField): void => {
    take(this.#capture.form.contact, field);
    this.#taken();
  };

  /** Takes all for which there is room. What differs stays in sight. */
  readonly takeAll = (): void => {
    for (const { field, stand } of this.offers) if (stand === 'free') take(this.#capture.form.contact, field);
    this.#taken();
  };

  /** What is left of a proposal belongs to the contact that was saved, and not to the next. Another one of the same file may. */
  readonly saved = (form: Form): void => {
    if (this.#takenIn === form && (this.reading?.proposals.length ?? 0) <= 1) this.discard();
  };

  readonly discard = (): void => {
    this.#takenIn = null;
    this.reading = null;
    this.card = null;
    this.#problem = null;
  };

  step(by: number): void {
    const count = this.reading?.proposals.length ?? 1;
    this.place = (this.place + by + count) % count;
  }

  #tell(text: string): void {
    this.#problem = { text, form: this.#capture.form };
  }

  #taken(): void {
    const { form } = this.#capture;
    this.#takenIn = form;
    // A badge that was typed was read from nothing.
    if (this.reading !== null && !(this.reading.kind === 'badge' && this.reading.raw === null)) {
      noteSource(form.contact, this.reading, this.proposal ?? undefined);
    }
    if (this.card !== null) form.card = this.card.sides;
    form.messages.clear();
    form.more ||= hasMore(form.contact);
    this.#capture.typed();
    if (this.offers.length === 0 && (this.reading?.proposals.length ?? 0) <= 1) this.discard();
  }

  /**
   * While a card is shown, what comes from a picture is its other side, or a code on it. A card of somebody else waits until
   * this one is taken or put aside, for else it would be lost, or the two would become one.
   */
  async #add({ reading, card }: Found, to: Card): Promise<void> {
    const [before, more] = [this.proposal, reading.proposals[0]];
    if (this.reading === null || before === null || more === undefined) return;
    if (areTwoPeople(before, more)) throw new SaidError(say('reading.otherPerson'));
    if (card === null) {
      this.reading = withMore(this.reading, reading);
      return;
    }
    const lines = [...to.lines, ...card.lines];
    // Read as one: which of the lines is the name shows only beside all the others.
    const both = await readLines(lines);
    this.show(both);
    this.card = { lines, sides: [...to.sides, ...(card.picture === null ? [] : [card.picture])] };
  }

  async #read(reading: () => Promise<Found | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#problem = null;
    const turn = ++this.#turn;
    try {
      const found = await reading();
      if (found === null) return;
      if (this.card !== null && found.reading.symbology !== null) await this.#add(found, this.card);
      else this.show(found.reading, found.card);
    } catch (error) {
      if (this.#cancelled === turn) return;
      // A card that is shown stays: there may be more to come of it.
      if (this.card === null) this.reading = null;
      this.#tell(error instanceof SaidError ? textOf(error.said) : t('reading.failed'));
    } finally {
      this.busy = false;
    }
  }
}
