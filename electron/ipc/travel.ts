/** Set-ups that travel: written into a file, shown before they change anything, and taken over. */
import { basename } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { eventOnDuty, isHeld, type FieldEvent, type Setup } from '#contract/events.ts';
import {
  setupEnding,
  shortestPassphrase,
  type ExportSetupAnswer,
  type ImportSetupAnswer,
  type travelRequests,
} from '#contract/travel.ts';
import { say, type Said } from '#words/message.ts';
import { log } from '../log/log.ts';
import { keysOfAll, previewOf, takeOver, travellingFrom, wordsOf } from '../modes/set-up.ts';
import { fileOf, mostBytes, openFile, packed, type OpenedFile } from '../setup/file.ts';
import { keyOpener, seal } from '../setup/keys.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function travelHandlers(parts: HandlerParts): HandlersOf<typeof travelRequests> {
  const { modes, chooseFile, pickFile, setupChanged, speak } = parts;
  const openKeys = keyOpener(wait);
  /** The file that was opened last, and for which outbox. */
  let opened: { file: OpenedFile; folder: string } | null = null;
  const isPractice = () => modes.practice() !== null;

  return {
    setupWords: () => wordsOf(modes.current(), isPractice()),

    exportSetup: async ({ withKey, passphrase }): Promise<ExportSetupAnswer> => {
      const mode = modes.current();
      const setup = travellingFrom(mode, isPractice());
      const no = (problem: Said | null, field: 'passphrase' | null = null): ExportSetupAnswer => ({
        saved: false,
        field,
        problem,
      });
      if (withKey && passphrase.trim().length < shortestPassphrase) {
        return no(say('travel.passphraseShort', { least: shortestPassphrase }), 'passphrase');
      }
      const known = withKey ? await keysOfAll(mode) : { keys: {} };
      if ('problem' in known) return no(known.problem);
      const name = speak().say('travel.fileName');
      const file = await chooseFile(speak().say('travel.export'), `${name}.${setupEnding}`);
      if (file === null) return no(null);
      try {
        const bound = packed(setup);
        await writeWhole(file, fileOf(bound, withKey ? await seal(known.keys, bound, passphrase) : null));
      } catch (error) {
        log.error('The set-up could not be written', error);
        return no(whyNotWritten(error, file));
      }
      log.note('The set-up was written into a file', { events: setup.events.length, withKey });
      const saved = say('travel.saved', { count: setup.events.length, file });
      return { saved: true, message: [saved, say(withKey ? 'travel.savedWithKey' : 'travel.savedWithoutKey')] };
    },

    openSetup: async () => {
      opened = null;
      const path = await pickFile(speak().say('travel.import'), setupEnding);
      if (path === null) return { opened: false, problem: null };
      const bytes = await bytesOf(path);
      if (!(bytes instanceof Uint8Array)) return { opened: false, problem: bytes };
      const opening = openFile(bytes);
      if (!opening.ok) {
        log.note('A file was refused as a set-up');
        return { opened: false, problem: opening.problem };
      }
      const mode = modes.current();
      opened = { file: opening.file, folder: mode.outbox.folder };
      return { opened: true, preview: previewOf(opening.file, basename(path), mode, isPractice()) };
    },

    importSetup: async ({ connection, fieldMap, passphrase }): Promise<ImportSetupAnswer> => {
      const no = (problem: Said, field: 'passphrase' | null = null): ImportSetupAnswer => ({
        imported: false,
        field,
        problem,
      });
      const mode = modes.current();
      if (opened?.folder !== mode.outbox.folder) return no(say('travel.openAgain'));
      const { file } = opened;
      const withKey = connection && file.sealed !== null && passphrase.trim() !== '';
      const keys = withKey && file.sealed !== null ? await openKeys(file.sealed, file.bound, passphrase) : {};
      if (keys === null) return no(say('travel.wrongPassphrase'), 'passphrase');
      // It may have been left while the passphrase was tried.
      if (modes.opened() !== mode) return no(say('travel.openAgain'));
      const problem = await takeOver(mode, file.setup, { connection, fieldMap, keys }, isPractice());
      if (problem !== null) return no(problem);
      const begun = beginningNow(mode.outbox.setup());
      if (begun !== null) mode.outbox.saveSetup({ ...mode.outbox.setup(), onDuty: begun.id });
      setupChanged(mode.outbox.setup());
      log.note('A set-up was taken over', { events: file.setup.events.length, connection, fieldMap, withKey });
      const duty = begun === null ? [] : [say('travel.nowOnDuty', { event: begun.name.trim() })];
      return { imported: true, words: wordsOf(mode, isPractice()), message: [say('travel.imported'), ...duty] };
    },
  };
}

/** Returns the event that is on today, where none is on duty and no other is on: contacts are captured at it without a further step. */
function beginningNow(setup: Setup): FieldEvent | null {
  if (eventOnDuty(setup) !== null) return null;
  const [event = null, ...others] = setup.events.filter((one) => isHeld(one, Date.now()));
  return others.length === 0 ? event : null;
}

/** Resolves with a file's bytes, or with why it is not read. */
async function bytesOf(path: string): Promise<Uint8Array | Said> {
  try {
    const { size } = await stat(path);
    return size > mostBytes ? say('travel.foreign') : await readFile(path);
  } catch (error) {
    log.error('A set-up could not be read', error);
    return say('travel.unreadable', { file: path });
  }
}
