/** The kiosk: how it begins and ends, and what its visitors enter. */
import { hostname } from 'node:os';
import { contactProblems } from '#contract/contact-checks.ts';
import { eventOnDuty } from '#contract/events.ts';
import type { kioskRequests } from '#contract/kiosk.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { atEvent } from '../events/at-event.ts';
import { witnessed } from '../events/witnessed.ts';
import { contactOf } from '../kiosk/visitor.ts';
import { noSlot } from '../outbox/drafts.ts';
import { StoreProblem } from '../store/problems.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function kioskHandlers({ modes, kiosk, switched }: HandlerParts): HandlersOf<typeof kioskRequests> {
  return {
    startKiosk: async (pin) => {
      if (eventOnDuty(modes.current().outbox.setup()) === null) throw new SaidError(say('kiosk.noEvent'));
      await kiosk.start(pin, modes.practice() !== null);
      await switched();
      return null;
    },

    saveVisitor: async (visitor) => {
      try {
        const saved = await modes.repairing((mode) => {
          const setup = mode.outbox.setup();
          const contact = contactOf(visitor, setup);
          const problems = contactProblems(contact);
          if (Object.keys(problems).length > 0) return { problems };
          const whole = witnessed(atEvent(contact, setup), { laptop: hostname(), setup, before: null });
          // What somebody was typing before the kiosk stays in its form.
          return { mode, id: mode.outbox.capture(whole, Date.now(), noSlot) };
        });
        if ('problems' in saved) return { saved: false, problems: saved.problems };
        saved.mode.contactsChanged([saved.id]);
        return { saved: true };
      } catch (error) {
        if (error instanceof StoreProblem) return { saved: false, problems: { '': error.said } };
        throw error;
      }
    },

    leaveKiosk: async (typed) => {
      const answer = await kiosk.leave(typed);
      if (answer.left) await switched();
      return answer;
    },
  };
}
