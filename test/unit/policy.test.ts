import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../electron/modes/apply-policy.ts';
import { policyFrom } from '../../electron/policy/parse.ts';
import { policyPlace, type Surroundings } from '../../electron/policy/place.ts';
import { brokenPolicy, isLocked, noPolicy, type Policy } from '../../electron/policy/policy.ts';
import { readPolicy } from '../../electron/policy/read.ts';
import { policyLine, viewOf } from '../../electron/policy/view.ts';
import { temporaryFolder } from '../support/folder.ts';
import { policyFile, policyOf } from '../support/policy.ts';
import { textOf, textOrNull } from '../support/words.ts';

const problemOf = ({ problem }: Policy) => textOrNull(problem);
const read = (text: string) => policyFrom('policy.json', new TextEncoder().encode(text));

describe('a policy file', () => {
  it('sets what it says, normalised as in the settings, and locks nothing that it does not say', () => {
    const policy = read(
      JSON.stringify({
        updates: false,
        baseUrl: { value: ' https://crm.example.com/one/ ', locked: true },
        credentialId: { value: ' c1 ' },
        perMinute: { value: 300, locked: false },
        language: { value: 'de-CH', locked: true },
      }),
    );
    expect(policy).toEqual({
      file: 'policy.json',
      problem: null,
      updates: false,
      settings: {
        baseUrl: { value: 'https://crm.example.com/one', locked: true },
        credentialId: { value: 'c1', locked: false },
        perMinute: { value: 300, locked: false },
        language: { value: 'de-CH', locked: true },
      },
    });
  });

  it('that is empty, or begins with a byte order mark, sets nothing and leaves updates on', () => {
    expect(read('{}')).toEqual({ ...noPolicy, file: 'policy.json' });
    expect(read('\uFEFF{}').problem).toBeNull();
  });

  it.each([
    ['{"updatse": false}', '"updatse" is not known here. Known are: updates, baseUrl,'],
    ['{"a": 1, "b": 2}', '"a", "b" are not known here.'],
    ['{"baseUrl": {"value": "https://a.example", "lock": true}}', '"baseUrl.lock" is not known here.'],
    ['{"updates": "no"}', '"updates" must be true or false.'],
    ['{"baseUrl": "https://a.example"}', '"baseUrl" must look like this: { "value": …, "locked": … }.'],
    ['{"baseUrl": {"locked": true}}', '"baseUrl.value" is missing.'],
    ['{"baseUrl": {"value": "https://a.example", "locked": "yes"}}', '"baseUrl.locked" must be true or false.'],
    ['{"baseUrl": {"value": 3}}', '"baseUrl.value" must be text.'],
    ['{"baseUrl": {"value": "http://a.example"}}', '"baseUrl.value": The API base URL must begin with https://'],
    ['{"baseUrl": {"value": "https://u:p@a.example"}}', 'must not contain a user name or password'],
    [`{"baseUrl": {"value": "https://${'a'.repeat(2_000)}"}}`, '"baseUrl.value" is too long.'],
    ['{"credentialId": {"value": "a b"}}', '"credentialId.value": The credential ID contains a space.'],
    ['{"perMinute": {"value": 0}}', '"perMinute.value" must be a whole number from 1 to 1,000.'],
    ['{"perMinute": {"value": 1.5}}', '"perMinute.value" must be a whole number from 1 to 1,000.'],
    ['{"language": {"value": "en_US"}}', '"language.value" must be "system" or a language tag'],
    ['{"language": {"value": "qqq"}}', '"language.value" must be "system" or a language tag'],
    ['[]', 'It must be one object'],
    ['{"updates": false,\n}', 'It is not valid JSON'],
    ['', 'It is not valid JSON'],
  ])('%s is refused, with words', (text, words) => {
    const policy = read(text);
    expect(problemOf(policy)).toContain(words);
    expect(policy).toMatchObject({ updates: false, settings: {} });
  });

  it('has every fault named at once', () => {
    const policy = read('{"updatse": false, "perMinute": {"value": 0}, "language": {"value": "?"}}');
    expect(problemOf(policy)).toMatch(/"updatse".*"perMinute\.value".*"language\.value"/u);
  });

  it('in another encoding is refused, and nothing of what is not JSON is repeated', () => {
    expect(problemOf(policyFrom('f', Buffer.from('\uFEFF{}', 'utf16le')))).toContain('UTF-8');
    expect(problemOf(read('{"apiKey": s3cret}'))).not.toContain('s3cret');
  });
});

