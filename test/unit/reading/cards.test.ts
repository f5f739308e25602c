/** What becomes of the lines of a card, and of the pictures of a camera, before and after they are read. */
import { describe, expect, it } from 'vitest';
import type { ProposedField } from '#reading/reading.ts';
import { read } from '#reading/read.ts';
import { boxesIn, type Box } from '../../../renderer/reading/card/boxes.ts';
import { inOrder, layoutOf } from '../../../renderer/reading/card/order.ts';
import { agreed, mayBeEmail } from '../../../renderer/reading/card/emails.ts';
import { mendedByCard, withHostsOfCard, withNamesOfCard } from '../../../renderer/reading/card/mended.ts';
import { agreedNumber, mayBeNumber } from '../../../renderer/reading/card/numbers.ts';
import { readCard } from '../../../renderer/reading/card/read-card.ts';
import { stripOf } from '../../../renderer/reading/card/strips.ts';
import { unsureIn } from '../../../renderer/reading/card/unsure.ts';
import { problemOf } from '../../../renderer/reading/camera-problems.ts';
import { linesOf, marked } from '../../../renderer/reading/marks.ts';
import { areTwoPeople, withMore } from '../../../renderer/reading/sides.ts';
import { Stillness, Twice, glance } from '../../../renderer/reading/watching.ts';

const code = (text: string) => ({ text, bytes: new TextEncoder().encode(text), symbology: 'QRCode' });
const word = (text: string, confidence = 96) => ({
  text,
  confidence,
  symbols: Array.from(text, (letter) => ({ text: letter, confidence: 99, bbox: { x0: 0, y0: 0, x1: 0, y1: 0 } })),
});
const markedText = ({ text, unsure }: { text: string; unsure: number[] }) => unsure.map((at) => text[at]).join('');

describe('a code before the camera', () => {
  it('counts when it was read twice, and once while it is held', () => {
    const twice = new Twice();
    expect(twice.seen([code('a')], 0)).toBeNull();
    expect(twice.seen([], 100)).toBeNull();
    expect(twice.seen([code('a')], 200)?.text).toBe('a');
    for (let at = 300; at < 9_000; at += 300) expect(twice.seen([code('a')], at)).toBeNull();
  });

  it('does not count where two readings differ, or are too far apart', () => {
    const twice = new Twice();
    expect(twice.seen([code('a')], 0)).toBeNull();
    expect(twice.seen([code('b')], 100)).toBeNull();
    expect(twice.seen([code('a')], 200)).toBeNull();
    expect(twice.seen([], 1_000)).toBeNull();
    expect(twice.seen([code('a')], 2_000)).toBeNull();
  });

  it('counts anew when it was taken away, and another one at once', () => {
    const twice = new Twice();
    twice.seen([code('a')], 0);
    twice.seen([code('a')], 100);
    twice.seen([code('b')], 200);
    expect(twice.seen([code('b')], 300)?.text).toBe('b');
    twice.seen([], 3_000);
    twice.seen([code('b')], 5_000);
    expect(twice.seen([code('b')], 5_100)?.text).toBe('b');
  });
});

describe('what is held still', () => {
  const picture = (shift: number) =>
    Float32Array.from({ length: glance.width * glance.height }, (_, at) => ((at * 37 + shift) % 200) + 20);

  it('is told once, after it was brought', () => {
    const stillness = new Stillness();
    for (let at = 0; at < 5_000; at += 100) expect(stillness.seen(picture(0), at)).toBe(false);
    stillness.seen(picture(90), 5_000);
    const told = Array.from({ length: 30 }, (_, index) => stillness.seen(picture(90), 5_100 + index * 100));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(told.indexOf(true)).toBeGreaterThanOrEqual(9);
  });
});

