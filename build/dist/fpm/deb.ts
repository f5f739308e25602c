import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../../runtime/programs.ts';
import type { Description } from './description.ts';
import { tree, type Entry } from './tree.ts';

/** Writes the .deb `target` with the files that are laid out under `root`, to which it adds its own. */
export async function writeDeb(root: string, description: Description, target: string): Promise<void> {
  const entries = tree(root);
  const sums = await checksums(root, entries);
  const folder = join(root, 'DEBIAN');
  mkdirSync(folder);
  writeFileSync(join(folder, 'control'), control(description, sizeInKiB(root, entries)));
  writeFileSync(join(folder, 'md5sums'), sums);
  writeFileSync(join(folder, 'postinst'), description.afterInstall, { mode: 0o755 });
  writeFileSync(join(folder, 'postrm'), description.afterRemove, { mode: 0o755 });
  await run('dpkg-deb', ['--build', '--root-owner-group', '-Zxz', root, target]);
}

function control(description: Description, installedSize: number): string {
  const { name, version, architecture, category, maintainer, vendor, license, url, summary } = description;
  const fields = {
    Package: name,
    Version: version,
    License: license,
    Vendor: vendor,
    Architecture: architecture,
    Maintainer: maintainer,
    'Installed-Size': String(installedSize),
    Depends: description.depends.join(', '),
    Recommends: description.recommends.join(', '),
    Section: category,
    Priority: 'optional',
    Homepage: url,
    // Further lines begin with a space; an empty one is a dot.
    Description: [summary, ...description.text.map((line) => ` ${line === '' ? '.' : line}`)].join('\n'),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
}

function sizeInKiB(root: string, entries: readonly Entry[]): number {
  // As Debian's policy counts: files in whole KiB, and one for everything else.
  return entries.reduce((sum, { path, isFolder }) => {
    const status = lstatSync(join(root, path));
    return sum + (isFolder || !status.isFile() ? 1 : Math.ceil(status.size / 1024));
  }, 0);
}

async function checksums(root: string, entries: readonly Entry[]): Promise<string> {
  const lines: string[] = [];
  for (const { path } of entries) {
    if (!lstatSync(join(root, path)).isFile()) continue;
    const hash = createHash('md5');
    await pipeline(createReadStream(join(root, path)), hash);
    lines.push(`${hash.digest('hex')}  ${path.slice(1)}\n`);
  }
  return lines.join('');
}
