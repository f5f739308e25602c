/** What Enter does in the form: it goes from field to field, and from the note the contact is saved. */

/** Takes the key press and the form; moves the focus where that is it. Returns whether the contact is to be saved. */
export function enterIn(event: KeyboardEvent, form: HTMLFormElement): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches('input, textarea, select')) return false;
  // Shift breaks the line where there are several.
  if (event.shiftKey && target.matches('textarea')) return false;
  event.preventDefault();
  if (event.repeat) return false;
  if (target.id === 'note') return true;
  const all = [...form.querySelectorAll<HTMLElement>('input, textarea, select')];
  const next = all[all.indexOf(target) + (event.shiftKey ? -1 : 1)];
  next?.focus();
  return next === undefined && !event.shiftKey;
}
