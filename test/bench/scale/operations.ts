/** What takes long at scale, each as the app does it: with an outbox that is used meanwhile, where it is open. */
import { setTimeout as wait } from 'node:timers/promises';
import { serialize } from 'node:v8';
import type { OutboxRow } from '#contract/outbox.ts';
import { fixedKey } from '../../../electron/keychain/keychain.ts';
// Else it is looked for in hundreds of files when the first contact is sent; the built app has all of it in one.
import '../../../electron/http/dispatchers.ts';
import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts';
import { repairStore } from '../../../electron/outbox/store.ts';
import { noPolicy } from '../../../electron/policy/policy.ts';
import { openMode, type Mode } from '../../../electron/modes/mode.ts';
import { key } from '../send/contestant.ts';
import { liveWith } from './life.ts';
import { observe, type Observed } from './observe.ts';

/** How long nothing is done, in milliseconds. */
const calm = 1_000;
const day = 24 * 60 * 60_000;

/** Each takes the folder of an outbox that nothing has open. `contacts`: that are there at the end. */
export const operations = {
  nothing: (folder) => withOutbox(folder, () => wait(calm)),

  /** From nothing open to the first contact that was delivered. */
  start: async (folder) => {
    let mode: Mode | undefined;
    const observed = await observe(
      () =>
        new Promise<void>((resolve) => {
          mode = openFor(folder, (rows) => {
            if (rows.some(({ state }) => state === 'delivered')) resolve();
          });
          mode.nudge('hint');
        }),
      () => liveWith(() => mode?.outbox ?? null),
    );
    return ended(mode, observed);
  },

  inspection: (folder) =>
    withOutbox(folder, async (outbox) => {
      // A thorough one is due.
      if (!(await outbox.inspect(Date.now() + 10 * day))) throw new Error('The outbox is not sound.');
    }),

  backup: (folder) => {
    const now = Date.now;
    // The last one was made yesterday.
    Date.now = () => now() + day;
    return withOutbox(folder, (outbox) => outbox.tidy());
  },

  receipt: (folder) =>
    withOutbox(folder, (outbox) => outbox.receipt({ span: { from: '2000-01-01', to: '2099-12-31' }, limit: 500 })),

  /** Until the outbox is open again. Nothing is open meanwhile that could be used. */
  recovery: async (folder) => {
    let outbox: Outbox | undefined;
    const observed = await observe(async () => {
      await repairStore(folder);
      outbox = openOutbox(folder);
    });
    return ended(outbox, observed);
  },

  /** All contacts that need attention for the same reason wait again, by the user's word. */
  retryAll: (folder) =>
    withMode(folder, async (mode) => {
      await mode.outbox.retryAlike(1, mode.contactsChanged);
    }),

  /** The other way round: contacts that came from another laptop are set aside. */
  parkAll: async (folder) => {
    const outbox = openOutbox(folder);
    await outbox.retryAlike(outbox.reasons()[0]?.id ?? 0);
    outbox.close();
    return withMode(folder, async ({ outbox }) => {
      await outbox.parkUpTo(outbox.lastId(), { code: 'other-laptop' });
    });
  },

  /** Why contacts need attention, as it is asked for after each change. */
  reasons: (folder) =>
    withMode(folder, ({ outbox }) => {
      outbox.reasons();
    }),
} satisfies Record<string, (folder: string) => Promise<Result>>;

export type OperationName = keyof typeof operations;

export type Result = Observed & { contacts: number };

function openFor(folder: string, changed: (rows: OutboxRow[]) => void): Mode {
  return openMode({
    folder,
    keys: fixedKey(key),
    laptop: Promise.resolve('bench'),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: (rows, status) => {
      // As all that goes to the window is.
      serialize([rows, status]);
      changed(rows);
    },
    damaged: () => {
      throw new Error('The outbox is not sound.');
    },
  });
}

async function withOutbox(folder: string, work: (outbox: Outbox) => unknown): Promise<Result> {
  const outbox = openOutbox(folder);
  const observed = await observe(
    () => work(outbox),
    () => liveWith(() => outbox),
  );
  return ended(outbox, observed);
}

/** Nothing is sent: the mode was not nudged. */
async function withMode(folder: string, work: (mode: Mode) => unknown): Promise<Result> {
  const mode = openFor(folder, () => undefined);
  const observed = await observe(
    () => work(mode),
    () => liveWith(() => mode.outbox),
  );
  return ended(mode, observed);
}

async function ended(opened: Outbox | Mode | undefined, observed: Observed): Promise<Result> {
  if (opened === undefined) throw new Error('Nothing was opened.');
  const outbox = 'outbox' in opened ? opened.outbox : opened;
  const contacts = Object.values(outbox.counts()).reduce((sum, count) => sum + count, 0);
  await opened.close();
  return { ...observed, contacts };
}
