import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { notices } from './notices.ts';
import { dependenciesOf, packageOf, type Package } from './packages.ts';

/**
 * Takes the project's folder; returns a plugin for each of the builds of the app, which together write
 * THIRD-PARTY-NOTICES.txt beside what they build: the licences of what was really bundled, and of the packages that are packed as they are.
 * The build fails where the text of a licence is missing. (Vite's own `build.license` goes on there, writes one file for
 * each build, and leaves out assets.)
 */
export function thirdPartyNotices(project: string): () => Plugin {
  const packages: Package[] = dependenciesOf(project);
  return () => ({
    name: 'fieldpost:third-party-notices',
    apply: 'build',
    generateBundle(_options, bundle) {
      // Where one style sheet imports another, only the assets tell of the second one.
      const files = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
      );
      for (const file of files) {
        // Some modules carry a mark before their path and a query behind it.
        const path = file.replace(/^\0/u, '').replace(/[?#].*$/u, '');
        if (/[\\/]node_modules[\\/]/u.test(path)) packages.push(packageOf(resolve(this.environment.config.root, path)));
      }
    },
    writeBundle({ dir = '' }) {
      // After each build, with what is known so far: the last one has it all.
      writeFileSync(
        join(dirname(dir), 'THIRD-PARTY-NOTICES.txt'),
        notices(packages, join(project, 'build/notices/texts')),
      );
    },
  });
}
