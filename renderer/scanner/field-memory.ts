/** What fields held before the last keys acted on them, so that a scan's first keys can be taken back. */

type TextField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Snapshot {
  /** Where the focus was. */
  focused: Element | null;
  value: string;
  /** Null: it has none. */
  selection: readonly [start: number, end: number] | null;
}

/** How many keys are looked back at, at most: no run is longer before it is known for a scan. */
const most = 320;

/** Takes an element; returns it where keys change its value. */
const fieldOf = (element: Element | null): TextField | null =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    ? element
    : null;

/** Whether text that is typed goes into an element, so that its letters command nothing. */
export const isWrittenInto = (element: Element | null): boolean =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element.matches('textarea, input:not([type="radio"], [type="checkbox"], [type="file"])'));

function selectionOf(field: TextField | null): Snapshot['selection'] {
  if (field === null || field instanceof HTMLSelectElement) return null;
  const { selectionStart, selectionEnd } = field;
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd];
}

export class FieldMemory {
  #before: Snapshot[] = [];

  /** A key is about to act. */
  note(): void {
    const focused = document.activeElement;
    const field = fieldOf(focused);
    this.#before.push({ focused, value: field?.value ?? '', selection: selectionOf(field) });
    if (this.#before.length > most) this.#before.splice(0, this.#before.length - most);
  }

  /** Takes how many of the last keys are taken back; puts focus, values and selections as they were before. */
  takeBack(keys: number): void {
    const undone = keys === 0 ? [] : this.#before.splice(-keys);
    this.#before = [];
    const [first] = undone;
    // Of each field, what it was before the first key that it got.
    for (const [index, snapshot] of undone.entries()) {
      const isFirst = undone.findIndex(({ focused }) => focused === snapshot.focused) === index;
      if (isFirst) putBack(snapshot);
    }
    if (first === undefined || first.focused === document.activeElement) return;
    if (first.focused instanceof HTMLElement && first.focused !== document.body) first.focused.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

function putBack({ focused, value, selection }: Snapshot): void {
  const field = fieldOf(focused);
  if (field === null || (field instanceof HTMLInputElement && field.type === 'file')) return;
  if (field.value !== value) {
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  }
  if (selection !== null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...selection);
}
