/** The cards of test/support/reading/own-cards.ts. */
import { expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { foundIn, latin1 } from '../../support/reading/found.ts';
import { ownCards } from '../../support/reading/own-cards.ts';

it('are fifty at least', () => {
  expect(ownCards.length).toBeGreaterThanOrEqual(50);
});

it.each(ownCards.map((card) => [card.name, card] as const))('reads a card: %s', (_name, card) => {
  const bytes = card.latin1 === undefined ? new TextEncoder().encode(card.text) : latin1(card.latin1);
  const reading = read({ bytes });
  expect(reading.kind).toBe('vcard');
  expect(reading.broken).toEqual([]);
  expect(reading.proposals.map(foundIn)).toMatchObject(card.expected);
});
