/** A gate that a download goes through: shut while contacts are being sent. */
import type { Status } from '#contract/status.ts';

/** Takes the status; returns whether contacts are being sent, or would be in a moment. */
export function isSending({ counts, heldBack, declined, inFlight, pause }: Status): boolean {
  return inFlight > 0 || (pause === null && counts.waiting - heldBack - declined > 0);
}

export interface Gate {
  isOpen: () => boolean;
  set: (open: boolean) => void;
  /** Resolves as soon as it is open; at once where it is. */
  opened: () => Promise<void>;
}

/** Returns an open gate. */
export function gate(): Gate {
  let open = true;
  let waiting: (() => void)[] = [];
  return {
    isOpen: () => open,
    set(next) {
      open = next;
      if (!open) return;
      const passing = waiting;
      waiting = [];
      for (const pass of passing) pass();
    },
    async opened() {
      // It may shut again before it is one's turn.
      while (!open) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
