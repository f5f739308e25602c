/** Scans that several layouts can mean, and the list of attendees that knows which. */
import { expect, it } from 'vitest';
import { meantText } from '#reading/keys/meant-text.ts';
import { scanned } from '../../support/reading/scanner.ts';

/** A scanner for the US on a German laptop: `YZ-4711` is typed `ZYß4711`. */
const typed = scanned('YZ-4711', { scanner: 'us', host: 'de' });
const asked: string[][] = [];
const list =
  (...badges: string[]) =>
  (readings: string[]) => {
    asked.push(readings);
    return Promise.resolve(new Set(badges.filter((badge) => readings.includes(badge))));
  };

it.each(['YZ-4711', 'ZYß4711'])('takes the reading that the list has, whatever was remembered: %s', async (badge) => {
  for (const remembered of ['keys', 'us', null] as const) {
    expect((await meantText(typed, { remembered }, list(badge))).text).toBe(badge);
  }
});

it('goes by what was remembered where the list has none of them', async () => {
  expect((await meantText(typed, { remembered: 'us' }, list())).text).toBe('YZ-4711');
  expect((await meantText(typed, { remembered: 'keys' }, list())).text).toBe('ZYß4711');
});

it('asks for nothing that is clear', async () => {
  asked.splice(0);
  const card = scanned('MECARD:N:Keller,Jana;;', { scanner: 'us', host: 'de' });
  expect((await meantText(card, {}, list())).text).toBe('MECARD:N:Keller,Jana;;');
  expect((await meantText(scanned('104772', { scanner: 'us', host: 'us' }), {}, list())).text).toBe('104772');
  expect(asked.filter((readings) => readings.some((text) => text.includes('Keller')))).toEqual([]);
});
