import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undoAtEnd } from './cleanup.ts';
import { modules } from './paths.ts';
import { killGroup } from './programs.ts';

const packageFolder = join(modules, 'electron');
const dist = join(packageFolder, 'dist');
const patience = 5_000;

export const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

export const packageVersion = (
  JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
).version;

/** The folder of the runtime which the electron package has, if it has it. */
export function installedElectron(): string | undefined {
  try {
    // The same three things that the package's own installer looks at.
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const path = readFileSync(join(packageFolder, 'path.txt'), 'utf8');
    return version === packageVersion && existsSync(join(dist, path)) ? dist : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lets the electron package download its runtime, and returns undefined if that worked, or else the reason. A download
 * that has begun may take its time, but one of which nothing arrives within seconds is given up: on a closed network
 * an attempt to connect can otherwise take most of a minute.
 */
export async function downloadElectron(): Promise<string | undefined> {
  // The installer downloads into the folder for temporary files. One of its own shows when something arrives.
  const temporary = mkdtempSync(join(tmpdir(), 'fieldpost-electron-'));
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  const undo = undoAtEnd(() => {
    if (child.exitCode === null) killGroup(child.pid, 'SIGKILL');
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  let arrived = false;
  const look = setInterval(() => {
    arrived ||= hasFiles(temporary);
    if (arrived) clearInterval(look);
  }, 100);
  const giveUp = new AbortController();
  const timer = setTimeout(() => {
    if (arrived) return;
    giveUp.abort();
    killGroup(child.pid, 'SIGKILL');
  }, patience);
  try {
    await new Promise((resolve) => {
      child.once('close', resolve);
      child.once('error', resolve);
    });
    if (giveUp.signal.aborted) return `nothing arrived within ${patience / 1000} seconds`;
    if (installedElectron()) return undefined;
    return errors.trim().split('\n')[0] ?? 'no reason given';
  } finally {
    clearInterval(look);
    clearTimeout(timer);
    undo();
  }
}

function hasFiles(folder: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
}