describe('the lines of a card', () => {
  const box = (x: number, y: number, length: number, angle = 0): Box => ({
    middle: { x, y },
    length,
    height: 20,
    angle,
  });

  it('are found where the map of the detector has patches', () => {
    const map = { width: 96, height: 64, data: new Float32Array(96 * 64) };
    for (let y = 20; y < 28; y += 1) map.data.fill(0.9, y * 96 + 10, y * 96 + 80);
    const [found, ...others] = boxesIn(map, { width: 192, height: 128 });
    expect(others).toEqual([]);
    expect(found?.angle).toBeCloseTo(0);
    expect(found?.middle.x).toBeCloseTo(89, 0);
    expect(found?.middle.y).toBeCloseTo(47, 0);
    expect(found?.height).toBeGreaterThan(16);
  });

  it('are told from what is printed up its side, however the card lies', () => {
    for (const turn of [0, 0.1, Math.PI / 2, -Math.PI / 2 + 0.05]) {
      const lines = [box(0, 0, 200, turn), box(0, 40, 150, turn), box(200, 0, 120, turn + Math.PI / 2)];
      const layout = layoutOf(lines.map((one) => ({ ...one, angle: one.angle })));
      expect(layout.lines).toHaveLength(2);
      expect(layout.sideways).toHaveLength(1);
    }
  });

  it('are read column by column, and in a column from top to bottom', () => {
    const left = [box(100, 100, 150), box(100, 50, 150)];
    const right = [box(400, 60, 150), box(400, 110, 150)];
    expect(inOrder([...left, ...right], 0).map(({ middle }) => [middle.x, middle.y])).toEqual([
      [100, 50],
      [100, 100],
      [400, 60],
      [400, 110],
    ]);
  });
});

describe('a line that is blurred', () => {
  it('has more white between its strokes than the blur left', () => {
    // Strokes of two pixels, two pixels apart, of which the blur left little more than a grey bar, after a black one.
    const [width, height] = [120, 24];
    const ink = (x: number) => ((x >= 10 && x < 30) || (x >= 36 && x < 100 && x % 4 < 2) ? 1 : 0);
    const parts = [0.06, 0.25, 0.38, 0.25, 0.06];
    const seen = (x: number) => 220 - 160 * parts.reduce((sum, part, at) => sum + part * ink(x + at - 2), 0);
    const data = Uint8Array.from({ length: width * height }, (_, at) => {
      const y = Math.floor(at / width);
      return y > 4 && y < 20 ? seen(at % width) : 220;
    });
    const box = { middle: { x: width / 2, y: height / 2 }, length: width, height, angle: 0 };
    const strip = stripOf({ width, height, data }, box);
    const row = [...strip.data.subarray(18 * strip.width, 19 * strip.width)].slice(
      strip.width * 0.3,
      strip.width * 0.7,
    );
    expect(Math.max(...row) - Math.min(...row)).toBeGreaterThan(75);
  });
});

describe('a card whose address is hardly legible', () => {
  it('has it none the less, and no other line of that kind', async () => {
    const rows = ['info@waterlijn.nl', '~ ~_ ~'];
    const word = (text: string, row: number, confidence: number) => ({
      text,
      confidence,
      symbols: [],
      bbox: { x0: 0, x1: 100, y0: 20 + row * 60, y1: 56 + row * 60 },
    });
    const { lines } = await readCard(
      { width: 192, height: 128, data: new Uint8ClampedArray(192 * 128 * 4).fill(255) },
      {
        detect: ({ width, height }) => {
          const map = new Float32Array(width * height);
          for (const top of [20, 60]) {
            for (let y = top; y < top + 10; y += 1) map.fill(0.9, y * width + 20, y * width + 150);
          }
          return Promise.resolve(map);
        },
        words: (page) => {
          const count = Math.floor(page.height / 60);
          return Array.from({ length: count }, (_, row) =>
            word(count === 2 ? (rows[row] ?? '') : 'info@waterlijn.nl', row, 30),
          );
        },
      },
    );
    expect(lines.map(({ text }) => text)).toEqual(['info@waterlijn.nl']);
    expect(markedText(lines[0] ?? { text: '', unsure: [] })).toBe('info@waterlijn.nl');
  });
});

const line = (text: string, confidence = 90) => ({ text, confidence, unsure: [] });