describe('what cannot be read', () => {
  it('locks everything, for nobody knows what it locks, and turns updates off', () => {
    const broken = brokenPolicy('f', 'Why.');
    expect(viewOf(broken, false).locked).toEqual(['baseUrl', 'credentialId', 'perMinute', 'language']);
    expect(broken.updates).toBe(false);
    expect(isLocked(noPolicy, 'baseUrl')).toBe(false);
  });

  it('leaves practice alone, except for the language, which belongs to no outbox', () => {
    expect(viewOf(brokenPolicy('f', 'Why.'), true).locked).toEqual(['language']);
    expect(viewOf(policyOf({ baseUrl: { value: 'https://a.example', locked: true } }), true).locked).toEqual([]);
  });
});

it('the policy in a line says where it is and what it touches, and no value of it', () => {
  const policy = policyOf({
    credentialId: { value: 'the-credential', locked: true },
    perMinute: { value: 30, locked: false },
  });
  expect(textOf(policyLine(policy))).toBe(
    'Policy: /etc/fieldpost/policy.json. Sets: credentialId, perMinute. Locks: credentialId. Updates: on.',
  );
  expect(textOf(policyLine(brokenPolicy('/etc/x', 'Why.')))).toBe('Policy: /etc/x cannot be used. Why.');
});

it('a locked language wins over the chosen one, which wins over a preset', () => {
  const language = (locked: boolean) => policyOf({ language: { value: 'de', locked } });
  expect(languageOf(language(true), 'fr-FR')).toBe('de');
  expect(languageOf(language(false), 'fr-FR')).toBe('fr-FR');
  expect(languageOf(language(false), null)).toBe('de');
  expect(languageOf(language(false), 'system')).toBe('system');
  expect(languageOf(noPolicy, null)).toBe('system');
});

describe('the place of the policy file', () => {
  const at = (surroundings: Partial<Surroundings>) =>
    policyPlace({
      isPackaged: true,
      platform: 'linux',
      asked: '',
      programFiles: 'D:\\Programs',
      user: 1_000,
      ...surroundings,
    });

  it('of an installed app is the system’s own, whatever switch it is started with', () => {
    expect(at({ asked: '/tmp/mine.json' })).toEqual({ file: '/etc/fieldpost/policy.json', owners: [0] });
    expect(at({ platform: 'darwin' })?.file).toBe('/Library/Application Support/Fieldpost/policy.json');
    expect(at({ platform: 'win32' })?.file).toBe('D:\\Programs\\Fieldpost\\policy.json');
  });

  it('in development is the one that is named, and else none', () => {
    expect(at({ isPackaged: false, asked: '/tmp/mine.json' })).toEqual({ file: '/tmp/mine.json', owners: [0, 1_000] });
    expect(at({ isPackaged: false })).toBeNull();
  });
});

describe('a policy file on the disk', () => {
  const me = process.getuid?.() ?? 0;
  const somebodyElse = 65_534;

  it('is read; where there is none, there is no policy', () => {
    const folder = temporaryFolder();
    expect(readPolicy({ file: join(folder, 'policy.json'), owners: [me] })).toEqual(noPolicy);
    expect(readPolicy({ file: policyFile(folder, { updates: false }), owners: [me] })).toMatchObject({
      problem: null,
      updates: false,
    });
  });

  it('that is far too large is refused', () => {
    const file = policyFile(temporaryFolder(), ' '.repeat(70_000));
    expect(problemOf(readPolicy({ file, owners: [me] }))).toBe('It is larger than 64 kB.');
  });

  it.skipIf(process.platform === 'win32')('that is no file, or cannot be read, is not taken for none', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'd'));
    expect(problemOf(readPolicy({ file: join(folder, 'd'), owners: [me] }))).toBe('It is not a file.');
    const file = policyFile(folder, '{}');
    expect(problemOf(readPolicy({ file: join(file, 'inside'), owners: [me] }))).toContain('cannot be read (ENOTDIR)');
  });

  it.skipIf(process.platform === 'win32')('that somebody else could have written is refused, with words', () => {
    const folder = temporaryFolder();
    const file = policyFile(folder, '{}');
    const problem = () => problemOf(readPolicy({ file, owners: [0] }));
    if (me === 0) chownSync(file, somebodyElse, 0);
    expect(problem()).toContain('The file does not belong to root');
    if (me !== 0) return;
    chownSync(file, 0, 0);
    expect(problem()).toBeNull();
    for (const mode of [0o664, 0o646]) {
      chmodSync(file, mode);
      expect(problem()).toContain('The file can be written by others than its owner.');
    }
    chmodSync(file, 0o644);
    chmodSync(folder, 0o777);
    expect(problem()).toContain('Its folder can be written by others');
    chmodSync(folder, 0o755);
    chownSync(folder, somebodyElse, 0);
    expect(problem()).toContain('Its folder does not belong to root');
  });
});
