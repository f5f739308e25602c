/** electron-updater, told what to trust, when to stand still, and to say nothing of the user. Loaded when it is first used. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import {
  BaseUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
  RpmUpdater,
  type AppUpdater,
  type ProgressInfo,
} from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { SafeAppImageUpdater } from './appimage.ts';
import type { Copy } from './copy.ts';
import { SafeDebUpdater } from './deb.ts';
import type { Fetch } from './fetch-limited.ts';
import type { Gate } from './gate.ts';
import { HeldExecutor } from './held-executor.ts';
import { UpdateProblem } from './problem.ts';
import type { Release } from './release.ts';
import { signedProvider, type Source } from './signed-provider.ts';

export interface EngineParts {
  copy: Copy;
  source: Source;
  /** What electron-updater knows of the app. */
  app: AppAdapter;
  fetch: Fetch;
  /** Shut while nothing may be downloaded. */
  gate: Gate;
}

export interface Engine {
  /** Asks the server; returns null where it has nothing newer. @throws UpdateProblem */
  look: () => Promise<{ version: string; bytes: number } | null>;
  /** Downloads what was last found, and verifies it. `progressed` gets the bytes so far. @throws UpdateProblem; anything once `signal` is aborted */
  download: (signal: AbortSignal, progressed: (bytes: number) => void) => Promise<void>;
  /** Verifies what was downloaded once more, and starts what installs it. The app is to end then. @throws UpdateProblem */
  install: (restart: boolean) => Promise<void>;
}

const updaters = {
  AppImage: SafeAppImageUpdater,
  deb: SafeDebUpdater,
  rpm: RpmUpdater,
  nsis: NsisUpdater,
  mac: MacUpdater,
};

/**
 * How long an installer that cannot be started may take to say so, how long macOS may take to unpack, and how long it may
 * take to end the app then. In milliseconds.
 */
const startOfInstaller = 1_000;
const longestUnpacking = 5 * 60_000;
const longestEnd = 30_000;

export function openEngine({ copy, source, app, fetch, gate }: EngineParts): Engine {
  let found: Release | null = null;
  let downloaded: { file: string; sha512: string } | null = null;
  const updater = new updaters[copy](undefined, app);
  updater.autoDownload = false;
  // Installed by `install` alone, when no contact is under way any more.
  updater.autoInstallOnAppQuit = false;
  // The size that was asked for is what is downloaded, in one stream that can be held.
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  // It would log addresses and paths.
  updater.logger = null;
  keepAnonymous(updater);
  updater.requestHeaders = { 'User-Agent': `Fieldpost/${app.version}` };
  const executor = new HeldExecutor(gate, () => found?.file.size ?? 0);
  Object.assign(updater, { httpExecutor: executor });
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: signedProvider(source, copy, fetch, (release) => {
      found = release;
    }),
  });

  return {
    async look() {
      try {
        const result = await updater.checkForUpdates();
        if (result === null) throw new UpdateProblem('no-file');
        if (!result.isUpdateAvailable || found === null) return null;
        return { version: found.version, bytes: found.file.size };
      } catch (error) {
        throw error instanceof UpdateProblem ? error : new UpdateProblem('unreachable', error);
      }
    },

    async download(signal, progressed) {
      if (found === null) throw new UpdateProblem('no-file');
      const { sha512 } = found.file;
      const token = new CancellationToken();
      const cancel = () => {
        token.cancel();
        executor.stop();
      };
      const tell = ({ transferred }: ProgressInfo) => {
        progressed(transferred);
      };
      // What the system's own updater refuses on macOS, such as an app that is not signed, rejects nothing.
      const failures: Error[] = [];
      const fail = (error: Error) => {
        failures.push(error);
      };
      signal.addEventListener('abort', cancel, { once: true });
      updater.on('download-progress', tell);
      updater.on('error', fail);
      try {
        const [file] = await updater.downloadUpdate(token);
        if (file === undefined) throw new UpdateProblem('broken-off');
        if (failures.length > 0) throw new UpdateProblem('not-installed', failures[0]);
        downloaded = { file, sha512 };
      } catch (error) {
        throw error instanceof UpdateProblem ? error : new UpdateProblem(troubleOf(error), error);
      } finally {
        signal.removeEventListener('abort', cancel);
        updater.off('download-progress', tell);
        updater.off('error', fail);
      }
    },

    async install(restart) {
      if (downloaded === null) throw new UpdateProblem('not-installed');
      if ((await sha512Of(downloaded.file)) !== downloaded.sha512) throw new UpdateProblem('damaged');
      let failure: unknown = null;
      updater.on('error', (error) => {
        failure = error;
      });
      if (updater instanceof BaseUpdater) {
        const started = updater.install(true, restart);
        if (copy === 'nsis') await wait(startOfInstaller);
        if (!started || failure !== null) throw new UpdateProblem('not-installed', failure);
      } else {
        await installOnMac(updater, restart);
      }
    },
  };
}

/** macOS unpacks, checks whose signature it is, and installs when the app has ended. */
async function installOnMac(updater: AppUpdater, restart: boolean): Promise<void> {
  const { autoUpdater } = await import('electron');
  updater.autoRunAppAfterInstall = restart;
  await new Promise<void>((resolve, reject) => {
    const giveUp = (error?: unknown) => {
      reject(new UpdateProblem('not-installed', error));
    };
    setTimeout(giveUp, longestUnpacking).unref();
    updater.once('error', giveUp);
    autoUpdater.once('update-downloaded', () => {
      // To start the new one, macOS has to end the app itself: whoever awaits this would do so before.
      if (restart) setTimeout(resolve, longestEnd);
      else resolve();
    });
    updater.quitAndInstall();
  });
}

/** electron-updater would give each laptop a random name, keep it in the data folder, and tell the server. */
function keepAnonymous(updater: AppUpdater): void {
  Object.defineProperty(updater, 'getOrCreateStagingUserId', { value: () => Promise.resolve('') });
  updater.isUserWithinRollout = () => true;
}

function troubleOf(error: unknown): UpdateProblem['trouble'] {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'damaged';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return 'wrong-signature';
  return code === 'ENOSPC' ? 'no-room' : 'broken-off';
}

async function sha512Of(file: string): Promise<string | null> {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest('base64');
}
