import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Metered, Updates } from '#contract/updates.ts';
import { UpdateProblem, type Engine } from '../../electron/updates/engine.ts';
import {
  afterFailure,
  betweenLooks,
  betweenMeteredChecks,
  betweenTicks,
  openUpdates,
  type UpdatesParts,
} from '../../electron/updates/updates.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failed = { state: 'failed', trouble: 'not-installed' };
const newer = { version: '2.0.0', bytes: 90_000_000 };

/** Updates with an engine that does what the test says, and what it was asked to do. */
function modes(changes: Partial<UpdatesParts> = {}, begunBefore: string | null = null) {
  const asked: string[] = [];
  const situation = {
    found: newer as typeof newer | null,
    problem: null as UpdateProblem | null,
    metered: 'no' as Metered,
    practice: false,
    link: true,
    lookedAt: null as number | null,
    /** How long a cancelled download takes to end, in milliseconds. */
    cleaning: 0,
    /** How long a look takes, in milliseconds. */
    looking: 0,
    begun: begunBefore,
  };
  let finish: () => void = () => undefined;
  let progress: (bytes: number) => void = () => undefined;
  const engine: Engine = {
    async look() {
      asked.push('look');
      if (situation.looking > 0) await new Promise((resolve) => setTimeout(resolve, situation.looking));
      return situation.problem === null ? Promise.resolve(situation.found) : Promise.reject(situation.problem);
    },
    download(signal, progressed) {
      asked.push('download');
      progress = progressed;
      return new Promise((resolve, reject) => {
        finish = () => {
          if (situation.problem === null) resolve();
          else reject(situation.problem);
        };
        signal.addEventListener('abort', () => {
          asked.push('cancel');
          // Files are closed and removed before it is over.
          setTimeout(() => {
            asked.push('cancelled');
            reject(new Error('Cancelled'));
          }, situation.cleaning);
        });
      });
    },
    install(restart) {
      asked.push(restart ? 'install and start' : 'install');
      return situation.problem === null ? Promise.resolve() : Promise.reject(situation.problem);
    },
  };
  const updates = openUpdates({
    off: null,
    atClose: true,
    administrator: false,
    openEngine: () => Promise.resolve(engine),
    metered: () => Promise.resolve(situation.metered),
    linkUp: () => situation.link,
    practice: () => situation.practice,
    lookedAt: {
      get: () => situation.lookedAt,
      set: (moment) => {
        situation.lookedAt = moment;
      },
    },
    failed: false,
    begun: {
      get: () => situation.begun,
      set: (version) => {
        situation.begun = version;
      },
      written: () => Promise.resolve(),
    },
    version: '1.9.0',
    changed: () => undefined,
    failedTo: () => undefined,
    quit: () => {
      asked.push('quit');
    },
    startAgain: () => {
      asked.push('start again');
    },
    now: Date.now,
    uptime: () => performance.now(),
    ...changes,
  });
  /** Lets so many milliseconds go by, and all that follows from them. */
  const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
  const state = (): Updates['state'] => updates.view().state;
  return {
    updates,
    asked,
    situation,
    pass,
    state,
    progress: (bytes: number) => {
      progress(bytes);
    },
    finish: async () => {
      finish();
      await pass();
    },
    find: async () => {
      updates.step({ do: 'look' });
      await pass();
    },
    approve: async (metered: Metered = 'no') => {
      updates.step({ do: 'download', version: newer.version, metered });
      await pass();
    },
  };
}

/** With an update that is downloaded and verified. */
async function ready(changes: Partial<UpdatesParts> = {}) {
  const all = modes(changes);
  await all.find();
  await all.approve();
  await all.finish();
  expect(all.state()).toBe('ready');
  return all;
}

