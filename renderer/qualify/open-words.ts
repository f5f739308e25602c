import type { Contact } from '#contract/contact.ts';
import type { Setup } from '#contract/events.ts';
import { say, type Message } from '#words/message.ts';

/** Takes a stored contact; returns which required questions of its event were left open, in words, or null. */
export function openWords({ open, event }: Contact, { events }: Setup): Message | null {
  if (open.length === 0) return null;
  const questions = events.find(({ id }) => id === event?.id)?.questions ?? [];
  const asked = questions.filter(({ id }) => open.includes(id)).map((question) => question.asked);
  // What is asked there now is something else.
  if (asked.length < open.length) return say('qualify.leftOpenCount', { count: open.length });
  return say('qualify.leftOpen', { questions: asked });
}
