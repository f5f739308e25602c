/** The page of the gallery: every control (#controls), or the real screen with the fixed answers of one start. */
import '../../renderer/app.css';
import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import type { ShownWords } from '#words/speaker.ts';
import App from '../../renderer/App.svelte';
import { showWords } from '../../renderer/lib/words.ts';
import { bridge, emit } from './bridge.ts';
import Controls from './Controls.svelte';
import { starts, type StartName } from './starts.ts';

const [name, words] = location.hash.slice(1).split('/') as ['controls' | StartName, ShownWords];
document.documentElement.lang = words;
document.documentElement.dir = showWords(words);
Object.assign(window, { emit });

const target = document.querySelector('#app');
if (target === null) throw new Error('index.html has no #app.');
if (name === 'controls') {
  mount(Controls, { target });
} else {
  const start = { ...starts[name], words };
  Object.assign(window, { fieldpost: bridge(start) });
  mount(App, { target, props: { start } });
}
