import type { practiceRequests, PracticeView } from '#contract/practice.ts';
import type { PracticeCrm } from '../practice/crm.ts';
import { moveToReal } from '../modes/move-to-real.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function practiceHandlers({ modes, switched }: HandlerParts): HandlersOf<typeof practiceRequests> {
  /** The screen is told whatever came of the switch, for the outbox it shows may be closed. */
  async function switchBy(change: () => Promise<void>): Promise<null> {
    try {
      await change();
    } finally {
      await switched();
    }
    return null;
  }

  function practiceCrm(): PracticeCrm {
    const crm = modes.practice();
    if (crm === null) throw new Error('Not in practice mode');
    return crm;
  }

  return {
    enterPractice: () => switchBy(modes.enterPractice),
    leavePractice: () => switchBy(modes.leavePractice),
    practice: (): PracticeView => practiceCrm().view(),
    setPracticeBehaviour: async (behaviour) => {
      const crm = practiceCrm();
      await crm.behave(behaviour);
      // On a real laptop the system would say that the network has changed.
      modes.current().nudge('hint');
      return crm.view();
    },
    moveToReal: (ids) => modes.inPractice(({ outbox }, realFolder) => moveToReal(outbox, realFolder, ids, Date.now())),
    resetPractice: () => switchBy(modes.resetPractice),
  };
}
