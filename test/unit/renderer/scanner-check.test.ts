import { describe, expect, it } from 'vitest';
import type { Ending } from '#reading/keys/endings.ts';
import { scanEnding } from '#reading/keys/endings.ts';
import { adviceFor, checked, checkText } from '../../../renderer/scanner/check.ts';
import { learnedOf } from '../../../renderer/scanner/learned.ts';
import { scanned, type Setting } from '../../support/reading/scanner.ts';

const check = (setting: Setting, text = checkText) => {
  const strokes = scanned(text, setting);
  return checked(strokes, scanEnding(strokes));
};

describe('The check of a scanner', () => {
  it('tells speed, ending and layout', () => {
    const endings: Ending[] = ['none', 'tab', 'enter', 'crLf', 'ctrlEnter'];
    for (const ending of endings) {
      expect(check({ scanner: 'us', host: 'de', pause: 12, ending })).toMatchObject({
        ...{ pause: 12, ending, reader: 'us', altMode: true, lost: [] },
      });
    }
    expect(check({ scanner: 'us', host: 'us', ending: 'enter' })).toMatchObject({ reader: 'keys', lost: [] });
    expect(check({ scanner: 'fr', host: 'us', ending: 'enter' })?.reader).toBe('fr');
  });

  it('tells what is lost, and what to set', () => {
    const plain = Array.from(checkText.replace(/[äöüßé€\u001D]/gu, '')).join('');
    const result = check({ scanner: 'us', host: 'us', ending: 'none', pause: 55 }, plain);
    expect(result?.lost).toEqual(['ä', 'ö', 'ü', 'ß', 'é', '€', '\x1D']);
    expect(result === null ? [] : adviceFor(result)).toEqual([
      'scanner.adviceLetters',
      'scanner.adviceControls',
      'scanner.adviceEnding',
      'scanner.adviceSlow',
    ]);
  });

  it('asks for nothing where all is well', () => {
    const result = check({ scanner: 'us', host: 'us', ending: 'enter' });
    expect(result === null ? [] : adviceFor(result)).toEqual(['scanner.adviceNone']);
  });

  it('takes no other code for its own', () => {
    expect(check({ scanner: 'us', host: 'us' }, 'BEGIN:VCARD\nVERSION:3.0\nN:Keller;Jana\nEND:VCARD')).toBeNull();
    expect(check({ scanner: 'us', host: 'us' }, '4711')).toBeNull();
  });
});

describe('What is learned of a scanner', () => {
  const scan = (pause: number) => scanned('MECARD:N:Keller,Jana;;', { scanner: 'us', host: 'de', pause });

  it('follows another scanner slowly, and one odd scan hardly', () => {
    let known = learnedOf({ pause: null, reader: null }, scan(10), 'us');
    expect(known).toEqual({ pause: 10, reader: 'us' });
    known = learnedOf(known, scan(50), 'us');
    expect(known.pause).toBe(22);
    expect(learnedOf(known, scan(23), 'us')).toEqual(known);
  });
});
