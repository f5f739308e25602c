/** A name that is printed in two lines, the first name above the last one. Only the e-mail address tells it from two other words. */
import { saysNames } from '../text/name-order.ts';
import type { Segment } from './segments.ts';
import { hasLegalForm, saysTitle } from './vocabulary.ts';

const isWord = ({ text }: Segment): boolean =>
  /^\p{Lu}[\p{L}'’-]+$/u.test(text) && !saysTitle(text) && !hasLegalForm(text);

/** Takes the lines that are neither address nor number, and what stands before the @; returns them with the name in one piece. */
export function withWholeNames(segments: Segment[], local: string): Segment[] {
  const at = segments.findIndex((segment, index) => {
    const below = segments[index + 1];
    return (
      below?.line === segment.line + 1 &&
      isWord(segment) &&
      isWord(below) &&
      saysNames([segment.text, below.text], local)
    );
  });
  const [one, other] = [segments[at], segments[at + 1]];
  if (one === undefined || other === undefined) return segments;
  return [...segments.slice(0, at), { ...one, text: `${one.text} ${other.text}` }, ...segments.slice(at + 2)];
}
