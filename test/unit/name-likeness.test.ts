// How much two names are alike, held against values that were published for this measure.
import { describe, expect, it } from 'vitest';
import { jaroWinkler, likely, namesAlike } from '../../electron/search/name-likeness.ts';

describe('the measure', () => {
  // Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage" (1990), table 3.
  it.each([
    ['shackleford', 'shackelford', 0.982],
    ['dunningham', 'cunnigham', 0.896],
    ['nichleson', 'nichulson', 0.956],
    ['jones', 'johnson', 0.832],
    ['massey', 'massie', 0.933],
    ['abroms', 'abrams', 0.922],
    ['jeraldine', 'geraldine', 0.926],
    ['marhta', 'martha', 0.961],
    ['michelle', 'michael', 0.921],
    ['julies', 'julius', 0.933],
    ['tanya', 'tonya', 0.88],
    ['dwayne', 'duane', 0.84],
    ['sean', 'susan', 0.805],
    ['jon', 'john', 0.933],
    ['jon', 'jan', 0.8],
  ])('is that of the literature for %s and %s', (one, other, value) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(value, 3);
    expect(jaroWinkler(other, one)).toBeCloseTo(value, 3);
  });

  it('is 1 for the same, and 0 for what has no letter in common', () => {
    expect(jaroWinkler('meier', 'meier')).toBe(1);
    expect(jaroWinkler('abc', 'xyz')).toBe(0);
    expect(jaroWinkler('', 'xyz')).toBe(0);
  });

  it('counts a character as one, whatever its code', () => {
    expect(jaroWinkler('𠮷田', '𠮷田')).toBe(1);
    expect(jaroWinkler('𠮷田光', '𠮷田広')).toBeCloseTo(jaroWinkler('abc', 'abd'), 10);
  });
});

describe('two names', () => {
  it('are not likely one person for a given name alone, or a surname alone', () => {
    expect(namesAlike(['anna', 'meier'], ['anna', 'becker'])).toBeLessThan(likely);
    expect(namesAlike(['anna', 'meier'], ['bruno', 'meier'])).toBeLessThan(likely);
  });

  it('are as much alike whichever word stands first', () => {
    expect(namesAlike(['anna', 'maier'], ['meier', 'anna'])).toBe(namesAlike(['anna', 'maier'], ['anna', 'meier']));
  });
});
