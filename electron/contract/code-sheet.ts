/**
 * The codes of an event's printed sheet: what each stands for, and the text that a scanner reads. This is the one place that
 * knows both.
 *
 * A scanner types what it reads as a keyboard does, on whatever keyboard the laptop believes to have. Letters that stand
 * elsewhere on a German, French or Turkish one (A, I, M, Q, W, Y, Z), digits (a French one has them above Shift) and signs
 * are not used, and upper and lower case mean the same. Any other program that is given such a text finds a word in it and
 * nothing to do.
 */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { request } from './request.ts';
import { channels, ratings, type Channel, type Rating } from './qualification.ts';

export type SheetCode =
  /** `value`: as in `Given`. */
  | { of: 'answer'; question: string; revision: number; value: string }
  | { of: 'rating'; rating: Rating }
  | { of: 'consent'; to: Channel | 'no' }
  | { of: 'capturedBy'; name: string };

/** What each text begins with. It is none of the letters that follow. */
const mark = 'FPV';
/** Each stands for four bits. */
const letters = 'BCDEFGHJKLNPRSTX';
const checkBytes = 2;

/** Takes what a code stands for; returns its text. */
export function codeText(code: SheetCode): string {
  const content = new TextEncoder().encode(contentOf(code));
  return mark + [...content, ...checkOf(content)].map(lettersOf).join('');
}

/** Takes a text that was scanned or typed; returns what it stands for, or null where it is no code of a sheet. */
export function readCode(text: string): SheetCode | null {
  // Some scanners put before it which kind of code it was, in three characters.
  const [, coded] = /^.{0,3}fpv([a-z]+)$/iu.exec(text.trim()) ?? [];
  const bytes = coded === undefined ? null : bytesOf(coded.toUpperCase());
  if (bytes === null) return null;
  const content = bytes.slice(0, -checkBytes);
  const check = checkOf(content);
  if (bytes.length <= checkBytes || check.some((byte, at) => byte !== bytes[content.length + at])) return null;
  return codeOf(new TextDecoder().decode(content));
}

function contentOf(code: SheetCode): string {
  switch (code.of) {
    case 'answer':
      return ['q', code.question, code.revision, code.value].join(':');
    case 'rating':
      return `r:${code.rating}`;
    case 'consent':
      return `c:${code.to}`;
    case 'capturedBy':
      return `b:${code.name}`;
  }
}

function codeOf(content: string): SheetCode | null {
  const [, kind, rest = ''] = /^([qrcb]):(.+)$/su.exec(content) ?? [];
  if (kind === 'b') return { of: 'capturedBy', name: rest };
  if (kind === 'r') {
    const rating = ratings.find((one) => one === rest);
    return rating === undefined ? null : { of: 'rating', rating };
  }
  if (kind === 'c') {
    const to = [...channels, 'no' as const].find((one) => one === rest);
    return to === undefined ? null : { of: 'consent', to };
  }
  const [, question, revision, value] = /^([\w-]+):(\d{1,9}):(.+)$/su.exec(rest) ?? [];
  if (question === undefined || value === undefined) return null;
  return { of: 'answer', question, revision: Number(revision), value };
}

const lettersOf = (byte: number): string => letters.charAt(byte >> 4) + letters.charAt(byte & 15);

/** Returns null where a letter is none of ours, or half a byte is missing. */
function bytesOf(coded: string): Uint8Array | null {
  const half = (at: number) => letters.indexOf(coded.charAt(at));
  const halves = Array.from({ length: coded.length }, (_, at) => half(at));
  if (halves.includes(-1) || coded.length % 2 === 1) return null;
  return Uint8Array.from({ length: coded.length / 2 }, (_, at) => (half(2 * at) << 4) | half(2 * at + 1));
}

/** A letter that was dropped or swapped on the way must not become another answer: CRC-16/CCITT. */
function checkOf(content: Uint8Array): number[] {
  let sum = 0xffff;
  for (const byte of content) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return [sum >> 8, sum & 255];
}

/** What came of saving a sheet; the message is null where the user chose no file. */
export interface SaveCodeSheetAnswer {
  saved: boolean;
  message: Said | null;
}

export const codeSheetRequests = {
  /** Takes the id of an event; asks the user for a file and writes its sheet into it, as a PDF. */
  saveCodeSheet: request<SaveCodeSheetAnswer>()(v.pipe(v.string(), v.maxLength(64))),
};
