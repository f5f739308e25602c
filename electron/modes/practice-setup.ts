/** What the practice outbox begins with, so that practising goes as it will at the booth. Nothing of it ever goes the other way. */
import { isDeepStrictEqual } from 'node:util';
import { eventOnDuty, maxEvents, type Setup } from '#contract/events.ts';
import { noFieldMap, type FieldMap } from '#contract/field-map.ts';
import { copyList } from '../attendees/list.ts';
import { log } from '../log/log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { withArrived } from '../setup/take-over.ts';
import { meaningOfMap } from '../setup/travelling.ts';

/** What is practised with: neither a connection nor a key. */
export interface Practised {
  setup: Setup;
  /** Of the connection that contacts would go by. */
  fieldMap: FieldMap;
  /** Of the real outbox, which has the lists of attendees. */
  folder: string;
}

/** The practice CRM has a field of a long text, by the name that most CRMs have for theirs. */
const practiceMap: FieldMap = { ...noFieldMap, rest: 'Description' };

/** Takes the real outbox; returns what is practised with. Null: it cannot be read, and practice begins without. */
export function practisedFrom(outbox: Outbox): Practised | null {
  try {
    const setup = outbox.setup();
    return { setup, fieldMap: outbox.fieldMap(eventOnDuty(setup)?.connection ?? ''), folder: outbox.folder };
  } catch (error) {
    log.error('What is set up could not be read for practice', error);
    return null;
  }
}

/**
 * Takes the practice outbox and what it begins with, null where that is not known: it goes on with what it had. An event that was
 * made in practice stays, and where nothing is set up for real, all does. @throws StoreProblem
 */
export function setUpPractice(outbox: Outbox, real: Practised | null): void {
  if (real !== null && real.setup.events.length > 0) {
    outbox.saveSetup(withReal(outbox.setup(), real.setup));
    copyLists(real, outbox);
  }
  if (real !== null && !isUnset(real.fieldMap)) outbox.saveFieldMap(real.fieldMap);
  else if (isUnset(outbox.fieldMap())) outbox.saveFieldMap(practiceMap);
}

function withReal(here: Setup, real: Setup): Setup {
  const { events, consentTexts } = withArrived(here, real);
  const taken = events.flatMap((event) => {
    const original = real.events.find(({ id }) => id === event.id);
    if (original === undefined) return events.length > maxEvents ? [] : [event];
    // All go by the connection to the practice CRM, which is the only one.
    return [{ ...event, capturedBy: original.capturedBy, connection: '' }];
  });
  return { events: taken, consentTexts, onDuty: real.onDuty };
}

/** Badges get their names in practice, too. Without the lists it goes on all the same. */
function copyLists({ folder, setup }: Practised, outbox: Outbox): void {
  try {
    for (const { id } of setup.events) copyList(folder, outbox.folder, id);
  } catch (error) {
    log.error('A list of attendees could not be copied for practice', error);
  }
}

const isUnset = (map: FieldMap): boolean => isDeepStrictEqual(meaningOfMap(map), meaningOfMap(noFieldMap));
