/** Installs a .deb as a whole or not at all; electron-updater's own way leaves it half installed where a dependency is new. */
import { DebUpdater } from 'electron-updater';
import type { InstallOptions } from 'electron-updater/out/BaseUpdater.js';

export class SafeDebUpdater extends DebUpdater {
  protected override doInstall({ isForceRunAfter }: InstallOptions): boolean {
    const file = this.installerPath;
    if (file === null) return false;
    // apt-get finds out before it changes anything whether all that the package needs can be had, takes nothing away for
    // it, and takes no older version.
    this.runCommandWithSudoIfNeeded(['apt-get', 'install', '--yes', '--no-remove', file]);
    if (isForceRunAfter) this.app.relaunch();
    return true;
  }
}
