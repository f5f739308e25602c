/** Phone numbers as people write them. */
import { describe, expect, it } from 'vitest';
import { fromTelUri, phoneOf, regionOfPhones } from '#reading/text/phones.ts';

describe('a phone number', () => {
  it.each([
    ['+49 (0) 171 39200 11', null, '+491713920011'],
    ['49(0)3023125014', null, '+493023125014'],
    ['+48 (0) 22 555 01 01', null, '+48225550101'],
    ['0049 (0)30 123456', null, '+4930123456'],
    ['+49 (0)30 / 555 721-00', null, '+493055572100'],
    ['+39 (0)6 1234 5678', null, '+390612345678'],
    ['+4407700900123', null, '+447700900123'],
    ['+52 1 55 1234 5678', null, '+525512345678'],
    ['06 39 98 00 01', 'FR', '+33639980001'],
    ['090-1234-5678', 'JP', '+819012345678'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['+4930555721００', null, '+493055572100'],
    ['\u202D+1 555 010 0142\u202C', null, '+15550100142'],
  ])('%s of a card from %s is %s', (written, region, e164) => {
    expect(phoneOf(written, region)).toMatchObject({ e164, said: [] });
  });

  it('stays as it stands there', () => {
    expect(phoneOf('+49 (0) 171 39200 11', null).typed).toBe('+49 (0) 171 39200 11');
  });

  it('is of no country where the card names none', () => {
    expect(phoneOf('06 39 98 00 01', null)).toMatchObject({ typed: '06 39 98 00 01', e164: null });
    expect(phoneOf('06 39 98 00 01', 'XX').e164).toBeNull();
  });

  it('that begins with +0 is kept, with a word', () => {
    expect(phoneOf('+0407 555 010', 'AU')).toEqual({
      typed: '+0407 555 010',
      e164: null,
      extension: '',
      said: [{ key: 'reading.phonePlusZero' }],
    });
  });

  it('may have an extension', () => {
    expect(phoneOf('312.555.0119 ext 204', 'US')).toMatchObject({ e164: '+13125550119', extension: '204' });
    expect(phoneOf(fromTelUri('tel:+1-555-010-0163;ext=12'), null)).toMatchObject({
      typed: '+1-555-010-0163 x12',
      e164: '+15550100163',
      extension: '12',
    });
  });

  it('may be anything at all', () => {
    for (const text of ['', '+', '()', '(0)', '123', 'call me', '+1'.repeat(500)])
      expect(phoneOf(text, 'US').typed).toBe(text);
  });
});

it('the country of a card is that of its international numbers, if they agree', () => {
  expect(regionOfPhones(['+49 30 23125014', '0171 5550100'])).toBe('DE');
  expect(regionOfPhones(['+49 30 23125014', '+33 1 99 00 55 01'])).toBeNull();
  expect(regionOfPhones(['0171 5550100'])).toBeNull();
});
