// That a test leaves no process behind is checked by what is in support/processes.ts; this checks that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { untilNoneIsLeft } from '../support/processes.ts';

const support = JSON.stringify(join(import.meta.dirname, '../support/processes.ts'));
const sleep = ['-c', 'sleep 600 & wait', 'sh', '--user-data-dir=/nowhere/data'];

describe.skipIf(process.platform !== 'linux')('the processes of an app', () => {
  it('are named and killed where they stay', async () => {
    const { pid = 0 } = spawn('sh', sleep, { detached: true, stdio: 'ignore' });
    await expect(untilNoneIsLeft([{ pid, dataFolder: '/nowhere/else' }], 100)).rejects.toThrow('sleep 600');
    await untilNoneIsLeft([{ pid, dataFolder: '/nowhere/else' }], 5_000);
  });

  it('are known by the data folder, too', async () => {
    const { pid = 0 } = spawn('sh', sleep, { detached: true, stdio: 'ignore' });
    await expect(untilNoneIsLeft([{ pid: 0, dataFolder: '/nowhere/data' }], 100)).rejects.toThrow('--user-data-dir');
    // The other one does not name it.
    await expect(untilNoneIsLeft([{ pid, dataFolder: '/nowhere/else' }], 100)).rejects.toThrow('sleep 600');
  });

  it('end with the test that was killed', async () => {
    const program = `
      import { spawn } from 'node:child_process';
      import { endWithThisProcess } from ${support};
      const { pid } = spawn('sh', ${JSON.stringify(sleep)}, { detached: true, stdio: 'ignore' });
      endWithThisProcess(pid);
      process.stdout.write(String(pid));
      setInterval(() => undefined, 1_000);
    `;
    const test = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(test.stdout, 'data')) as [Buffer];
    const pid = Number(said);
    test.kill('SIGKILL');
    await untilNoneIsLeft([{ pid, dataFolder: '/nowhere/else' }], 15_000);
  });
});
