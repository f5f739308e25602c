import { homedir } from 'node:os';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '../..');
export const modules = join(project, 'node_modules');

// What is put together once, and is the same for every checkout of the project, lives outside of it.
export const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fieldpost', 'runtime');

/** The PATH with the programs of the project's dependencies first, as npm sets it for its scripts. */
export const searchPath = `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`;
