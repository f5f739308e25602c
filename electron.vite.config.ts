import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

// Only the two native modules stay outside the bundles: they are the package's only run-time dependencies.
export default defineConfig({
  main: { build: { rolldownOptions: { input: { main: 'electron/main.ts' } } } },
  preload: {
    build: {
      // A sandboxed preload cannot be an ES module and cannot load a second file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // The window is a known Chromium: nothing is lowered, and no polyfill of module preloading is needed.
    build: {
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: 'renderer/index.html' },
    },
    plugins: [svelte()],
  },
});
