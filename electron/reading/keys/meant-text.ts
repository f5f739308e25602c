/** What several layouts can mean is settled by who is known: the badge that the list of attendees has is the one that was scanned. */
import { read } from '../read.ts';
import type { ReadingKind } from '../reading.ts';
import { scannedText, type ScanContext, type ScannedText } from './scanned-text.ts';
import type { Stroke } from './stroke.ts';

/** What may as well be an id: of these the list is asked. A vCard is one in no other layout. */
const doubtful: readonly ReadingKind[] = ['badge', 'gs1', 'delimited', 'signature', 'nothing'];

/**
 * Takes the strokes of a scan, what else is known, and what tells which of some badges the list of attendees has. Resolves with the
 * text that was meant.
 */
export async function meantText(
  strokes: readonly Stroke[],
  context: Omit<ScanContext, 'isKnown'>,
  knownAmong: (badges: string[]) => Promise<ReadonlySet<string>>,
): Promise<ScannedText> {
  const readings = new Set<string>();
  const first = scannedText(strokes, {
    ...context,
    isKnown: (text) => {
      readings.add(text.trim());
      return false;
    },
  });
  const { kind } = read({ text: first.text, from: 'code', rule: context.rule ?? null });
  if (readings.size < 2 || !doubtful.includes(kind)) return first;
  const known = await knownAmong([...readings].filter((text) => text !== ''));
  return known.size === 0 ? first : scannedText(strokes, { ...context, isKnown: (text) => known.has(text.trim()) });
}
