/** The benchmarks measure what they say, and end. That each can be measured is shown by `npm run bench -- --smoke`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { inThread } from '../../electron/thread/in-thread.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { requireValues } from '../bench/report.ts';
import { messageOf } from '../bench/run-apart.ts';
import { placeOutbox } from '../bench/seeded-outbox.ts';
import { temporaryFolder } from '../support/folder.ts';
import { soon } from '../support/soon.ts';

describe('an outbox for the benchmarks', () => {
  it('has contacts of each fate, and is sound', async () => {
    const folder = join(temporaryFolder(), 'outbox');
    await placeOutbox(folder, 200, temporaryFolder());
    const outbox = openOutbox(folder);
    onTestFinished(() => {
      outbox.close();
    });
    expect(outbox.counts()).toMatchObject({ delivered: 184, waiting: 10, 'needs-attention': 4, unconfirmed: 2 });
    expect(outbox.repair()).toBeNull();
    expect(await inThread('inspect', [folder, true])).toEqual({ database: [], copy: [] });
    expect(outbox.page({ search: 'market mei', state: null, before: null, limit: 1 }).rows).toEqual([]);
    expect(outbox.page({ search: 'mei', state: null, before: null, limit: 1 }).rows).toHaveLength(1);
  });
});

// Windows knows neither groups of processes nor a signal that can be heard.
const isWindows = process.platform === 'win32';

describe('a benchmark', () => {
  it.skipIf(isWindows)('that hangs in a loop is ended after its time, with what it has started', async () => {
    const { module, told } = script(`
      const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], { detached: true });
      tell(process.pid + ' ' + program.pid);
      for (;;);`);
    const limit = new AbortController();
    const message = messageOf(module, [], limit.signal);
    const [own = 0, started = 0] = (await told()).split(' ').map(Number);
    expect([own, started].map(isRunning)).toEqual([true, true]);
    limit.abort('5 min');
    await expect(message).rejects.toThrow('It took longer than it may (5 min), and was ended.');
    await soon(() => {
      expect([own, started].map(isRunning)).toEqual([false, false]);
    });
  });

  it.skipIf(isWindows)('that waits for ever for a program may tidy up once that is ended for it', async () => {
    const { module, told } = script(`
      const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)']);
      tell('waits');
      await new Promise((resolve) => program.once('exit', resolve));
      tell('tidied up');
      throw new Error('The program is gone.');`);
    const limit = new AbortController();
    const message = messageOf(module, [], limit.signal);
    expect(await told()).toBe('waits');
    limit.abort('5 min');
    await expect(message).rejects.toThrow('took longer');
    expect(await told()).toBe('tidied up');
  });

  it('that ends without a result has failed', async () => {
    const { module } = script('process.exit(0);');
    await expect(messageOf(module, [], new AbortController().signal)).rejects.toThrow('without a result: 0');
  });

  it('that ends well is heard', async () => {
    const { module } = script(`process.once('disconnect', () => process.exit()); process.send(['found']);`);
    expect(await messageOf(module, [], new AbortController().signal)).toEqual(['found']);
  });

  it('that has measured nothing has failed', () => {
    const found = { what: 'One save', measured: '1 ms' };
    expect(() => {
      requireValues([found, { ...found, beside: 'a write: NaN ms' }]);
    }).toThrow('One save');
    requireValues([found]);
  });
});

/** Makes a module of these lines, which can tell one text at a time; `told` resolves with that. */
function script(lines: string): { module: string; told: () => Promise<string> } {
  const folder = temporaryFolder();
  const [module, file] = [join(folder, 'module.mjs'), join(folder, 'told')];
  writeFileSync(
    module,
    `import { spawn } from 'node:child_process';
     import { renameSync, writeFileSync } from 'node:fs';
     function tell(text) {
       writeFileSync(${JSON.stringify(`${file}.new`)}, text);
       renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)});
     }
     ${lines}`,
  );
  const told = () => vi.waitFor(() => readFileSync(file, 'utf8'), { timeout: 15_000 });
  return { module, told };
}

/** One that has ended and of which nobody has taken note yet does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\tZ/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}
