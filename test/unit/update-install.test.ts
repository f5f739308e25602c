// What installs an update on each system, as far as another system can show it: real programs stand in for those of the
// system, and whoever plays macOS' own updater asks the real server.
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AutoUpdater } from 'electron';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installersFor } from '../../electron/updates/install.ts';
import { installOnMac, offerToMac } from '../../electron/updates/install-mac.ts';
import { plainFetch } from '../support/fetch.ts';
import { temporaryFolder } from '../support/folder.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  setVariable('PATH', `${join(folder, 'programs')}:${process.env['PATH'] ?? ''}`);
  setVariable('SystemRoot', folder);
});

/** Sets a variable of the environment for this test. */
function setVariable(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before;
  });
}

/** Puts a shell script there, and returns its path. */
function script(path: string, ...lines: string[]): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}

/** Installers, and whether one of them wanted Fieldpost to start again. */
function installers(publishers: string[] = []) {
  let starts = 0;
  const all = installersFor({
    publishers,
    relaunch: () => {
      starts++;
    },
  });
  return { ...all, starts: () => starts };
}

/** What a script has written, once it is there. */
async function notes(path: string): Promise<string[]> {
  const text = await vi.waitFor(() => readFileSync(join(folder, path), 'utf8'), { timeout: 20_000 });
  return text.trim().split('\n');
}

describe.skipIf(process.platform === 'win32')('an update', () => {
  it('takes the place of an AppImage as a whole, to be executed', async () => {
    const place = join(folder, 'Fieldpost.AppImage');
    writeFileSync(place, 'the old one', { mode: 0o644 });
    writeFileSync(join(folder, 'update'), 'the new one');
    setVariable('APPIMAGE', place);
    const { AppImage, starts } = installers();
    await AppImage.install(join(folder, 'update'), false);
    expect(readFileSync(place, 'utf8')).toBe('the new one');
    expect(statSync(place).mode & 0o111).toBe(0o111);
    expect(starts()).toBe(0);
    await AppImage.install(join(folder, 'update'), true);
    expect(starts()).toBe(1);
  });

  it('asks for an administrator to install a .deb, whatever its path looks like', async () => {
    script('programs/pkexec', `printf '%s\\n' "$@" > '${join(folder, 'asked')}'`);
    const { deb, starts } = installers();
    await deb.install(`${folder}/a 'b' $(c)/update.deb`, true);
    expect(await notes('asked')).toEqual([
      '--disable-internal-agent',
      '/usr/bin/apt-get',
      'install',
      '--yes',
      '--no-remove',
      `${folder}/a 'b' $(c)/update.deb`,
    ]);
    expect(starts()).toBe(1);
  });

  it.each(['deb', 'rpm'] as const)(
    'does not start Fieldpost again where no administrator agrees (%s)',
    async (copy) => {
      script('programs/pkexec', 'exit 126');
      const all = installers();
      await expect(all[copy].install(join(folder, 'update'), true)).rejects.toThrow();
      expect(all.starts()).toBe(0);
    },
  );

  it('starts the installer of Windows without a word, and says whether it is to start Fieldpost', async () => {
    const { nsis, starts } = installers();
    for (const [restart, told] of [
      [false, ['--updated', '/S']],
      [true, ['--updated', '/S', '--force-run']],
    ] as const) {
      const noted = `noted-${restart}`;
      const setup = script(
        'update.exe',
        `printf '%s\\n' "$@" > '${join(folder, noted)}.new'`,
        `mv '${join(folder, noted)}.new' '${join(folder, noted)}'`,
      );
      await nsis.install(setup, restart);
      expect(await notes(noted)).toEqual(told);
    }
    expect(starts()).toBe(0);
    await expect(nsis.install(join(folder, 'nothing.exe'), true)).rejects.toThrow('ENOENT');
  });
});

