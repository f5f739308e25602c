/** Events and what is set up for them, and where their answers go. */
import { eventProblems, type eventRequests, type Setup } from '#contract/events.ts';
import { fieldMapProblems, type fieldMapRequests } from '#contract/field-map.ts';
import { withEvent, withoutEvent } from '../events/revise.ts';
import { log } from '../log/log.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function eventHandlers({ modes }: HandlerParts): HandlersOf<typeof eventRequests & typeof fieldMapRequests> {
  function change(by: (setup: Setup) => Setup): Setup {
    const { outbox } = modes.current();
    const setup = by(outbox.setup());
    outbox.saveSetup(setup);
    return setup;
  }

  return {
    setup: () => modes.current().outbox.setup(),
    saveEvent: (event) => {
      const problems = eventProblems(event);
      if (Object.keys(problems).length > 0) return { saved: false, problems };
      const setup = change((before) => withEvent(before, event));
      log.note('An event was set up', { questions: event.questions.length, consent: event.consent !== null });
      return { saved: true, setup };
    },
    removeEvent: (id) => {
      const setup = change((before) => withoutEvent(before, id));
      log.note('An event was removed', { left: setup.events.length });
      return setup;
    },
    goOnDuty: (id) =>
      change((before) => ({ ...before, onDuty: before.events.some((event) => event.id === id) ? id : null })),

    fieldMap: (id) => modes.current().outbox.fieldMap(id),
    saveFieldMap: ({ id, ...map }) => {
      const problems = fieldMapProblems(map);
      if (Object.keys(problems).length > 0) return problems;
      modes.current().outbox.saveFieldMap(map, id);
      const count = Object.values(map.fields).filter(({ field }) => field !== '').length;
      log.note('The fields in the CRM were set', { count });
      return null;
    },
  };
}
