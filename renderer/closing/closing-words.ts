/** What is said before the window closes over something that is not sent. */
import type { Status } from '../../electron/contract/status.ts';

export interface ClosingWords {
  title: string;
  sentences: string[];
}

/** Takes what is known of the queue, and whether something is typed that is not saved; returns what to say, or null: nothing. */
export function closingWords({ counts, pause, link, heldBack, declined }: Status, typed: boolean): ClosingWords | null {
  const unsent = counts.waiting + counts.sending;
  if (unsent === 0 && !typed) return null;
  const contacts = unsent === 1 ? '1 contact' : `${unsent.toLocaleString('en')} contacts`;
  const [are, they] = unsent === 1 ? ['is', 'It is'] : ['are', 'They are'];
  const sentences: string[] = [];
  if (unsent > 0) {
    sentences.push(`${they} safe on this laptop, and sent the next time Fieldpost is open and reaches the CRM.`);
    if (pause === null && link && unsent > heldBack + declined) {
      sentences.push('Sending is under way: keep Fieldpost open until it is done, if you can.');
    }
  }
  if (typed) sentences.push('What is typed in the form is not saved yet. It is kept, and is there at the next start.');
  return { title: unsent > 0 ? `${contacts} ${are} not sent yet` : 'One entry is not saved yet', sentences };
}
