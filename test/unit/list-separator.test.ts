import { expect, it } from 'vitest';
import { listSeparator, separatorInRegistry, separatorOf } from '../../electron/system/list-separator.ts';

it.each([
  'de-DE',
  'de',
  'fr-FR',
  'fr',
  'it-IT',
  'es-ES',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'da-DK',
  'ru-RU',
  'en-DE',
  'de-CH',
  'fr-CH',
])('is a semicolon where numbers have a comma, and in Switzerland: %s', (locale) => {
  expect(separatorOf(locale)).toBe(';');
});

it.each(['en-US', 'en-GB', 'en-IE', 'ja-JP', 'zh-CN', 'ko-KR', 'es-MX', 'th-TH', '', 'not a tag'])(
  'is a comma anywhere else: %j',
  (locale) => {
    expect(separatorOf(locale)).toBe(',');
  },
);

it('is what Windows has been told, where that is one of the two', () => {
  const answer = (separator: string) =>
    `\r\nHKEY_CURRENT_USER\\Control Panel\\International\r\n    sList    REG_SZ    ${separator}\r\n\r\n`;
  expect(separatorInRegistry(answer(';'))).toBe(';');
  expect(separatorInRegistry(answer(','))).toBe(',');
  expect(separatorInRegistry(answer('|'))).toBe(null);
  expect(separatorInRegistry('ERROR: The system was unable to find the specified registry key or value.')).toBe(null);
});

// Windows itself answers.
it.skipIf(process.platform === 'win32')('follows from the region where Windows does not answer', async () => {
  expect(await listSeparator('de-DE', 'win32')).toBe(';');
  expect(await listSeparator('en-US', 'linux')).toBe(',');
});
