import { expect, it } from 'vitest';
import { superfluous } from '../../electron/outbox/backups.ts';

const named = (...times: string[]) => times.map((time) => `outbox-2026-11-${time}.sqlite`);

it('keeps the two newest backups and the last of each of the three days before them', () => {
  const names = named('24T12-00', '24T11-00', '24T10-00', '24T09-00', '23T17-00', '23T16-00', '20T08-00', '19T08-00');
  expect(superfluous(names)).toEqual(named('24T09-00', '23T16-00', '19T08-00'));
});

it('keeps all as long as there are few', () => {
  expect(superfluous(named('24T12-00', '24T11-00', '23T10-00'))).toEqual([]);
});
