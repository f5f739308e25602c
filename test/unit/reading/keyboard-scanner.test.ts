/** A scanner that types, against a person who does. FIELDPOST_READING_SEED chooses other scans and sentences, `any` new ones. */
import { describe, expect, it } from 'vitest';
import { endings, type Ending } from '#reading/keys/endings.ts';
import { layoutNames } from '#reading/keys/layouts.ts';
import { scannedText } from '#reading/keys/scanned-text.ts';
import { ScanDetector, type Verdict } from '#reading/keys/scan-detector.ts';
import type { Stroke } from '#reading/keys/stroke.ts';
import { chanceOf, scanned, stroke, typedBy, type Setting } from '../../support/reading/scanner.ts';

const asked = process.env['FIELDPOST_READING_SEED'] ?? '20261127';
const seed = asked === 'any' ? Date.now() % 2 ** 31 : Number(asked);

/** What became of each key, and of each scan. */
interface Day {
  scans: { strokes: Stroke[]; ending: Ending; text: string }[];
  begun: number;
  /** Keys that acted, whether at once or after they were held back. */
  acted: Stroke[];
}

/** Takes keys; returns what a detector makes of them, that is called when it asks to be. */
function dayOf(strokes: Stroke[], detector = new ScanDetector()): Day {
  const day: Day = { scans: [], begun: 0, acted: [] };
  const note = (verdict: Verdict, stroke?: Stroke) => {
    if (verdict.is === 'begins') day.begun += 1;
    if (verdict.is === 'ended') day.scans.push({ ...verdict, text: scannedText(verdict.strokes).text });
    if (verdict.is === 'typing' || verdict.is === 'released') day.acted.push(...verdict.released);
    if (verdict.is === 'typing' && stroke !== undefined) day.acted.push(stroke);
  };
  const wake = (until: number) => {
    for (let due = detector.wakeAt; due !== null && due < until; due = detector.wakeAt) {
      for (const verdict of detector.wait(due)) note(verdict);
    }
  };
  for (const stroke of strokes) {
    wake(stroke.time);
    for (const verdict of detector.press(stroke)) note(verdict, stroke);
  }
  wake(Infinity);
  return day;
}

const card = (last: string, first: string, more: string[] = []) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `N:${last};${first};;;`, `FN:${first} ${last}`, ...more, 'END:VCARD'].join('\n');
const codes = [
  card('Keller', 'Jana', [
    'ORG:Acme GmbH;Sales',
    'TEL;TYPE=CELL:+49 151 5550100',
    'EMAIL;TYPE=INTERNET,WORK:jana.keller@acme.example',
    'ADR;TYPE=WORK:;;Hauptstr. 1;Kyritz;;16866;Germany',
  ]),
  card('Zyla', 'Yves', ['TITLE:Head of Sales', 'URL:https://acme.example/team?x=1&y=2']),
  'MECARD:N:Keller,Jana;ORG:Acme GmbH;TEL:+491515550100;EMAIL:jana@acme.example;;',
  'https://www.linkedin.com/in/jana-keller-7a1b2c3d',
  'https://badge.example/v/8F3K?e=expo26',
  'jana.keller@acme.example',
  'J3NHHSZN2VK^Jana^Keller^jana@acme.example^Director^Acme^London^^50667^+49221555010',
  'EXPO26|104772|Duval|Ines|Orme SARL|ines@orme.example',
  'M1\x1d104772\x1dDuval\x1dInes',
  ...['0004711', '400638133393', '12-345-678', '104772', 'SB0012345', 'EXPO26-104772', '1234.56.7890'],
];
const pick = <T>(all: readonly T[], chance: () => number): T => all[Math.floor(chance() * all.length)] as T;

function anySetting(chance: () => number): Setting {
  const isSlow = chance() < 0.2;
  return {
    scanner: 'us',
    host: pick(['us', 'de', 'fr', 'uk', 'es', 'it'] as const, chance),
    capsLock: chance() < 0.15,
    altDigits: chance() < 0.08,
    ending: pick(endings, chance),
    pause: 2 + 58 * chance(),
    jitter: 0.3 * chance(),
    ...(isSlow ? { burst: 8 + Math.floor(chance() * 20), gap: 60 + 50 * chance() } : {}),
    chance,
  };
}

describe('scans', () => {
  it('are whole, 99 of 100, whatever the layout, the pace and the end', () => {
    const chance = chanceOf(seed);
    const lost: string[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const setting = anySetting(chance);
      const code = pick(codes, chance);
      const { scans, begun, acted } = dayOf(scanned(code, setting));
      // By its numbers a code has no other layout; Caps Lock does nothing to it.
      const isWhole = scans.length === 1 && begun === 1 && scans[0]?.text === code;
      const commanded = acted.filter(
        ({ key, ctrlKey }) => (ctrlKey && key !== 'Control') || key === 'Escape' || key === 'F12',
      );
      if (!isWhole || commanded.length > 0)
        lost.push(JSON.stringify({ ...setting, code, got: scans.map(({ text }) => text) }));
    }
    expect(lost.length, lost.slice(0, 12).join('\n')).toBeLessThanOrEqual(10);
  });
});

const words =
  'the booth was full of people who asked for a demo of our new press and we promised to call them on Monday after the fair with prices Keller Acme Jana GmbH she will send drawings to Anna in Zurich by Friday please note that her colleague wants twenty of them before Christmas'.split(
    ' ',
  );
const oddities = [
  '+49 151 5550100',
  'jana.keller@acme.example',
  'Room 4711',
  'EXPO 26',
  '10:30',
  '50667',
  'www.acme.example',
  'Dr. Lee',
  'USA',
  '(urgent!)',
];

