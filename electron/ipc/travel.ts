/** Set-ups that travel: written into a file, shown before they change anything, and taken over. */
import { basename } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { maxEvents } from '#contract/events.ts';
import { noFieldMap } from '#contract/field-map.ts';
import {
  setupEnding,
  shortestPassphrase,
  type ExportSetupAnswer,
  type ImportSetupAnswer,
  type SetupPreview,
  type travelRequests,
} from '#contract/travel.ts';
import { say, type Said } from '#words/message.ts';
import { KeychainUnavailable } from '../keychain/keychain.ts';
import { log } from '../log/log.ts';
import type { Mode } from '../modes/mode.ts';
import { isLocked, whyLocked } from '../policy/policy.ts';
import { fileOf, mostBytes, openFile, packed, type OpenedFile } from '../setup/file.ts';
import { keyOpener, seal, type Keys } from '../setup/keys.ts';
import { changesOf, withArrived } from '../setup/take-over.ts';
import { fourWordsOf, meaningOfMap, type Travelling, type TravellingConnection } from '../setup/travelling.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

/** The one connection that there is. */
const first = '';

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
      const setup = travelling(mode, isPractice());
      const no = (problem: Said | null, field: 'passphrase' | null = null): ExportSetupAnswer => ({
        saved: false,
        field,
        problem,
      });
      if (withKey && passphrase.trim().length < shortestPassphrase) {
        return no(say('travel.passphraseShort', { least: shortestPassphrase }), 'passphrase');
      }
      const known = withKey ? await keysOf(mode) : { keys: {} };
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
      const arrived = arrivedIn(file.setup, isPractice());
      const setup = withArrived(mode.outbox.setup(), file.setup);
      if (setup.events.length > maxEvents) return no(say('travel.tooMany', { most: maxEvents }));
      const store = () => {
        mode.outbox.saveSetup(setup);
        if (fieldMap && arrived !== null) mode.outbox.saveFieldMap(arrived.fieldMap);
      };
      if (connection && arrived !== null && arrived.baseUrl !== '') {
        const before = mode.outbox.connection();
        const { baseUrl, credentialId } = arrived;
        const answer = await mode.connections
          .of('')
          .settings.save({ baseUrl, credentialId, apiKey: keys[first] ?? '' }, store);
        if (!answer.saved) return no(answer.problem.message);
        const same = answer.connection.baseUrl === before.baseUrl && credentialId === before.credentialId;
        mode.nudge(same ? 'key' : 'connection', '');
      } else {
        mode.outbox.together(store);
      }
      setupChanged(setup);
      log.note('A set-up was taken over', { events: file.setup.events.length, connection, fieldMap, withKey });
      return { imported: true, words: wordsOf(mode, isPractice()), message: say('travel.imported') };
    },
  };
}

/** Takes a mode and whether it is the one for practice; returns the four words of its set-up. */
export const wordsOf = (mode: Mode, practice: boolean): string[] => fourWordsOf(travelling(mode, practice));

/** Returns all of a mode that travels. The connection of practice is nobody's. */
function travelling({ outbox }: Mode, practice: boolean): Travelling {
  const { events, consentTexts } = outbox.setup();
  const { baseUrl, credentialId } = practice ? { baseUrl: '', credentialId: '' } : outbox.connection();
  return { events, consentTexts, connections: [{ id: first, baseUrl, credentialId, fieldMap: outbox.fieldMap() }] };
}

/** Returns the connection of a set-up that arrives here; practice keeps its own address. */
function arrivedIn({ connections }: Travelling, practice: boolean): TravellingConnection | null {
  const arrived = connections.find(({ id }) => id === first) ?? null;
  return arrived !== null && practice ? { ...arrived, baseUrl: '', credentialId: '' } : arrived;
}

function previewOf(file: OpenedFile, name: string, mode: Mode, practice: boolean): SetupPreview {
  const { outbox, policy } = mode;
  const arrived = arrivedIn(file.setup, practice);
  const here = outbox.connection();
  const map = arrived?.fieldMap ?? noFieldMap;
  const fields = Object.values(map.fields).filter(({ field }) => field !== '').length;
  const isSameMap = isDeepStrictEqual(meaningOfMap(map), meaningOfMap(outbox.fieldMap()));
  const isSame = arrived?.baseUrl === here.baseUrl && arrived.credentialId === here.credentialId;
  const lock = isLocked(policy, 'baseUrl') || isLocked(policy, 'credentialId') ? whyLocked(policy) : null;
  const noMap = isDeepStrictEqual(meaningOfMap(outbox.fieldMap()), meaningOfMap(noFieldMap));
  const connects = arrived !== null && arrived.baseUrl !== '';
  return {
    file: name,
    words: fourWordsOf(file.setup),
    events: changesOf(outbox.setup(), file.setup),
    connection: connects
      ? {
          host: URL.parse(arrived.baseUrl)?.host ?? '',
          credentialId: arrived.credentialId,
          isSame,
          lock: isSame ? null : lock,
          waiting: isSame ? 0 : outbox.counts().waiting,
        }
      : null,
    fieldMap: fields > 0 || map.rest !== '' ? { fields, isSame: isSameMap } : null,
    ticked: {
      connection: connects && (here.baseUrl === '' ? lock === null : isSame && file.sealed !== null),
      fieldMap: noMap && !isSameMap,
    },
    hasKey: connects && file.sealed !== null,
  };
}

/** Resolves with the keys of the connections of a mode, or with why there is none to take along. */
async function keysOf(mode: Mode): Promise<{ keys: Keys } | { problem: Said }> {
  const { baseUrl } = mode.outbox.connection();
  try {
    const key = baseUrl === '' ? null : await mode.readKey();
    return key === null ? { problem: say('travel.noKey') } : { keys: { [first]: key } };
  } catch (error) {
    if (error instanceof KeychainUnavailable) return { problem: error.said };
    throw error;
  }
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
