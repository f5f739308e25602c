/** What is said of updates: what is the case, what becomes of the contacts, what to do. */
import type { Metered, NoUpdates, Updates, UpdateStep, UpdateTrouble } from '#contract/updates.ts';
import { say, type Message, type Said } from '#words/message.ts';

export interface UpdateWords {
  text: Said;
  /** What is offered, in the order of the buttons. */
  offers: { label: Message; step: UpdateStep }[];
}

const off: Record<NoUpdates, Message> = {
  policy: say('updates.offByPolicy'),
  'broken-policy': say('updates.offByBrokenPolicy', { policy: say('settings.policy') }),
  'no-key': say('updates.offWithoutKey'),
  'by-hand': say('updates.offByHand'),
};

const troubles: Record<UpdateTrouble, Message> = {
  unreachable: say('updates.unreachable'),
  unsigned: say('updates.unsigned'),
  'wrong-signature': say('updates.wrongSignature'),
  malformed: say('updates.malformed'),
  'no-file': say('updates.noFile'),
  'broken-off': say('updates.brokenOff'),
  damaged: say('updates.damaged'),
  'no-room': say('updates.noRoom'),
  'not-installed': say('updates.notInstalled'),
};

const meteredWords: Record<Metered, Message> = {
  yes: say('updates.metered'),
  no: say('updates.notMetered'),
  unknown: say('updates.maybeMetered'),
};

const look = (label: Message): UpdateWords['offers'] => [{ label, step: { do: 'look' } }];

/** Takes what is known of updates. */
export function updateWords(updates: Updates): UpdateWords {
  switch (updates.state) {
    case 'off':
      return { text: off[updates.why], offers: [] };
    case 'idle': {
      const { lookedAt } = updates;
      return {
        text: lookedAt === null ? say('updates.notLooked') : say('updates.upToDate', { at: lookedAt }),
        offers: look(say('updates.look')),
      };
    }
    case 'looking':
      return { text: say('updates.looking'), offers: [] };
    case 'found': {
      const { version, bytes, metered, stopped } = updates;
      const metering = stopped ? say('updates.becameMetered') : meteredWords[metered];
      return {
        text: [say('updates.found', { version, size: bytes }), metering],
        offers: [{ label: say('updates.download'), step: { do: 'download', version, metered } }],
      };
    }
    case 'downloading': {
      const { version, bytes, received, waits } = updates;
      return {
        text: waits
          ? say('updates.waits', { version })
          : say('updates.downloading', { version, received, size: bytes }),
        offers: [{ label: say('updates.stop'), step: { do: 'stop' } }],
      };
    }
    case 'ready': {
      const { version, atClose, administrator } = updates;
      const how = administrator ? 'updates.withPassword' : 'updates.byRestart';
      return {
        text: [say('updates.ready', { version }), say(atClose ? 'updates.atClose' : how)],
        offers: [{ label: say('updates.install'), step: { do: 'install' } }],
      };
    }
    case 'failed': {
      // Of an installer that was started, Fieldpost cannot say that nothing was changed.
      const after = updates.trouble === 'not-installed' ? 'updates.contactsUntouched' : 'updates.nothingChanged';
      return { text: [troubles[updates.trouble], say(after)], offers: look(say('updates.lookAgain')) };
    }
  }
}
