/** The two YAML files that electron-builder writes: what a server says of the newest version, and where that server is. */
import * as v from 'valibot';
import { parse } from 'yaml';
import { isLoopback } from '../http/hosts.ts';
import { endings, type Copy } from './copy.ts';
import { UpdateProblem } from './engine.ts';

const fileSchema = v.object({
  /** A plain name: the file lies beside the one that lists it, and nowhere else. */
  url: v.pipe(v.string(), v.regex(/^\w[\w.+-]*$/u)),
  sha512: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/u)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
const releaseSchema = v.object({
  // Nothing that comes before a version, such as 1.2.3-beta.
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/u)),
  files: v.pipe(v.array(fileSchema), v.minLength(1)),
});
export type ReleaseFile = v.InferOutput<typeof fileSchema>;

export interface Release {
  version: string;
  /** The one file for this copy. */
  file: ReleaseFile;
}

/** The names of an architecture in the names of installers. */
const names: Readonly<Record<string, RegExp>> = {
  x64: /x64|amd64|x86_64/u,
  arm64: /arm64|aarch64/u,
};

/** Takes a system and its architecture; returns the name of the file that lists its versions, as electron-builder forms it. */
export function listFor(system: NodeJS.Platform, arch: string): string {
  if (system === 'darwin') return 'latest-mac.yml';
  if (system === 'win32') return 'latest.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/** Takes the text of a latest*.yml; returns the newest version for such a copy. @throws UpdateProblem */
export function releaseIn(text: string, copy: Copy, arch: string): Release {
  const { version, files } = contentOf(text, releaseSchema);
  const others = Object.entries(names).flatMap(([name, pattern]) => (name === arch ? [] : [pattern]));
  const own = files.filter(({ url }) => url.endsWith(endings[copy]) && !others.some((pattern) => pattern.test(url)));
  const named = own.filter(({ url }) => names[arch]?.test(url));
  const [file, ...more] = named.length > 0 ? named : own;
  if (file === undefined || more.length > 0) throw new UpdateProblem('no-file');
  return { version, file };
}

const configurationSchema = v.object({
  url: v.pipe(v.string(), v.url()),
  publisherName: v.optional(v.union([v.string(), v.array(v.string())]), []),
});

export interface Configuration {
  /** The update server's folder, with a slash at its end. */
  folder: URL;
  /** Who may have signed an installer for Windows; none: that is not looked at. */
  publishers: string[];
}

/** Takes the text of an app-update.yml. @throws UpdateProblem */
export function configurationIn(text: string): Configuration {
  const { url, publisherName } = contentOf(text, configurationSchema);
  const folder = new URL(url.endsWith('/') ? url : `${url}/`);
  if (folder.protocol !== 'https:' && !isLoopback(folder)) throw new UpdateProblem('unreachable', 'Not over https');
  return { folder, publishers: [publisherName].flat() };
}

function contentOf<Schema extends v.GenericSchema>(text: string, schema: Schema): v.InferOutput<Schema> {
  try {
    return v.parse(schema, parse(text));
  } catch (error) {
    throw new UpdateProblem('malformed', error);
  }
}
