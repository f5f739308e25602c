/** The window's start and end, and updates. */
import type { updateRequests } from '#contract/updates.ts';
import type { windowRequests } from '#contract/window.ts';
import { viewOf } from '../policy/view.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

/** How many contacts come with the first paint: more than any window shows. */
const firstPage = 40;

export function windowHandlers({
  modes,
  app,
  theme,
  language,
  policy,
  updates,
  closing,
}: HandlerParts): HandlersOf<typeof windowRequests & typeof updateRequests> {
  return {
    start: async () => {
      await modes.show();
      const outbox = modes.opened()?.outbox;
      return {
        ...app,
        status: modes.status(),
        drafts: outbox?.newDrafts() ?? [],
        editing: outbox?.editDraft() ?? null,
        practice: modes.practice() !== null,
        page: outbox?.page({ search: '', state: null, before: null, limit: firstPage }) ?? {
          rows: [],
          more: false,
          isWhole: true,
        },
        theme: theme(),
        language: language(),
        policy: viewOf(policy, modes.practice() !== null),
      };
    },

    updates: () => updates.view(),
    updateStep: (step) => {
      updates.step(step);
      return null;
    },

    quit: () => {
      closing.quit();
      return null;
    },
    keepOpen: () => {
      closing.keepOpen();
      updates.stay();
      return null;
    },
  };
}
