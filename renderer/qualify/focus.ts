/** Where the focus goes among the questions of a form. */

/** Takes what a question is drawn in; returns what of it gets the focus. */
export const stopIn = (question: Element): HTMLElement | null =>
  question.querySelector<HTMLElement>(':checked') ?? question.querySelector<HTMLElement>('input, textarea');

/** Takes what a question is drawn in; puts the focus into the next one. At the last it stays. */
export function focusAfter(question: HTMLElement): void {
  const next = question.nextElementSibling;
  if (next !== null) stopIn(next)?.focus();
}

/** Takes a form and the id of a question; puts the focus into that. */
export function focusQuestion(form: Element, id: string): void {
  const question = form.querySelector(`[data-question="${CSS.escape(id)}"]`);
  if (question !== null) stopIn(question)?.focus();
}

/** Takes a control; returns whether it is one to write into, whose letters are no commands. */
export const isWritten = (element: Element | null): boolean =>
  element instanceof HTMLElement &&
  (element.isContentEditable || element.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'));
