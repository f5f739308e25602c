// What is believed of an update server, and which of its files is taken.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { endings, installsAtClose, thisCopy, type Copy } from '../../electron/updates/copy.ts';
import { fetchSmall } from '../../electron/updates/download.ts';
import { isNewer } from '../../electron/updates/engine.ts';
import { isSending } from '../../electron/updates/gate.ts';
import { ofNetworkManager, ofWindows } from '../../electron/updates/metered.ts';
import { configurationIn, listFor, releaseIn } from '../../electron/updates/release.ts';
import { isSigned, publicKeyOf, signatureOf } from '../../electron/updates/signature.ts';
import { temporaryFolder } from '../support/folder.ts';
import { quietStatus } from '../support/status.ts';
import { newKey } from '../support/update-server.ts';

const sha512 = `${'A'.repeat(86)}==`;
const listed = (...names: string[]) => ({
  version: '1.2.3',
  files: names.map((url) => ({ url, sha512, size: 5 })),
  releaseDate: '2026-11-24',
});
const trouble = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { trouble?: unknown }).trouble;
  }
};

describe('a signature', () => {
  const privateKey = newKey();
  const key = publicKeyOf(privateKey);
  const bytes = Buffer.from('version: 1.2.3\n');
  const signature = signatureOf('latest.yml', bytes, privateKey);

  it('holds for these bytes, under this name, by this key, and no other', () => {
    expect(isSigned('latest.yml', bytes, `${signature}\n`, key)).toBe(true);
    expect(isSigned('latest.yml', Buffer.from('version: 1.2.4\n'), signature, key)).toBe(false);
    expect(isSigned('latest-mac.yml', bytes, signature, key)).toBe(false);
    expect(isSigned('latest.yml', bytes, signature, publicKeyOf(newKey()))).toBe(false);
    for (const nothing of ['', 'no signature', sha512]) expect(isSigned('latest.yml', bytes, nothing, key)).toBe(false);
  });
});

describe('what a server lists', () => {
  it.each([
    ['nsis', 'x64', 'Fieldpost-Setup-1.2.3-x64.exe'],
    ['nsis', 'arm64', 'Fieldpost-Setup-1.2.3-arm64.exe'],
    ['mac', 'x64', 'Fieldpost-1.2.3-x64.zip'],
    ['mac', 'arm64', 'Fieldpost-1.2.3-arm64.zip'],
    ['AppImage', 'x64', 'Fieldpost-1.2.3.AppImage'],
    ['deb', 'x64', 'fieldpost_1.2.3_amd64.deb'],
    ['rpm', 'x64', 'fieldpost-1.2.3.x86_64.rpm'],
  ] as const)('holds for %s on %s one file: %s', (copy, arch, name) => {
    const all = listed(
      'Fieldpost-Setup-1.2.3-arm64.exe',
      'Fieldpost-Setup-1.2.3-x64.exe',
      'Fieldpost-1.2.3-arm64.dmg',
      'Fieldpost-1.2.3-arm64.zip',
      'Fieldpost-1.2.3-x64.zip',
      'Fieldpost-1.2.3.AppImage',
      'fieldpost_1.2.3_amd64.deb',
      'fieldpost-1.2.3.x86_64.rpm',
    );
    expect(releaseIn(stringify(all), copy, arch).file.url).toBe(name);
  });

  it('is not for a copy of another kind or architecture', () => {
    expect(trouble(() => releaseIn(stringify(listed('Fieldpost-1.2.3-arm64.AppImage')), 'AppImage', 'x64'))).toBe(
      'no-file',
    );
    expect(trouble(() => releaseIn(stringify(listed('fieldpost_1.2.3_amd64.deb')), 'rpm', 'x64'))).toBe('no-file');
    expect(trouble(() => releaseIn(stringify(listed('a.deb', 'b.deb')), 'deb', 'x64'))).toBe('no-file');
  });

  it.each([
    ['nothing', null],
    ['a text', 'version: 1'],
    ['no file', { version: '1.2.3', files: [] }],
    ['what comes before a version', { ...listed('a.deb'), version: '1.2.3-beta.1' }],
    ['another server', listed('https://example.com/a.deb')],
    ['a folder above', listed('../a.deb')],
    ['no checksum', { version: '1.2.3', files: [{ url: 'a.deb', size: 5 }] }],
    ['no size', { version: '1.2.3', files: [{ url: 'a.deb', sha512 }] }],
  ])('is refused with %s in it', (_what, content) => {
    expect(trouble(() => releaseIn(stringify(content), 'deb', 'x64'))).toBe('malformed');
  });

  it('is refused where it is no YAML', () => {
    for (const text of ['', 'files: [', '\u0000', 'files: *nowhere']) {
      expect(trouble(() => releaseIn(text, 'deb', 'x64'))).toBe('malformed');
    }
  });

  it('has the name that electron-builder gives it for each system', () => {
    expect([listFor('win32', 'x64'), listFor('win32', 'arm64')]).toEqual(['latest.yml', 'latest.yml']);
    expect([listFor('darwin', 'x64'), listFor('darwin', 'arm64')]).toEqual(['latest-mac.yml', 'latest-mac.yml']);
    expect([listFor('linux', 'x64'), listFor('linux', 'arm64')]).toEqual([
      'latest-linux.yml',
      'latest-linux-arm64.yml',
    ]);
  });

  it('is newer by its numbers, the first one first', () => {
    for (const newer of ['1.2.4', '1.10.0', '2.0.0', '10.0.0']) expect(isNewer(newer, '1.2.3')).toBe(true);
    for (const older of ['1.2.3', '1.2.2', '1.1.10', '0.9.9']) expect(isNewer(older, '1.2.3')).toBe(false);
  });

  it('is read up to a size that no list has', async () => {
    const endless = () => Promise.resolve(new Response(new Uint8Array(1_000_000)));
    await expect(fetchSmall(endless, new URL('https://updates.example/latest.yml'))).rejects.toThrow('malformed');
  });
});

