/**
 * The rules of updates: when the server is asked, what the user is asked, when a download stands still, when it is
 * installed. Nothing is asked of any server where updates are off.
 */
import type { Metered, NoUpdates, Updates, UpdateStep } from '#contract/updates.ts';
import { isNewer, UpdateProblem, type Engine } from './engine.ts';
import { gate, type Gate } from './gate.ts';

export interface UpdatesParts {
  /** Why this copy never looks; null: it does. */
  off: NoUpdates | null;
  /** Whether an update is installed when Fieldpost closes, without a further word. */
  atClose: boolean;
  /** Whether the system asks for an administrator before it installs one. */
  administrator: boolean;
  /** Called once, at the first look. */
  openEngine: (gate: Gate) => Promise<Engine>;
  metered: () => Promise<Metered>;
  /** Whether the system says that there is a network. */
  linkUp: () => boolean;
  /** Whether this is practice mode, in which nothing is looked for or installed unasked. */
  practice: () => boolean;
  /** When there was last nothing newer, in milliseconds since 1970; kept over restarts. */
  lookedAt: { get: () => number | null; set: (moment: number) => void };
  /** The last start was to install, and it could not be. */
  failed: boolean;
  /** The version whose installation was begun, until it runs or the user begins anew; kept over restarts. */
  begun: { get: () => string | null; set: (version: string | null) => void; written: () => Promise<void> };
  /** The version that runs. */
  version: string;
  changed: (updates: Updates) => void;
  failedTo: (what: 'look' | 'download' | 'install', error: unknown) => void;
  /** Ends Fieldpost as the user would, who may keep it open. */
  quit: () => void;
  /** Starts Fieldpost again after its end, to say that an update could not be installed. */
  startAgain: () => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds since a moment of no meaning, whatever is done to the clock. */
  uptime: () => number;
}

export type UpdatesControl = ReturnType<typeof openUpdates>;

/** In milliseconds: how often it is asked whether a look is due, how long it is for the next one, and after one that failed. */
export const betweenTicks = 10 * 60_000;
export const betweenLooks = 24 * 60 * 60_000;
export const afterFailure = 60 * 60_000;
/** How often a download looks at what network it goes over, in milliseconds. */
export const betweenMeteredChecks = 30_000;

