/** A real GNOME keyring of a test's own, on a bus of its own on which no program can open a window to unlock it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startHelper } from '../../build/runtime/helper-program.ts';
import { findProgram } from '../../build/runtime/programs.ts';
import { connectBus, ofBus, type Bus } from '../../electron/keychain/bus.ts';
import { Writer } from '../../electron/keychain/wire.ts';

export const canStartKeyring =
  process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon'].every((name) => findProgram(name));

const name = 'org.freedesktop.secrets';
const collection = (name: 'login' | 'session') => `/org/freedesktop/secrets/collection/${name}`;
const service = { destination: name, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };

/** No folder of programs that the bus could start. */
const configuration = (folder: string) => `<busconfig>
  <type>session</type><listen>unix:dir=${folder}</listen><auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

export interface Keyring {
  /** The variables by which a program finds it. */
  env: { DBUS_SESSION_BUS_ADDRESS: string };
  lock: () => Promise<void>;
  /** Makes this the one that new keys go to. The one of the session is never locked. */
  makeDefault: (name: 'login' | 'session') => Promise<void>;
  /** With the right password, as its user would. */
  unlock: () => Promise<void>;
  /** It is there, and does not answer until it is told to go on: as one does that waits for its user. */
  hang: () => void;
  goOn: () => void;
  /** Ends it. */
  end: () => Promise<void>;
}

/** Starts an unlocked keyring. keytar looks for its bus once in a process, so that each file of tests can have one. */
export async function startKeyring(): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
  const password = randomUUID();
  writeFileSync(join(folder, 'bus.conf'), configuration(folder));
  const daemon = await startHelper(
    'dbus-daemon',
    [`--config-file=${join(folder, 'bus.conf')}`, '--nofork', '--nopidfile', '--print-address=3'],
    { readyOn: 'fd3' },
  );
  const env = { DBUS_SESSION_BUS_ADDRESS: daemon.line.trim() };
  const keyring = await startHelper(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`],
    {
      readyOn: 'stdout',
      input: password,
      env: { ...env, XDG_DATA_HOME: folder, DISPLAY: '' },
      endWith: 'SIGKILL',
    },
  );
  const bus = await connectBus(env);
  const process = await processOf(bus);
  return {
    env,
    lock: async () => {
      const paths = new Writer();
      paths.array(4, () => paths.text(collection('login')));
      await bus.call({ ...service, member: 'Lock' }, 'ao', paths.bytes);
    },
    makeDefault: async (name) => {
      const alias = new Writer().text('default').text(collection(name));
      await bus.call({ ...service, member: 'SetAlias' }, 'so', alias.bytes);
    },
    unlock: () => unlock(bus, password),
    hang: () => globalThis.process.kill(process, 'SIGSTOP'),
    goOn: () => globalThis.process.kill(process, 'SIGCONT'),
    end: async () => {
      bus.close();
      await keyring.stop();
      await daemon.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves with the keyring's process once it is on the bus. */
async function processOf(bus: Bus): Promise<number> {
  for (let left = 50; ; left--) {
    try {
      const answer = await bus.call(ofBus('GetConnectionUnixProcessID'), 's', new Writer().text(name).bytes);
      return answer.uint32();
    } catch (error) {
      if (left === 0) throw error;
      await wait(100);
    }
  }
}

async function unlock(bus: Bus, password: string): Promise<void> {
  const plain = new Writer().text('plain').signature('s').text('');
  const opened = await bus.call({ ...service, member: 'OpenSession' }, 'sv', plain.bytes);
  opened.signature();
  opened.text();
  const session = opened.text();
  const secret = new Writer().text(collection('login')).align(8).text(session);
  secret.array(1, () => undefined);
  secret.array(1, () => {
    for (const byte of Buffer.from(password)) secret.byte(byte);
  });
  secret.text('text/plain');
  await bus.call(
    {
      ...service,
      interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
      member: 'UnlockWithMasterPassword',
    },
    'o(oayays)',
    secret.bytes,
  );
}
