import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, openFile, packed, type OpenedFile } from '../../../electron/setup/file.ts';
import { cost, keyOpener, seal, waitAfterWrong } from '../../../electron/setup/keys.ts';
import { travellingOf } from '../../support/setups.ts';
import { textOf } from '../../support/words.ts';

const setup = travellingOf(2, 9);
const file = fileOf(packed(setup), null);

function opened(bytes: Uint8Array): OpenedFile {
  const opening = openFile(bytes);
  if (!opening.ok) throw new Error(textOf(opening.problem));
  return opening.file;
}
const refusal = (bytes: Uint8Array): string => {
  const opening = openFile(bytes);
  return opening.ok ? '' : textOf(opening.problem);
};
const edited = (change: (text: string) => string) => Buffer.from(change(file.toString('utf8')));

describe('a set-up in a file', () => {
  it('comes out as it went in', () => {
    expect(opened(file).setup).toEqual(setup);
    expect(opened(file).sealed).toBeNull();
  });

  it('is JSON, and says what it is and of which version', () => {
    expect(JSON.parse(file.toString('utf8'))).toMatchObject({ fieldpost: 'set-up', version: 1, keys: null });
  });

  it('takes no more than 100 kB for 10 events of 20 questions', () => {
    const large = travellingOf(10, 20);
    const bytes = fileOf(packed(large), null);
    expect(bytes.length).toBeLessThanOrEqual(100_000);
    expect(opened(bytes).setup).toEqual(large);
  });
});

describe('a file that is no whole set-up of this version', () => {
  it('is refused as changed, where anything in it is another', () => {
    const changed = /was changed after it was made/u;
    expect(refusal(edited((text) => text.replace('"content":"', '"content":"AA')))).toMatch(changed);
    expect(refusal(edited((text) => `${text}\n`))).toMatch(changed);
    expect(refusal(edited((text) => text.replace('"keys":null', '"keys":true')))).toMatch(changed);
  });

  it('is refused as cut off, wherever it ends', () => {
    for (const length of [1, 20, 40, 90, 130, 200, file.length - 1]) {
      expect([length, refusal(file.subarray(0, length))]).toEqual([length, expect.stringMatching(/end of this file/u)]);
    }
  });

  it('is refused as foreign, where something else has made it', () => {
    for (const text of ['', '{}', '{"events":[]}', 'PK\u0003\u0004', '<!doctype html>', '{"fieldpost":"receipt"}']) {
      expect([text, refusal(Buffer.from(text))]).toEqual([text, expect.stringMatching(/not a Fieldpost set-up/u)]);
    }
  });

  it('is refused as newer, whatever else it has in it', () => {
    for (const text of ['{"fieldpost":"set-up","version":2}', '{"fieldpost":"set-up","version":12,"sealed":[']) {
      expect(refusal(Buffer.from(text))).toMatch(/A newer Fieldpost made/u);
    }
    expect(refusal(edited((text) => text.replace('"version":1', '"version":2')))).toMatch(/A newer Fieldpost made/u);
  });

  it('is refused where it holds what the settings would not let anybody save', () => {
    const [first] = setup.events;
    const twice = { ...setup, events: first === undefined ? [] : [first, first] };
    const nameless = { ...setup, events: setup.events.map((event) => ({ ...event, name: ' ' })) };
    for (const wrong of [twice, nameless, { ...setup, more: 1 }]) {
      expect(refusal(fileOf(packed(wrong), null))).toMatch(/is not valid/u);
    }
    expect(refusal(fileOf('bm8gcGFja2VkIGJ5dGVz', null))).toMatch(/is not valid/u);
  });

  it('is refused at any cut and any flipped bit', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(file);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        return refusal(flipped) !== '' && refusal(file.subarray(0, at)) !== '';
      }),
      { numRuns: 2_000 },
    );
    // The header is short enough to try all of it.
    for (let at = 0; at < 160; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(file);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect([at, bit, refusal(flipped)]).not.toEqual([at, bit, '']);
      }
    }
  });
});

describe('keys in a file', () => {
  const bound = packed(setup);
  const open = keyOpener(() => Promise.resolve());

  it('come out by the passphrase, however its letters are made, and by no other', async () => {
    const sealed = await seal({ '': 'k3y' }, bound, 'grüne Wiese am Fluss');
    const read = opened(fileOf(bound, sealed));
    expect(read.sealed).toEqual(sealed);
    expect(await open(sealed, read.bound, ' gru\u0308ne Wiese am Fluss ')).toEqual({ '': 'k3y' });
    expect(await open(sealed, read.bound, 'grüne Wiese am Bach')).toBeNull();
    expect(fileOf(bound, sealed).toString('utf8')).not.toContain('k3y');
  });

  it('do not come out where the rest of the file is another one, whoever has counted its digest again', async () => {
    const sealed = await seal({ '': 'k3y' }, bound, 'four words are enough');
    const elsewhere = {
      ...setup,
      connections: setup.connections.map((one) => ({ ...one, baseUrl: 'https://evil.example.com/one' })),
    };
    const forged = opened(fileOf(packed(elsewhere), sealed));
    expect(forged.setup.connections[0]?.baseUrl).toContain('evil');
    expect(await open(sealed, forged.bound, 'four words are enough')).toBeNull();
  });

  it('are different each time, and tell nothing of each other', async () => {
    const [one, other] = [
      await seal({ '': 'k' }, bound, 'passphrase 12'),
      await seal({ '': 'k' }, bound, 'passphrase 12'),
    ];
    expect(one.box).not.toBe(other.box);
    expect(one.salt).not.toBe(other.salt);
  });

  it('cost whoever guesses more than half a second for each try, one after another', async () => {
    // 128 MB and more for each: what scrypt needs is 128 · N · r bytes.
    expect(128 * cost.N * cost.r).toBeGreaterThanOrEqual(128 * 1024 * 1024);
    expect(20 * waitAfterWrong).toBeGreaterThanOrEqual(10_000);
    const sealed = await seal({ '': 'k' }, bound, 'the right passphrase');
    let waited = 0;
    let waiting = 0;
    let most = 0;
    const slow = keyOpener(async (milliseconds) => {
      most = Math.max(most, ++waiting);
      waited += milliseconds;
      await Promise.resolve();
      waiting--;
    });
    const tries = await Promise.all(['one', 'two', 'three'].map((guess) => slow(sealed, bound, guess)));
    expect(tries).toEqual([null, null, null]);
    expect(waited).toBe(3 * waitAfterWrong);
    expect(most).toBe(1);
    expect(await slow(sealed, bound, 'the right passphrase')).toEqual({ '': 'k' });
    expect(waited).toBe(3 * waitAfterWrong);
  }, 60_000);
});