describe('by itself, Fieldpost', () => {
  it('looks a while after the start, and then once a day', async () => {
    const { asked, pass, situation } = modes();
    situation.found = null;
    await pass(betweenTicks - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toEqual(['look']);
    await pass(betweenLooks - 1);
    expect(asked).toEqual(['look']);
    await pass(1);
    expect(asked).toEqual(['look', 'look']);
  });

  it('does not look again on the same day after a restart, unless the clock was set back', async () => {
    const again = modes();
    again.situation.lookedAt = Date.now() - betweenLooks / 2;
    await again.pass(betweenTicks);
    expect(again.asked).toEqual([]);
    const setBack = modes();
    setBack.situation.lookedAt = Date.now() + betweenLooks;
    await setBack.pass(betweenTicks);
    expect(setBack.asked).toEqual(['look']);
  });

  it('does not look while contacts are being sent, in practice mode, or without a network', async () => {
    const { asked, pass, situation, updates } = modes();
    updates.setBusy(true);
    await pass(betweenTicks);
    updates.setBusy(false);
    situation.practice = true;
    await pass(betweenTicks);
    situation.practice = false;
    situation.link = false;
    await pass(betweenTicks);
    expect(asked).toEqual([]);
    situation.link = true;
    await pass(betweenTicks);
    expect(asked).toEqual(['look']);
  });

  it('says nothing of a server that it cannot reach, and tries again in an hour', async () => {
    const { asked, pass, situation, state } = modes();
    situation.problem = new UpdateProblem('unreachable');
    await pass(betweenTicks);
    expect(state()).toBe('idle');
    await pass(afterFailure - betweenTicks);
    expect(asked).toEqual(['look']);
    await pass(betweenTicks);
    expect(asked).toEqual(['look', 'look']);
  });

  it.each([
    ['there was nothing newer than', null, betweenLooks],
    ['it found something', newer, betweenLooks],
  ])('looks again a day after %s, also where the clock was set back meanwhile', async (_, found, later) => {
    const { asked, pass, situation } = modes();
    situation.found = found;
    await pass(betweenTicks);
    expect(asked).toEqual(['look']);
    vi.setSystemTime(Date.now() - 10 * betweenLooks);
    await pass(later);
    expect(asked).toEqual(['look', 'look']);
  });

  it('says what a look of its own finds where the user asks for one meanwhile', async () => {
    const { asked, pass, situation, updates, state } = modes();
    situation.looking = 5_000;
    situation.problem = new UpdateProblem('unreachable');
    await pass(betweenTicks);
    expect(state()).toBe('idle');
    updates.step({ do: 'look' });
    expect(state()).toBe('looking');
    await pass(situation.looking);
    expect(asked).toEqual(['look']);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'unreachable' });
    await pass(afterFailure);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'unreachable' });
  });

  it('says when what it was sent is not to be believed', async () => {
    const { pass, situation, updates } = modes();
    situation.problem = new UpdateProblem('wrong-signature');
    await pass(betweenTicks);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'wrong-signature' });
  });

  it('downloads nothing', async () => {
    const { asked, pass, state } = modes();
    await pass(3 * betweenLooks);
    expect(state()).toBe('found');
    expect(asked).not.toContain('download');
  });

  it.each(['policy', 'no-key', 'by-hand'] as const)('does nothing at all where updates are off (%s)', async (why) => {
    const { asked, pass, updates } = modes({ off: why });
    updates.step({ do: 'look' });
    await pass(2 * betweenLooks);
    await updates.end(false);
    expect(asked).toEqual([]);
    expect(updates.looks).toBe(false);
    expect(updates.view()).toEqual({ state: 'off', why });
  });
});

