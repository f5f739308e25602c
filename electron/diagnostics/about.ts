/** The app and the machine it runs on, by what many machines have in common. */
import { app } from 'electron';
import { cpus, freemem, release, totalmem } from 'node:os';
import { isToken, version } from '../log/facts.ts';
import { thisCopy } from '../updates/copy.ts';

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

/** How Fieldpost came onto the machine; `other`: as an archive or a portable program. */
function packageKind() {
  if (!app.isPackaged) return 'development';
  return thisCopy(process.platform, process.env, process.resourcesPath) ?? 'other';
}

const language = (locale: string) => (locale.length <= 20 && isToken(locale) ? locale : null);
