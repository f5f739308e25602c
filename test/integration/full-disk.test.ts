import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { contactWith } from '../support/contacts.ts';
import { connection, cutOff, type Told, settlementOf, nameOf, expectAllThere } from '../support/damage.ts';
import { smallDisk, temporaryFolder } from '../support/folder.ts';
import { canMount } from '../support/mounts.ts';

describe('a full disk', () => {
  it.skipIf(!canMount)('at whatever write it is met, refuses that one, and keeps what was saved before', () => {
    let refused = 0;
    for (let free = 0; free <= 120; free += 4) {
      const disk = smallDisk(1_024);
      const folder = join(disk, 'outbox');
      const outbox = openOutbox(folder);
      outbox.saveConnection(connection);
      const told: Told = new Map();
      const filler = join(disk, 'filler');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - free * 1_024)));
      for (let n = 0; n < 12; n++) {
        try {
          outbox.capture(contactWith({ lastName: `F${n}`, account: 'x'.repeat(2_000) }), 1_000);
          told.set(`F${n}`, 'waiting');
          const claimed = n % 2 === 0 ? outbox.claim(connection, 2_000) : null;
          if (claimed === null) continue;
          const name = nameOf(outbox, claimed.id);
          told.set(name, 'sending');
          outbox.settle(claimed, settlementOf('delivered', claimed.id), 3_000);
          told.set(name, 'delivered');
        } catch (error) {
          expect(error).toBeInstanceOf(StoreProblem);
          expect((error as Error).message).toContain('store.diskFull');
          refused++;
        }
      }
      // As a power cut leaves it.
      const after = temporaryFolder();
      cutOff(folder, after);
      outbox.close();
      expectAllThere({ folder: after, told });
    }
    expect(refused).toBeGreaterThan(0);
  });
});
