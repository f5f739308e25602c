/** The set-up of an outbox as it leaves for another laptop, and what one that arrives would change here, and changes. */
import { isDeepStrictEqual } from 'node:util';
import { maxEvents } from '#contract/events.ts';
import { noFieldMap } from '#contract/field-map.ts';
import type { SetupPreview } from '#contract/travel.ts';
import { say, type Said } from '#words/message.ts';
import { KeychainUnavailable } from '../keychain/keychain.ts';
import { isLocked, whyLocked } from '../policy/policy.ts';
import type { OpenedFile } from '../setup/file.ts';
import type { Keys } from '../setup/keys.ts';
import { changesOf, withArrived } from '../setup/take-over.ts';
import { fourWordsOf, meaningOfMap, type Travelling, type TravellingConnection } from '../setup/travelling.ts';
import type { Mode } from './mode.ts';

/** Takes a mode and whether it is the one for practice, whose connection is nobody's; returns all of it that travels. */
export function travellingFrom({ outbox }: Mode, practice: boolean): Travelling {
  const { events, consentTexts } = outbox.setup();
  const connections = outbox.connections().map(({ id, name }): TravellingConnection => {
    const { baseUrl, credentialId } = practice ? { baseUrl: '', credentialId: '' } : outbox.connection(id);
    return { id, name, baseUrl, credentialId, fieldMap: outbox.fieldMap(id) };
  });
  return { events, consentTexts, connections };
}

/** The same; returns the four words of its set-up. */
export const wordsOf = (mode: Mode, practice: boolean): string[] => fourWordsOf(travellingFrom(mode, practice));

/** Resolves with the stored keys of a mode by the ids of their connections, or with why there is none to take along. */
export async function keysOfAll({ outbox, connections }: Mode): Promise<{ keys: Keys } | { problem: Said }> {
  const keys: Keys = {};
  try {
    for (const { id } of outbox.connections()) {
      const key = await connections.of(id).key();
      if (key !== null) keys[id] = key;
    }
  } catch (error) {
    if (error instanceof KeychainUnavailable) return { problem: error.said };
    throw error;
  }
  return Object.keys(keys).length === 0 ? { problem: say('travel.noKey') } : { keys };
}

/** Where contacts would go: nowhere from practice, which keeps its own address. */
const connectedIn = ({ connections }: Travelling, practice: boolean): TravellingConnection[] =>
  practice ? [] : connections.filter(({ baseUrl }) => baseUrl !== '');

/** Takes a file, its name, and the mode that it would change; returns what that would be. */
export function previewOf(file: OpenedFile, name: string, mode: Mode, practice: boolean): SetupPreview {
  const { outbox, policy } = mode;
  const isLockedHere = isLocked(policy, 'baseUrl') || isLocked(policy, 'credentialId');
  const connections = connectedIn(file.setup, practice).map(({ id, name: called, baseUrl, credentialId }) => ({
    id,
    name: called,
    host: URL.parse(baseUrl)?.host ?? '',
    credentialId,
    isSame: isDeepStrictEqual(outbox.connection(id), { baseUrl, credentialId }),
  }));
  const isNew = connections.some(({ isSame }) => !isSame);
  const isEmpty = outbox.connections().every(({ id }) => outbox.connection(id).baseUrl === '');
  const hasKey = connections.length > 0 && file.sealed !== null;
  const maps = file.setup.connections.map(({ id, fieldMap }) => [fieldMap, outbox.fieldMap(id)] as const);
  const isSameMap = maps.every(([arrived, here]) => isDeepStrictEqual(meaningOfMap(arrived), meaningOfMap(here)));
  const hasMap = maps.some(([, here]) => !isDeepStrictEqual(meaningOfMap(here), meaningOfMap(noFieldMap)));
  const fields = maps.flatMap(([{ fields: all }]) => Object.values(all).filter(({ field }) => field !== '')).length;
  return {
    file: name,
    words: fourWordsOf(file.setup),
    events: changesOf(outbox.setup(), file.setup),
    connections,
    lock: isLockedHere && isNew ? whyLocked(policy) : null,
    waiting: isNew && !isEmpty ? outbox.counts().waiting : 0,
    fieldMap: fields > 0 || maps.some(([{ rest }]) => rest !== '') ? { fields, isSame: isSameMap } : null,
    ticked: {
      connection: connections.length > 0 && (isEmpty ? !isLockedHere : !isNew && hasKey),
      fieldMap: !hasMap && !isSameMap,
    },
    hasKey,
  };
}

/** What of a set-up is to be taken over. */
export interface Choices {
  connection: boolean;
  fieldMap: boolean;
  /** By the ids of their connections. */
  keys: Keys;
}

/** Takes over a set-up, all that was chosen of it or nothing. Resolves with what keeps it from being done; null: it is. @throws StoreProblem */
export async function takeOver(
  mode: Mode,
  arrived: Travelling,
  { connection, fieldMap, keys }: Choices,
  practice: boolean,
): Promise<Said | null> {
  const { outbox, connections } = mode;
  const setup = withArrived(outbox.setup(), arrived);
  if (setup.events.length > maxEvents) return say('travel.tooMany', { most: maxEvents });
  const taken = connection ? connectedIn(arrived, practice) : [];
  const before = taken.map(({ id }) => outbox.connection(id));
  const problem = await connections.takeOver(
    taken.map(({ id, name, baseUrl, credentialId }) => ({ id, name, baseUrl, credentialId, key: keys[id] ?? '' })),
    () => {
      outbox.saveSetup(setup);
      const there = new Set([...outbox.connections(), ...taken].map(({ id }) => id));
      for (const one of arrived.connections) {
        if (fieldMap && there.has(one.id)) outbox.saveFieldMap(one.fieldMap, one.id);
      }
    },
  );
  if (problem !== null) return problem;
  taken.forEach(({ id, baseUrl, credentialId }, index) => {
    mode.nudge(isDeepStrictEqual(before[index], { baseUrl, credentialId }) ? 'key' : 'connection', id);
  });
  return null;
}
