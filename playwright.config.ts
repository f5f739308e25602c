import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test/results/e2e',
  // The pictures of the gallery: `npm run test:e2e -- gallery --update-snapshots` takes them anew.
  snapshotPathTemplate: 'test/gallery/pictures/{arg}{ext}',
  // One after the other: each test has windows, and two cores are to be enough.
  workers: 1,
  // For machines that are busy with others as well: what comes, comes long before.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test/results/e2e.json' }]],
});
