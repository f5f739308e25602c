import { expect, it } from 'vitest';
import { nextLook } from '../../electron/lookup/times.ts';

const minute = 60_000;
const hour = 60 * minute;
const sentAt = 1_800_000_000_000;

it('looks at once, then a minute, ten minutes, an hour, six hours and a day after the contact was sent, and no more', () => {
  const looks: number[] = [];
  let lookedAt: number | null = null;
  for (let next = nextLook(sentAt, lookedAt); next !== null; next = nextLook(sentAt, lookedAt)) {
    looks.push(Math.max(0, next - sentAt));
    lookedAt = Math.max(sentAt, next) + 1;
  }
  expect(looks).toEqual([0, minute, 10 * minute, hour, 6 * hour, 24 * hour]);
});

it('makes up for none of the looks that it missed', () => {
  expect(nextLook(sentAt, sentAt + 2 * hour)).toBe(sentAt + 6 * hour);
  expect(nextLook(sentAt, sentAt + 25 * hour)).toBeNull();
});

it('is not in a hurry after the clock was set back', () => {
  expect(nextLook(sentAt, sentAt - hour)).toBe(sentAt + minute);
  expect(nextLook(sentAt, null)).toBe(0);
});
