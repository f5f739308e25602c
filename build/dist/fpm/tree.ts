import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Entry {
  /** From the root, with a slash first. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** Takes a folder; returns all that is in it, each folder before what it holds. */
export function tree(root: string, under = '/'): Entry[] {
  return readdirSync(join(root, under), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(under, item.name);
      return [{ path, isFolder: item.isDirectory() }, ...(item.isDirectory() ? tree(root, path) : [])];
    });
}