describe('an e-mail address that is read several times', () => {
  it.each([
    ['a dot that was not seen', 'jana@acme com', ['jana@acme com'], ['jana@acmecom', 'jana@acme.com'], 'jana@acme.com'],
    ['blanks', 'jana @ acme.de', ['jana @ acme.de'], ['jana@acme.de'], 'jana@acme.de'],
    ['a dash for a dot', 'J-ott@acme.de', ['J-ott@acme.de'], ['j.ott@acme.de', 'j.ott@acme.de'], 'j.ott@acme.de'],
    ['a dash beside a dot', 'j-ott@acme.de', ['j-ott@acme.de'], ['j-.ott@acme.de', 'j.ott@acme.de'], 'j.ott@acme.de'],
    ['a stroke for an l', 'eva@acme.n!', ['eva@acme.n!'], ['eva@acme.n|'], 'eva@acme.nl'],
    ['a letter', 'eva@cloarwater.com', ['eva@clearwater.com', 'eva@clearwater.com'], [], 'eva@clearwater.com'],
    ['a letter that was left out', 'eva@ofice.com', ['eva@office.com', 'eva@office.com'], [], 'eva@office.com'],
    ['a letter too many', 'evva@office.com', ['eva@office.com', 'eva@office.com'], [], 'eva@office.com'],
  ])('has what most readings have: %s', (_, first, freely, byLetters, expected) => {
    expect(agreed(line(first), freely, byLetters).text).toBe(expected);
  });

  it('leaves alone what stands beside it, and what only one other reading says', () => {
    const read = agreed(line('E-Mail: eva@office.com'), ['E-Mai eva@office.com', 'E-Mail: eva@offlce.com'], []);
    expect(read.text).toBe('E-Mail: eva@office.com');
    expect(markedText(read)).toBe('i');
  });

  it('keeps large letters where it has several', () => {
    expect(agreed(line('J.Ott@Acme.de'), ['J.Ott@Acme.de'], []).text).toBe('J.Ott@Acme.de');
  });

  it('has the host that the company is named after, where they differ by a letter, which is marked', () => {
    const [, email] = withHostsOfCard([line('Schäfer Maschinenbau GmbH', 95), line('j@schacfer-maschinenbau.de')]);
    expect(email?.text).toBe('j@schaefer-maschinenbau.de');
    expect(email === undefined ? '' : markedText(email)).toBe('e');
    const hostOf = (company: string, address: string) => withHostsOfCard([line(company, 95), line(address)])[1]?.text;
    expect(hostOf('Harrow & Whitfield LLP', 'j@harrowwhitfleld.com')).toBe('j@harrowwhitfield.com');
    expect(hostOf('www.volta9-energy.pl', 'j@volta9-enengy.pl')).toBe('j@volta9-energy.pl');
  });

  it('ends as the web address does, where letters differ that may be wrong', () => {
    const hostOf = (address: string, unsure: number[]) =>
      withHostsOfCard([line('www.cloudforge.io', 95), { ...line(address, 60), unsure }])[1]?.text;
    expect(hostOf('liam@cloudforge.ve', [16, 17])).toBe('liam@cloudforge.io');
    expect(hostOf('liam@cloudforge.ve', [])).toBe('liam@cloudforge.ve');
  });

  it('keeps a host that is another one, too short to be told from others, or better read than the company', () => {
    const hosts = (company: string, address: string, confidence = 95) =>
      withHostsOfCard([line(company, confidence), line(address)])[1]?.text;
    expect(hosts('Acme GmbH', 'j@acne.de')).toBe('j@acne.de');
    expect(hosts('Clearwater Analytics', 'j@clearfield-analytics.com')).toBe('j@clearfield-analytics.com');
    expect(hosts('Cloarwater Analytics', 'j@clearwater-analytics.com', 70)).toBe('j@clearwater-analytics.com');
  });
});

describe('an e-mail address beside the name of its owner', () => {
  /** What is made of an address of which all letters may be wrong, on the card of somebody. */
  const onCardOf = (name: string, address: string, unsure = address.length) => {
    const all = Array.from({ length: unsure }, (_, at) => at);
    return withNamesOfCard([line(name, 95), { text: address, confidence: 60, unsure: all }])[1]?.text;
  };

  it.each([
    ['Anna Müller', 'a.muelier@acme.de', 'a.mueller@acme.de'],
    ['Dr. Ingo Feldhaus', 'feidhaus@acme.de', 'feldhaus@acme.de'],
    ["Michael O'Brien", 'mobrlen@acme.com', 'mobrien@acme.com'],
    ['Marie-Claude Tremblay', 'mc.trembiay@acme.ca', 'mc.tremblay@acme.ca'],
    ['Femke de Vries', 'f.devrles@acme.nl', 'f.devries@acme.nl'],
    ['Zoë Papadakis', '20e.papadakis7@acme.com', 'zoe.papadakis7@acme.com'],
    ['Femke de Vries', 'into@acme.nl', 'info@acme.nl'],
    ['Olivia Ferreira', 'olivia ferreira@acme.com', 'olivia.ferreira@acme.com'],
    ['Jürgen Großmüller', 'j-grossmueller@acme.de', 'j.grossmueller@acme.de'],
  ])('has the letters of %s', (name, read, expected) => {
    expect(onCardOf(name, read)).toBe(expected);
  });

  it('is not spelt otherwise by a letter that is thin, or nearly round', () => {
    expect(onCardOf('Irene Castillo', 'trene@acme.es', 0)).toBe('irene@acme.es');
    expect(onCardOf('Alice Castillo', 'aliee.castillo@acme.es', 0)).toBe('alice.castillo@acme.es');
  });

  it('marks what was mended', () => {
    const [, email] = withNamesOfCard([line('Olivia Ferreira', 95), line('olivia ferreira@acme.com', 60)]);
    expect(markedText(email ?? line(''))).toBe('.');
  });

  it.each([
    ['it was well read', 'Anna Müller', 'a.muellor@acme.de', 0],
    ['it is made of the name in another way', 'Anna Müller', 'amueller@acme.de', 16],
    ['a letter more or less would be another address', 'Marie Tremblay', 'mc.tremblay@acme.ca', 19],
    ['it has a number', 'Zoë Papadakis', 'zoe.papadakis7@acme.com', 23],
    ['it is nobody there', 'Anna Müller', 'info@acme.de', 12],
  ])('stays as it is where %s', (_, name, address, unsure) => {
    expect(onCardOf(name, address, unsure)).toBe(address);
  });
});

