/** What is said before the window closes over something that is not sent. */
import type { Status } from '#contract/status.ts';
import { numberText } from '../lib/number.ts';

export interface ClosingWords {
  title: string;
  sentences: string[];
}

/**
 * Takes what is known of the queue, whether something is typed that is not saved, and whether that is there at the next
 * start; returns what to say, or null: nothing.
 */
export function closingWords(
  { counts, pause, heldBack, declined }: Status,
  typed: boolean,
  kept = true,
): ClosingWords | null {
  const unsent = counts.waiting + counts.sending;
  if (unsent === 0 && !typed) return null;
  const contacts = unsent === 1 ? '1 contact' : `${numberText(unsent)} contacts`;
  const [are, they] = unsent === 1 ? ['is', 'It is'] : ['are', 'They are'];
  const sentences: string[] = [];
  if (unsent > 0) {
    sentences.push(
      pause !== null && (pause.asks || pause.until === null)
        ? `${they} safe on this laptop. To have ${unsent === 1 ? 'it' : 'them'} sent, do first what Fieldpost asks for at the bottom of its window.`
        : `${they} safe on this laptop, and sent the next time Fieldpost is open and reaches the CRM.`,
    );
    if (pause === null && unsent > heldBack + declined) {
      sentences.push('Sending is under way: keep Fieldpost open until it is done, if you can.');
    }
  }
  if (typed) {
    sentences.push(
      kept
        ? 'What is typed in the form is not saved yet. It is kept, and is there at the next start.'
        : 'What is typed in the form is not saved and could not be kept: it is lost if you quit. Note it elsewhere first.',
    );
  }
  return { title: unsent > 0 ? `${contacts} ${are} not sent yet` : 'One entry is not saved yet', sentences };
}
