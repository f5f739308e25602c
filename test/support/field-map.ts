import { noMapping, type Encoding, type FieldMap, type Target } from '#contract/field-map.ts';

/** Returns the map that sends these under these names of the CRM, each in this encoding. */
export const fieldMapOf = (names: { [Name in Target]?: string }, encoding: Encoding = 'text'): FieldMap => ({
  fields: Object.fromEntries(
    Object.entries(names).map(([target, field]) => [target, { ...noMapping, field: field ?? '', encoding }]),
  ),
  rest: '',
});
