/** Tooltips: one element for the whole window, beside whatever the pointer or the keyboard rests on. */
import type { Attachment } from 'svelte/attachments';

export interface Tip {
  text: string;
  /** The keys that do the same, as they are written on a key cap. */
  keys?: readonly string[];
}

/** How long the pointer rests before it is told, in milliseconds. */
const patience = 500;

let bubble: HTMLElement | undefined;

/** Takes what is to be told; null: nothing. Returns what is attached to the control. */
export function tip(told: Tip | null): Attachment<HTMLElement> {
  return (control) => {
    if (told === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      open(control, told);
    };
    const hide = () => {
      clearTimeout(timer);
      close();
    };
    let pressed: PointerEvent | undefined;
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(show, patience);
    };
    const press = (event: PointerEvent) => {
      pressed = event;
      hide();
    };
    const hasMoved = ({ screenX, screenY }: PointerEvent) =>
      pressed?.screenX !== screenX || pressed.screenY !== screenY;
    // Where a dialog opens and closes over a pointer that was pressed and stayed, it seems to leave and to come.
    const enter = (event: PointerEvent) => {
      if (hasMoved(event)) rest();
    };
    const leave = (event: PointerEvent) => {
      if (hasMoved(event)) pressed = undefined;
      hide();
    };
    const focus = () => {
      if (control.matches(':focus-visible')) rest();
    };
    const ending = new AbortController();
    const { signal } = ending;
    control.addEventListener('pointerenter', enter, { signal });
    control.addEventListener('pointerdown', press, { signal });
    control.addEventListener('pointerleave', leave, { signal });
    for (const name of ['blur', 'keydown']) control.addEventListener(name, hide, { signal });
    control.addEventListener('focus', focus, { signal });
    return () => {
      hide();
      ending.abort();
    };
  };
}

function open(control: HTMLElement, { text, keys = [] }: Tip): void {
  bubble ??= made();
  // A dialog covers all that is not in it.
  (control.closest('dialog') ?? document.body).append(bubble);
  bubble.replaceChildren(text, ...keys.map(cap));
  bubble.showPopover();
  const at = control.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + (at.width - width) / 2), innerWidth - width - 8);
  const below = at.bottom + 6;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${below + height > innerHeight - 8 ? at.top - height - 6 : below}px`;
}

function close(): void {
  if (bubble?.matches(':popover-open') === true) bubble.hidePopover();
}

function made(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tip';
  element.popover = 'manual';
  // The control says the same by its name.
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function cap(key: string): HTMLElement {
  const element = document.createElement('kbd');
  element.className = 'key-cap';
  element.textContent = key;
  return element;
}
