/** Events and what is set up for them, and where their answers go. */
import type { codeSheetRequests } from '#contract/code-sheet.ts';
import { eventOnDuty, eventProblems, isHeld, type eventRequests, type Setup } from '#contract/events.ts';
import { fieldMapProblems, type fieldMapRequests } from '#contract/field-map.ts';
import type { followUpRequests } from '#contract/follow-ups.ts';
import { say } from '#words/message.ts';
import { whatIsSent } from '../crm/what-is-sent.ts';
import { removeList } from '../attendees/list.ts';
import { withEvent, withoutEvent } from '../events/revise.ts';
import { log } from '../log/log.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import type { HandlersOf } from './handle.ts';
import { boundTo, complete } from './outbox.ts';
import type { HandlerParts } from './parts.ts';

/** Stands where a contact has none yet. */
const noUuid = '00000000-0000-0000-0000-000000000000';

type Requests = typeof eventRequests & typeof fieldMapRequests & typeof codeSheetRequests & typeof followUpRequests;

export function eventHandlers({ modes, setupChanged, chooseFile, printed, speak }: HandlerParts): HandlersOf<Requests> {
  function change(by: (setup: Setup) => Setup): Setup {
    const { outbox } = modes.current();
    const setup = by(outbox.setup());
    outbox.saveSetup(setup);
    setupChanged(setup);
    return setup;
  }

  return {
    setup: () => modes.current().outbox.setup(),
    saveEvent: (event) => {
      const problems = eventProblems(event);
      if (Object.keys(problems).length > 0) return { saved: false, problems };
      let onDuty = false;
      const setup = change((before) => {
        const after = withEvent(before, event);
        onDuty = eventOnDuty(before) === null && isHeld(event, Date.now());
        return onDuty ? { ...after, onDuty: event.id } : after;
      });
      log.note('An event was set up', { questions: event.questions.length, consent: event.consent !== null });
      return { saved: true, setup, onDuty };
    },
    removeEvent: (id) => {
      const setup = change((before) => withoutEvent(before, id));
      removeList(modes.current().outbox.folder, id);
      log.note('An event was removed', { left: setup.events.length });
      return setup;
    },
    goOnDuty: (id) =>
      change((before) => ({ ...before, onDuty: before.events.some((event) => event.id === id) ? id : null })),
    saveCodeSheet: async (id) => {
      const event = modes
        .current()
        .outbox.setup()
        .events.find((one) => one.id === id);
      if (event === undefined) return { saved: false, message: say('codeSheet.noEvent') };
      const speaker = speak();
      const name = speaker.say('codeSheet.fileName', { event: nameForFile(event.name) });
      const file = await chooseFile(speaker.say('codeSheet.save'), `${name}.pdf`);
      if (file === null) return { saved: false, message: null };
      const { codeSheet } = await import('../events/code-sheet.ts');
      try {
        await writeWhole(file, await printed(codeSheet(event, speaker)));
        return { saved: true, message: say('codeSheet.saved', { file }) };
      } catch (error) {
        log.error('A code sheet could not be saved', error);
        return { saved: false, message: whyNotWritten(error, file) };
      }
    },

    followUps: (query) => modes.current().outbox.followUps(query),

    markFollowUp: ({ id, done }) => {
      modes.current().outbox.markFollowUp(id, done ? Date.now() : null);
      return null;
    },

    whatIsSent: ({ slot, contact }) => {
      const { outbox } = modes.current();
      const uuid = slot > 0 ? (outbox.detail(slot)?.uuid ?? null) : null;
      const asSaved = complete(contact, outbox, slot > 0 ? slot : null);
      const id = boundTo(asSaved, outbox) ?? '';
      const { baseUrl } = outbox.connection(id);
      const sent = whatIsSent(asSaved, uuid ?? noUuid, outbox.fieldMap(id));
      const address = baseUrl === '' ? '' : `${baseUrl}/crm/contacts`;
      return { ...sent, address, hasZeros: uuid === null && sent.body.includes(noUuid) };
    },
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

/** Without what no system has in the name of a file. */
const nameForFile = (name: string): string =>
  name
    .replace(/[\s\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80);
