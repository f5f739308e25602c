/** Phone numbers as people write them. */
import { describe, expect, it } from 'vitest';
import { fromTelUri, numbersIn, phoneOf, regionOfPhones } from '#reading/text/phones.ts';

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

  it('does not keep a zero in front of it that nobody dials any more', () => {
    expect(phoneOf('0-601 555 012', 'PL').e164).toBeNull();
    expect(phoneOf('06 6982 1234', 'IT').e164).toBe('+390669821234');
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

  it.each([
    ['0043 1 234 56 DW 12', '+43123456', '12'],
    ['+43 1 23456 Dw. 12', '+43123456', '12'],
    ['+43 1 23456 / DW 12', '+43123456', '12'],
    ['+43 1 23456 Klappe 12', '+43123456', '12'],
    ['+49 30 55501 Nebenstelle 12', '+493055501', '12'],
    ['+1 212 555 0142 (ext. 12)', '+12125550142', '12'],
    ['+1 212 555 0142 x12', '+12125550142', '12'],
  ])('%s is %s with the extension %s', (written, e164, extension) => {
    expect(phoneOf(written, null)).toMatchObject({ typed: written, e164, extension });
  });

  it.each([
    '+49 89 1234-0 / -15',
    '+49 89 1234-0 -15',
    '+49 89 1234-0/15',
    '+49 171 5550100 / +49 89 12340',
    '+44 20 7946 0958/9',
    '+41 44 668 18 00 / 01',
    '+91 22 1234 5678 / 79',
  ])('%s is several, which together are none', (written) => {
    expect(phoneOf(written, null)).toMatchObject({ typed: written, e164: null });
  });

  it.each([
    ['089/1234', 'DE', '+49891234'],
    ['+49 7031/123', null, '+497031123'],
    ['+49(0)89/1234-15', null, '+4989123415'],
  ])('%s has a stroke behind the code of its town', (written, region, e164) => {
    expect(phoneOf(written, region).e164).toBe(e164);
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

describe('in one place', () => {
  it.each([
    ['+49 89 1234-0 / -15', ['+49 89 1234-0', '+49 89 1234-15']],
    ['+49 89 1234-0/-15/-16', ['+49 89 1234-0', '+49 89 1234-15', '+49 89 1234-16']],
    ['+49 89 1234 – 0 / – 15', ['+49 89 1234 – 0', '+49 89 1234 – 15']],
    ['+49 89 1234-0 -15', ['+49 89 1234-0', '+49 89 1234-15']],
    ['+49 89 1234-0 oder -15', ['+49 89 1234-0', '+49 89 1234-15']],
    ['+49 171 5550100 / +49 89 12340', ['+49 171 5550100', '+49 89 12340']],
  ])('stand several numbers: %s', (written, numbers) => {
    expect(numbersIn(written)).toEqual(numbers);
  });

  it.each(['+49 89 1234-0/15', '0711 / 555 01-23', '+1 212-555-0142 / 0143', '+1 212 555 0142, ext. 12'])(
    'stands one number: %s',
    (written) => {
      expect(numbersIn(written)).toEqual([written]);
    },
  );
});
