/** A program types as fast as a scanner: one that completes texts, say, or takes dictation. What it typed is not lost. */
import { typedText } from '#reading/keys/typed-text.ts';
import type { Stroke } from '#reading/keys/stroke.ts';
import type { ReadingKind } from '#reading/reading.ts';
import { isWrittenInto } from './field-memory.ts';

/** Nobody types these. */
const codes: readonly ReadingKind[] = [
  'vcard',
  'mecard',
  'bizcard',
  'kddi',
  'aamva',
  'json',
  'mailto',
  'taught',
  'refused',
];

/** Fewer words may be a name. */
const sentence = /\S\s+\S+\s+\S+\s+\S/u;

/**
 * Takes what was typed like a scan, and what it was read as; types it into the field that has the focus, where it belongs there,
 * and returns whether it does: a sentence in a field of several lines, and all but codes in a dialog's.
 */
export function typedBack(strokes: readonly Stroke[], kind: ReadingKind): boolean {
  const { activeElement: field } = document;
  if (field === null || !isWrittenInto(field) || codes.includes(kind)) return false;
  const text = typedText(strokes, 'keys', 'asTyped').text.trimEnd();
  const isSentence = field instanceof HTMLTextAreaElement && sentence.test(text);
  if (field.closest('dialog') === null && !isSentence) return false;
  // Nothing else types as a person does: with its events, and so that it can be undone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, text);
  return true;
}
