import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../runtime/paths.ts';
import type { Target } from './targets.ts';

export const outputFolder = join(project, 'dist');
/** Where the results of the last build are written, as JSON. */
export const resultsFile = join(outputFolder, 'results.json');

export interface Result extends Target {
  /** In the output folder. Not there if it was not built. */
  readonly artefact?: string;
  readonly bytes?: number;
  readonly whyNot?: string;
}

const endings: Record<string, RegExp> = {
  AppImage: /\.AppImage$/,
  deb: /\.deb$/,
  rpm: /\.rpm$/,
  'tar.gz': /\.tar\.gz$/,
  nsis: /-Setup-.*\.exe$/,
  portable: /-Portable-.*\.exe$/,
  dmg: /\.dmg$/,
  zip: /\.zip$/,
};
const arm64 = /arm64|aarch64/;

/** Takes what was to be built, and why some of it could not be; returns what there is of it. */
export function results(targets: readonly Target[], whyNot: (target: Target) => string | undefined): Result[] {
  const files = readdirSync(outputFolder);
  return targets.map((target) => {
    const artefact = files.find((name) => isArtefactOf(target, name));
    if (artefact === undefined) return { ...target, whyNot: whyNot(target) ?? 'failed, see above' };
    return { ...target, artefact, bytes: size(join(outputFolder, artefact)) };
  });
}

function isArtefactOf({ platform, kind, arch }: Target, name: string): boolean {
  if (kind === 'dir') return name === `${platform}${arch === 'x64' ? '' : `-${arch}`}-unpacked`;
  return endings[kind]?.test(name) === true && arm64.test(name) === (arch === 'arm64');
}

function size(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
}

/** Returns the results as lines of text, one for each. */
export function table(rows: readonly Result[]): string {
  const cells = rows.map(({ platform, kind, arch, artefact, bytes, whyNot }) => [
    `${platform} ${arch}`,
    kind,
    bytes === undefined ? '–' : `${(bytes / 1e6).toFixed(1)} MB`,
    artefact === undefined ? `not built: ${whyNot ?? ''}` : `dist/${artefact}`,
  ]);
  const width = (column: number): number => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  return cells
    .map(([system = '', kind = '', megabytes = '', what = '']) =>
      [system.padEnd(width(0)), kind.padEnd(width(1)), megabytes.padStart(width(2)), what].join('  '),
    )
    .join('\n');
}
