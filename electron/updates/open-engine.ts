/** Finds, downloads and verifies a newer version, and hands it to what installs it. Loaded when it is first used. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endings, type Origin } from './copy.ts';
import { download, fetchSmall, sha512Of, type Fetch } from './download.ts';
import { isNewer, problemOf, UpdateProblem, type Engine } from './engine.ts';
import type { Gate } from './gate.ts';
import { installersFor } from './install.ts';
import { listFor, releaseIn, type Configuration, type Release } from './release.ts';
import { isSigned, signatureEnding } from './signature.ts';

export interface EngineParts {
  origin: Origin;
  configuration: Configuration;
  /** The version that runs. */
  version: string;
  fetch: Fetch;
  /** Shut while nothing may be downloaded. */
  gate: Gate;
  /** Starts Fieldpost again once it has ended. */
  relaunch: () => void;
}

export function openEngine({ origin, configuration, version, fetch, gate, relaunch }: EngineParts): Engine {
  const { copy, key, cache } = origin;
  const { folder, publishers } = configuration;
  const installer = installersFor({ publishers, relaunch })[copy];
  // Of one name, so that no more than one is ever kept.
  const file = join(cache, `update${endings[copy]}`);
  let found: Release | null = null;
  /** The SHA-512 of what was downloaded and verified. */
  let ready: string | null = null;

  /** What the server says of the newest version, which is believed only if it was signed with our key. */
  async function newest(): Promise<Release> {
    const name = listFor(process.platform, process.arch);
    const list = await fetchSmall(fetch, new URL(name, folder));
    // Not there: this server offers nothing for such a system.
    if (list === null) throw new UpdateProblem('no-file');
    const signature = await fetchSmall(fetch, new URL(`${name}${signatureEnding}`, folder));
    if (signature === null) throw new UpdateProblem('unsigned');
    if (!isSigned(name, list, signature.toString('latin1'), key)) throw new UpdateProblem('wrong-signature');
    return releaseIn(list.toString('utf8'), copy, process.arch);
  }

  return {
    async look() {
      const release = await newest();
      if (!isNewer(release.version, version)) return null;
      found = release;
      return { version: release.version, bytes: release.file.size };
    },

    async download(signal, progressed) {
      if (found === null) throw new UpdateProblem('no-file');
      const { url, size, sha512 } = found.file;
      // One that was downloaded before, and not installed, is not downloaded again.
      if ((await sha512Of(file)) !== sha512) {
        await download({ fetch, url: new URL(url, folder), file, bytes: size, gate, signal, progressed });
      }
      try {
        if ((await sha512Of(file)) !== sha512) throw new UpdateProblem('damaged');
        await installer.check(file);
      } catch (error) {
        await rm(file, { force: true }).catch(() => undefined);
        throw problemOf(error, 'not-installed');
      }
      ready = sha512;
    },

    async install(restart) {
      if (ready === null) throw new UpdateProblem('not-installed');
      if ((await sha512Of(file)) !== ready) throw new UpdateProblem('damaged');
      try {
        await installer.install(file, restart);
      } catch (error) {
        throw problemOf(error, 'not-installed');
      }
    },
  };
}
