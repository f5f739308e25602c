import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import type { Start } from '#contract/window.ts';
import App from './App.svelte';
import { sentenceOf } from './lib/bridge.ts';
import { showWords } from './lib/words.ts';

/** Takes the main process's answer to `start`; puts the screen in the place of the skeleton. */
export async function show(answer: Promise<Start>): Promise<void> {
  const target = document.querySelector('#app');
  if (target === null) throw new Error('index.html has no #app.');
  try {
    const start = await answer;
    document.documentElement.dir = showWords(start.words);
    document.documentElement.lang = start.words;
    target.replaceChildren();
    mount(App, { target, props: { start } });
  } catch (error) {
    showFailure(target, sentenceOf(error));
  }
}

/** Without its start the screen cannot be drawn: plain words are better than an empty window. */
function showFailure(target: Element, sentence: string): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'start-failure';
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = `Fieldpost could not start. ${sentence}`;
  target.replaceChildren(paragraph);
}
