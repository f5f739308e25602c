import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { cache, modules } from './paths.ts';
import { Problem, say } from './problem.ts';
import { findProgram, run } from './programs.ts';

// The Debian package of each program.
const programs: Record<string, string> = {
  Xvfb: 'xvfb',
  xauth: 'xauth',
  'dbus-daemon': 'dbus',
  'dbus-send': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  unzip: 'unzip',
  tar: 'tar',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
  'dpkg-deb': 'dpkg',
  rpmbuild: 'rpm',
  xz: 'xz-utils',
  strace: 'strace',
};
/** The Debian package of each library that Electron and the keychain module are linked with. */
export const libraries: Record<string, string> = {
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgmodule-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};
const aFont = 'a font';
const packages: Record<string, string> = { ...programs, ...libraries, [aFont]: 'fonts-liberation' };

/** Makes sure that what the Electron at `executable` is linked with is installed, and a font for its text. */
export async function requireLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await require(async () => {
    const missing = await missingLibraries([executable, ...keychainModule()]);
    return hasFont() ? missing : [...missing, aFont];
  });
}

/** Makes sure that these programs are installed. */
export async function requirePrograms(names: readonly string[]): Promise<void> {
  await require(() => Promise.resolve(names.filter((name) => findProgram(name) === undefined)));
}

async function require(findMissing: () => Promise<string[]>): Promise<void> {
  const missing = await findMissing();
  if (missing.length === 0) return;
  const list = missing.join(', ');
  if (findProgram('apt-get') === undefined) {
    throw new Problem(`Not found: ${list}. Install what holds them with the package manager of this system.`);
  }
  const unknown = missing.filter((name) => packages[name] === undefined);
  if (unknown.length > 0) {
    throw new Problem(`Not found: ${list}. Install the packages that hold them ("apt-file search" tells which).`);
  }
  if (process.getuid?.() !== 0) {
    const names = await packageNames(missing);
    throw new Problem(
      `Not found: ${list}. Install them with\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  await withLock(
    join(cache, 'packages.lock'),
    'Another process is installing packages. Waiting for it ...',
    async () => {
      if ((await findMissing()).length === 0) return;
      await aptGet(['update']);
      const names = await packageNames(missing);
      say(`Installing what is needed from this system and was not found (${list}): ${names.join(' ')}`);
      await aptGet(['install', '-y', '--no-install-recommends', ...names]);
      const still = await findMissing();
      if (still.length > 0) throw new Problem(`Still not found after that: ${still.join(', ')}`);
    },
  );
}

async function aptGet(args: readonly string[]): Promise<void> {
  await run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

// Debian 13 and Ubuntu 24.04 gave some packages a new name when time became 64 bit wide: libcups2 is libcups2t64 there.
async function packageNames(missing: readonly string[]): Promise<string[]> {
  const names = [...new Set(missing.map((name) => packages[name] ?? name))].sort();
  const policy = await run('apt-cache', ['policy', ...names.map((name) => `${name}t64`)], { env: { LC_ALL: 'C' } });
  const renamed = new Set(
    policy
      .split(/\n(?=\S)/)
      .filter((entry) => /Candidate: (?!\(none\))/.test(entry))
      .map((entry) => entry.slice(0, entry.indexOf(':'))),
  );
  return names.map((name) => (renamed.has(`${name}t64`) ? `${name}t64` : name));
}

async function missingLibraries(files: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    files.map(async (file) => {
      const output = await run('ldd', [file], { env: { LC_ALL: 'C' } });
      return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
    }),
  );
  return [...new Set(lists.flat())];
}

function keychainModule(): string[] {
  const folder = join(modules, 'keytar', 'prebuilds', `linux-${process.arch}`);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.node') && !name.includes('musl'))
    .map((name) => join(folder, name));
}

// Without any font, all text is drawn as boxes. Systems that keep their fonts elsewhere have no apt-get either.
function hasFont(): boolean {
  if (findProgram('apt-get') === undefined) return true;
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
    join(homedir(), '.local/share/fonts'),
  ]
    .filter((folder) => existsSync(folder))
    .some((folder) => readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name))));
}
