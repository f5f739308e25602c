/** What the practice outbox begins with, so that practising goes as it will at the booth. */
import { isDeepStrictEqual } from 'node:util';
import { noFieldMap, type FieldMap } from '#contract/field-map.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { meaningOfMap } from '../setup/travelling.ts';

/** The practice CRM has a field of a long text, by the name that most CRMs have for theirs. */
const practiceMap: FieldMap = { ...noFieldMap, rest: 'Description' };

/** Takes the practice outbox; gives it the practice CRM's fields where it has none. @throws StoreProblem */
export function setUpPractice(outbox: Outbox): void {
  if (isUnset(outbox.fieldMap())) outbox.saveFieldMap(practiceMap);
}

const isUnset = (map: FieldMap): boolean => isDeepStrictEqual(meaningOfMap(map), meaningOfMap(noFieldMap));
