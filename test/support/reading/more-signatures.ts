/** More of own-signatures.ts. */
import type { OwnSignature } from './own-signatures.ts';

export const moreSignatures: OwnSignature[] = [
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
  {
    name: 'a Chinese card',
    lines: [
      '王小明',
      '总经理',
      '北京星辰科技有限公司',
      '手机: 138 0013 8000',
      '邮箱: wang@xingchen.cn',
      '地址: 北京市海淀区中关村大街1号',
    ],
    expected: {
      first: '小明',
      last: '王',
      title: '总经理',
      account: '北京星辰科技有限公司',
      phones: ['mobile 138 0013 8000'],
      e164: ['+8613800138000'],
    },
  },
  {
    name: 'an Irish card with a particle',
    lines: [
      'Dr Aoife Ní Bhriain',
      'Consultant Cardiologist',
      "St. Brigid's Hospital",
      'Tel +353 1 555 0100',
      'aoife.nibhriain@stbrigids.ie',
      'Dublin 4, D04 X2Y3, Ireland',
    ],
    expected: {
      first: 'Aoife',
      last: 'Ní Bhriain',
      title: 'Consultant Cardiologist',
      account: "St. Brigid's Hospital",
    },
  },
  {
    name: 'a Czech card',
    lines: [
      'Jiří Novák',
      'obchodní ředitel',
      'Novák a syn s.r.o.',
      'mob. 602 555 010',
      'jiri.novak@novak.cz',
      'Dlouhá 12, 110 00 Praha 1',
    ],
    expected: {
      first: 'Jiří',
      last: 'Novák',
      title: 'obchodní ředitel',
      account: 'Novák a syn s.r.o.',
      phones: ['mobile 602 555 010'],
      e164: ['+420602555010'],
    },
  },
  {
    name: 'a job in three letters, and a number behind a stroke',
    lines: ['Piotr Zieliński | CTO', 'SoftGen sp. z o.o.', 'piotr@softgen.pl / +48 600 100 200'],
    expected: {
      first: 'Piotr',
      last: 'Zieliński',
      title: 'CTO',
      account: 'SoftGen sp. z o.o.',
      phones: ['primary +48 600 100 200'],
    },
  },
  {
    name: 'a company in brackets',
    lines: ['Jana Keller (Acme GmbH) jana@acme.example'],
    expected: { first: 'Jana', last: 'Keller', account: 'Acme GmbH', emails: ['main jana@acme.example'] },
  },
  {
    name: 'two senders, of whom the first is meant',
    lines: ['Jana Keller <jana@acme.example>, Tom Abele <tom@acme.example>'],
    expected: { first: 'Jana', last: 'Keller', title: '', account: '' },
  },
];
