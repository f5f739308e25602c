/** The window's start and end, and updates. */
import { noSetup } from '#contract/events.ts';
import type { updateRequests } from '#contract/updates.ts';
import type { Start, windowRequests } from '#contract/window.ts';
import { visitorsSetup } from '../kiosk/visitor.ts';
import { viewOf } from '../policy/view.ts';
import { isToken, type Token } from '../log/facts.ts';
import { log } from '../log/log.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

/** How many contacts come with the first paint: more than any window shows. */
const firstPage = 40;

/** Returns what the screen begins with, in the mode of the moment: from here on its requests belong to that one. */
export async function startOf(parts: HandlerParts): Promise<Start> {
  await parts.modes.show();
  const start = wholeStart(parts);
  if (!parts.kiosk.isRunning()) return start;
  const nothing = { rows: [], more: false, isWhole: true };
  return { ...start, kiosk: true, drafts: [], editing: null, page: nothing, setup: visitorsSetup(start.setup) };
}

function wholeStart({ modes, app, theme, language, policy, moreFields }: HandlerParts): Start {
  const outbox = modes.opened()?.outbox;
  return {
    ...app,
    status: modes.status(),
    drafts: outbox?.newDrafts() ?? [],
    editing: outbox?.editDraft() ?? null,
    practice: modes.practice() !== null,
    kiosk: false,
    page: outbox?.page({ search: '', state: null, before: null, limit: firstPage }) ?? {
      rows: [],
      more: false,
      isWhole: true,
    },
    setup: outbox?.setup() ?? noSetup,
    theme: theme(),
    language: language(),
    policy: viewOf(policy, modes.practice() !== null, modes.opened()?.setupProblem ?? null),
    moreFields: moreFields(),
  };
}

export function windowHandlers(parts: HandlerParts): HandlersOf<typeof windowRequests & typeof updateRequests> {
  const { updates, closing } = parts;
  return {
    start: () => startOf(parts),

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

    showMoreFields: (more) => {
      parts.setMoreFields(more);
      return null;
    },
    screenFailed: ({ part, name, at }) => {
      log.note('Something in the screen failed', { part, name, at: placesOf(at) });
      return null;
    },
  };
}

/** As one word, which the log takes: the contract lets nothing in but places in our own files. */
function placesOf(at: readonly string[]): Token | null {
  const innermost = at[0] ?? '';
  return isToken(innermost) ? innermost : null;
}
