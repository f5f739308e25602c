import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undoAtEnd } from './cleanup.ts';
import { startHelper, type Helper } from './helper-program.ts';
import { requirePrograms } from './libraries.ts';
import { run } from './programs.ts';

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(Boolean);
}

export interface Display {
  /** The variables by which a program finds it, and sees that nobody looks at it. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string; readonly FIELDPOST_VIRTUAL_DISPLAY: 'true' };
  readonly helpers: readonly Helper[];
}

/** Starts a display in memory. */
export async function startDisplay(): Promise<Display> {
  await requirePrograms(['Xvfb', 'xauth']);
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-display-'));
  undoAtEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  // Without a cookie, every user of the machine could look at the display and type on it.
  const authority = join(folder, 'authority');
  const cookie = randomBytes(16).toString('hex');
  const admit = (display: string) => run('xauth', ['-q', '-f', authority, 'add', display, '.', cookie]);
  // The server takes any cookie of the file. Its own number is not known before it has chosen a free one.
  await admit(':0');
  const screen = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  const server = await startHelper('Xvfb', ['-displayfd', '3', ...screen, '-auth', authority], { readyOn: 'fd3' });
  const display = `:${server.line.trim()}`;
  await admit(display);
  return {
    env: { DISPLAY: display, XAUTHORITY: authority, FIELDPOST_VIRTUAL_DISPLAY: 'true' },
    helpers: [server],
  };
}
