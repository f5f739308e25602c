/** What of a fault may be told: not its message, which may quote what was typed. */
import type { ScreenFault } from '#contract/window.ts';

const mostPlaces = 8;
const names = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'] as const;

/** Takes anything thrown; returns what of it may leave the screen. */
export function faultOf(error: unknown): Omit<ScreenFault, 'part'> {
  if (!(error instanceof Error)) return { name: error instanceof DOMException ? 'DOMException' : 'other', at: [] };
  const { message, stack = '' } = error;
  const name = names.find((known) => known === error.constructor.name) ?? 'other';
  // The message is a part of the stack, and may look like places.
  const begin = message === '' ? stack.indexOf('\n') : stack.indexOf(message);
  if (begin < 0) return { name, at: [] };
  const at = stack
    .slice(begin + message.length)
    .split('\n')
    .flatMap((line) => /^ {4}at .*\/([\w-]{1,60}\.js:\d{1,7}:\d{1,7})\)?$/u.exec(line)?.[1] ?? []);
  return { name, at: at.slice(0, mostPlaces) };
}
