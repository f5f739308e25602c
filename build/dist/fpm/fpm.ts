#!/usr/bin/env node
// Makes a .deb or an .rpm from the arguments that electron-builder gives to fpm, for a machine that has no fpm.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { undoAtEnd } from '../../runtime/cleanup.ts';
import { command, Problem } from '../../runtime/problem.ts';
import { writeDeb } from './deb.ts';
import type { Description } from './description.ts';
import { writeRpm } from './rpm.ts';

const one = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;

function readArguments(): { format: string; target: string; sources: string[]; description: Description } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'input-type': { ...one, short: 's' },
      'output-type': { ...one, short: 't' },
      depends: { ...several, short: 'd', default: [] },
      'deb-recommends': { ...several, default: [] },
      'deb-priority': one,
      'deb-compression': one,
      'rpm-os': one,
      'rpm-compression': one,
      'rpm-summary': one,
      'after-install': one,
      'after-remove': one,
      force: { type: 'boolean' },
      debug: { type: 'boolean' },
      log: one,
      package: one,
      name: one,
      version: one,
      iteration: one,
      architecture: one,
      description: one,
      category: one,
      license: one,
      maintainer: one,
      vendor: one,
      url: one,
    },
  });
  const needed = (name: keyof typeof values): string => {
    const value = values[name];
    if (typeof value !== 'string') throw new Problem(`--${name} is missing.`);
    return value;
  };
  const script = (name: 'after-install' | 'after-remove'): string => readFileSync(needed(name), 'utf8');
  const [firstLine = '', ...otherLines] = needed('description').trim().split('\n');
  return {
    format: needed('output-type'),
    target: needed('package'),
    sources: positionals,
    description: {
      name: needed('name'),
      version: needed('version'),
      iteration: values.iteration ?? '1',
      architecture: needed('architecture'),
      summary: values['rpm-summary'] ?? firstLine,
      text: values['rpm-summary'] === undefined ? otherLines.map((line) => line.trim()) : [firstLine, ...otherLines],
      category: values.category ?? 'misc',
      license: needed('license'),
      maintainer: needed('maintainer'),
      vendor: needed('vendor'),
      url: needed('url'),
      depends: values.depends,
      recommends: values['deb-recommends'],
      afterInstall: script('after-install'),
      afterRemove: script('after-remove'),
    },
  };
}

/** Lays out the files under `root` as they are to be installed: each source is `path here=path there`. */
function layOut(root: string, sources: readonly string[]): void {
  for (const source of sources) {
    const [here = '', there] = source.split('=');
    if (there === undefined || !existsSync(here))
      throw new Problem(`There is no such file, or no place for it: ${source}`);
    const place = join(root, there);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(here, place, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
}

await command(async () => {
  process.umask(0o022);
  const { format, target, sources, description } = readArguments();
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-package-'));
  const remove = undoAtEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    const root = join(folder, 'root');
    layOut(root, sources);
    if (format === 'deb') await writeDeb(root, description, target);
    else if (format === 'rpm') await writeRpm(root, description, target, folder);
    else throw new Problem(`Only deb and rpm can be made here, not ${format}.`);
  } finally {
    remove();
  }
  return 0;
});
