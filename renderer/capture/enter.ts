/** What Enter does in the form: it goes from field to field; from the note on to the questions, and from the last of these the contact is saved. */
import { stopIn } from '../qualify/focus.ts';

const stops = 'input:not([type="radio"], [type="checkbox"], [tabindex="-1"]), textarea, select, [data-question]';

/** Takes the key press and the form; moves the focus where that is it. Returns whether the contact is to be saved. */
export function enterIn(event: KeyboardEvent, form: HTMLFormElement): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches('input, textarea, select')) return false;
  // Shift breaks the line where there are several.
  if (event.shiftKey && target.matches('textarea')) return false;
  event.preventDefault();
  if (event.repeat) return false;
  const own = target.closest('[data-question]') ?? target;
  const first = form.querySelector('[data-question]');
  if (own.id === 'note') {
    if (first !== null) stopIn(first)?.focus();
    return first === null;
  }
  const all = [...form.querySelectorAll<HTMLElement>(stops)].filter(
    (stop) => stop.parentElement?.closest('[data-question]') === null,
  );
  const next = event.shiftKey ? all.findLast((stop) => isAfter(stop, own)) : all.find((stop) => isAfter(own, stop));
  const isLast = own !== target && next?.matches('[data-question]') !== true;
  if (!event.shiftKey && (isLast || next === undefined)) return true;
  if (next?.matches('[data-question]') === true) stopIn(next)?.focus();
  else next?.focus();
  return false;
}

const isAfter = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
