/** What is typed at this moment, so that nothing of it is lost with the process of the screen: the disk has it a bit later. */
import type { Argument } from '#contract/ipc.ts';
import { log } from '../log/log.ts';

type Draft = Argument<'noteDraft'>;

export type TypedDrafts = ReturnType<typeof typedDrafts>;

export function typedDrafts() {
  /** By slot. */
  const drafts = new Map<number, Draft>();

  return {
    note: (draft: Draft): void => {
      drafts.set(draft.slot, draft);
    },

    /** The contact was stored, or its form cleared or replaced: what was typed in its slot is no draft any more. */
    stored: (slot: number): void => {
      drafts.delete(slot);
    },

    /** Returns what was typed last in a slot, which is no longer kept here; undefined: nothing was. */
    take: (slot: number): Draft | undefined => {
      const draft = drafts.get(slot);
      drafts.delete(slot);
      return draft;
    },

    /** The screen begins anew, and has written what was typed. */
    forget: (): void => {
      drafts.clear();
    },

    /** Writes what was typed last with `write`. Never throws. */
    keep(write: (draft: Draft) => unknown): void {
      for (const draft of drafts.values()) {
        try {
          write(draft);
        } catch (error) {
          log.error('What was typed could not be kept', error);
        }
      }
      drafts.clear();
    },
  };
}
