/** Ends of business mails as they are sent: with what the law asks for below them, and several numbers each. */
import { expect } from 'vitest';
import type { Address } from '#contract/fields.ts';
import type { OwnSignature } from './own-signatures.ts';

const street = (street1: string, postalCode: string, city: string, more: Partial<Address> = {}): Address[] => [
  expect.objectContaining({ street1, postalCode, city, ...more }) as Address,
];

export const legalSignatures: OwnSignature[] = [
  {
    name: 'a German mail whose street has no word for one',
    lines: [
      ...['Mit freundlichen Grüßen', '', 'Dr.-Ing. Katharina von Berg', 'Leiterin Produktmanagement', ''],
      ...['Hansewerk Maschinenbau GmbH & Co. KG', 'Am Hafen 12-14', '28195 Bremen', 'T +49 421 5550-120'],
      ...['F +49 421 5550-199', 'k.vonberg@hansewerk.example', 'Amtsgericht Bremen HRA 12345'],
      ...[
        'Persönlich haftende Gesellschafterin: Hansewerk Verwaltungs GmbH',
        'Geschäftsführer: Jens Otte, Dr. Ute Kamp',
      ],
    ],
    expected: {
      ...{ first: 'Katharina', last: 'von Berg', title: 'Leiterin Produktmanagement' },
      account: 'Hansewerk Maschinenbau GmbH & Co. KG',
      phones: ['primary +49 421 5550-120', 'fax +49 421 5550-199'],
      addresses: street('Am Hafen 12-14', '28195', 'Bremen'),
    },
  },
  {
    name: 'a French mail whose house stands before its street',
    lines: [
      ...['Bien cordialement,', '', 'Inès DUVAL', 'Directrice commerciale', 'ORME SARL'],
      ...['12, rue de la République – 69002 Lyon', 'Tél. : +33 (0)4 72 55 50 12 | Port. : 06 12 55 50 12'],
      ...['ines.duval@orme.example', 'SARL au capital de 10 000 € - RCS Lyon 123 456 789 - TVA FR12 123456789'],
    ],
    expected: {
      ...{ first: 'Inès', last: 'DUVAL', account: 'ORME SARL', e164: ['+33472555012', '+33612555012'] },
      addresses: street('12, rue de la République', '69002', 'Lyon'),
    },
  },
  {
    name: 'an Italian mail with an extension',
    lines: [
      ...['Dott.ssa Giulia De Santis', 'Responsabile Acquisti', 'Ferri S.p.A.', 'Via Torino, 5 - 20123 Milano (MI)'],
      ...['Tel. 02 5550 1234 int. 12', 'Cell. +39 347 555 1234', 'P.IVA 01234567890 - REA MI-123456'],
    ],
    expected: {
      ...{ first: 'Giulia', last: 'De Santis', account: 'Ferri S.p.A.', extensions: ['12', ''] },
      addresses: street('Via Torino, 5', '20123', 'Milano', { state: 'MI' }),
    },
  },
  {
    name: 'a Spanish mail with its country in brackets',
    lines: [
      ...['María José Núñez Peña', 'Directora de Compras', 'Textiles Levante, S.L.', 'C/ Colón, 25, 3º B'],
      ...['46004 Valencia (España)', 'Tfno.: 96 355 50 12', 'Móvil: 655 550 123', 'CIF B12345678'],
    ],
    expected: {
      ...{ first: 'María José', last: 'Núñez Peña', account: 'Textiles Levante, S.L.' },
      ...{ phones: ['primary 96 355 50 12', 'mobile 655 550 123'], e164: ['+34963555012', '+34655550123'] },
      addresses: street('C/ Colón, 25', '46004', 'Valencia', { street2: '3º B', country: 'España' }),
    },
  },
  {
    name: 'a Swedish mail with three numbers in a line',
    lines: [
      ...['Åsa Lindström', 'Inköpschef', 'Nordljus AB', 'Drottninggatan 71, 111 36 Stockholm'],
      ...['Direkt: 08-555 012 34 Mobil: 070-555 01 23 Växel: 08-555 012 00', 'Org.nr 556123-4567'],
    ],
    expected: { phones: ['primary 08-555 012 34', 'mobile 070-555 01 23', 'work 08-555 012 00'] },
  },
  {
    name: 'a mail with a label that nobody knows',
    lines: ['Tom Abele', 'Beta AG', 'Klingel: 030-555 012 34'],
    expected: { phones: ['primary 030-555 012 34'], sure: { phoneNumbers: 'guess' } },
  },
  {
    name: 'a Japanese mail with the name in two scripts',
    lines: [
      ...['山田商事株式会社', '営業部 課長', '山田 花子（Hanako Yamada）', '〒105-0011 東京都港区芝1-2-3 芝ビル5F'],
      ...['TEL: 03-5550-1234 / FAX: 03-5550-1235', '携帯: 090-5550-1234', 'E-mail: hanako.yamada@yamada.example'],
    ],
    expected: {
      ...{ first: '花子', last: '山田', account: '山田商事株式会社' },
      e164: ['+81355501234', '+819055501234', '+81355501235'],
      addresses: street('東京都港区芝1-2-3 芝ビル5F', '105-0011', ''),
    },
  },
  {
    name: 'a Chinese card with full-width colons',
    lines: [
      ...['王小明', '销售总监', '华星科技有限公司', '上海市浦东新区世纪大道100号', '电话：021-5550 1234'],
      ...['手机：138 0013 8000', '邮箱：wang.xm@huaxing.example'],
    ],
    expected: {
      ...{ first: '小明', last: '王', account: '华星科技有限公司', e164: ['+862155501234', '+8613800138000'] },
    },
  },
];