it.each([
  ['j.wrobel@techmont.pi', 'j.wrobel@techmont.pl', 'l'],
  ['f.devries@waterlijn.ni', 'f.devries@waterlijn.nl', 'l'],
  ['eva@acme.com.ni', 'eva@acme.com.ni', ''],
  ['eva@acme.it', 'eva@acme.it', ''],
])('an e-mail address that is read as %s ends as there are hosts: %s', (text, expected, marks) => {
  const [email] = mendedByCard([line(text)]);
  expect(email?.text).toBe(expected);
  expect(email === undefined ? '' : markedText(email)).toBe(marks);
});

describe('an e-mail address without a dot in its host', () => {
  const mendedOn = (company: string, address: string) => mendedByCard([line(company, 95), line(address, 60)])[1];

  it.each([
    ['where the name of the company ends', 'Brightwell Communications', 'o@brightwellagency', 'o@brightwell.agency'],
    ['though a letter of it is misread', 'Alpenglas Tirol GmbH', 'k@alpengias-tirolat', 'k@alpenglas-tirol.at'],
    ['where an l and a dot look like a large L', 'Anna Ott', 'k@alpenglas-tiroLat', 'k@alpenglas-tirol.at'],
    ['before a usual ending', 'Anna Ott', 'k@solventiaes', 'k@solventia.es'],
  ])('has one %s', (_, company, read, expected) => {
    const email = mendedOn(company, read);
    expect(email?.text).toBe(expected);
    expect(email === undefined ? '' : markedText(email)).toContain('.');
  });

  it('stays as it is where nothing tells where the dot was', () => {
    expect(mendedOn('Anna Ott', 'k@summitexpo')?.text).toBe('k@summitexpo');
    expect(mendedOn('Brightwell', 'k@brightwell.agency')?.text).toBe('k@brightwell.agency');
  });

  it('is known as one though its @ is taken for another sign, and a web address, a price or a sentence is not', () => {
    expect(['mc.tremblay®acme.ca', 'u.wengeréacme.ch', 'jana©acme.de'].filter((text) => !mayBeEmail(text))).toEqual([]);
    expect(['www.acme.de', 'https://acme.de', 'acme-tools.de', 'Müller & Co.', '€ 19.90'].filter(mayBeEmail)).toEqual(
      [],
    );
  });
});

describe('a phone number that is read several times', () => {
  it('is told from an address, a year and a name', () => {
    const numbers = [
      '+34 600 123 987',
      '4334 72 V5 51 64',
      'Tel. +49 7121 944 310',
      '514 555-0138',
      'M. (212) 555-0143',
    ];
    expect(numbers.filter((text) => !mayBeNumber(text))).toEqual([]);
    const others = ['14 Canal Street', 'Industriestraße 8, 72760 Reutlingen', 'Since 1981', 'Anna Müller'];
    expect(others.filter(mayBeNumber)).toEqual([]);
  });

  it('has the digits that most readings have, with its sign and what stands before it, and marks where they differ', () => {
    const read = agreedNumber(line('«34 600 123 987'), ['+34 600 123 987', '+34 600 123 937']);
    expect(read.text).toBe('+34 600 123 987');
    expect(markedText(read)).toBe('+8');
    expect(agreedNumber(line('Tel. #1 617 555 0164'), []).text).toBe('Tel. +1 617 555 0164');
    expect(agreedNumber(line('Té}. 01 44 55'), ['Tél. 01 44 55', 'Tél. 01 44 55']).text).toBe('Tél. 01 44 55');
  });
});

