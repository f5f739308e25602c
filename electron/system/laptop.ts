/** Which laptop and which of its users this is, so that a copied data folder is known for one. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { log } from '../log/log.ts';
import { runProgram } from './run-program.ts';

/** How long a program of the system may take to name the laptop, in milliseconds. */
const patience = 10_000;

/**
 * Returns a name of this laptop and user that no other has, or null where the system gives none. It stays the same when
 * the computer or its network is renamed, when the system is updated and when the home moves. It is a hash that only
 * Fieldpost can make sense of, and it is never sent.
 */
export async function thisLaptop(): Promise<string | null> {
  try {
    const machine = await machineId();
    return machine === null ? null : nameOf(machine, userInfo().username);
  } catch (error) {
    log.error('This laptop could not be told from others', error);
    return null;
  }
}

/** Takes the system's own id of the machine, and the user; returns what is kept of them. */
export function nameOf(machine: string, user: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['Fieldpost', machine, user]))
    .digest('hex');
}

async function machineId(): Promise<string | null> {
  if (process.platform === 'win32') {
    const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
    const asked = await runProgram(program, ['query', key, '/v', 'MachineGuid', '/reg:64'], patience);
    return machineIdIn('win32', asked);
  }
  if (process.platform === 'darwin') {
    const asked = await runProgram('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'], patience);
    return machineIdIn('darwin', asked);
  }
  const text = readFile('/etc/machine-id', 'utf8').catch(() => readFile('/var/lib/dbus/machine-id', 'utf8'));
  return machineIdIn('linux', await text);
}

/** Takes what the system said of the machine; returns its id, or null where there is none in it. */
export function machineIdIn(platform: 'win32' | 'darwin' | 'linux', text: string): string | null {
  const patterns = {
    win32: /MachineGuid\s+REG_SZ\s+(\S+)/u,
    darwin: /"IOPlatformUUID" = "([^"]+)"/u,
    // A fresh image says "uninitialized" until its first start.
    linux: /^([0-9a-f]{32})\s*$/u,
  };
  return patterns[platform].exec(text)?.[1] ?? null;
}