describe.skipIf(process.platform === 'win32')('who has signed the installer of Windows', () => {
  const powershell = 'System32/WindowsPowerShell/v1.0/powershell.exe';
  const checked = (publishers: string[]) =>
    installers(publishers)
      .nsis.check(join(folder, 'O’Hara’s', 'update.exe'))
      .then(
        () => 'taken',
        (error: unknown) => (error as { trouble?: unknown }).trouble,
      );

  it('is not asked where nobody signs', async () => {
    script(powershell, `: > '${join(folder, 'asked')}'`);
    expect(await checked([])).toBe('taken');
    expect(existsSync(join(folder, 'asked'))).toBe(false);
  });

  it('is asked with each text in quotation marks of PowerShell, and has to be one of those', async () => {
    script(powershell, `printf '%s\\n' "$6" > '${join(folder, 'asked')}'`, `printf 'True\\r\\n'`);
    expect(await checked(['Somebody', `O'Else, Inc.`])).toBe('taken');
    const [command] = await notes('asked');
    expect(command).toContain(`@('Somebody', 'O''Else, Inc.')`);
    expect(command).toContain(`-LiteralPath '${join(folder, 'O’’Hara’’s', 'update.exe')}'`);
    script(powershell, `printf 'False\\r\\n'`);
    expect(await checked(['Somebody'])).toBe('wrong-signature');
    script(powershell, 'exit 0');
    expect(await checked(['Somebody'])).toBe('wrong-signature');
  });

  it('stops an update where Windows cannot say it, but not where nobody may use PowerShell', async () => {
    script(powershell, 'case "$6" in *Authenticode*) exit 1;; esac');
    expect(await checked(['Somebody'])).toBe('wrong-signature');
    script(powershell, 'exit 1');
    expect(await checked(['Somebody'])).toBe('taken');
  });
});

describe('macOS', () => {
  /** Stands in for Squirrel, which asks for what it is fed, and for the system that ends the app then. */
  class Squirrel extends EventEmitter {
    fed = '';
    took: string | null = null;
    ended = false;
    refuses: string | null = null;

    setFeedURL({ url }: { url: string }): void {
      if (this.refuses !== null) this.emit('error', new Error(this.refuses));
      this.fed = url;
    }

    checkForUpdates(): void {
      void (async () => {
        const { url } = (await (await plainFetch(this.fed)).json()) as { url: string };
        const answer = await plainFetch(url);
        expect(Number(answer.headers.get('content-length'))).toBe(3_000_000);
        this.took = await answer.text();
        this.emit('update-downloaded');
      })();
    }

    quitAndInstall(): void {
      this.ended = true;
    }
  }
  const updater = (squirrel: Squirrel) => squirrel as unknown as AutoUpdater;
  const content = 'zip'.repeat(1_000_000);
  const archive = () => {
    const file = join(folder, 'update.zip');
    writeFileSync(file, content);
    return file;
  };

  it('is given the file alone, and installs it when Fieldpost has ended', async () => {
    const squirrel = new Squirrel();
    await offerToMac(archive(), updater(squirrel));
    expect(squirrel.took).toBe(null);
    expect((await plainFetch(new URL('/', squirrel.fed))).status).toBe(404);
    await installOnMac(false, updater(squirrel));
    expect(squirrel.took).toBe(content);
    expect(squirrel.ended).toBe(false);
  });

  it('ends Fieldpost itself where it is to start the new one', async () => {
    const squirrel = new Squirrel();
    await offerToMac(archive(), updater(squirrel));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const installing = installOnMac(true, updater(squirrel));
    await vi.waitFor(
      () => {
        expect(squirrel.ended).toBe(true);
      },
      { timeout: 20_000 },
    );
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    await installing;
  });

  it('says at once of an app that is not signed that it cannot be updated', async () => {
    const squirrel = new Squirrel();
    squirrel.refuses = 'Could not get code signature for running application';
    await expect(offerToMac(archive(), updater(squirrel))).rejects.toThrow('code signature');
  });

  it('says that nothing was installed where it does not take what it was given', async () => {
    const squirrel = new Squirrel();
    await offerToMac(archive(), updater(squirrel));
    squirrel.checkForUpdates = () => squirrel.emit('error', new Error('Code signature did not pass validation'));
    await expect(installOnMac(true, updater(squirrel))).rejects.toMatchObject({ trouble: 'not-installed' });
  });
});
