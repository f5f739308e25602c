import { listPackage, statFile } from '@electron/asar';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is packed of the app: paths below its folder, in alphabetical order. */
export interface Packed {
  readonly inArchive: string[];
  readonly besideArchive: string[];
}

/** Takes the folder `resources` of a packed app. */
export function packedFiles(resources: string): Packed {
  const archive = join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1).replaceAll('\\', '/'))
    .filter((path) => !('files' in statFile(archive, path)));
  const unpacked = (path: string) => 'unpacked' in statFile(archive, path);
  return {
    inArchive: files.filter((path) => !unpacked(path)).sort(),
    besideArchive: filesBelow(join(resources, 'app.asar.unpacked')).sort(),
  };
}

/** Takes a folder; returns the paths of all files below it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/** The files beside the app for a person to open, and where each is in the project. */
export const licences = {
  'LICENSE.fieldpost.txt': 'LICENSE',
  'THIRD-PARTY-NOTICES.txt': 'out/THIRD-PARTY-NOTICES.txt',
};

// The names of what the build makes end in a checksum.
const built = [
  /^out\/main\/(main|thread)\.js$/,
  /^out\/main\/chunks\/[\w-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2)$/,
  // What reads pictures (renderer/reading).
  /^out\/renderer\/assets\/(zxing_reader|ort-wasm-simd-threaded|tesseract-core-simd-lstm)-[\w-]+\.wasm$/,
  /^out\/renderer\/assets\/ch_PP-OCRv4_det_infer-[\w-]+\.onnx$/,
  /^out\/renderer\/assets\/(deu|eng|fra)\.traineddata-[\w-]+\.gz$/,
];
const methods = 'aggregate backup explain function inspect pragma serialize table transaction wrappers'.split(' ');
const others = [
  'node_modules/better-sqlite3/LICENSE',
  'node_modules/better-sqlite3/package.json',
  ...['binding', 'database', 'index', 'sqlite-error', 'util'].map(
    (name) => `node_modules/better-sqlite3/lib/${name}.js`,
  ),
  ...methods.map((name) => `node_modules/better-sqlite3/lib/methods/${name}.js`),
  'node_modules/keytar/LICENSE.md',
  'node_modules/keytar/lib/keytar.js',
  'node_modules/keytar/package.json',
  'package.json',
].sort();

/**
 * Takes what was packed, and a system by Node's name for it; returns that with every file the build made replaced by
 * nothing, and what it has to be equal to.
 */
export function compared(packed: Packed, system: string): { found: Packed; allowed: Packed } {
  return {
    found: { ...packed, inArchive: packed.inArchive.filter((path) => !built.some((pattern) => pattern.test(path))) },
    allowed: {
      inArchive: others,
      besideArchive: [
        `node_modules/better-sqlite3/prebuilds/${system}.node`,
        `node_modules/keytar/prebuilds/${system}/keytar.node`,
      ],
    },
  };
}
