/** What is typed in a dialog, and would be gone with the window or with the outbox that it belongs to. */

let ask: (() => boolean) | null = null;

/**
 * Takes what is called before all is left: it returns whether nothing is lost by that, and else asks the user itself.
 * Returns a function that ends that.
 */
export function watchUnsaved(mayLeave: () => boolean): () => void {
  ask = mayLeave;
  return () => {
    if (ask === mayLeave) ask = null;
  };
}

/** Whether nothing is lost by leaving; where something is, the user is being asked about it. */
export const mayLeave = (): boolean => ask?.() ?? true;
