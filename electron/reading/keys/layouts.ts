/**
 * What the keys of a keyboard type in its layouts. A scanner presses keys for the layout that it is set to, whatever the laptop's
 * is: from where the keys are, its text can be had again.
 */

export const layoutNames = ['us', 'de', 'fr', 'uk', 'es', 'it'] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Plain, with Shift, with AltGr, with both; empty: nothing. */
type KeyOf = readonly [plain: string, shift: string, altGraph: string, both: string];
export type Layout = ReadonlyMap<string, KeyOf>;

const letters = (row: string) => Array.from(row, (letter) => `Key${letter}`);
const rows: readonly string[][] = [
  ['Backquote', ...Array.from('1234567890', (digit) => `Digit${digit}`), 'Minus', 'Equal'],
  [...letters('QWERTYUIOP'), 'BracketLeft', 'BracketRight', 'Backslash'],
  [...letters('ASDFGHJKL'), 'Semicolon', 'Quote'],
  ['IntlBackslash', ...letters('ZXCVBNM'), 'Comma', 'Period', 'Slash'],
];

/** What a layout types in each row, plain and with Shift, and which keys type something with AltGr. */
interface Printed {
  rows: readonly (readonly [plain: string, shift: string])[];
  altGraph: Readonly<Record<string, string>>;
  both?: Readonly<Record<string, string>>;
}

const us: Printed = {
  rows: [
    ['`1234567890-=', '~!@#$%^&*()_+'],
    ['qwertyuiop[]\\', 'QWERTYUIOP{}|'],
    ["asdfghjkl;'", 'ASDFGHJKL:"'],
    ['\\zxcvbnm,./', '|ZXCVBNM<>?'],
  ],
  altGraph: {},
};

const printed: Readonly<Record<LayoutName, Printed>> = {
  us,
  de: {
    rows: [
      ['^1234567890ß´', '°!"§$%&/()=?`'],
      ['qwertzuiopü+#', "QWERTZUIOPÜ*'"],
      ['asdfghjklöä', 'ASDFGHJKLÖÄ'],
      ['<yxcvbnm,.-', '>YXCVBNM;:_'],
    ],
    altGraph: {
      ...{
        Digit2: '²',
        Digit3: '³',
        Digit7: '{',
        Digit8: '[',
        Digit9: ']',
        Digit0: '}',
        Minus: '\\',
        KeyQ: '@',
        KeyE: '€',
      },
      ...{ BracketRight: '~', IntlBackslash: '|', KeyM: 'µ' },
    },
  },
  fr: {
    rows: [
      ['²&é"\'(-è_çà)=', ' 1234567890°+'],
      ['azertyuiop^$*', 'AZERTYUIOP¨£µ'],
      ['qsdfghjklmù', 'QSDFGHJKLM%'],
      ['<wxcvbn,;:!', '>WXCVBN?./§'],
    ],
    altGraph: {
      ...{
        Digit2: '~',
        Digit3: '#',
        Digit4: '{',
        Digit5: '[',
        Digit6: '|',
        Digit7: '`',
        Digit8: '\\',
        Digit9: '^',
        Digit0: '@',
      },
      ...{ Minus: ']', Equal: '}', KeyE: '€', BracketRight: '¤' },
    },
  },
  uk: {
    rows: [
      ['`1234567890-=', '¬!"£$%^&*()_+'],
      ['qwertyuiop[]#', 'QWERTYUIOP{}~'],
      ["asdfghjkl;'", 'ASDFGHJKL:@'],
      ['\\zxcvbnm,./', '|ZXCVBNM<>?'],
    ],
    altGraph: { Backquote: '¦', Digit4: '€', KeyA: 'á', KeyE: 'é', KeyI: 'í', KeyO: 'ó', KeyU: 'ú' },
  },
  es: {
    rows: [
      ["º1234567890'¡", 'ª!"·$%&/()=?¿'],
      ['qwertyuiop`+ç', 'QWERTYUIOP^*Ç'],
      ['asdfghjklñ´', 'ASDFGHJKLÑ¨'],
      ['<zxcvbnm,.-', '>ZXCVBNM;:_'],
    ],
    altGraph: {
      ...{ Backquote: '\\', Digit1: '|', Digit2: '@', Digit3: '#', Digit4: '~', Digit5: '€', Digit6: '¬', KeyE: '€' },
      ...{ BracketLeft: '[', BracketRight: ']', Quote: '{', Backslash: '}' },
    },
  },
  it: {
    rows: [
      ["\\1234567890'ì", '|!"£$%&/()=?^'],
      ['qwertyuiopè+ù', 'QWERTYUIOPé*§'],
      ['asdfghjklòà', 'ASDFGHJKLç°'],
      ['<zxcvbnm,.-', '>ZXCVBNM;:_'],
    ],
    altGraph: { Semicolon: '@', Quote: '#', BracketLeft: '[', BracketRight: ']', KeyE: '€', Digit5: '€' },
    both: { BracketLeft: '{', BracketRight: '}' },
  },
};

/** Keys that wait for the next one, by their layout. */
export const deadKeys: Readonly<Record<LayoutName, string>> = {
  us: '',
  uk: '',
  it: '',
  de: '^´`',
  fr: '^¨~`',
  es: '`^´¨~',
};

/** What a dead key puts on the letter that follows. */
const marks: Readonly<Record<string, string>> = {
  '^': '\u0302',
  '´': '\u0301',
  '`': '\u0300',
  '¨': '\u0308',
  '~': '\u0303',
};

/** Takes a dead key's sign and what follows it; returns what both type together. */
export function withMark(sign: string, next: string): string {
  if (next === ' ') return sign;
  const both = (next + (marks[sign] ?? '')).normalize('NFC');
  return Array.from(both).length === 1 ? both : sign + next;
}

function layoutOf({ rows: own, altGraph, both = {} }: Printed): Layout {
  const keys = new Map<string, KeyOf>([['Space', [' ', ' ', ' ', ' ']]]);
  rows.forEach((codes, row) => {
    const [plain = '', shift = ''] = own[row] ?? [];
    codes.forEach((code, index) => {
      keys.set(code, [plain.charAt(index), shift.charAt(index).trim(), altGraph[code] ?? '', both[code] ?? '']);
    });
  });
  return keys;
}

export const layouts: Readonly<Record<LayoutName, Layout>> = {
  us: layoutOf(printed.us),
  de: layoutOf(printed.de),
  fr: layoutOf(printed.fr),
  uk: layoutOf(printed.uk),
  es: layoutOf(printed.es),
  it: layoutOf(printed.it),
};

/** Keys of the number pad, which are the same in all layouts. */
const pad: Readonly<Record<string, string>> = {
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadDecimal: '.',
};

/** Takes a key's place; returns what it types on the number pad; empty: it is not there. */
export const typedOnPad = (code: string): string => pad[code] ?? /^Numpad(\d)$/u.exec(code)?.[1] ?? '';
