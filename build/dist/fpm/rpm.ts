import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../runtime/programs.ts';
import type { Description } from './description.ts';
import { tree } from './tree.ts';

// electron-builder gives Debian's names, and fpm translates them.
const architectures: Record<string, string> = { amd64: 'x86_64', arm64: 'aarch64' };

/** Writes the .rpm `target` with the files that are laid out under `root`, working in `folder`. */
export async function writeRpm(root: string, description: Description, target: string, folder: string): Promise<void> {
  const file = join(folder, 'package.spec');
  writeFileSync(file, spec(root, description));
  const output = join(folder, 'rpm');
  mkdirSync(output);
  const define = (name: string, value: string) => ['--define', `${name} ${value}`];
  await run('rpmbuild', [
    '-bb',
    '--target',
    architectures[description.architecture] ?? description.architecture,
    '--buildroot',
    join(folder, 'buildroot'),
    ...define('_topdir', output),
    ...define('_rpmdir', output),
    ...define('_rpmfilename', 'package.rpm'),
    ...define('_tmppath', folder),
    // All threads, at the level that xz itself has for its default.
    ...define('_binary_payload', 'w6T0.xzdio'),
    file,
  ]);
  await run('mv', [join(output, 'package.rpm'), target]);
}

function spec(root: string, description: Description): string {
  const { name, version, iteration, summary, license, vendor, maintainer, url, category } = description;
  return `${[
    // The files are as they are to be: nothing is stripped, compressed or linked.
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    `Name: ${name}`,
    `Version: ${version}`,
    `Release: ${iteration}`,
    `Summary: ${summary}`,
    `License: ${license}`,
    `Vendor: ${vendor}`,
    `Packager: ${maintainer}`,
    `URL: ${url}`,
    `Group: ${category}`,
    // Its own libraries are nobody else's, and what it needs is said below.
    'AutoReqProv: no',
    ...description.depends.map((dependency) => `Requires: ${dependency}`),
    '',
    '%description',
    ...description.text,
    '',
    '%install',
    `cp -al '${root}/.' "$RPM_BUILD_ROOT"`,
    '',
    '%post -p /bin/bash',
    escaped(description.afterInstall),
    '',
    '%postun -p /bin/bash',
    escaped(description.afterRemove),
    '',
    '%files',
    '%defattr(-,root,root,-)',
    ...tree(root)
      // Folders of the system belong to other packages.
      .filter(({ path, isFolder }) => !isFolder || path.startsWith('/opt/'))
      .map(({ path, isFolder }) => `${isFolder ? '%dir ' : ''}"${escaped(path)}"`),
  ].join('\n')}\n`;
}

// A percent sign begins a macro.
const escaped = (text: string): string => text.replaceAll('%', '%%');
