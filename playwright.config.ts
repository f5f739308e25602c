import { defineConfig } from '@playwright/test';
import { hasOwnDisplays } from './test/support/own-desktop.ts';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test/results/e2e',
  // The pictures of the gallery: `npm run test:e2e -- gallery --update-snapshots` takes them anew.
  snapshotPathTemplate: 'test/gallery/pictures/{arg}{ext}',
  // For two cores: a test waits for windows half of its time. A real display has one focus, and one clipboard, for all.
  workers: hasOwnDisplays ? 3 : 1,
  // For machines that are busy with others as well: what comes, comes long before.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test/results/e2e.json' }]],
});
