import { describe, expect, it } from 'vitest';
import { normaliseApiKey } from '../../electron/crm/api-key.ts';
import { normaliseCredentialId } from '../../electron/crm/credential-id.ts';
import { normaliseBaseUrl } from '../../electron/crm/base-url.ts';
import { textOf } from '../support/words.ts';

describe('a base URL', () => {
  it.each([
    ['https://embedded.runalloy.com/2024-03/one', 'https://embedded.runalloy.com/2024-03/one'],
    ['  https://embedded.runalloy.com/2024-03/one/  ', 'https://embedded.runalloy.com/2024-03/one'],
    ['https://embedded.runalloy.com/2024-03/one/crm/contacts', 'https://embedded.runalloy.com/2024-03/one'],
    ['HTTPS://CRM.example.com', 'https://crm.example.com'],
    ['https://crm.example.com:8443/a/b//', 'https://crm.example.com:8443/a/b'],
    ['http://127.0.0.1:4000/x', 'http://127.0.0.1:4000/x'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
    ['https://api.example/one\u200B', 'https://api.example/one'],
    ['\uFEFFhttps://api.\u00ADexample/one', 'https://api.example/one'],
    ['https://intranet/one', 'https://intranet/one'],
    ['https://a_b.example/one', 'https://a_b.example/one'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://192.0.2.1/one', 'https://192.0.2.1/one'],
  ])('is taken: %s', (typed, url) => {
    expect(normaliseBaseUrl(typed)).toEqual({ ok: true, url });
  });

  it.each([
    ['', 'Enter the API base URL'],
    ['embedded.runalloy.com/2024-03/one', 'must begin with https://'],
    ['http://embedded.runalloy.com/2024-03/one', 'must begin with https://'],
    ['http://127.0.0.1.example.com', 'must begin with https://'],
    ['ftp://example.com', 'must begin with https://'],
    ['https://crm.example.com/one?credentialId=1', 'remove the ? or #'],
    ['https://crm.example.com/one#x', 'remove the ? or #'],
    ['https://crm.example.com/o ne', 'contains a space'],
    ['https://user:secret@crm.example.com', 'user name or password'],
    ['https://', 'not an address'],
    ['https://https://api.example/one', 'not an address'],
    ['https://http://api.example/one', 'not an address'],
    ['https:https://api.example/one', 'must begin with https://'],
    ['https:///https://api.example/one', 'not an address'],
    ['https://https//api.example/one', 'not an address'],
    ['https://api.example/https://api.example/one', 'not an address'],
    ['https://api,example/one', 'not an address'],
    ['https://api..example/one', 'not an address'],
    ['https://.api.example/one', 'not an address'],
    ['https://\u200B', 'not an address'],
  ])('is refused with words: %j', (typed, words) => {
    const result = normaliseBaseUrl(typed);
    expect(result.ok ? '' : textOf(result.message)).toContain(words);
  });
});

describe('a credential ID', () => {
  it.each([
    '66fb066c3793749b64c214bc',
    '\u200B66fb066c3793749b64c214bc',
    ' 66fb066c3793749b64c214bc\u2060 ',
    '66fb066c\u00AD3793749b64c214bc',
  ])('is taken without what nobody can see: %j', (pasted) => {
    expect(normaliseCredentialId(pasted)).toEqual({ ok: true, credentialId: '66fb066c3793749b64c214bc' });
  });

  it.each(['', '\u200B', 'a b'])('is refused: %j', (pasted) => {
    expect(normaliseCredentialId(pasted).ok).toBe(false);
  });
});

describe('an API key', () => {
  it.each([
    [' abc123 \n', 'abc123'],
    ['Bearer abc123', 'abc123'],
    ['', ''],
  ])('is taken: %j', (pasted, key) => {
    expect(normaliseApiKey(pasted)).toEqual({ ok: true, key });
  });

  it.each([
    ['abc\n123', 'line break'],
    ['abc 123', 'space'],
    ['abc\u0000', 'character that no key has'],
    ['ключ', 'character that no key has'],
  ])('is refused with words that do not repeat it: %j', (pasted, words) => {
    const result = normaliseApiKey(pasted);
    const message = result.ok ? '' : textOf(result.message);
    expect(message).toContain(words);
    expect(message).not.toContain('abc');
  });
});
