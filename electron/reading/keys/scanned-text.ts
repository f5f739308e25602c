/** The strokes of a scan → the text that was meant: read in all the ways there are, and the one taken that makes sense. */
import { say, type Message } from '#words/message.ts';
import { read, type Input } from '../read.ts';
import type { ReadingKind } from '../reading.ts';
import { layoutNames } from './layouts.ts';
import { isAltDigit, type Stroke } from './stroke.ts';
import { typedText, type Capitals, type Reader } from './typed-text.ts';

export interface ScannedText {
  text: string;
  /** How it was read: worth remembering for this laptop's scanner. */
  reader: Reader;
  /** Whether Caps Lock was on while letters were typed. */
  capsLock: boolean;
  /** What is to be said of it; none as a rule. */
  said: Message[];
}

/** What else is known when a scan is read. */
export interface ScanContext extends Pick<Input, 'rule'> {
  /** How the last scans of this laptop were read; null: not known yet. */
  remembered?: Reader | null;
  /** Whether a text is known, as the badge of somebody in the list of attendees is. */
  isKnown?: (text: string) => boolean;
}

/** How much sense each kind makes: a text that became one by chance is hardly a vCard. */
const senseOf: Readonly<Record<ReadingKind, number>> = {
  vcard: 100,
  aamva: 100,
  mecard: 90,
  bizcard: 90,
  taught: 80,
  kddi: 80,
  refused: 70,
  json: 70,
  url: 60,
  mailto: 60,
  tel: 60,
  gs1: 40,
  email: 40,
  delimited: 6,
  signature: 2,
  badge: 4,
  nothing: 0,
};

/** Words that stand in codes, and by which a layout shows that moves only some of the letters. */
const expected =
  /BEGIN:VCARD|END:VCARD|VERSION:[234]\.[01]|TYPE=|(?:^|\n)(?:N|FN|ORG|TITLE|TEL|EMAIL|ADR|URL|NOTE)[:;]|INTERNET|VOICE|https?:\/\/(?:www\.)?[\w-]+\.|\.(?:com|org|net|example)\b/gu;
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\p{Ll}{2,}/gu;
/** What stands within a word only where a key was read by another layout. */
const oddWithin = /(?<=[\p{L}\d])[[\]{}'"`´^°§¨£µ!&()=?²<>](?=[\p{L}\d])|(?<=\p{Ll});(?=\p{Ll})/gu;
/** Digits with Shift. */
const signsInRow = /[!@#$%^&*()"§/=]{3,}/gu;
const oddAnywhere = /[°§¨£µ²¬¦·¿¡´`]/gu;
const digitInWord = /(?<=\p{L}\p{Ll})\d(?=\p{Ll})/gu;
const letterInNumber = /(?<=\d)[^\x00-\x7F]|[^\x00-\x7F](?=\d)/gu;
const accented = /[^\x00-\x7F]/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function sense(text: string, unknown: number, { rule, isKnown }: ScanContext): number {
  if (text === '') return -1_000;
  const { kind } = read({ text, from: 'code', rule: rule ?? null });
  return (
    senseOf[kind] +
    (isKnown?.(text) === true ? 200 : 0) +
    4 * count(text, expected) +
    12 * count(text, address) -
    3 * count(text, oddWithin) -
    2 * count(text, oddAnywhere) -
    4 * count(text.replace(/:\/\//gu, ''), signsInRow) -
    2 * count(text, digitInWord) -
    3 * count(text, letterInNumber) -
    0.7 * count(text, accented) -
    15 * unknown
  );
}

/** Takes the strokes of a scan, its end and all, and what is known; returns the text that was meant. */
export function scannedText(strokes: readonly Stroke[], context: ScanContext = {}): ScannedText {
  const capsLock = strokes.some(({ capsLock: on, key }) => on && /^\p{L}$/u.test(key));
  // By their numbers characters come as they are, whatever the layout.
  const isNumbered = strokes.every((stroke) => isAltDigit(stroke) || stroke.key === 'Alt' || stroke.key === 'Enter');
  const readers: readonly Reader[] = isNumbered ? ['keys'] : ['keys', ...layoutNames];
  const seen = new Set<string>();
  let best: { text: string; reader: Reader; score: number } | null = null;
  for (const capitals of capsLock ? (['shift', 'asTyped'] as const) : (['shift'] as Capitals[])) {
    for (const reader of readers) {
      const { text, unknown } = typedText(strokes, reader, capitals);
      const isRemembered = reader === context.remembered;
      if (seen.has(text) && !isRemembered) continue;
      seen.add(text);
      // Between readings that say nothing, what was remembered counts most, and what the laptop typed a little.
      const bonus = (isRemembered ? 3 : 0) + (reader === 'keys' ? 1 : 0) + (capitals === 'shift' ? 2 : 0);
      const score = sense(text, unknown, context) + bonus;
      if (best === null || score > best.score) best = { text, reader, score };
    }
  }
  const { text, reader } = best ?? { text: '', reader: 'keys' as const };
  const asTyped = typedText(strokes, 'keys', 'shift').text;
  const said = [
    ...(reader !== 'keys' && text !== asTyped ? [say('reading.layout')] : []),
    ...(capsLock ? [say('reading.capsLock')] : []),
  ];
  return { text, reader, capsLock, said };
}
