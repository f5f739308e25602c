/** Signatures and cards of other countries, in other orders, and what has to be found in each. */
import type { Found } from './found.ts';

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
  {
    name: 'a Polish card, in capitals',
    lines: [
      'ENERGIA PLUS SP. Z O.O.',
      'ANNA KOWALSKA',
      'KIEROWNIK PROJEKTU',
      'tel. 22 555 01 67',
      'kom. +48 600 555 016',
      'a.kowalska@energiaplus.example',
      'ul. Złota 44, 00-120 Warszawa',
    ],
    expected: {
      ...{ first: 'ANNA', last: 'KOWALSKA', title: 'KIEROWNIK PROJEKTU', account: 'ENERGIA PLUS SP. Z O.O.' },
      ...{ phones: ['primary 22 555 01 67', 'mobile +48 600 555 016'], e164: ['+48225550167', '+48600555016'] },
    },
  },
  {
    name: 'a Swiss card with dots between',
    lines: [
      'Dr. Hans-Peter Vogel',
      'Leiter Forschung & Entwicklung',
      'VOGEL PRÄZISION AG',
      'Seestrasse 99 · CH-8002 Zürich',
      'T +41 44 555 01 00 · M +41 79 555 01 00',
      'hp.vogel@vogel-praezision.ch · vogel-praezision.ch',
    ],
    expected: {
      ...{ first: 'Hans-Peter', last: 'Vogel', title: 'Leiter Forschung & Entwicklung', account: 'VOGEL PRÄZISION AG' },
      ...{ phones: ['primary +41 44 555 01 00', 'mobile +41 79 555 01 00'], website: 'vogel-praezision.ch' },
    },
  },
  {
    name: 'a Korean card',
    lines: [
      '김철수',
      '팀장',
      '주식회사 한빛',
      '서울특별시 강남구 테헤란로 123',
      '전화 02-555-0100',
      '휴대폰 010-5550-0100',
      'cs.kim@hanbit.co.kr',
    ],
    expected: {
      ...{ first: '철수', last: '김', title: '팀장', account: '주식회사 한빛' },
      ...{ phones: ['primary 02-555-0100', 'mobile 010-5550-0100'], e164: ['+8225550100', '+821055500100'] },
    },
  },
  {
    name: 'an American card, the company and its address first',
    lines: [
      'Acme Inc.',
      '123 Main St.',
      'Suite 400',
      'Springfield, IL 62701',
      'John Q. Public',
      'Regional Sales Manager',
      'Office: 217.555.0123 x45',
      'Cell: 217.555.0199',
      'jpublic@acme.com',
    ],
    expected: {
      ...{ first: 'John Q.', last: 'Public', title: 'Regional Sales Manager', account: 'Acme Inc.' },
      ...{
        phones: ['primary 217.555.0123 x45', 'mobile 217.555.0199'],
        e164: ['+12175550123', '+12175550199'],
        extensions: ['45', ''],
      },
    },
  },
  {
    name: 'a lawyer who signs twice',
    lines: [
      'Best,',
      'Tom',
      '',
      'Tom Abele',
      'Abele & Partner Rechtsanwälte mbB',
      'Rechtsanwalt',
      'Tel +49 30 23125-014',
      'abele@abele-partner.de',
    ],
    expected: { first: 'Tom', last: 'Abele', title: 'Rechtsanwalt', account: 'Abele & Partner Rechtsanwälte mbB' },
  },
  {
    name: 'labels, and the job behind the name',
    lines: [
      'Contact: Jane Doe, Head of Procurement',
      'Company: Widgets Ltd',
      'Phone: 01632 960 001',
      'Email: jane.doe@widgets.co.uk',
    ],
    expected: {
      first: 'Jane',
      last: 'Doe',
      title: 'Head of Procurement',
      account: 'Widgets Ltd',
      e164: ['+441632960001'],
    },
  },
  {
    name: 'a craftsman with the name of his company before the @',
    lines: ['Peter Müller', 'Müller Bau', 'Hauptstr. 5', '12345 Berlin', '0171 / 555 01 23', 'mueller-bau@t-online.de'],
    expected: { first: 'Peter', last: 'Müller', account: 'Müller Bau', e164: ['+491715550123'] },
  },
  {
    name: 'a list in one line',
    lines: ['Jana Keller, Acme GmbH, jana@acme.example, +49 221 555010'],
    expected: { first: 'Jana', last: 'Keller', account: 'Acme GmbH', phones: ['primary +49 221 555010'] },
  },
  {
    name: 'a sender and what stands below',
    lines: ['Jana Keller <jana.keller@acme.example>', 'Acme GmbH'],
    expected: { first: 'Jana', last: 'Keller', account: 'Acme GmbH', emails: ['main jana.keller@acme.example'] },
  },
];
