import { describe, expect, it } from 'vitest';
import { noMemory } from '../../electron/store/settings.ts';
import { pauseOf } from '../../electron/sync/pause.ts';
import { openQueue, type Queue, type Rest } from '../../electron/sync/queue.ts';
import { backoff, mostCanaries, rests } from '../../electron/sync/schedule.ts';

const wall = 1_800_000_000_000;
const clocks = { wall, steady: 5_000 };
const met = { since: 4_000, met: 4_500, status: 503, code: null, message: 'Maintenance' };
const resting = (change: Partial<Rest> = {}): Rest => ({
  reason: 'offline',
  until: 7_000,
  tries: 3,
  reached: false,
  ...met,
  ...change,
});
const outage = { reason: 'api-ill', canaries: 0, misled: false, go: 'no', probes: 2, ...met } as const;
const queue = (change: Partial<Queue> = {}): Queue => ({
  ...openQueue(noMemory, true, 'yes', clocks),
  key: 'known',
  ...change,
});
const told = (change: Partial<Queue>) => pauseOf(queue(change), clocks);

describe('what the screen is told of a rest', () => {
  it('is nothing where the queue goes on', () => {
    expect(told({})).toBeNull();
  });

  it('is told by the wall clock, in the words that came', () => {
    expect(told({ rest: resting() })).toEqual({
      reason: 'offline',
      since: wall - 1_000,
      met: wall - 500,
      until: wall + 2_000,
      notBefore: null,
      asks: false,
      status: 503,
      code: null,
      message: 'Maintenance',
      tries: 3,
    });
  });

  it('has the deadline of the CRM, whatever else there is', () => {
    expect(told({ rest: resting(), notBefore: 65_000 })).toMatchObject({
      until: wall + 60_000,
      notBefore: wall + 60_000,
    });
  });

  it.each([
    ['other-laptop', { ours: 'no' }],
    ['not-connected', { connected: false }],
    ['no-key', { key: 'none' }],
  ] as const)('says %s first, which only the user can end', (reason, change) => {
    expect(told({ ...change, rest: resting(), outage: { ...outage, probeAt: 1, canaryAt: 1 } })).toMatchObject({
      reason,
      until: null,
    });
  });

  it('says of an outage when the next question or the next contact goes', () => {
    expect(told({ outage: { ...outage, probeAt: 9_000, canaryAt: 8_000 } })?.until).toBe(wall + 3_000);
    // The question proves nothing.
    expect(told({ outage: { ...outage, probeAt: 6_000, canaryAt: 8_000, misled: true } })?.until).toBe(wall + 3_000);
  });

  it("asks for the user's word once so many contacts were lost, and where all are refused alike", () => {
    const spent = { ...outage, canaries: mostCanaries, probeAt: 9_000, canaryAt: 6_000 };
    expect(told({ outage: spent })).toMatchObject({ asks: true, until: wall + 4_000 });
    expect(told({ outage: { ...spent, misled: true } })).toMatchObject({ asks: true, until: null });
    expect(told({ outage: { ...spent, go: 'by-user' } })).toMatchObject({ asks: false, until: wall });
    expect(told({ rest: resting({ reason: 'refusing' }) })?.asks).toBe(true);
  });
});

describe('the time of the next look', () => {
  const waits = (times: number, chance: number) =>
    Array.from({ length: times }, (_, before) => backoff(rests.offline, before, chance) / 1_000);

  it('doubles up to a cap, with chance taking up to half of it away', () => {
    expect(waits(6, 1)).toEqual([2, 4, 8, 16, 30, 30]);
    expect(waits(6, 0)).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('stays finite after ten thousand tries', () => {
    expect(waits(10_000, 1).at(-1)).toBe(30);
  });
});
