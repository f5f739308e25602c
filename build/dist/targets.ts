import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { project } from '../runtime/paths.ts';

export const platforms = ['linux', 'win', 'mac'] as const;
export type Platform = (typeof platforms)[number];

/** One thing that electron-builder makes: the installer of one kind for one system and architecture. */
export interface Target {
  readonly platform: Platform;
  /** As in electron-builder.yml, or `dir` for the folder with the unpacked app. */
  readonly kind: string;
  readonly arch: string;
}

type Settings = Record<Platform, { target: { target: string; arch: string[] }[] }>;

/** Returns all targets of electron-builder.yml. */
export function targetsOfProject(): Target[] {
  const settings = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8')) as Settings;
  return platforms.flatMap((platform) =>
    settings[platform].target.flatMap(({ target, arch }) => arch.map((one) => ({ platform, kind: target, arch: one }))),
  );
}
