/** The lists of attendees: imported in the thread, looked up here. */
import { setImmediate as others } from 'node:timers/promises';
import type { attendeeRequests, AttendeeList } from '#contract/attendees.ts';
import { eventOnDuty } from '#contract/events.ts';
import { say } from '#words/message.ts';
import { openList, removeList, type OpenList } from '../attendees/list.ts';
import { log } from '../log/log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { inThread } from '../thread/in-thread.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function attendeeHandlers({ modes, listProgress }: HandlerParts): HandlersOf<typeof attendeeRequests> {
  // Shared, so that the thread has it without a copy that would hold up everything else.
  let held = new SharedArrayBuffer(0);
  const whole = (bytes: Uint8Array) => (bytes.length > 0 ? bytes : new Uint8Array(held));
  return {
    listBytes: ({ size, at, bytes }) => {
      if (at === 0) held = new SharedArrayBuffer(size);
      // Of a file in whose place there is another one by now.
      if (held.byteLength === size) new Uint8Array(held).set(bytes, at);
      return null;
    },

    previewList: ({ bytes, choices }) => inThread('previewList', [whole(bytes), choices]),

    importList: async (list) => {
      const { outbox } = modes.current();
      const { folder } = outbox;
      try {
        const answer = await inThread(
          'importList',
          [{ ...list, bytes: whole(list.bytes), folder }, Date.now()],
          listProgress,
        );
        // The list is deleted with its event, be it that it was not there yet.
        if (!outbox.setup().events.some(({ id }) => id === list.event)) {
          removeList(folder, list.event);
          return { imported: false, problem: say('attendees.eventGone') };
        }
        log.note('A list of attendees was imported', { attendees: answer.imported ? answer.result.attendees : 0 });
        return answer;
      } catch (error) {
        log.error('A list of attendees could not be stored', error);
        return { imported: false, problem: say('attendees.notStored') };
      }
    },

    attendeeList: async (event): Promise<AttendeeList | null> => {
      const { outbox } = modes.current();
      const list = openList(outbox.folder, event);
      if (list === null) return null;
      try {
        const badges = { count: 0, named: 0 };
        for await (const { badgesSeen, better } of namedBy(list, outbox, event)) {
          badges.count += badgesSeen;
          badges.named += better.length;
        }
        const { attendees, file, importedAt } = list.about;
        return { attendees, file, importedAt, badges };
      } finally {
        list.close();
      }
    },

    nameBadges: async (event) => {
      const mode = modes.current();
      const list = openList(mode.outbox.folder, event);
      if (list === null) return 0;
      let count = 0;
      try {
        for await (const { better } of namedBy(list, mode.outbox, event)) count += mode.outbox.editAll(better).length;
      } finally {
        list.close();
        if (count > 0) mode.nudge('saved');
      }
      log.note('Badges were named', { count });
      return count;
    },

    attendee: (badgeId) => {
      const { outbox } = modes.current();
      const event = eventOnDuty(outbox.setup());
      const list = event === null ? null : openList(outbox.folder, event.id);
      if (list === null) return { found: 'none' };
      try {
        return list.lookUp(badgeId);
      } finally {
        list.close();
      }
    },
  };
}

/** Yields an event's badges without a name, portion by portion, as the list names them: all else gets its turn in between. */
async function* namedBy(list: OpenList, outbox: Outbox, event: string) {
  const { named } = await import('../attendees/named.ts');
  for (let after = 0; ;) {
    const page = outbox.nameless(event, after);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    const better = page.flatMap(({ id, contact }) => {
      const attendee = list.lookUp(contact.badgeId);
      const whole = attendee.found === 'one' ? named(contact, attendee.parts) : null;
      return whole === null ? [] : [{ id, contact: whole }];
    });
    yield { badgesSeen: page.length, better };
    await others();
  }
}
