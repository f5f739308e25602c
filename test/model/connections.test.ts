/**
 * One to three connections over one outbox, on random days: each delivers as if it were alone, whatever the others' CRMs do,
 * and no contact goes by another connection than its own. FIELDPOST_CONNECTION_DAYS and FIELDPOST_CONNECTION_SEED choose how
 * many days and which.
 */
import { expect, it, vi } from 'vitest';
import { dayLength, dayOf, type Day, type Lane } from './lanes-of-a-day.ts';
import { SideBySide } from './side-by-side.ts';

vi.mock('../../electron/thread/in-thread.ts', () => ({ inThread: () => Promise.resolve('made') }));

const days = Number(process.env['FIELDPOST_CONNECTION_DAYS'] ?? 16);
/** The same days in every run, so that a failure is of what was changed; FIELDPOST_CONNECTION_SEED=any, as the soak has it, looks for others. */
const asked = process.env['FIELDPOST_CONNECTION_SEED'] ?? '1';
const first = asked === 'any' ? Date.now() % 2 ** 27 : Number(asked);
/** When a day begins: whatever is rounded by the clock is rounded alike. */
const morning = 1_790_000_000_000;

/** Lives the day of these connections, those of the laptop with it, and says how it went; what was broken is none. */
async function live({ lanes, chance, laptop }: Day, then: (at: SideBySide) => void | Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: morning });
  const at = await SideBySide.open(lanes, chance);
  try {
    const all = lanes.flatMap((lane) => lane.events.map((event) => ({ lane, event })));
    const coming = [...all, ...laptop.map((event) => ({ lane: null, event }))];
    for (const { lane, event } of coming.sort((one, other) => one.event.at - other.event.at)) {
      await at.passTo(event.at);
      await happen(at, lanes, lane, event);
    }
    await at.passTo(dayLength);
    await then(at);
  } finally {
    await at.close();
    vi.useRealTimers();
  }
}

type Coming = Lane['events'][number] | Day['laptop'][number];

async function happen(at: SideBySide, lanes: Lane[], lane: Lane | null, event: Coming): Promise<void> {
  switch (event.what) {
    case 'capture':
      return at.capture(lane, event.name);
    case 'capture-for-none':
      return at.capture(null, event.name);
    case 'trouble':
      if (lane !== null) at.apis.get(`${lane.name}.example`)?.meet(event.trouble);
      return;
    case 'try-now':
      return at.nudge('user', lane ?? undefined);
    case 'hint':
      return at.nudge('hint');
    case 'sleep':
      await at.nudge('slept');
      return at.nudge('woke');
    case 'quit':
    case 'cut':
      return at.restart(event.what);
    case 'remove': {
      const one = lanes[event.place];
      return one === undefined ? undefined : at.remove(one, event.contacts);
    }
  }
}

const numbers = Array.from({ length: days }, (_, n) => first + n);
const patience = { timeout: 3_600_000 };

const broken = (at: SideBySide) => [...at.broken, ...[...at.apis.values()].flatMap((api) => api.excess())];

it(`delivers by each connection as if it were alone, on ${days} days (from seed ${first})`, patience, async () => {
  let posted = 0;
  for (const seed of numbers) {
    const day = dayOf(seed, 2 + (seed % 2), true);
    const together = new Map<Lane, unknown>();
    await live(day, async (at) => {
      for (const lane of day.lanes) together.set(lane, structuredClone(at.lived(lane)));
      await at.endDay();
      expect(broken(at), `seed ${seed}`).toEqual([]);
    });
    for (const lane of day.lanes) {
      await live({ ...day, lanes: [lane] }, (at) => {
        const alone = at.lived(lane);
        posted += alone.posts.length;
        expect(together.get(lane), `${lane.name}, seed ${seed}`).toEqual(alone);
      });
    }
  }
  expect(posted).toBeGreaterThan(days);
});

it(
  `keeps each contact to its own connection until one is removed, on ${days} days (from seed ${first})`,
  patience,
  async () => {
    const happened = { posted: 0, created: 0, left: 0 };
    for (const seed of numbers) {
      await live(dayOf(seed, 1 + (seed % 3), false), async (at) => {
        await at.endDay();
        expect(broken(at), `seed ${seed}`).toEqual([]);
        happened.left += at.left;
        for (const api of at.apis.values()) {
          happened.posted += api.posts.length;
          happened.created += api.created.size;
        }
      });
    }
    console.log(`connections side by side, from seed ${first}:`, happened);
    // Days on which nothing happened would keep every promise.
    for (const [what, times] of Object.entries(happened)) expect(times, what).toBeGreaterThan(0);
  },
);
