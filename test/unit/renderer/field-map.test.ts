// The lines of the settings in which a field gets its name in the CRM.
import { expect, it } from 'vitest';
import { fixedTargets } from '#contract/field-map.ts';
import { groupNames, linesOf } from '../../../renderer/settings/field-map-lines.ts';

it('has a line for each field that can be named, and for none twice', () => {
  const lines = groupNames.flatMap(linesOf).map(({ target }) => target);
  expect(lines.sort()).toEqual([...fixedTargets].sort());
});
