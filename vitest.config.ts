import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: [
      'test/unit/**/*.test.ts',
      'test/dist/**/*.test.ts',
      'test/integration/**/*.test.ts',
      'test/model/**/*.test.ts',
    ],
    // On a machine that is busy with something else the disk alone can take seconds.
    testTimeout: 20_000,
    reporters: ['default', ['json', { outputFile: 'test/results/vitest.json' }]],
  },
});
