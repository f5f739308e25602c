import { describe, expect, it } from 'vitest';
import { pauseReasons, type Pause, type PauseReason } from '../../electron/contract/status.ts';
import { pauseAfterNudge, pauseAtStart, pauseOfTwo, untilEnd } from '../../electron/sync/pause.ts';

const now = 1_800_000_000_000;
const pause = (reason: PauseReason, until: number | null = now + 20_000, since = now - 60_000): Pause => ({
  reason,
  since,
  met: since,
  until,
  notBefore: reason === 'rate-limited' ? until : null,
  detail: null,
  tries: 3,
});

describe('a pause', () => {
  it('lasts until its time, for ever without one, and not at all when a clock jump put its time absurdly far', () => {
    expect(untilEnd(pause('offline'), now)).toBe(20_000);
    expect(untilEnd(pause('offline', now - 1), now)).toBe(0);
    expect(untilEnd(pause('no-key', null), now)).toBe(Infinity);
    expect(untilEnd(pause('rate-limited', now + 86_400_000), now)).toBe(0);
  });

  it.each([
    ['rate-limited', now + 20_000],
    ['api-ill', now + 20_000],
    ['key-rejected', now],
    ['portal', now],
  ] as const)('for %s outlasts a restart', (reason, until) => {
    expect(pauseAtStart(pause(reason), now)?.until).toBe(until);
  });

  it.each(['offline', 'no-key', 'not-connected', 'keychain-unavailable', 'disk-trouble'] as const)(
    'for %s is found out anew after a restart',
    (reason) => {
      expect(pauseAtStart(pause(reason), now)).toBeNull();
    },
  );

  it('is one failure when two requests failed together', () => {
    expect(pauseOfTwo(pause('offline', now + 9), { ...pause('offline', now + 5), tries: 4 }, now)).toMatchObject({
      tries: 3,
      until: now + 9,
    });
  });

  it('that only the user can end is not covered by a passing one', () => {
    expect(pauseOfTwo(pause('key-rejected'), pause('offline'), now).reason).toBe('key-rejected');
    expect(pauseOfTwo(pause('offline'), pause('key-rejected'), now).reason).toBe('key-rejected');
  });
});

it('a pause that is over holds off no other one', () => {
  expect(pauseOfTwo(pause('key-rejected', now), pause('keychain-unavailable'), now).reason).toBe(
    'keychain-unavailable',
  );
});

describe("the CRM's own deadline", () => {
  const deadline = now + 600_000;
  const told = pause('rate-limited', deadline);

  it.each(['offline', 'api-ill', 'key-rejected', 'disk-trouble'] as const)('outlasts %s, in either order', (reason) => {
    for (const both of [pauseOfTwo(told, pause(reason), now), pauseOfTwo(pause(reason), told, now)]) {
      expect(both.notBefore).toBe(deadline);
      expect(untilEnd(both, now)).toBe(600_000);
      for (const why of ['user', 'hint', 'saved', 'key'] as const) {
        expect(untilEnd(pauseAfterNudge(both, why, now), now)).toBe(600_000);
      }
    }
  });
});

describe('a nudge', () => {
  it.each(pauseReasons.filter((reason) => reason !== 'portal' && reason !== 'api-ill'))(
    'of changed settings ends the pause for %s',
    (reason) => {
      expect(pauseAfterNudge(pause(reason), 'connection', now)).toBeNull();
    },
  );

  it.each(['portal', 'api-ill'] as const)(
    'of a changed connection or key sends a harmless question first after %s, whatever deadline the CRM of before had',
    (reason) => {
      expect(pauseAfterNudge(pause(reason), 'key', now)?.until).toBe(now);
      const told = { ...pause(reason), notBefore: now + 20_000 };
      expect(pauseAfterNudge(told, 'connection', now)).toMatchObject({ until: now, notBefore: null });
    },
  );

  it.each(['user', 'hint', 'saved'] as const)("of kind %s keeps the CRM's own deadline", (why) => {
    expect(pauseAfterNudge(pause('rate-limited'), why, now)).toEqual(pause('rate-limited'));
  });

  it('by the user sends a harmless question first where a contact could come to harm', () => {
    expect(pauseAfterNudge(pause('api-ill'), 'user', now)?.until).toBe(now);
    // An outage may have been met before, and its question not be answered yet.
    expect(pauseAfterNudge(pause('offline'), 'user', now)?.until).toBe(now);
    expect(pauseAfterNudge(pause('key-rejected'), 'user', now)).toBeNull();
  });

  it('by a save tries again while offline, but not at every save of a busy minute', () => {
    expect(pauseAfterNudge(pause('offline'), 'saved', now)?.until).toBe(now);
    const triedJustNow = { ...pause('offline', now + 900), met: now - 1_000 };
    expect(pauseAfterNudge(triedJustNow, 'saved', now)?.until).toBe(now + 900);
    expect(pauseAfterNudge(pause('api-ill'), 'saved', now)?.until).toBe(now + 20_000);
  });
});
