import './app.css';
import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { call, sentenceOf } from './lib/bridge.ts';
import { showWords, t } from './lib/words.ts';

// The skeleton in index.html is painted first, and the window shown with it: scripts are served once the main process has
// its answers ready (electron/window/app-protocol.ts).
if (document.readyState === 'loading') {
  await new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', resolve, { once: true });
  });
}
const target = document.querySelector('#app');
if (target === null) throw new Error('index.html has no #app.');
try {
  const start = await call('start');
  document.documentElement.lang = start.words;
  document.documentElement.dir = showWords(start.words);
  target.replaceChildren();
  mount(App, { target, props: { start } });
} catch (error) {
  showFailure(target, t('screen.couldNotStart', { problem: sentenceOf(error) }));
}

/** Without its start the screen cannot be drawn: plain words are better than an empty window. */
function showFailure(target: Element, sentence: string): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'start-failure';
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = sentence;
  target.replaceChildren(paragraph);
}
