import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

export default defineConfig({
  plugins: [svelte()],
  // As the build does it.
  define: { __VERSION__: JSON.stringify(manifest.version) },
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
