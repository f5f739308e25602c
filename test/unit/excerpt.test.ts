import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../electron/crm/excerpt.ts';

const key = 'sk-1/"a+b&c';

describe('the excerpt of an answer', () => {
  it.each([
    ['as it is', key],
    ['as JSON', JSON.stringify(key).slice(1, -1)],
    ['as JSON with all its slashes escaped', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')],
    ['as JSON with code points', 'sk-1/\\u0022a+b\\u0026c'],
    ['in a URL', encodeURIComponent(key)],
    ['in a page', 'sk-1/&quot;a+b&amp;c'],
    ['in a page with numbers', 'sk-1&#47;&#x22;a&#x2B;b&#38;c'],
  ])('never holds the key: %s', (_how, spelt) => {
    expect(excerptOf(`before ${spelt} after`, key)).toBe('before (the API key) after');
  });

  it('holds no half of the key either, where the cut goes through it', () => {
    for (let before = 1_980; before <= 2_005; before++) {
      expect(excerptOf(`${'x'.repeat(before)}${key}${'y'.repeat(50)}`, key)).not.toContain('sk');
    }
  });

  it('is 2,000 characters long at most, with whole characters only', () => {
    const excerpt = excerptOf(`x${'😀'.repeat(2_000)}`, key) ?? '';
    expect(excerpt.length).toBeLessThanOrEqual(2_000);
    expect(excerpt).toMatch(/^x(😀)+…$/u);
    expect(excerptOf('x'.repeat(2_000), key)).toBe('x'.repeat(2_000));
  });

  it('is none where there is nothing', () => {
    expect([excerptOf(null, key), excerptOf(' \n', key)]).toEqual([null, null]);
    expect(excerptOf('kept', '')).toBe('kept');
  });
});
