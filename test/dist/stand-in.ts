/**
 * A stand-in for the Electron of each system: as much of a release as electron-builder handles before it packs the app.
 * With it, what goes into every system's package is seen on any machine, packed by electron-builder itself.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Platform } from '../../build/dist/targets.ts';

// What @electron/fuses looks for in a binary: this text, the version and number of the fuses, and their states.
const fuses = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08${'1'.repeat(8)}`;

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, 'latin1');
  chmodSync(file, 0o755);
}

function writeMacApp(folder: string, name: string): string {
  const contents = join(folder, `${name}.app`, 'Contents');
  write(join(contents, 'MacOS', name), '');
  write(
    join(contents, 'Info.plist'),
    '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>' +
      `<key>CFBundleExecutable</key><string>${name}</string></dict></plist>`,
  );
  return contents;
}

/** Takes a folder; writes the stand-in into it, with every fuse on. */
export function writeStandIn(platform: Platform, folder: string): void {
  if (platform === 'mac') {
    const contents = writeMacApp(folder, 'Electron');
    const frameworks = join(contents, 'Frameworks');
    mkdirSync(join(contents, 'Resources'), { recursive: true });
    write(join(frameworks, 'Electron Framework.framework', 'Electron Framework'), fuses);
    for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) writeMacApp(frameworks, `Electron Helper${kind}`);
    return;
  }
  write(join(folder, platform === 'win' ? 'electron.exe' : 'electron'), fuses);
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
}

/** The options of electron-builder that a stand-in takes: its .exe has no place for an icon or the asar's checksum. */
export const standInOptions: Record<Platform, string[]> = {
  linux: [],
  win: ['-c.win.signAndEditExecutable=false', '-c.disableAsarIntegrity=true'],
  mac: ['-c.mac.identity=null'],
};
