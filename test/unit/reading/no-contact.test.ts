/** Codes that hold no contact, and those that hold too much of a person. */
import { describe, expect, it } from 'vitest';
import { read } from '#reading/read.ts';
import { firstOf } from '../../support/reading/found.ts';

describe('a code without a contact', () => {
  it.each([
    ['WIFI:T:WPA;S:Booth;P:secret;;', 'wifi'],
    [' wifi:S:Booth;;', 'wifi'],
    ['otpauth://totp/Acme:jana?secret=JBSWY3DPEHPK3PXP', 'otp'],
    ['BCD\n002\n1\nSCT\nBFSWDE33BER\nAcme\nDE89370400440532013000\nEUR1\n', 'payment'],
    ['SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nAcme', 'payment'],
    [
      '00020101021126360014br.gov.bcb.pix0114+55119123456785204000053039865802BR5904Acme6009Sao Paulo62070503***6304ABCD',
      'payment',
    ],
    ['bitcoin:bc1qexample?amount=1', 'payment'],
    ['javascript:alert(1)', 'script'],
    ['\u0001 JavaScript:alert(1)', 'script'],
    ['data:text/html,<script>1</script>', 'script'],
    ['data:text/vcard,BEGIN:VCARD%0AN:secret;x%0AEND:VCARD', 'script'],
    ['file:///etc/passwd', 'script'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'payment'],
    ['%B4111111111111111^KELLER/secret^2512101?;4111111111111111=2512?', 'payment'],
    ['geo:50.9,6.9', 'thing'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:secret\nEND:VEVENT', 'thing'],
    ['LPA:1$smdp.example$secret', 'thing'],
    ['MT:Y.K9042C00KA0648G00', 'thing'],
    ['X-HM://0023ISYWY', 'thing'],
    ['M1KELLER/JANA         EABC123 CGNMUCLH 1234 331Y012A0001 100', 'thing'],
  ])('is said to be none, and nothing is kept: %j', (text, kind) => {
    const reading = read({ text, symbology: 'QRCode' });
    expect(reading).toMatchObject({
      kind: 'refused',
      raw: null,
      proposals: [],
      broken: [],
      said: [{ key: `reading.${kind}` }],
    });
    expect(JSON.stringify(reading)).not.toMatch(/secret|JBSW|alert|DE89/u);
  });

  it('is no id either where it is empty', () => {
    expect(read({ text: ' \r\n' })).toMatchObject({ kind: 'nothing', proposals: [], said: [{ key: 'reading.empty' }] });
  });
});

describe('a driving licence', () => {
  const licence =
    '@\n\x1e\rANSI 636099090002DL00410150ZZ01910010DLDAQX0000000\nDCSKELLER\nDACJANA\nDADMARIE\nDBB04011990\nDBC2\nDAYBRO\nDAG12 ELM ST\nDAISPRINGFIELD\nDAJIL\nDAK627010000\nDCGUSA\nDAQX0000000\r';

  it('is not read until that is switched on', () => {
    const reading = read({ text: licence, symbology: 'PDF417' });
    expect(reading).toMatchObject({ kind: 'refused', raw: null, proposals: [], said: [{ key: 'reading.licence' }] });
    expect(JSON.stringify(reading)).not.toContain('KELLER');
  });

  it.each([
    ['as it is', licence],
    ['with its control characters lost', licence.replaceAll('\x1e\r', '')],
    ['with its line breaks lost', licence.replaceAll(/[\n\r\x1e]/gu, '')],
    [
      'of the old form',
      '@\n\x1e\rAAMVA6360990102DL00390187DLDAQX0000000\nDAAKELLER,JANA,MARIE\nDAG12 ELM ST\nDAISPRINGFIELD\nDAJIL\nDAK627010000\nDBB19900401\nDCGUSA',
    ],
  ])('gives name and address alone, and its text is never kept: %s', (_how, text) => {
    const reading = read({ text, symbology: 'PDF417', readsLicences: true });
    expect(reading).toMatchObject({ kind: 'aamva', raw: null });
    expect(firstOf(reading)).toMatchObject({
      ...{ first: 'JANA', last: 'KELLER', said: ['reading.licenceRead'] },
      addresses: [
        expect.objectContaining({
          street1: '12 ELM ST',
          city: 'SPRINGFIELD',
          state: 'IL',
          postalCode: '62701',
          country: 'USA',
        }),
      ],
    });
    expect(JSON.stringify(reading)).not.toMatch(/X0000000|1990|BRO/u);
  });

  it('with a magnetic stripe is none that can be read, and none that is kept', () => {
    const text = '%CASACRAMENTO^KELLER$JANA$^12 ELM ST^?;636014012345=2812?';
    for (const readsLicences of [false, true]) {
      expect(read({ text, from: 'code', readsLicences })).toMatchObject({ raw: null, proposals: [] });
    }
  });
});
