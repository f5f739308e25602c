/**
 * What is known of a lead beside the person: how warm it is, what was asked and answered, what was promised, what the visitor
 * agreed to. It goes with the contact, in the words of the day: what an event asks can change afterwards, and its answers do not.
 */
import * as v from 'valibot';

/** How warm a lead is, the warmest first. */
export const ratings = ['hot', 'warm', 'cold'] as const;
export type Rating = (typeof ratings)[number];
export const ratingSchema = v.picklist(ratings);

/**
 * How a question is answered. single, several: by its options; temperature: hot, warm or cold; stars: 1 to 5; line, text: in
 * words, of one line or of several.
 */
export const questionKinds = [
  'single',
  'several',
  'yesNo',
  'temperature',
  'stars',
  'number',
  'date',
  'line',
  'text',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Something that was chosen or typed. */
const givenSchema = v.strictObject({
  /** An option's id; `yes` or `no`; a rating; 1 to 5; a date as 2026-11-27; else what was typed. */
  value: v.string(),
  /** What it was called when it was chosen; else the same. */
  text: v.string(),
});
export type Given = v.InferOutput<typeof givenSchema>;

export const answerSchema = v.strictObject({
  /** The question's id, and which of its revisions was asked. */
  question: v.string(),
  revision: v.number(),
  kind: v.picklist(questionKinds),
  /** In which words. */
  asked: v.string(),
  /** One, unless the question takes several. */
  given: v.array(givenSchema),
});
export type Answered = v.InferOutput<typeof answerSchema>;

/** Takes a number as people type it; returns it as JSON writes it, digit by digit, or null where it is none. */
export function numberText(typed: string): string | null {
  const text = typed.trim().replace(',', '.');
  // "1,000" is a thousand to one reader, and one to another.
  if (/^-?[1-9]\d{0,2}\.\d{3}$/u.test(text)) return null;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(text) ? text : null;
}

/** By what a visitor may be written to. */
export const channels = ['email', 'phone', 'post'] as const;
export type Channel = (typeof channels)[number];

export const consentSchema = v.strictObject({
  /** How it was given, or refused. */
  how: v.picklist(['spoken', 'ticked', 'signed']),
  /** What was agreed to. Empty: the visitor said no. */
  channels: v.array(v.picklist(channels)),
  /** Which text: of the version, in a language as BCP 47 writes it, by its SHA-256 in hex. The text itself is in the set-up. */
  version: v.number(),
  language: v.string(),
  hash: v.string(),
  /** When, in milliseconds since 1970, and how far the laptop's clock was ahead of UTC, in minutes. */
  at: v.number(),
  offset: v.number(),
  /** Who asked, and the name of the laptop. */
  by: v.string(),
  laptop: v.string(),
  /** The strokes of a signature, as the path of an SVG 300 units wide and 100 high; empty: none. */
  signature: v.string(),
  /** The name that was typed in place of a signature. */
  signedAs: v.optional(v.string()),
  /** When it was withdrawn, in milliseconds since 1970; null: it was not. */
  withdrawnAt: v.nullable(v.number()),
});
export type Consent = v.InferOutput<typeof consentSchema>;

/** The event that a contact was captured at: its id, and what it was called. */
export const atEventSchema = v.strictObject({ id: v.string(), name: v.string() });
export type AtEvent = v.InferOutput<typeof atEventSchema>;
