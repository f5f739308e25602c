import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { call, sentenceOf } from './lib/bridge.ts';

const target = document.querySelector('#app');
if (target === null) throw new Error('index.html has no #app.');

try {
  const start = await call('start');
  target.replaceChildren();
  mount(App, { target, props: { start } });
} catch (error) {
  showFailure(target, sentenceOf(error));
}

/** Without its start the screen cannot be drawn: plain words are better than an empty window. */
function showFailure(target: Element, sentence: string): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'start-failure';
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = `Fieldpost could not start. ${sentence}`;
  target.replaceChildren(paragraph);
}
