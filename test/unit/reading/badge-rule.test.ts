/** A badge that is taught once, and the others of the event. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { applyRule, badgeRuleSchema, type BadgeRule } from '#reading/codes/badge-rule.ts';
import { proposedRule } from '#reading/codes/proposed-rule.ts';
import { read } from '#reading/read.ts';
import { firstOf, foundIn } from '../../support/reading/found.ts';

describe('a rule that is proposed from one badge', () => {
  it('divides it by its commonest separator, and guesses what can be told by its form and by what stands beside it', () => {
    expect(proposedRule('EXPO26|104772|Duval|Inès|Orme SARL|ines@orme.example|+33 1 99 00 55 01|75001')).toEqual({
      rule: {
        separator: '|',
        prefix: '',
        parts: ['none', 'badgeId', 'lastName', 'firstName', 'account', 'email', 'phone', 'postalCode'],
      },
      texts: ['EXPO26', '104772', 'Duval', 'Inès', 'Orme SARL', 'ines@orme.example', '+33 1 99 00 55 01', '75001'],
    });
  });

  it.each([
    ['4711::Keller::Jana', '::'],
    ['M1\x1d104772\x1dDuval', '\x1d'],
    ['4711\tKeller\tJana', '\t'],
    ['4711$Keller$Jana', '$'],
    ['4711%Keller;x%Jana', '%'],
    ['4711;Keller;Jana', ';'],
  ])('finds the separator of %j', (sample, separator) => {
    expect(proposedRule(sample)?.rule.separator).toBe(separator);
  });

  it('is none for what has no parts', () => {
    expect(proposedRule('0004711')).toBeNull();
    expect(proposedRule('Keller, Jana')).toBeNull();
  });
});

describe('a rule that was taught', () => {
  const rule: BadgeRule = { separator: '|', prefix: 'EXPO26|', parts: ['badgeId', 'lastName', 'firstName', 'account'] };

  it('is plain JSON', () => {
    expect(v.parse(badgeRuleSchema, JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  });

  it('reads the badges of its kind, each part for certain', () => {
    const reading = read({ text: 'EXPO26|0104772|Duval|Inès|Orme SARL', symbology: 'QRCode', rule });
    expect(reading.kind).toBe('taught');
    expect(firstOf(reading)).toMatchObject({
      ...{ badge: '0104772', last: 'Duval', first: 'Inès', account: 'Orme SARL' },
      sure: { badgeId: 'sure', lastName: 'sure', firstName: 'sure', account: 'sure' },
    });
  });

  it('takes one whose last parts are missing or empty', () => {
    const proposal = applyRule(rule, 'EXPO26|0104772|Duval|NULL');
    expect(foundIn(proposal ?? { fields: [], said: [] })).toMatchObject({
      badge: '0104772',
      last: 'Duval',
      first: '',
      account: '',
    });
  });

  it('says nothing of other codes', () => {
    expect(applyRule(rule, '0104772')).toBeNull();
    expect(applyRule(rule, 'OTHER|0104772|Duval|Inès|Orme')).toBeNull();
    expect(
      read({ text: 'BEGIN:VCARD\nN:Low;Lea\nEND:VCARD', rule: { ...rule, prefix: '', separator: ';' } }).kind,
    ).toBe('vcard');
    expect(read({ text: 'https://www.linkedin.com/in/a|b', rule: { ...rule, prefix: '' } }).kind).toBe('url');
    expect(read({ text: 'WIFI:S|P|X', rule: { ...rule, prefix: '' } }).kind).toBe('refused');
  });

  it('may take its parts out of a link of the event', () => {
    const own: BadgeRule = { separator: '/', prefix: 'https://badge.example/v/', parts: ['badgeId', 'lastName'] };
    const reading = read({ text: 'https://badge.example/v/8F3K/Duval', symbology: 'QRCode', rule: own });
    expect(firstOf(reading)).toMatchObject({ badge: '8F3K', last: 'Duval' });
  });
});
