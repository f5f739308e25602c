/** What an update server says of the newest version (latest*.yml), as far as it is used. */
import * as v from 'valibot';
import { endings, type Copy } from './copy.ts';
import { UpdateProblem } from './problem.ts';

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

/** Takes what stands in a latest*.yml; returns the newest version for such a copy. @throws UpdateProblem */
export function releaseIn(content: unknown, copy: Copy, arch: string): Release {
  const checked = v.safeParse(releaseSchema, content);
  if (!checked.success) throw new UpdateProblem('malformed');
  const { version, files } = checked.output;
  const others = Object.entries(names).flatMap(([name, pattern]) => (name === arch ? [] : [pattern]));
  const own = files.filter(({ url }) => url.endsWith(endings[copy]) && !others.some((pattern) => pattern.test(url)));
  const named = own.filter(({ url }) => names[arch]?.test(url));
  const [file, ...more] = named.length > 0 ? named : own;
  if (file === undefined || more.length > 0) throw new UpdateProblem('no-file');
  return { version, file };
}