describe('a download', () => {
  it('begins only with the version that was agreed to', async () => {
    const { asked, find, pass, updates } = modes();
    await find();
    updates.step({ do: 'download', version: '3.0.0', metered: 'no' });
    await pass();
    expect(asked).toEqual(['look']);
  });

  it('that is agreed to during a look of its own begins after that', async () => {
    const { asked, approve, pass, situation, state } = modes();
    await pass(betweenTicks);
    situation.looking = 5_000;
    await pass(betweenLooks);
    expect(asked).toEqual(['look', 'look']);
    await approve();
    expect(state()).toBe('found');
    await pass(situation.looking);
    expect(state()).toBe('downloading');
    expect(asked).toEqual(['look', 'look', 'download']);
  });

  it('does not begin while contacts are being sent', async () => {
    const { asked, find, approve, pass, updates } = modes();
    updates.setBusy(true);
    await find();
    await approve();
    await pass(betweenLooks);
    expect(updates.view()).toMatchObject({ state: 'downloading', waits: true });
    expect(asked).toEqual(['look']);
    updates.setBusy(false);
    await pass();
    expect(asked).toEqual(['look', 'download']);
  });

  it('says how far it is, and that it waits', async () => {
    const { find, approve, progress, updates } = modes();
    await find();
    await approve();
    progress(5_000_000);
    updates.setBusy(true);
    expect(updates.view()).toMatchObject({ received: 5_000_000, waits: true });
    updates.setBusy(false);
    expect(updates.view()).toMatchObject({ received: 5_000_000, waits: false });
  });

  it.each(['no', 'unknown'] as const)(
    'stops and asks again when a network (metered: %s) turns out to be metered',
    async (before) => {
      const { asked, find, approve, pass, situation, updates } = modes();
      situation.metered = before;
      await find();
      await approve(before);
      expect(asked).toEqual(['look', 'download']);
      situation.metered = 'yes';
      await pass(betweenMeteredChecks);
      expect(asked).toEqual(['look', 'download', 'cancel']);
      expect(updates.view()).toEqual({ state: 'found', ...newer, metered: 'yes', stopped: true });
    },
  );

  it('does not begin where the network became metered before that', async () => {
    const { asked, find, approve, situation, updates } = modes();
    await find();
    situation.metered = 'yes';
    await approve('no');
    expect(asked).toEqual(['look']);
    expect(updates.view()).toMatchObject({ state: 'found', metered: 'yes' });
  });

  it('goes on over a metered network that was agreed to', async () => {
    const { asked, find, approve, finish, pass, situation, state } = modes();
    situation.metered = 'yes';
    await find();
    await approve('yes');
    await pass(10 * betweenMeteredChecks);
    await finish();
    expect(state()).toBe('ready');
    expect(asked).not.toContain('cancel');
  });

  it('is offered again after it was stopped', async () => {
    const { asked, find, approve, finish, pass, updates, state } = modes();
    await find();
    await approve();
    updates.step({ do: 'stop' });
    await pass();
    expect(state()).toBe('found');
    await approve();
    await finish();
    expect(state()).toBe('ready');
    expect(asked).toEqual(['look', 'download', 'cancel', 'cancelled', 'download']);
  });

  it('that is begun again, stopped, and begun again begins when the first one has come to its end', async () => {
    const { asked, find, approve, finish, pass, situation, updates, state } = modes();
    situation.cleaning = 2_000;
    await find();
    await approve();
    for (let n = 0; n < 2; n++) {
      updates.step({ do: 'stop' });
      await pass();
      await approve();
    }
    expect(state()).toBe('downloading');
    expect(asked).toEqual(['look', 'download', 'cancel']);
    await pass(situation.cleaning);
    expect(asked).toEqual(['look', 'download', 'cancel', 'cancelled', 'download']);
    await finish();
    expect(state()).toBe('ready');
  });

  it('that the server broke off while it stood still begins again by itself when contacts are sent', async () => {
    const { asked, find, approve, finish, pass, progress, situation, updates, state } = modes();
    await find();
    await approve();
    progress(5_000_000);
    updates.setBusy(true);
    situation.problem = new UpdateProblem('broken-off');
    await finish();
    expect(updates.view()).toMatchObject({ state: 'downloading', received: 0, waits: true });
    expect(asked).toEqual(['look', 'download']);
    updates.setBusy(false);
    await pass();
    expect(asked).toEqual(['look', 'download', 'download']);
    situation.problem = null;
    await finish();
    expect(state()).toBe('ready');
  });

  it('that begins again by itself asks where the network has become metered meanwhile', async () => {
    const { asked, find, approve, finish, pass, situation, updates } = modes();
    await find();
    await approve();
    updates.setBusy(true);
    situation.problem = new UpdateProblem('broken-off');
    await finish();
    situation.metered = 'yes';
    updates.setBusy(false);
    await pass();
    expect(asked.filter((what) => what === 'download')).toHaveLength(1);
    expect(updates.view()).toMatchObject({ state: 'found', metered: 'yes', stopped: true });
  });

  it.each([
    ['broken-off', 'that never stood still', false],
    ['damaged', 'that stood still', true],
  ] as const)('that fails (%s), and %s, does not begin again by itself', async (trouble, _, stoodStill) => {
    const { asked, find, approve, finish, pass, situation, updates } = modes();
    await find();
    await approve();
    updates.setBusy(stoodStill);
    updates.setBusy(false);
    situation.problem = new UpdateProblem(trouble);
    await finish();
    await pass(betweenTicks - 1);
    expect(updates.view()).toEqual({ state: 'failed', trouble });
    expect(asked).toEqual(['look', 'download']);
  });

  it('that fails says why, and can be looked for again', async () => {
    const { find, approve, finish, situation, updates, state } = modes();
    await find();
    await approve();
    situation.problem = new UpdateProblem('damaged');
    await finish();
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'damaged' });
    situation.problem = null;
    await find();
    expect(state()).toBe('found');
  });
});

