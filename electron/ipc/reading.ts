/** What the screen reads from outside of its page. */
import type { readingRequests } from '#contract/reading.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export const readingHandlers = ({ clipboard }: HandlerParts): HandlersOf<typeof readingRequests> => ({
  clipboard,
});
