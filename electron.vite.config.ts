import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { eventNames, requests } from '#contract/ipc.ts';
import { narrow } from './build/narrow.ts';
import { thirdPartyNotices } from './build/notices/plugin.ts';
import manifest from './package.json' with { type: 'json' };

const noticesOfBuild = thirdPartyNotices(import.meta.dirname);

/** Whose updates the app believes: a public key, as build/dist/update-key.ts prints it. Without one it looks for none. */
const updateKey = process.env['FIELDPOST_UPDATE_KEY'] ?? '';

// Only the two native modules stay outside the bundles: they are the package's only run-time dependencies.
export default defineConfig({
  // The oldest runtime that is developed and tested on: Electron 33, which is Node 20.18 and Chromium 130.
  main: {
    plugins: [narrow(), noticesOfBuild()],
    define: { __UPDATE_KEY__: JSON.stringify(updateKey), __VERSION__: JSON.stringify(manifest.version) },
    build: {
      target: 'node20.18',
      rolldownOptions: {
        input: { main: 'electron/main.ts', thread: 'electron/thread/thread.ts' },
        // A start reads all of it, and keeps it: names and lines stay, for what the log says of a crash.
        output: { comments: false },
      },
    },
  },
  preload: {
    plugins: [noticesOfBuild()],
    define: { __REQUESTS__: JSON.stringify(Object.keys(requests)), __EVENTS__: JSON.stringify(eventNames) },
    build: {
      // A sandboxed preload cannot be an ES module and cannot load a second file.
      externalizeDeps: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      target: 'chrome130',
      minify: true,
      // The window is a known Chromium: no polyfill is needed.
      modulePreload: false,
      rolldownOptions: {
        input: 'renderer/index.html',
        // What the screen begins with is one file: each one more would be asked of the main process while it starts.
        output: { codeSplitting: { groups: [{ name: 'screen', test: /renderer[\\/]main\.ts$/u }] } },
      },
    },
    worker: { format: 'es', plugins: () => [narrow(), noticesOfBuild()] },
    plugins: [svelte(), narrow(), noticesOfBuild()],
  },
});