export function openUpdates(parts: UpdatesParts) {
  const { off, atClose, administrator, metered, changed, now } = parts;
  let updates: Updates = off === null ? { state: 'idle', lookedAt: parts.lookedAt.get() } : { state: 'off', why: off };
  // Nobody is there to be told when Fieldpost closes, and the installer of Windows says nothing either.
  const begun = parts.begun.get();
  const notInstalled = begun !== null && isNewer(begun, parts.version);
  if (begun !== null && !notInstalled) parts.begun.set(null);
  if (off === null && (parts.failed || notInstalled)) updates = { state: 'failed', trouble: 'not-installed' };
  const passage = gate();
  let engine: Promise<Engine> | undefined;
  let download: AbortController | null = null;
  let ending: Promise<void> | null = null;
  /** Whether the download of the moment stood still at any time. */
  let held = false;
  let looking: Promise<void> | null = null;
  /** Whether the user waits for what the look of the moment finds. */
  let lookAsked = false;
  /** Before this moment of `uptime` no look of its own. */
  let notBefore = 0;
  let restart = false;
  let ended = false;
  let installing = false;
  // The first one comes when the rush of the start is over.
  const ticks = off === null ? setInterval(() => void tick(), betweenTicks) : undefined;
  ticks?.unref();

  /** As it is now, and not as it was before the last await. */
  const current = (): Updates => updates;

  function show(next: Updates): void {
    updates = next;
    changed(next);
  }

  function openedEngine(): Promise<Engine> {
    return (engine ??= parts.openEngine(passage));
  }

  async function tick(): Promise<void> {
    const moment = now();
    const last = parts.lookedAt.get();
    // A clock that was set back does not put off the next look.
    const due = last === null || moment < last || moment - last >= betweenLooks;
    if (!due || parts.uptime() < notBefore || parts.practice() || !passage.isOpen() || !parts.linkUp()) return;
    if (updates.state === 'idle' || updates.state === 'found' || updates.state === 'failed') await look(false);
  }

  /** Looks, or takes part in the look that is under way. */
  function look(asked: boolean): Promise<void> {
    const before = updates;
    if (asked) {
      lookAsked = true;
      show({ state: 'looking' });
    }
    return (looking ??= lookOnce(before).finally(() => {
      looking = null;
      lookAsked = false;
    }));
  }

  /** `before`: what is shown again where the look is not worth a word. */
  async function lookOnce(before: Updates): Promise<void> {
    try {
      const found = await (await openedEngine()).look();
      if (found === null) {
        parts.lookedAt.set(now());
        show({ state: 'idle', lookedAt: now() });
      } else {
        notBefore = parts.uptime() + betweenLooks;
        show({ state: 'found', ...found, metered: await metered(), stopped: false });
      }
    } catch (error) {
      notBefore = parts.uptime() + afterFailure;
      parts.failedTo('look', error);
      // A server that nobody asked for and nobody reached is nothing to tell of.
      const trouble = troubleOf(error);
      if (lookAsked || trouble !== 'unreachable') show({ state: 'failed', trouble });
      else updates = before;
    }
  }

  /** `approved`: what the user was told of the network. */
  async function start(version: string, approved: Metered): Promise<void> {
    // One of its own, which the user does not see.
    await looking;
    if (updates.state !== 'found' || updates.version !== version || ended) return;
    const { bytes } = updates;
    const mine = new AbortController();
    download = mine;
    show({ state: 'downloading', version, bytes, received: 0, waits: !passage.isOpen() });
    const check = async () => {
      if (approved !== 'yes' && (await metered()) === 'yes' && download === mine) await stop(true);
    };
    const checks = setInterval(() => void check(), betweenMeteredChecks);
    let own: Promise<void> | null = null;
    const progressed = (received: number) => {
      if (updates.state === 'downloading' && download === mine) show({ ...updates, received });
    };
    try {
      // One that was stopped a moment ago comes to its end first.
      await ending?.catch(() => undefined);
      for (;;) {
        await passage.opened();
        await check();
        const opened = await openedEngine();
        if (mine.signal.aborted) return;
        held = !passage.isOpen();
        own = opened.download(mine.signal, progressed);
        ending = own;
        try {
          await own;
          break;
        } catch (error) {
          // While nothing was taken from it, the server has given up: nobody else is to blame for that.
          if (download !== mine || !held || troubleOf(error) !== 'broken-off') throw error;
          progressed(0);
        }
      }
      if (download === mine) show({ state: 'ready', version, atClose, administrator });
    } catch (error) {
      if (download !== mine) return;
      parts.failedTo('download', error);
      show({ state: 'failed', trouble: troubleOf(error) });
    } finally {
      clearInterval(checks);
      if (download === mine) download = null;
      // A newer one may have begun meanwhile.
      if (ending === own) ending = null;
    }
  }

  /** Ends the download, and asks again. `metered`: since the network has become one that was not agreed to. */
  async function stop(becameMetered: boolean): Promise<void> {
    if (updates.state !== 'downloading') return;
    const { version, bytes } = updates;
    download?.abort();
    download = null;
    show({ state: 'found', version, bytes, metered: becameMetered ? 'yes' : await metered(), stopped: becameMetered });
  }

  return {
    view: current,

    /** Whether what installs an update was started, which may end whatever Fieldpost runs then. */
    isInstalling: () => installing,

    /** Whether there is anything to look for. */
    looks: off === null,

    /** Does what the user asks for; what does not fit the state of the moment is left undone. */
    step(step: UpdateStep): void {
      if (off !== null || ended) return;
      switch (step.do) {
        case 'look':
          if (updates.state === 'downloading' || updates.state === 'ready') break;
          parts.begun.set(null);
          void look(true);
          break;
        case 'download':
          parts.begun.set(null);
          void start(step.version, step.metered);
          break;
        case 'stop':
          void stop(false);
          break;
        case 'install':
          if (updates.state !== 'ready') break;
          restart = true;
          parts.quit();
          break;
      }
    },

    /** Contacts are being sent, or are due to be: a download stands still until they are. */
    setBusy(busy: boolean): void {
      if (busy !== passage.isOpen()) return;
      passage.set(!busy);
      if (busy) held = true;
      if (updates.state === 'downloading') show({ ...updates, waits: busy });
    },

    /** The user has kept Fieldpost open. */
    stay(): void {
      restart = false;
    },

    /** To be called when no contact is under way any more and none will be. `bySystem`: the laptop is shutting down, say. */
    async end(bySystem: boolean): Promise<void> {
      clearInterval(ticks);
      download?.abort();
      ended = true;
      if (updates.state !== 'ready' || bySystem) return;
      if (!restart && (!atClose || parts.practice())) return;
      parts.begun.set(updates.version);
      installing = true;
      try {
        // The installer may end the app before this comes back.
        await parts.begun.written();
        await (await openedEngine()).install(restart);
      } catch (error) {
        parts.failedTo('install', error);
        if (restart) parts.startAgain();
      }
    },
  };
}

const troubleOf = (error: unknown): UpdateProblem['trouble'] =>
  error instanceof UpdateProblem ? error.trouble : 'unreachable';
