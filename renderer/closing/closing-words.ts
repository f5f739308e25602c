/** What is said before the window closes over something that is not sent. */
import type { Status } from '#contract/status.ts';
import { say, type Message } from '#words/message.ts';

export interface ClosingWords {
  title: Message;
  sentences: Message[];
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
  const sentences: Message[] = [];
  if (unsent > 0) {
    const asks = pause !== null && (pause.asks || pause.until === null);
    sentences.push(say(asks ? 'closing.safeButAsks' : 'closing.safe', { count: unsent }));
    if (pause === null && unsent > heldBack + declined) sentences.push(say('closing.underWay'));
  }
  if (typed) sentences.push(say(kept ? 'closing.kept' : 'closing.lost'));
  return { title: unsent > 0 ? say('closing.notSent', { count: unsent }) : say('closing.notSaved'), sentences };
}
