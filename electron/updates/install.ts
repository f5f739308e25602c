/** Puts a downloaded and verified version in the place of the one that runs, on each system in its own way. */
import { closeSync, copyFileSync, chmodSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { runPowerShell, runProgram, startProgram } from '../system/run-program.ts';
import type { Copy } from './copy.ts';
import { UpdateProblem } from './engine.ts';
import { installOnMac, offerToMac } from './install-mac.ts';

export interface InstallerParts {
  /** Who may have signed an installer for Windows; none: that is not looked at. */
  publishers: string[];
  /** Starts Fieldpost again once it has ended. */
  relaunch: () => void;
}

export interface Installer {
  /** Looks whether the system will take the file. @throws UpdateProblem, or anything where it cannot be installed */
  check: (file: string) => Promise<void>;
  /** Installs it, or starts what does so; the app is to end then. `restart`: and to run again after that. @throws */
  install: (file: string, restart: boolean) => Promise<void>;
}

export function installersFor({ publishers, relaunch }: InstallerParts): Record<Copy, Installer> {
  /** On Linux what runs is in memory, or in a file of its own until it ends, so that it can be replaced meanwhile. */
  const onLinux = (install: (file: string) => Promise<void> | void): Installer => ({
    check: () => Promise.resolve(),
    async install(file, restart) {
      await install(file);
      if (restart) relaunch();
    },
  });
  return {
    AppImage: onLinux(installAppImage),
    deb: onLinux(installDeb),
    rpm: onLinux(installRpm),
    nsis: { check: (file) => checkPublisher(file, publishers), install: startInstaller },
    mac: {
      check: async (file) => offerToMac(file, await squirrel()),
      install: async (_file, restart) => installOnMac(restart, await squirrel()),
    },
  };
}

/** Only where it is used: elsewhere Electron has none. */
const squirrel = async () => (await import('electron')).autoUpdater;

/** Replaces the AppImage that runs, as a whole or not at all. @throws, with the old one as it was */
function installAppImage(file: string): void {
  const place = process.env['APPIMAGE'];
  if (place === undefined) throw new Error('This is no AppImage');
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

/**
 * apt-get finds out before it changes anything whether all that the package needs can be had, takes nothing away for it,
 * and takes no older version; dpkg would leave it half installed where a dependency is new.
 */
const installDeb = (file: string) => asAdministrator('/usr/bin/apt-get', 'install', '--yes', '--no-remove', file);

/** With the options of electron-updater's RpmUpdater: the release's key vouches for the file, which has no other signature. */
async function installRpm(file: string): Promise<void> {
  if (existsSync('/usr/bin/zypper')) {
    const options = ['--non-interactive', '--no-refresh', 'install', '--allow-unsigned-rpm', '-f'];
    await asAdministrator('/usr/bin/zypper', ...options, file);
  } else {
    await asAdministrator('/usr/bin/dnf', 'install', '--nogpgcheck', '-y', file);
  }
}

/** Asks for an administrator's password, in a window of the system alone. The program is named by its path, which stands in that window. */
async function asAdministrator(program: string, ...args: string[]): Promise<void> {
  await runProgram('pkexec', ['--disable-internal-agent', program, ...args], 0);
}

/**
 * Starts the installer of Windows as electron-updater's NsisUpdater does: without a word (/S), and told that the app ends
 * by itself (--updated). It is for this user only (electron-builder.yml), so it needs no administrator.
 */
const startInstaller = (file: string, restart: boolean) =>
  startProgram(file, ['--updated', '/S', ...(restart ? ['--force-run'] : [])]);

/** In milliseconds, as in electron-updater (windowsExecutableCodeSignatureVerifier). */
const longestCheck = 20_000;

/**
 * Asks Windows whether one of these has signed the file: by the certificate's common name, as electron-builder notes it,
 * or its whole subject. @throws UpdateProblem
 */
async function checkPublisher(file: string, publishers: string[]): Promise<void> {
  if (publishers.length === 0) return;
  const answer = await runPowerShell(
    [
      // One that was inherited from a newer PowerShell names modules that Windows' own cannot load.
      `$env:PSModulePath = $PSHOME + '\\Modules'`,
      `$names = @(${publishers.map(quoted).join(', ')})`,
      `$found = Get-AuthenticodeSignature -LiteralPath ${quoted(file)}`,
      `$signer = $found.SignerCertificate`,
      `$found.Status -eq 'Valid' -and ($names -ccontains $signer.GetNameInfo('SimpleName', $false) -or $names -ccontains $signer.Subject)`,
    ].join('; '),
    longestCheck,
  ).catch(async (error: unknown) => {
    // Where nobody may use PowerShell, the signature of the release's key has to do, as it does for electron-updater.
    const works = await runPowerShell(`ConvertTo-Json 'test'`, longestCheck).catch(() => null);
    if (works !== null) throw new UpdateProblem('wrong-signature', error);
    return 'True';
  });
  if (answer.trim() !== 'True') throw new UpdateProblem('wrong-signature');
}

/** As PowerShell reads a text. It takes typographic quotation marks for its own. */
const quoted = (text: string): string => `'${text.replace(/['‘’‚‛]/gu, '$&$&')}'`;
