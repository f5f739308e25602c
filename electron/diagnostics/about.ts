/** The app and the machine it runs on, by what many machines have in common. */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { cpus, freemem, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { isToken, version } from '../logging/facts.ts';

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

export function about() {
  return {
    fieldpost: version(app.getVersion()),
    package: packageKind(),
    electron: version(process.versions.electron),
    chromium: version(process.versions.chrome),
    node: version(process.versions.node),
    system: process.platform,
    // What follows the numbers may be anybody's own.
    systemVersion: version(process.getSystemVersion()),
    kernel: version(release()),
    architecture: process.arch,
    emulated: app.runningUnderARM64Translation,
    processors: cpus().length,
    memoryMegabytes: megabytes(totalmem()),
    freeMemoryMegabytes: megabytes(freemem()),
    language: language(app.getLocale()),
    systemLanguage: language(app.getSystemLocale()),
    runningMinutes: Math.round(process.uptime() / 60),
  };
}

/** How Fieldpost came onto the machine. */
function packageKind(): string {
  if (!app.isPackaged) return 'development';
  if (process.env['APPIMAGE'] !== undefined) return 'appimage';
  if (process.env['PORTABLE_EXECUTABLE_DIR'] !== undefined) return 'portable';
  try {
    // Written by electron-builder into a .deb and an .rpm.
    const kind = readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim();
    return kind === 'deb' || kind === 'rpm' ? kind : 'other';
  } catch {
    return 'other';
  }
}

const language = (locale: string) => (locale.length <= 20 && isToken(locale) ? locale : null);
