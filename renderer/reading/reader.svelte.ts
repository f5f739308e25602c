/** What was read last, until it is taken into the form or put aside. */
import type { Proposal, ProposedField, Reading } from '#reading/reading.ts';
import type { Said } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import type { Capture } from '../capture/capture.svelte.ts';
import { hasMore } from '../capture/form.svelte.ts';
import { call } from '../lib/bridge.ts';
import { t, textOf } from '../lib/words.ts';
import { readBadge, withAttendee } from './attendee.ts';
import { noteSource, standOf, take, type Stand } from './fill.ts';
import { readFile, readPicture, readText } from './sources.ts';

/** A proposed field, and how it stands to what is in the form. */
export interface Offer {
  field: ProposedField;
  stand: Stand;
}

export class Reader {
  reading = $state.raw<Reading | null>(null);
  /** Why nothing was read, or what is to be said of it; null: nothing. */
  problem = $state.raw<string | null>(null);
  busy = $state(false);
  /** Which of several contacts is shown. */
  place = $state(0);
  readonly #capture: Capture;
  /** The badge that was asked for last: it is asked for once. */
  #typed = '';

  constructor(capture: Capture) {
    this.#capture = capture;
  }

  get proposal(): Proposal | null {
    return this.reading?.proposals[this.place] ?? null;
  }

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
      return file === undefined ? null : await readFile(file);
    });

  readonly readText = (text: string): Promise<void> => this.#read(() => readText(text));

  /** Reads a picture on the clipboard; returns the text there, where there is no picture. */
  async fromClipboard(): Promise<string> {
    const { text, picture } = await call('clipboard');
    if (picture === null || text.trim() !== '') return text;
    await this.#read(() => readPicture(new Blob([new Uint8Array(picture)], { type: 'image/png' })));
    return '';
  }

  /** Puts what was read before the user. */
  readonly show = (reading: Reading): void => {
    this.reading = reading;
    this.place = 0;
    this.problem = null;
    if (reading.proposals.length > 0) {
      void this.#lookUp(reading);
      return;
    }
    this.problem = textOf(reading.said.length > 0 ? reading.said : t('reading.noContact'));
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

  readonly discard = (): void => {
    this.reading = null;
    this.problem = null;
  };

  step(by: number): void {
    const count = this.reading?.proposals.length ?? 1;
    this.place = (this.place + by + count) % count;
  }

  #taken(): void {
    const { form } = this.#capture;
    // A badge that was typed was read from nothing.
    if (this.reading !== null && !(this.reading.kind === 'badge' && this.reading.raw === null)) {
      noteSource(form.contact, this.reading);
    }
    form.messages.clear();
    form.more ||= hasMore(form.contact);
    this.#capture.typed();
    if (this.offers.length === 0 && (this.reading?.proposals.length ?? 0) <= 1) this.discard();
  }

  async #read(reading: () => Promise<Reading | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const found = await reading();
      if (found !== null) this.show(found);
    } catch (error) {
      this.reading = null;
      this.problem = error instanceof SaidError ? textOf(error.said) : t('reading.failed');
    } finally {
      this.busy = false;
    }
  }
}
