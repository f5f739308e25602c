// What of a fault leaves the screen: what it was, and where in our own files; never what it says.
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { screenFaultSchema } from '#contract/window.ts';
import { faultOf } from '../../../renderer/shell/fault-of.ts';

function thrown(name: string, message: string, stack: string): Error {
  const kinds: Record<string, ErrorConstructor> = { TypeError, RangeError };
  const error = new (kinds[name] ?? Error)(message);
  return Object.assign(error, { stack });
}

const places = [
  '    at draw (app://fieldpost/assets/OutboxRow-x1.js:12:34)',
  '    at app://fieldpost/assets/index-y2.js:5:6',
];

it('tells the kind and the places, the innermost first', () => {
  const error = thrown('TypeError', 'no name', ['TypeError: no name', ...places].join('\n'));
  expect(faultOf(error)).toEqual({ name: 'TypeError', at: ['OutboxRow-x1.js:12:34', 'index-y2.js:5:6'] });
});

it('takes nothing for a place that stands in the message', () => {
  const message = 'anna\n    at Anna (app://meier/meier.js:1:2)\n    at x';
  const error = thrown('Error', message, [`Error: ${message}`, ...places].join('\n'));
  expect(faultOf(error)).toEqual({ name: 'Error', at: ['OutboxRow-x1.js:12:34', 'index-y2.js:5:6'] });
  expect(faultOf(thrown('Error', message, 'of another make'))).toEqual({ name: 'Error', at: [] });
});

it.each([['a text'], [null], [undefined], [{ name: 'TypeError', stack: places.join('\n') }]])(
  'knows nothing of what is no error: %j',
  (given) => {
    expect(faultOf(given)).toEqual({ name: 'other', at: [] });
  },
);

it('tells no more than the main process takes', () => {
  const many = Array.from({ length: 20 }, (_, line) => `    at f (app://fieldpost/assets/index-y2.js:${line + 1}:1)`);
  const fault = faultOf(thrown('RangeError', 'deep', ['RangeError: deep', ...many].join('\n')));
  expect(fault.at).toHaveLength(8);
  expect(v.is(screenFaultSchema, { part: 'form', ...fault })).toBe(true);
});
