import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawIcons } from '../../build/icons.ts';
import { project } from '../../build/runtime/paths.ts';

const committed = (path: string): Buffer => readFileSync(join(project, 'build', path));

// Another processor may round the shade of a pixel otherwise.
test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the icons are of the drawing as it is now', () => {
  const icons = drawIcons();
  for (const [path, icon] of Object.entries(icons)) expect(icon.equals(committed(path)), path).toBe(true);
  const drawn = Object.keys(icons).filter((path) => path.startsWith('icons/'));
  expect(readdirSync(join(project, 'build/icons')).map((name) => `icons/${name}`)).toEqual(drawn.sort());
});

test('the icon of Windows has a picture for each scale, 256 pixels for the largest', () => {
  const icon = committed('icon.ico');
  const sizes = Array.from({ length: icon.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const png = icon.subarray(icon.readUInt32LE(entry + 12)).subarray(0, icon.readUInt32LE(entry + 8));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16) % 256).toBe(icon.readUInt8(entry));
    return png.readUInt32BE(16);
  });
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256]);
});

test('the icon of macOS has a picture of each size up to 1024 pixels', () => {
  const icon = committed('icon.icns');
  expect(icon.readUInt32BE(4)).toBe(icon.length);
  const sizes: number[] = [];
  for (let start = 8; start < icon.length; start += icon.readUInt32BE(start + 4)) {
    const png = icon.subarray(start + 8);
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    sizes.push(png.readUInt32BE(16));
  }
  expect([...new Set(sizes)]).toEqual([32, 64, 128, 256, 512, 1024]);
});
