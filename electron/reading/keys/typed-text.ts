/** Keys of a scan → its text: by what they type on this laptop, or by where they are. */
import { charactersOf } from './alt-digits.ts';
import { deadKeys, layouts, typedOnPad, withMark, type LayoutName } from './layouts.ts';
import { hasAltGraph, isAltDigit, isModifier, type Stroke } from './stroke.ts';

/** keys: by what the laptop made of them; a layout: by where they are, for a scanner that is set to it. */
export type Reader = 'keys' | LayoutName;

export interface TypedText {
  text: string;
  /** Keys that type nothing that is known. */
  unknown: number;
}

/** How capitals are told: by Shift alone, as if Caps Lock were off, or as the laptop has them. */
export type Capitals = 'shift' | 'asTyped';

const isLetter = (text: string) => text.toLowerCase() !== text.toUpperCase() && Array.from(text).length === 1;

/** Takes a stroke; returns what it types by a layout, in the case that Shift alone gives it; null: nothing that is known. */
function byPlace({ code, shiftKey, ...stroke }: Stroke, layout: LayoutName): string | null {
  const onPad = typedOnPad(code);
  if (onPad !== '') return onPad;
  const found = layouts[layout].get(code);
  if (found === undefined) return null;
  const [plain, shift, altGraph, both] = found;
  const text = hasAltGraph({ ...stroke, code, shiftKey }) ? (shiftKey ? both : altGraph) : shiftKey ? shift : plain;
  return text === '' ? null : text;
}

/** What Ctrl makes of a key: the control character that the scanner was to send. */
function controlOf(stroke: Stroke, reader: Reader): string | null {
  const own = reader === 'keys' ? stroke.key : (byPlace({ ...stroke, ctrlKey: false, shiftKey: false }, reader) ?? '');
  const place = byPlace({ ...stroke, ctrlKey: false }, 'us') ?? '';
  const letter = /^[a-z[\]\\^_@]$/iu.test(own) ? own : place;
  if (/^[a-z[\]\\^_@]$/iu.test(letter)) return String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 31);
  // Without Shift, where `^` and `_` need it.
  return { Digit6: '\x1E', Minus: '\x1F' }[stroke.code] ?? null;
}

const named: Readonly<Record<string, string>> = { Enter: '\r', NumpadEnter: '\r', Tab: '\t', Escape: '\x1B' };

/** Takes a stroke; returns what it types by the reader; null: nothing that is known. */
function typed(stroke: Stroke, reader: Reader, capitals: Capitals): string | null {
  const { key, code, ctrlKey, shiftKey, capsLock } = stroke;
  if (code === 'Enter' || code === 'NumpadEnter' || key === 'Enter') return ctrlKey ? '\n' : '\r';
  const special = named[key];
  if (special !== undefined) return special;
  if (ctrlKey && !hasAltGraph(stroke)) return controlOf(stroke, reader);
  if (reader === 'keys') {
    if (Array.from(key).length !== 1) return null;
    if (capitals === 'asTyped' || !capsLock || !isLetter(key)) return key;
    return shiftKey ? key.toUpperCase() : key.toLowerCase();
  }
  const text = byPlace(stroke, reader);
  if (text === null || capitals === 'shift' || !capsLock || !isLetter(text)) return text;
  return shiftKey ? text.toLowerCase() : text.toUpperCase();
}

/** Takes the strokes of a scan and how to read them; returns its text, without what the scanner puts before and behind it. */
export function typedText(strokes: readonly Stroke[], reader: Reader, capitals: Capitals): TypedText {
  const parts: string[] = [];
  let unknown = 0;
  let digits = '';
  let dead = '';
  const endDigits = () => {
    if (digits !== '') parts.push(charactersOf(digits));
    digits = '';
  };
  for (const stroke of strokes) {
    if (isAltDigit(stroke)) {
      digits += stroke.code.slice(-1);
      continue;
    }
    endDigits();
    if (isModifier(stroke) || stroke.repeat) continue;
    const text = reader === 'keys' && stroke.key === 'Dead' ? null : typed(stroke, reader, capitals);
    if (text === null) {
      unknown += 1;
    } else if (dead !== '') {
      parts.push(withMark(dead, text));
      dead = '';
    } else if (reader !== 'keys' && deadKeys[reader].includes(text)) {
      dead = text;
    } else {
      parts.push(text);
    }
  }
  endDigits();
  parts.push(dead);
  return { text: trimmed(parts.join('')), unknown };
}

/** One line break for Enter, line feed and both; none before the text, and none behind it, nor a tab. */
const trimmed = (text: string): string =>
  text
    .replace(/\r\n?|\n/gu, '\n')
    .replace(/^\n+/u, '')
    .replace(/[\n\t]+$/u, '');
