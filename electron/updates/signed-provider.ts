/** Where electron-updater learns of versions: a latest*.yml that is believed only if it was signed with our key. */
import { Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import { parseUpdateInfo, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { Copy } from './copy.ts';
import { fetchLimited, type Fetch } from './fetch-limited.ts';
import { UpdateProblem } from './problem.ts';
import { releaseIn, type Release } from './release.ts';
import { isSigned, signatureEnding } from './signature.ts';

export interface Source {
  /** The folder of the update server. */
  url: string;
  /** The public key of whoever signs (signature.ts). */
  key: string;
}

/** Returns a provider to be given to `setFeedURL`; `noted` is called with each version it was told of. */
export function signedProvider(source: Source, copy: Copy, fetch: Fetch, noted: (release: Release) => void) {
  const base = new URL(source.url.endsWith('/') ? source.url : `${source.url}/`);

  return class SignedProvider extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtimeOptions: ProviderRuntimeOptions) {
      super(runtimeOptions);
    }

    /** @throws UpdateProblem */
    override async getLatestVersion(): Promise<UpdateInfo> {
      const name = `${this.getDefaultChannelName()}.yml`;
      const bytes = await fetchLimited(fetch, new URL(name, base));
      // Not there: this server offers nothing for such a system.
      if (bytes === null) throw new UpdateProblem('no-file');
      const signature = await fetchLimited(fetch, new URL(`${name}${signatureEnding}`, base));
      if (signature === null) throw new UpdateProblem('unsigned');
      if (!isSigned(name, bytes, Buffer.from(signature).toString('latin1'), source.key)) {
        throw new UpdateProblem('wrong-signature');
      }
      const release = releaseIn(read(name, bytes, base), copy, process.arch);
      noted(release);
      // In the older of its two forms too, since the types ask for that.
      const { url: path, sha512 } = release.file;
      return { version: release.version, files: [release.file], path, sha512, releaseDate: '' };
    }

    override resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return info.files.map((file) => ({ url: new URL(file.url, base), info: file }));
    }
  };
}

function read(name: string, bytes: Uint8Array, base: URL): unknown {
  try {
    return parseUpdateInfo(Buffer.from(bytes).toString('utf8'), name, base);
  } catch (error) {
    throw new UpdateProblem('malformed', error);
  }
}
