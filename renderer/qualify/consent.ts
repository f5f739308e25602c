/** What is kept of a consent: how it was given, for what, and to which text. */
import type { FieldEvent, Setup } from '#contract/events.ts';
import { channels, type Channel, type Consent } from '#contract/qualification.ts';

/** What the visitor said. */
export type Given = Pick<Consent, 'how' | 'channels'> & Partial<Pick<Consent, 'signature' | 'signedAs'>>;

/** What the visitor did on the screen. */
export interface OnScreen {
  channels: Channel[];
  /** As the path of an SVG; empty: none. */
  signature: string;
  /** The name that was typed instead; empty: none. */
  signedAs: string;
}

/**
 * Takes the event that asks, the set-up, what was said, and when in milliseconds since 1970; returns what is kept; null: the event asks for none. What the
 * computer is called is filled in where it is stored.
 */
export function consentOf(event: FieldEvent, setup: Setup, given: Given, now: number): Consent | null {
  const { consent } = event;
  if (consent === null) return null;
  const [hash = ''] =
    Object.entries(setup.consentTexts).find(
      ([, { text, language }]) => text === consent.text && language === consent.language,
    ) ?? [];
  const { how, channels: said, signature = '', signedAs = '' } = given;
  return {
    how,
    channels: channels.filter((channel) => said.includes(channel)),
    version: consent.version,
    language: consent.language,
    hash,
    at: now,
    offset: -new Date(now).getTimezoneOffset(),
    by: event.capturedBy.trim(),
    laptop: '',
    signature,
    ...(signedAs === '' ? {} : { signedAs }),
    withdrawnAt: null,
  };
}

/** Takes what the visitor did; returns what that says, or null where no channel was ticked: silence is neither a yes nor a no. */
export function saidOnScreen({ channels, signature, signedAs }: OnScreen): Given | null {
  if (channels.length === 0) return null;
  const how = signature !== '' || signedAs.trim() !== '' ? 'signed' : 'ticked';
  return { how, channels, signature, signedAs: signedAs.trim() };
}

/** What a visitor says who says no. */
export const saidNo: Given = { how: 'ticked', channels: [] };

/** Takes channels and one of them; returns them with it, or without it where it was there. */
export const toggled = (all: readonly Channel[], channel: Channel): Channel[] =>
  all.includes(channel) ? all.filter((one) => one !== channel) : [...all, channel];

/** Takes how far a clock is ahead of UTC, in minutes; returns it as in UTC+01:00. */
export function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  const all = Math.abs(minutes);
  return `UTC${sign}${two(Math.floor(all / 60))}:${two(all % 60)}`;
}

/** The strokes of a signature, as they are drawn on a field 300 units wide and 100 high. */
export class Strokes {
  #path = '';
  #last: { x: number; y: number } | null = null;

  get path(): string {
    return this.#path;
  }

  /** The pen goes on to this point, in units of the field; `isDown`: it is put down there. */
  to(x: number, y: number, isDown: boolean): void {
    const point = { x: Math.round(Math.min(300, Math.max(0, x))), y: Math.round(Math.min(100, Math.max(0, y))) };
    if (!isDown && (this.#last === null || (this.#last.x === point.x && this.#last.y === point.y))) return;
    // A dot is a stroke, too.
    const begin = isDown ? `M${point.x} ${point.y}` : '';
    if (this.#path.length < longestPath) this.#path += `${begin}L${point.x} ${point.y}`;
    this.#last = point;
  }

  up(): void {
    this.#last = null;
  }

  clear(): void {
    this.#path = '';
    this.#last = null;
  }
}

/** Nobody's signature is longer, in characters: whoever paints is not to fill the disk. */
const longestPath = 20_000;
