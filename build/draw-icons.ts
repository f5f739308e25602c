// node build/draw-icons.ts: draws the icons anew after a change of build/icon.svg. They are committed, so that a build
// needs no renderer.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawIcons } from './icons.ts';

const folder = import.meta.dirname;
rmSync(join(folder, 'icons'), { recursive: true, force: true });
mkdirSync(join(folder, 'icons'));
for (const [path, icon] of Object.entries(drawIcons())) writeFileSync(join(folder, path), icon);
