// A download over real sockets: what it takes, when it stands still, and how it ends.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { download, longestSilence } from '../../electron/updates/download.ts';
import { gate } from '../../electron/updates/gate.ts';
import { plainFetch } from '../support/fetch.ts';
import { temporaryFolder } from '../support/folder.ts';

const until = (holds: () => boolean) =>
  vi.waitFor(
    () => {
      expect(holds()).toBe(true);
    },
    { timeout: 20_000 },
  );
const content = Buffer.alloc(1_000_000, 'installer ');

/** A download from a server that answers like this, into a folder that is not there yet. */
async function begin(answer: RequestListener, bytes = content.length) {
  const closed = vi.fn();
  const server = createServer((request, response) => {
    response.on('close', closed);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const file = join(temporaryFolder(), 'cache', 'update');
  const passage = gate();
  const stop = new AbortController();
  const told: number[] = [];
  const start = () =>
    download({
      fetch: plainFetch,
      url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/update`),
      file,
      bytes,
      gate: passage,
      signal: stop.signal,
      progressed: (received) => told.push(received),
    });
  return { start, file, gate: passage, stop, told, closed };
}

it('brings the whole file, and tells of a hundred steps or less', async () => {
  const { start, file, told } = await begin((_request, response) => response.end(content));
  await start();
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(told.length).toBeLessThanOrEqual(100);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
});

it.each([
  ['says that there is none', (_request, response) => response.writeHead(404).write('nothing'), content.length],
  [
    'breaks off',
    (_request, response) =>
      response
        .writeHead(200, { 'content-length': content.length })
        .write(content.subarray(0, 5), () => response.destroy()),
    content.length,
  ],
  ['sends more than it announced', (_request, response) => response.end(content), content.length - 1],
] as [string, RequestListener, number][])(
  'leaves nothing, and no connection, where the server %s',
  async (_what, answer, bytes) => {
    const { start, file, closed } = await begin(answer, bytes);
    await expect(start()).rejects.toMatchObject({ trouble: 'broken-off' });
    expect(existsSync(file)).toBe(false);
    await until(() => closed.mock.calls.length > 0);
  },
);

it('writes nothing while the gate is shut, and goes on with the same answer after that', async () => {
  let asked = 0;
  const { start, file, gate, told } = await begin((_request, response) => {
    asked++;
    response.end(content);
  });
  gate.set(false);
  const downloading = start();
  await until(() => existsSync(file) && asked === 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(readFileSync(file)).toHaveLength(0);
  expect(told).toEqual([]);
  gate.set(true);
  await downloading;
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(asked).toBe(1);
});

it.each([true, false])('is stopped at once, and closes the connection (gate open: %s)', async (open) => {
  const { start, file, gate, stop, closed } = await begin((_request, response) => {
    response.writeHead(200).write(content.subarray(0, 500_000));
  });
  gate.set(open);
  const downloading = start();
  await until(() => existsSync(file));
  stop.abort();
  await expect(downloading).rejects.toThrow();
  expect(existsSync(file)).toBe(false);
  await until(() => closed.mock.calls.length > 0);
});

it('ends where the server falls silent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { start, file, closed } = await begin((_request, response) => response.writeHead(200).write('half'));
  const downloading = start();
  downloading.catch(() => undefined);
  await until(() => existsSync(file));
  await vi.advanceTimersByTimeAsync(2 * longestSilence);
  await expect(downloading).rejects.toMatchObject({ trouble: 'broken-off' });
  await until(() => closed.mock.calls.length > 0);
});

it('takes no offence at a server that is silent while the gate is shut', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  let finish: () => void = () => undefined;
  const { start, file, gate } = await begin((_request, response) => {
    response.writeHead(200).write(content.subarray(0, 5));
    finish = () => response.end(content.subarray(5));
  });
  gate.set(false);
  const downloading = start();
  await until(() => existsSync(file));
  await vi.advanceTimersByTimeAsync(10 * longestSilence);
  gate.set(true);
  finish();
  await downloading;
  expect(readFileSync(file).equals(content)).toBe(true);
});

it.skipIf(!existsSync('/dev/full'))('says that there is no room where the disk is full', async () => {
  const { start, file } = await begin((_request, response) => response.end(content));
  mkdirSync(dirname(file));
  symlinkSync('/dev/full', file);
  await expect(start()).rejects.toMatchObject({ trouble: 'no-room' });
});
