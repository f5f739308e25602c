/** Replaces an AppImage as a whole or not at all; electron-updater's own way deletes the old one before the new one is there. */
import { chmodSync, copyFileSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { AppImageUpdater } from 'electron-updater';
import type { InstallOptions } from 'electron-updater/out/BaseUpdater.js';

export class SafeAppImageUpdater extends AppImageUpdater {
  protected override doInstall({ isForceRunAfter }: InstallOptions): boolean {
    const old = process.env['APPIMAGE'];
    const downloaded = this.installerPath;
    if (old === undefined || downloaded === null) return false;
    replaceWhole(downloaded, old);
    // From the file: what runs now comes from its mounted content, which is gone by then.
    if (isForceRunAfter) this.app.relaunch();
    return true;
  }
}

/** Puts a copy of one file in the place of another one, to be executed. @throws, with the old one as it was */
function replaceWhole(file: string, place: string): void {
  // Beside it: only within one disk a file takes the place of another in one step.
  const next = `${place}.new`;
  try {
    copyFileSync(file, next);
    chmodSync(next, 0o755);
    const opened = openSync(next, 'r');
    fsyncSync(opened);
    closeSync(opened);
    renameSync(next, place);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}
