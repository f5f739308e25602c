import { describe, expect, it } from 'vitest';
import { say, type Said } from '#words/message.ts';
import { isSaid, readSaid, saidBy, SaidError, storedSaid, withTexts } from '#words/said.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { textOf } from '../support/words.ts';

const held = say('store.heldElsewhere', { folder: '/data', computer: 'BOOTH-2', user: 'anna', since: 0 });
const nested = say('network.proxyFails', { proxy: 'p:8080', words: [say('network.system', { words: 'EHOSTDOWN' })] });

describe('what is said and stored', () => {
  it.each<[string, Said]>([
    ['words of somebody else', 'getaddrinfo ENOTFOUND crm.example'],
    ['a message', held],
    ['a message within one', nested],
    ['several', ['Words.', held, nested]],
  ])('comes back as it was: %s', (_what, said) => {
    expect(readSaid(storedSaid(said))).toEqual(said);
    expect(isSaid(JSON.parse(JSON.stringify(said)))).toBe(true);
  });

  it.each(['It stays unconfirmed.', '{ no JSON', '{"message":"Bad gateway"}', '[1, 2]', '{"key":3}'])(
    'is a sentence of an older version, or somebody’s own words, where it is no message: %s',
    (stored) => {
      expect(readSaid(stored)).toBe(stored);
    },
  );

  it('is no longer said where a parameter of it is damaged', () => {
    expect(isSaid({ key: 'store.held', params: { folder: null } })).toBe(false);
    expect(isSaid({ key: 'store.held', params: 'x' })).toBe(false);
    expect(isSaid(null)).toBe(false);
  });
});

it('an error says what it was made for, and any other its own words', () => {
  const problem = new StoreProblem(held);
  expect(problem).toBeInstanceOf(SaidError);
  expect(saidBy(problem)).toEqual(held);
  expect(problem.message).toContain('store.heldElsewhere');
  expect(saidBy(new Error('EIO: i/o error'))).toBe('EIO: i/o error');
  expect(saidBy('broken')).toBe('broken');
});

it('every text of somebody else can be changed, wherever it stands in what is said', () => {
  const shout = (text: string) => text.toUpperCase();
  expect(textOf(withTexts(nested, shout))).toBe('The proxy P:8080 cannot be used: “EHOSTDOWN.”');
  expect(withTexts(['a', held], shout)).toEqual([
    'A',
    say('store.heldElsewhere', { folder: '/DATA', computer: 'BOOTH-2', user: 'ANNA', since: 0 }),
  ]);
  expect(withTexts(say('store.notOpen'), shout)).toEqual(say('store.notOpen'));
});
