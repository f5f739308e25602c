/** Charsets and encodings. */
import { card, jana, type OwnCard } from './own-card.ts';

export const letterCards: OwnCard[] = [
  {
    name: 'Latin-1 without a charset',
    latin1: card('VERSION:2.1', 'N:M\xFCller;J\xFCrgen', 'ORG:Caf\xE9 Bar'),
    expected: [{ last: 'Müller', first: 'Jürgen', account: 'Café Bar' }],
  },
  {
    name: 'Windows-1252 with an apostrophe and a euro',
    latin1: card('VERSION:3.0', 'N:O\x92Neil;Se\xE1n', 'NOTE:50 \x80 a day'),
    expected: [{ last: 'O’Neil', first: 'Seán', note: '50 € a day' }],
  },
  {
    name: 'ISO-8859-2 by its label',
    latin1: card('VERSION:2.1', 'N;CHARSET=ISO-8859-2:Wi\xB6niewski;Pawe\xB3'),
    expected: [{ last: 'Wiśniewski', first: 'Paweł' }],
  },
  {
    name: 'labelled Latin-1, but UTF-8',
    text: card('VERSION:2.1', 'N;CHARSET=ISO-8859-1:Müller;Jürgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'labelled Latin-2, but UTF-8',
    text: card('VERSION:2.1', 'N;CHARSET=ISO-8859-2:Müller;Jürgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'a note in base64',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'NOTE;ENCODING=b:R3LDvMOfZQ==', 'PHOTO;ENCODING=b:R3LDvMOfZQ=='),
    expected: [{ ...jana, note: 'Grüße' }],
  },
  {
    name: 'labelled UTF-8, but Latin-1',
    latin1: card('VERSION:2.1', 'N;CHARSET=UTF-8:M\xFCller;J\xFCrgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'a charset that there is not',
    text: card('VERSION:2.1', 'N;CHARSET=X-NOKIA:Müller;Jürgen'),
    expected: [{ last: 'Müller', first: 'Jürgen' }],
  },
  {
    name: 'Shift_JIS by its label',
    latin1: card('VERSION:2.1', 'N;CHARSET=SHIFT_JIS:\x8ER\x93c;\x89\xD4\x8Eq'),
    expected: [{ last: '山田', first: '花子' }],
  },
  {
    name: 'Shift_JIS without one',
    latin1: card('VERSION:3.0', 'N:\x8ER\x93c;\x89\xD4\x8Eq', 'ORG:\x8A\x94\x8E\xAE\x89\xEF\x8E\xD0'),
    expected: [{ last: '山田', first: '花子', account: '株式会社' }],
  },
  {
    name: 'GBK in quoted-printable',
    text: card('VERSION:2.1', 'N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=D0=A1=C3=F7'),
    expected: [{ last: '王', first: '小明' }],
  },
  {
    name: 'garbled once on its way',
    text: card('VERSION:3.0', 'N:MÃ¼ller;JÃ¶rg', 'ORG:CafÃ© Zum GroÃŸen'),
    expected: [{ last: 'Müller', first: 'Jörg', account: 'Café Zum Großen' }],
  },
  {
    name: 'garbled twice',
    text: card('VERSION:3.0', 'N:MÃƒÂ¼ller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'garbled in quoted-printable',
    text: card('VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=83=C2=BCller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'quoted-printable with a fold of 3.0 in a letter',
    text: card('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:M=C3=', ' =BCller;Jana'),
    expected: [{ last: 'Müller', first: 'Jana' }],
  },
  {
    name: 'quoted-printable that ends with = at the end of the card',
    text: card('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:Keller;Jana='),
    expected: [jana],
  },
  {
    name: 'an equals sign that is none of quoted-printable',
    text: card('VERSION:3.0', 'N:Keller;Jana', 'URL:https://acme.example/?id=', 'ORG:Acme'),
    expected: [{ ...jana, website: 'https://acme.example/?id=', account: 'Acme' }],
  },
  {
    name: 'a line break within quoted-printable',
    text: card('VERSION:2.1', 'N:Keller;Jana', 'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo'),
    expected: [{ ...jana, note: 'one\r\ntwo' }],
  },
];
