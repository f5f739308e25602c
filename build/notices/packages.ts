import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A package of npm that the app contains. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** As its package.json names the licence. */
  readonly license: string;
  readonly folder: string;
}

interface Description {
  name?: string;
  version?: string;
  license?: string;
  dependencies?: Record<string, string>;
}

const describe = (folder: string): Description =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Description;

/** Takes the path of a file below a node_modules folder; returns the package that it belongs to. Throws if there is none. */
export function packageOf(file: string): Package {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (!existsSync(join(folder, 'package.json'))) continue;
    const { name, version, license = 'licence not named' } = describe(folder);
    // Some packages have further files of this name in their folders, which only say what kind of modules are there.
    if (name !== undefined && version !== undefined) return { name, version, license, folder };
  }
  throw new Error(`No package has the file ${file}`);
}

/** Takes the folder of a package; returns those that it needs when it runs, and all that they need. */
export function dependenciesOf(folder: string): Package[] {
  const { resolve } = createRequire(join(folder, 'package.json'));
  return Object.keys(describe(folder).dependencies ?? {}).flatMap((name) => {
    const found = packageOf(resolve(`${name}/package.json`));
    return [found, ...dependenciesOf(found.folder)];
  });
}

const notice = /^(licen[sc]e|copying|notice)([-.].*)?$/iu;
const code = /\.[cm]?[jt]s$/u;

/** Returns the licence, and what else the package asks to be passed on, as it was delivered; undefined if there is nothing. */
export function deliveredText({ folder }: Package): string | undefined {
  const files = readdirSync(folder).filter((name) => notice.test(name) && !code.test(name));
  if (files.length === 0) return undefined;
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}