describe('an update that is ready', () => {
  it('is installed when Fieldpost closes', async () => {
    const { asked, updates } = await ready();
    await updates.end(false);
    expect(asked.at(-1)).toBe('install');
  });

  it('is not installed when the system ends, nor in practice mode', async () => {
    const first = await ready();
    await first.updates.end(true);
    expect(first.asked).not.toContain('install');
    const second = await ready();
    second.situation.practice = true;
    await second.updates.end(false);
    expect(second.asked).not.toContain('install');
  });

  it('that needs an administrator is installed only when the user says so', async () => {
    const unasked = await ready({ atClose: false });
    await unasked.updates.end(false);
    expect(unasked.asked).not.toContain('install');
    const asked = await ready({ atClose: false });
    asked.updates.step({ do: 'install' });
    expect(asked.asked.at(-1)).toBe('quit');
    await asked.updates.end(false);
    expect(asked.asked.at(-1)).toBe('install and start');
  });

  it('waits for the next time where the user keeps Fieldpost open', async () => {
    const { asked, updates } = await ready({ atClose: false });
    updates.step({ do: 'install' });
    updates.stay();
    await updates.end(false);
    expect(asked.at(-1)).toBe('quit');
  });

  it('that cannot be installed brings Fieldpost back, which says so', async () => {
    const { asked, situation, updates } = await ready();
    situation.problem = new UpdateProblem('not-installed');
    updates.step({ do: 'install' });
    await updates.end(false);
    expect(asked.at(-1)).toBe('start again');
    expect(modes({ failed: true }).updates.view()).toEqual(failed);
  });

  it('that could not be installed at the close is told of at each start, until the user looks anew', async () => {
    const { situation, updates } = await ready();
    situation.problem = new UpdateProblem('not-installed');
    await updates.end(false);
    expect(modes({}, situation.begun).updates.view()).toEqual(failed);
    const next = modes({}, situation.begun);
    expect(next.updates.view()).toEqual(failed);
    await next.updates.end(false);
    expect(next.asked).toEqual([]);
    expect(next.situation.begun).toBe(newer.version);
    const last = modes({}, next.situation.begun);
    await last.find();
    expect(modes({}, last.situation.begun).state()).toBe('idle');
  });

  it('that an installer without a word did not install is told of at the next start', async () => {
    const { situation, updates } = await ready();
    await updates.end(false);
    expect(modes({}, situation.begun).updates.view()).toEqual(failed);
  });

  it('is noted on the disk before the installer starts, which may end Fieldpost', async () => {
    const order: string[] = [];
    const { updates, asked } = await ready({
      begun: {
        get: () => null,
        set: (version) => order.push(`set ${String(version)}`),
        written: () => Promise.resolve().then(() => void order.push(`written after ${String(asked.at(-1))}`)),
      },
    });
    order.length = 0;
    await updates.end(false);
    expect(order).toEqual([`set ${newer.version}`, 'written after download']);
    expect(asked.at(-1)).toBe('install');
  });

  it.each(['2.0.0', '2.0.1', '10.0.0'])('is not told of any more once %s runs', async (version) => {
    const { situation, updates } = await ready();
    await updates.end(false);
    const next = modes({ version }, situation.begun);
    expect(next.state()).toBe('idle');
    expect(next.situation.begun).toBeNull();
  });
});
