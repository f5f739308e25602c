/** How every dialog opens over the rest of the window. */

/** Whose caret can be asked for and set. */
const hasCaret = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.selectionStart !== null);

/**
 * Opens a dialog over everything else. When it closes, Chromium gives the focus back to where it was, but not the caret
 * (seen in 130): what is typed then would go nowhere, so that is put back, too.
 */
export function openModal(dialog: HTMLDialogElement): void {
  const field = document.activeElement;
  if (hasCaret(field)) {
    const { selectionStart, selectionEnd } = field;
    const putBack = (): void => {
      field.setSelectionRange(selectionStart, selectionEnd);
    };
    field.addEventListener('focus', putBack, { once: true });
    // It comes after the focus.
    dialog.addEventListener('close', () => {
      field.removeEventListener('focus', putBack);
    });
  }
  dialog.showModal();
}
