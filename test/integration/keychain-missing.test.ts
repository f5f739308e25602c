import { expect, it } from 'vitest';
import { KeychainUnavailable, systemKeychain } from '../../electron/keychain/keychain.ts';

// Linux only: elsewhere the keychain is part of the system and cannot be taken away.
it.skipIf(process.platform !== 'linux')(
  'says that a keychain is missing, and does not take that for "no key"',
  async () => {
    // A file of its own, since the keychain's library looks for its bus once in a process.
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent';
    await expect(systemKeychain.read('https://crm.example.com')).rejects.toBeInstanceOf(KeychainUnavailable);
    await expect(systemKeychain.write('https://crm.example.com', 'k')).rejects.toBeInstanceOf(KeychainUnavailable);
  },
);