describe('the address of a server', () => {
  const folderIn = (text: string) => configurationIn(text).folder.href;

  it('is over TLS, or on this very computer', () => {
    expect(folderIn('provider: generic\nurl: https://updates.example/x\n')).toBe('https://updates.example/x/');
    expect(folderIn('url: http://127.0.0.1:80/x/\n')).toBe('http://127.0.0.1/x/');
    for (const text of ['url: http://updates.example/x', 'url: none', '{}', ''])
      expect(() => configurationIn(text)).toThrow();
  });

  it('stands beside who signs the installers for Windows, where somebody does', () => {
    const publishers = (text: string) => configurationIn(`url: https://updates.example/x\n${text}`).publishers;
    expect(publishers('')).toEqual([]);
    expect(publishers('publisherName: Somebody\n')).toEqual(['Somebody']);
    expect(publishers('publisherName:\n  - Somebody\n  - O’Else\n')).toEqual(['Somebody', 'O’Else']);
  });
});

describe('a copy', () => {
  it('is known by how it was installed, and is no AppImage for having been started by one', () => {
    const resources = temporaryFolder();
    mkdirSync(join(resources, 'mounted'));
    const image = { APPIMAGE: '/home/rep/Other.AppImage', APPDIR: '/tmp/.mount_other' };
    expect(thisCopy('linux', {}, resources)).toBe(null);
    expect(thisCopy('linux', image, resources)).toBe(null);
    expect(thisCopy('linux', { ...image, APPDIR: resources }, join(resources, 'mounted'))).toBe('AppImage');
    writeFileSync(join(resources, 'package-type'), 'deb');
    expect(thisCopy('linux', image, resources, resources)).toBe('deb');
    // Unpacked from an archive that was made after the package.
    expect(thisCopy('linux', {}, resources)).toBe(null);
    expect(thisCopy('linux', { ...image, APPDIR: join(resources, '..') }, resources)).toBe('AppImage');
    expect(thisCopy('win32', {}, resources)).toBe('nsis');
    expect(thisCopy('win32', { PORTABLE_EXECUTABLE_FILE: String.raw`D:\Fieldpost.exe` }, resources)).toBe(null);
    expect(thisCopy('darwin', {}, resources)).toBe('mac');
  });
});

describe('whether the network is metered', () => {
  it('is what the system says, and not known where it says anything else', () => {
    expect(['u 0', 'u 1\n', 'u 2', 'u 3', 'u 4', '', 'u 12', null].map(ofNetworkManager)).toEqual([
      'unknown',
      'yes',
      'no',
      'yes',
      'no',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(['(<uint32 1>,)\n', '(<uint32 4>,)'].map(ofNetworkManager)).toEqual(['yes', 'no']);
    expect(['Fixed\r\n', 'Variable', 'Unrestricted', 'Unknown', null].map(ofWindows)).toEqual([
      'yes',
      'yes',
      'no',
      'unknown',
      'unknown',
    ]);
  });
});

describe('contacts are being sent', () => {
  it('while one is under way, or waits and nothing holds it up', () => {
    const status = (waiting: number, more: object = {}) =>
      isSending({ ...quietStatus, counts: { ...quietStatus.counts, waiting }, ...more });
    expect(status(0)).toBe(false);
    expect(status(1)).toBe(true);
    expect(status(1, { heldBack: 1 })).toBe(false);
    expect(status(1, { declined: 1 })).toBe(false);
    expect(status(0, { inFlight: 1 })).toBe(true);
    expect(status(5, { pause: { reason: 'offline' } })).toBe(false);
    expect(status(5, { pause: { reason: 'offline' }, inFlight: 1 })).toBe(true);
  });
});

it('is installed at a close only where a shutdown right after that leaves the old program or the new one', () => {
  const copies = Object.keys(endings) as Copy[];
  expect(copies.filter(installsAtClose)).toEqual(['AppImage', 'mac']);
});
