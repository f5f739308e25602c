import { describe, expect, it } from 'vitest';
import { isEmail, tidiedEmail } from '#contract/email-text.ts';
import { tidied } from '#contract/clean-text.ts';

const good = [
  ...[
    'kim.aydin@example.com',
    " o'hara+fair@example.museum ",
    '用户@例子.example',
    'o’hara@example.com',
    'x@xn--fsqu00a.example',
  ],
  ...[
    'a@b-c.example.co',
    '"kim aydin"@example.com',
    'kim@[192.0.2.1]',
    'k_a/b=c!#$%&*?^`{|}~@example.org',
    'ñandú@пример.рф',
  ],
  ...['कमल@उदाहरण.भारत', 'a@1und1.example', 'kim@foo_bar.example', 'kim@EXAMPLE.COM', 'kim@123.example'],
];
const bad = [
  ...[
    'kim.aydin@example,com',
    'kim.aydin@example..com',
    'kim.aydin@example',
    'E:kim.aydin@example.com',
    'kim.aydin@example.com.',
  ],
  ...[
    'kim',
    'kim@',
    '@example.com',
    'kim@@example.com',
    'kim@ada@example.com',
    'kim aydin@example.com',
    'kim@exam ple.com',
  ],
  ...[
    '.kim@example.com',
    'kim.@example.com',
    'kim..aydin@example.com',
    'kim@.example.com',
    'kim@-example.com',
    'kim@example-.com',
  ],
  ...['kim@example.c', 'kim@example.c0m', 'kim@example.123', 'kim@192.0.2.1', 'kim＠example.com', 'kim@example。com'],
  ...[
    'Kim Aydin <kim@example.com>',
    'kim@example.com/',
    'http://kim@example.com',
    'kim;ada@example.com',
    'kim(at)example.com',
  ],
  ...[
    `${'k'.repeat(65)}@example.com`,
    `kim@${'example.'.repeat(40)}com`,
    'kim@example.com ada@example.com',
    'ki«m@example.com',
  ],
];

describe('an e-mail address', () => {
  it.each(good)('that can work is one: %s', (text) => {
    expect(isEmail(text)).toBe(true);
    expect(tidied(text, 'email')).toEqual({ text, notes: [] });
  });

  it.each(bad)('that cannot work is none, and stays as it was typed: %s', (text) => {
    expect(isEmail(text)).toBe(false);
    expect(tidied(text, 'email')).toEqual({ text, notes: [] });
  });
});

describe('what stands around an address', () => {
  it.each([
    ...[
      'mailto:kim.aydin@example.com',
      '<kim.aydin@example.com>',
      'kim.aydin@example.com,',
      'MAILTO: kim.aydin@example.com',
    ],
    ...[
      '<mailto:kim.aydin@example.com>',
      'mailto:kim.aydin@example.com?subject=Fair',
      'kim.aydin@example.com;',
      ', kim.aydin@example.com',
    ],
    ...[
      "'kim.aydin@example.com'",
      '“kim.aydin@example.com”',
      '(kim.aydin@example.com)',
      '[kim.aydin@example.com]',
      '<kim.aydin@example.com',
    ],
    ...['kim.aydin@example.com>;', ' <kim.aydin@example.com>, '],
  ])('is taken off, and said: %s', (text) => {
    expect(tidied(text, 'email')).toEqual({ text: 'kim.aydin@example.com', notes: [{ key: 'text.emailTidied' }] });
  });

  it('is said beside what could not be seen', () => {
    const notes = [{ key: 'text.invisible' }, { key: 'text.emailTidied' }];
    expect(tidied('<kim@example.com\u200B>', 'email')).toEqual({ text: 'kim@example.com', notes });
  });

  it('stays where there is no address in it', () => {
    expect(['<>', 'mailto:', ',', '', 'mailto:kim'].map(tidiedEmail)).toEqual(['<>', 'mailto:', ',', '', 'mailto:kim']);
  });
});