describe('letters that may be wrong', () => {
  it('are those of words that are hardly legible, and those that look alike', () => {
    expect(markedText(unsureIn([word('Ilian'), word('Hill', 60)]))).toBe('IlHill');
    expect(markedText(unsureIn([word('ella.hill17@example.com')]))).toContain('l1');
    expect(markedText(unsureIn([word('Katherine'), word('Okafor')]))).toBe('');
  });

  it('are those in which several readings differ, of which the one that is met most counts', () => {
    const best = agreed(line('tomasz_wl981@v.pl'), ['tomasz_w1981@v.pl'], ['tomasz_w1981@v.pl']);
    expect(best.text).toBe('tomasz_w1981@v.pl');
    expect(markedText(best)).toBe('1');
  });

  it('are digits beside digits, if one reading has them so, and stay marked', () => {
    const best = agreed(line('tomasz_w1981@v.pl'), ['tomasz_wl981@v.pl', 'tomasz_wl981@v.pl'], ['tomasz_wl981@v.pl']);
    expect(best.text).toBe('tomasz_w1981@v.pl');
    expect(markedText(best)).toBe('1');
  });

  it('are marked in the field that came of the line, blanks or not', () => {
    const pieces = marked('sofia@nordljus.se', [{ text: 'sofia @ nordljus.se', unsure: [11, 12] }]);
    expect(pieces.filter(({ unsure }) => unsure).map(({ text }) => text)).toEqual(['dl']);
    expect(pieces.map(({ text }) => text).join('')).toBe('sofia@nordljus.se');
  });
});

describe('two readings', () => {
  const proposalOf = (text: string) => {
    const [proposal] = read({ text, from: 'text' }).proposals;
    if (proposal === undefined) throw new Error('Nothing was read');
    return proposal;
  };

  it('are of one card where the name or the address says so, and of two people where both differ', () => {
    const front = proposalOf('Sofia Lindqvist\nProduct Designer\nsofia@nordljus.se');
    expect(areTwoPeople(front, proposalOf('Sofia Lindqvist\n+46 8 123 456 78'))).toBe(false);
    expect(areTwoPeople(front, proposalOf('Nordljus Studio AB\nDrottninggatan 71, 111 36 Stockholm'))).toBe(false);
    expect(areTwoPeople(front, proposalOf('Sofia Lindqvist\nsofia@nordIjus.se'))).toBe(false);
    expect(areTwoPeople(front, proposalOf("Michael O'Brien\nmobrien@clearwater-analytics.com"))).toBe(true);
  });

  it('become one proposal, each field once', () => {
    const front = read({ text: 'Sofia Lindqvist\nProduct Designer\n+46 8 123 456 78', from: 'text' });
    const back = read({
      text: 'BEGIN:VCARD\nN:Lindqvist;Sofia\nTEL:08 123 456 78\nEMAIL:sofia@nordljus.se\nEND:VCARD',
    });
    const fields = withMore(front, back).proposals[0]?.fields ?? [];
    const count = (path: ProposedField['path']) => fields.filter((field) => field.path === path).length;
    expect([count('lastName'), count('phoneNumbers'), count('emailAddresses'), count('jobTitle')]).toEqual([
      1, 1, 1, 1,
    ]);
  });
});

it('an address keeps the lines that it was read from', () => {
  const lines = ['Jana Keller', '14 Canal Street', 'London N1 9RL', 'www.acme.example'].map((text) => ({ text }));
  const [proposal] = read({ text: lines.map(({ text }) => text).join('\n'), from: 'text' }).proposals;
  const address = proposal?.fields.find(({ path }) => path === 'addresses');
  if (address === undefined) throw new Error('There is no address');
  expect(linesOf(address, lines).map(({ text }) => text)).toEqual(['14 Canal Street', 'London N1 9RL']);
});

it.each([
  ['NotFoundError', 'camera.none'],
  ['NotAllowedError', 'camera.refused'],
  ['NotReadableError', 'camera.busy'],
  ['OverconstrainedError', 'camera.failed'],
])('a camera that fails with %s is said as %s', (name, sentence) => {
  expect(problemOf(Object.assign(new Error('no'), { name }))).toBe(sentence);
});
