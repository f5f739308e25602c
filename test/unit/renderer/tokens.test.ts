/** The tokens of the screen: what is a field or a button is seen to be one in both themes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8');

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Takes a token and a theme; returns its colour, each part from 0 to 1. */
function colour(name: string, theme: 'light' | 'dark'): Colour {
  const [, light = '', dark = ''] =
    new RegExp(`--${name}: light-dark\\((#\\w+|rgb\\([^)]+\\)|transparent), ([^;]+)\\);`, 'u').exec(css) ?? [];
  const text = theme === 'light' ? light : dark;
  if (text === 'transparent') return [0, 0, 0, 0];
  const [red = NaN, green = NaN, blue = NaN, alpha = 100] = text.startsWith('#')
    ? (text.slice(1).match(/../gu) ?? []).map((pair) => parseInt(pair, 16))
    : (text.match(/\d+/gu) ?? []).map(Number);
  return [red / 255, green / 255, blue / 255, alpha / 100];
}

/** Returns the colour of one on another. */
function over([red, green, blue, alpha]: Colour, ground: Colour, fade = 1): Colour {
  const mix = (part: number, below: number) => part * alpha * fade + below * (1 - alpha * fade);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

/** The contrast of two colours, as WCAG has it: from 1 on. */
function contrast(one: Colour, other: Colour): number {
  const luminance = ([red, green, blue]: Colour) => {
    const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the dark theme', () => {
  const grounds = ['paper', 'surface'].map((name) => colour(name, 'dark'));

  it('draws a field apart from what it stands on', () => {
    for (const ground of grounds) {
      const field = over(colour('field', 'dark'), ground);
      expect(contrast(field, ground)).toBeGreaterThan(1.3);
      expect(contrast(over(colour('field-line', 'dark'), field), ground)).toBeGreaterThan(1.8);
    }
  });

  it('leaves what cannot be pressed now to be read', () => {
    const fade = Number(/dark\) \{\s*:root \{\s*--disabled: ([\d.]+)/u.exec(css)?.[1]);
    for (const ground of grounds) {
      expect(contrast(over(colour('ink-soft', 'dark'), ground, fade), ground)).toBeGreaterThan(4.5);
    }
  });
});