function anySentence(chance: () => number): string {
  const length = 5 + Math.floor(chance() * 14);
  const all = Array.from({ length }, () => (chance() < 0.08 ? pick(oddities, chance) : pick(words, chance)));
  return `${all.join(' ')}.\n`;
}

describe('sentences', () => {
  it('are none taken for a scan, up to 140 words a minute with roll-over', () => {
    const chance = chanceOf(seed + 1);
    const taken: string[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const sentence = anySentence(chance);
      const typist = {
        layout: pick(layoutNames, chance),
        wordsPerMinute: 60 + 80 * chance(),
        rollOver: 30 * chance(),
        chance,
      };
      const strokes = typedBy(sentence, typist);
      const { begun, acted } = dayOf(strokes);
      if (begun > 0) taken.push(JSON.stringify({ ...typist, sentence }));
      else expect(acted).toEqual(strokes);
    }
    expect(taken).toEqual([]);
  });
});

describe('a scan', () => {
  const one = (text: string, setting: Partial<Setting> = {}) =>
    dayOf(scanned(text, { scanner: 'us', host: 'us', ...setting }));

  it.each(endings)('is one, whatever it ends with: %s', (ending) => {
    const { scans, begun } = one('EXPO26-104772', { ending });
    expect(begun).toBe(1);
    expect(scans.map(({ text, ending: own }) => [text, own])).toEqual([['EXPO26-104772', ending]]);
  });

  it('is none where it is empty', () => {
    expect(one('', { ending: 'enter' })).toMatchObject({ scans: [], begun: 0 });
  });

  it('presses no command, and keeps its separators', () => {
    for (const host of layoutNames) {
      const { scans, acted } = one('A4711\x1dB\x1bC', { ending: 'lf', host });
      expect(scans.map(({ text }) => text)).toEqual(['A4711\x1dB\x1bC']);
      expect(acted.filter(({ ctrlKey, key }) => ctrlKey && key !== 'Control')).toEqual([]);
    }
  });

  it('holds a command back also where it is its second key, and gives it to a person a moment later', () => {
    const licence = one('@\n\x1e\nANSI 636099', { ending: 'none' });
    expect(licence.scans.map(({ text }) => text)).toEqual(['@\n\x1e\nANSI 636099']);
    expect(licence.acted.filter(({ key }) => key === 'Enter')).toEqual([]);

    const typed = typedBy('ab', { layout: 'us', wordsPerMinute: 90, rollOver: 0, chance: () => 0.5 });
    const enter = stroke('Enter', { ctrlKey: true, time: (typed[1]?.time ?? 0) + 60 });
    const detector = new ScanDetector();
    for (const one of typed) detector.press(one);
    expect(detector.press(enter)).toEqual([{ is: 'held' }]);
    expect(detector.wait(enter.time + 90)).toEqual([{ is: 'released', released: [enter] }]);
    expect(detector.wakeAt).toBeNull();
  });

  it('does not end at the line breaks of a vCard, and waits for its end', () => {
    const text = card('Keller', 'Jana', ['ORG:Acme']);
    const strokes = scanned(text, { scanner: 'us', host: 'us' });
    const half = Math.floor(strokes.length / 2);
    const paused = strokes.map((stroke, index) => (index < half ? stroke : { ...stroke, time: stroke.time + 400 }));
    expect(dayOf(paused).scans.map((scan) => scan.text)).toEqual([text]);
  });

  it('is not glued to the next one', () => {
    const first = scanned('0004711', { scanner: 'us', host: 'us' });
    const second = scanned('0004712', { scanner: 'us', host: 'us', start: (first.at(-1)?.time ?? 0) + 200 });
    expect(dayOf([...first, ...second]).scans.map(({ text }) => text)).toEqual(['0004711', '0004712']);
  });

  it('tells how many of its keys have acted, so that a field gets its old value back', () => {
    const detector = new ScanDetector();
    const strokes = scanned('0004711', { scanner: 'us', host: 'us', pause: 5 });
    const verdicts = strokes.flatMap((stroke) => detector.press(stroke));
    const at = verdicts.findIndex(({ is }) => is === 'begins');
    expect(verdicts[at]).toEqual({ is: 'begins', acted: at });
    expect(verdicts.slice(0, at).every(({ is }) => is === 'typing')).toBe(true);
  });

  it('of a slow scanner is known sooner where its pace was learned', () => {
    const strokes = scanned('EXPO26-104772', { scanner: 'us', host: 'us', pause: 40, ending: 'none' });
    const beginOf = (learnedPause: number | null) => {
      const detector = new ScanDetector({ learnedPause });
      return strokes.findIndex((stroke) => detector.press(stroke).some(({ is }) => is === 'begins'));
    };
    expect(beginOf(40)).toBeGreaterThan(0);
    expect(beginOf(40)).toBeLessThan(beginOf(null));
  });
});

describe('a person', () => {
  const typist = { layout: 'us' as const, wordsPerMinute: 100, rollOver: 0, chance: () => 0.5 };

  it('who types three letters at once is none of a scanner', () => {
    const strokes = typedBy('Lee', typist).map((stroke, index) => ({ ...stroke, time: 1_000 + 25 * index }));
    expect(dayOf(strokes)).toMatchObject({ begun: 0, acted: strokes });
  });

  it('who holds a key is none', () => {
    const strokes = Array.from({ length: 40 }, (_none, index) =>
      stroke('a', { code: 'KeyA', repeat: index > 0, time: 1_000 + 30 * index }),
    );
    expect(dayOf(strokes)).toMatchObject({ begun: 0, acted: strokes });
  });
});
