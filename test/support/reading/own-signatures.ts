/** Signatures and cards of other countries, in other orders, and what has to be found in each. */
import type { Found } from './found.ts';
import { moreSignatures } from './more-signatures.ts';

export interface OwnSignature {
  name: string;
  lines: string[];
  expected: Partial<Found>;
}

export const ownSignatures: OwnSignature[] = [
  {
    name: 'a German mail with its greeting and its register',
    lines: [
      ...[
        'Hallo Frau Okafor,',
        '',
        'Mit freundlichen Grüßen',
        '',
        'i. A. Petra Lang',
        'Leiterin Einkauf',
        '',
        'Blechwerk Süd GmbH & Co. KG',
      ],
      ...[
        'Industriestraße 12',
        '70565 Stuttgart',
        'Tel.: +49 (0)711 555 01-23',
        'Mobil: +49 170 5550123',
        'Fax: +49 (0)711 555 01-99',
      ],
      ...[
        'petra.lang@blechwerk-sued.example',
        'www.blechwerk-sued.example',
        'Amtsgericht Stuttgart HRB 123456',
        'USt-IdNr. DE123456789',
        'Geschäftsführer: Dr. Karl Sommer',
      ],
    ],
    expected: {
      first: 'Petra',
      last: 'Lang',
      title: 'Leiterin Einkauf',
      account: 'Blechwerk Süd GmbH & Co. KG',
      phones: ['primary +49 (0)711 555 01-23', 'mobile +49 170 5550123', 'fax +49 (0)711 555 01-99'],
      e164: ['+497115550123', '+491705550123', '+497115550199'],
      emails: ['main petra.lang@blechwerk-sued.example'],
      website: 'www.blechwerk-sued.example',
    },
  },
  {
    name: 'a French card, company first',
    lines: [
      ...[
        'ORME SARL',
        'Inès DUVAL',
        'Responsable commerciale',
        '1 rue de Rivoli',
        '75001 Paris',
        'France',
        'Tél. 01 99 00 55 01',
        'Port. 06 39 98 00 01',
      ],
      'ines.duval@orme.example',
    ],
    expected: {
      ...{ first: 'Inès', last: 'DUVAL', title: 'Responsable commerciale', account: 'ORME SARL' },
      ...{ phones: ['primary 01 99 00 55 01', 'mobile 06 39 98 00 01'], e164: ['+33199005501', '+33639980001'] },
    },
  },
  {
    name: 'one line with bars',
    lines: [
      'Ella Hill | Senior Product Manager | Tidewater Labs | M: +1 555 010 0177 | ella.hill17@tidewaterlabs.example',
    ],
    expected: {
      ...{ first: 'Ella', last: 'Hill', title: 'Senior Product Manager', account: 'Tidewater Labs' },
      ...{ phones: ['mobile +1 555 010 0177'], emails: ['main ella.hill17@tidewaterlabs.example'] },
    },
  },
  {
    name: 'name and job with a comma, the company behind "at"',
    lines: [
      'Wei Hao Lim, PhD',
      'VP Engineering at Merlion Systems Pte Ltd',
      '+65 6555 0100',
      'weihao@merlion.example',
      '10 Anson Road, #05-17, Singapore 079903',
    ],
    expected: {
      ...{ first: 'Wei Hao', last: 'Lim', title: 'VP Engineering', account: 'Merlion Systems Pte Ltd' },
      ...{ phones: ['primary +65 6555 0100'], emails: ['main weihao@merlion.example'] },
    },
  },
  {
    name: 'a Japanese card',
    lines: [
      '株式会社アクメ',
      '営業部長',
      '山田 花子',
      '〒105-0001 東京都港区虎ノ門1-2-3',
      '電話 03-1234-5678',
      '携帯 090-1234-5678',
      'hanako.yamada@acme.example',
      'https://acme.example',
    ],
    expected: {
      ...{ last: '山田', first: '花子', title: '営業部長', account: '株式会社アクメ' },
      ...{
        phones: ['primary 03-1234-5678', 'mobile 090-1234-5678'],
        e164: ['+81312345678', '+819012345678'],
        website: 'https://acme.example',
      },
    },
  },
  {
    name: 'a Spanish card with two family names',
    lines: [
      'José María Núñez Peña',
      'Director de Ventas',
      'Grupo Olivar, S.L.',
      'C/ Alcalá 45, 3º B',
      '28014 Madrid',
      'Móvil: +34 600 55 01 00',
      'jm.nunez@olivar.example',
    ],
    expected: {
      ...{ first: 'José María', last: 'Núñez Peña', title: 'Director de Ventas', account: 'Grupo Olivar, S.L.' },
      ...{ phones: ['mobile +34 600 55 01 00'], emails: ['main jm.nunez@olivar.example'] },
    },
  },
  {
    name: 'a Dutch card with letters for its labels',
    lines: [
      'Tulp Techniek B.V.',
      'Sanne van den Brink',
      'Inkoper',
      'T 020 555 01 44',
      'M 06 55501440',
      'E s.vandenbrink@tulptechniek.example',
      'W www.tulptechniek.example',
      'Keizersgracht 1, 1015 CJ Amsterdam',
      'KvK 12345678',
    ],
    expected: {
      ...{
        first: 'Sanne',
        last: 'van den Brink',
        title: 'Inkoper',
        account: 'Tulp Techniek B.V.',
        website: 'www.tulptechniek.example',
      },
      ...{ phones: ['primary 020 555 01 44', 'mobile 06 55501440'], e164: ['+31205550144', '+31655501440'] },
    },
  },
  {
    name: 'a card whose address was misread, and mended by its web address',
    lines: [
      'Freja Holm',
      'Salgschef',
      'Nordhavn Shipping A/S',
      'freja @ nordhavn .dk',
      'www.nordhavn.dk',
      '+45 55 50 10 00',
      'Havnegade 4, 1058 København',
    ],
    expected: {
      ...{ first: 'Freja', last: 'Holm', title: 'Salgschef', account: 'Nordhavn Shipping A/S' },
      ...{ emails: ['main freja@nordhavn.dk'], phones: ['primary +45 55 50 10 00'], said: ['reading.emailRepaired'] },
    },
  },
  {
    name: 'a card of a freelance with mail for everybody',
    lines: [
      'LUCA MORETTI',
      'Fotografo e consulente',
      'luca.moretti@gmail.com',
      'cell. 333 5550100',
      'lucamoretti.it',
      'Via Garibaldi 8, 20121 Milano (MI)',
    ],
    expected: {
      ...{ first: 'LUCA', last: 'MORETTI', title: 'Fotografo e consulente', account: '', website: 'lucamoretti.it' },
      ...{ phones: ['mobile 333 5550100'], e164: ['+393335550100'] },
    },
  },
  {
    name: 'labels before everything',
    lines: [
      'First name: Nils',
      'Last name: Holm',
      'Company: Fjord AB',
      'Title: Säljare',
      'E-mail: nils@fjord.example',
      'Phone: +46 8 555 010 00',
      'Country: Sweden',
    ],
    expected: {
      ...{ first: 'Nils', last: 'Holm', account: 'Fjord AB', title: 'Säljare' },
      ...{ emails: ['main nils@fjord.example'], phones: ['primary +46 8 555 010 00'] },
    },
  },
  {
    name: 'an older mail below',
    lines: [
      ...[
        'Best regards,',
        'Mara Lindt',
        'Head of Partnerships, Brightfield Ltd',
        '+44 20 7946 0123',
        'mara.lindt@brightfield.example',
        '',
      ],
      ...[
        'On Tue, 24 Nov 2026 at 10:00, Tom Abele <tom@other.example> wrote:',
        '> Regards',
        '> Tom Abele',
        '> +49 30 23125 999',
      ],
    ],
    expected: {
      ...{ first: 'Mara', last: 'Lindt', title: 'Head of Partnerships', account: 'Brightfield Ltd' },
      ...{ emails: ['main mara.lindt@brightfield.example'], phones: ['primary +44 20 7946 0123'] },
    },
  },
  ...moreSignatures,
];
