/** Sorts a list by dragging its items: each of them is dragged by a handle, and dropped on another one. */
export class DragSort {
  /** The place of the item that is dragged, and the one that it would get. */
  #from = $state<number | null>(null);
  #to = $state<number | null>(null);
  readonly #move: (from: number, to: number) => void;

  /** Takes what puts the item at one place at another. */
  constructor(move: (from: number, to: number) => void) {
    this.#move = move;
  }

  /** Returns how the item at this place is shown: as the dragged one, or with a line where that would go; else null. */
  markAt(at: number): 'dragged' | 'above' | 'below' | null {
    if (this.#from === null) return null;
    if (at === this.#from) return 'dragged';
    if (at !== this.#to) return null;
    return this.#from > at ? 'above' : 'below';
  }

  /** The handle of the item at this place is dragged. What follows the pointer is the item, and not only its handle. */
  start(event: DragEvent, at: number): void {
    this.#from = at;
    const item = event.currentTarget instanceof Element ? event.currentTarget.closest('li') : null;
    if (event.dataTransfer === null || item === null) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
    event.dataTransfer.setDragImage(item, 12, 20);
  }

  over(event: DragEvent, at: number): void {
    if (this.#from === null) return;
    event.preventDefault();
    this.#to = at;
  }

  readonly drop = (event: DragEvent): void => {
    event.preventDefault();
    if (this.#from !== null && this.#to !== null) this.#move(this.#from, this.#to);
    this.end();
  };

  readonly end = (): void => {
    this.#from = null;
    this.#to = null;
  };
}
