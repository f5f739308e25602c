/** Another program that has an outbox open, on this computer or on what takes itself for another one. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Whether a process can have a host name of its own here, as root on Linux can. */
export const canRename = process.platform === 'linux' && spawnSync('unshare', ['--uts', 'true']).status === 0;

export interface HolderProcess {
  /** What it said first: `held`, or why not. */
  said: string;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill: () => Promise<void>;
}

/** Starts one on the outbox in this folder. `computer`: the host name it is to have; needs `canRename`. */
export async function startHolder(folder: string, computer?: string): Promise<HolderProcess> {
  const command = [process.execPath, join(import.meta.dirname, 'holds-child.ts'), folder];
  const renamed = ['unshare', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', computer ?? ''];
  const [program = '', ...args] = computer === undefined ? command : [...renamed, ...command];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    said: said.toString(),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
