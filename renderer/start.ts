import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import type { Reply } from '#contract/ipc.ts';
import type { Start } from '#contract/window.ts';
import App from './App.svelte';
import { sentenceOf, valueIn } from './lib/bridge.ts';
import { showWords, t } from './lib/words.ts';

/** Takes the main process's reply to `start`; puts the screen in the place of the skeleton. */
export async function show(reply: Promise<Reply<Start>>): Promise<void> {
  const target = document.querySelector('#app');
  if (target === null) throw new Error('index.html has no #app.');
  try {
    const start = valueIn(await reply);
    document.documentElement.lang = start.words;
    document.documentElement.dir = showWords(start.words);
    target.replaceChildren();
    mount(App, { target, props: { start } });
  } catch (error) {
    showFailure(target, t('screen.couldNotStart', { problem: sentenceOf(error) }));
  }
}

/** Without its start the screen cannot be drawn: plain words are better than an empty window. */
function showFailure(target: Element, sentence: string): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'start-failure';
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = sentence;
  target.replaceChildren(paragraph);
}
