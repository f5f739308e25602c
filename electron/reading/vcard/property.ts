/** One property of a vCard: its name, its parameters, its value as text. */
import { bytesOf, decoded } from '../text/decode.ts';

export interface Property {
  /** In capitals. */
  name: string;
  /** What stands before the name, e.g. `item1`, in lower case; empty: nothing. */
  group: string;
  /** Types and bare words, without what says how the value is written. */
  types: string[];
  /** The other parameters, by their name in capitals. */
  params: ReadonlyMap<string, string>;
  /** The value as text, with its escapes. */
  value: string;
}

/** Takes a text, a separator and whether a backslash protects it; returns the parts between separators that stand outside of quotes. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === separator && !quoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Returns where the value begins; -1: there is none. */
function colonOf(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  // A quote that never ends protects nothing.
  return line.indexOf(':');
}

const unquoted = (text: string) => text.trim().replaceAll('"', '');

const encodings = /^(?:quoted-?printable|base64|8bit|7bit|binary|q|b)$/iu;

/** Takes a value in quoted-printable, one character a byte; returns it decoded. What is no escape stays as it is. */
const fromQuotedPrintable = (text: string): string =>
  text.replace(/=([\dA-Fa-f]{2})/gu, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Takes a value in base64 and its property's name; returns its bytes, one character each; empty: a picture, or no base64. */
function fromBase64(text: string, name: string): string {
  if (!/^(?:N|FN|ORG|TITLE|ROLE|NOTE|EMAIL|TEL|ADR|LABEL|URL)$/iu.test(name)) return '';
  try {
    return atob(text.replace(/\s/gu, ''));
  } catch {
    return '';
  }
}

/** Takes a whole line, one character a byte; returns its property, without the value of a picture; null: it is none. */
export function propertyOf(line: string): Property | null {
  const colon = colonOf(line);
  if (colon < 1) return null;
  const [head = '', ...params] = splitOutside(line.slice(0, colon), ';');
  const dot = head.lastIndexOf('.');
  const name = head.slice(dot + 1).trim();
  if (!/^[A-Za-z][\w-]{0,60}$/u.test(name)) return null;
  const property = readParams(params);
  const raw = line.slice(colon + 1);
  const bytes =
    property.encoding === 'quoted'
      ? fromQuotedPrintable(raw)
      : property.encoding === 'base64'
        ? fromBase64(raw, name)
        : raw;
  return {
    name: name.toUpperCase(),
    group: head.slice(0, Math.max(dot, 0)).trim().toLowerCase(),
    types: property.types,
    params: property.params,
    value: withoutEntities(textOf(bytes, property.params.get('CHARSET'))).trim(),
  };
}

const marks: Readonly<Record<string, string>> = {
  ...{
    uml: '\u0308',
    acute: '\u0301',
    grave: '\u0300',
    circ: '\u0302',
    tilde: '\u0303',
    cedil: '\u0327',
    ring: '\u030A',
  },
};
const entities: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    szlig: 'ß',
    aelig: 'æ',
    AElig: 'Æ',
    oslash: 'ø',
    Oslash: 'Ø',
  },
};

/** `M&uuml;ller`, as programs on the web write it: their semicolons would divide the name. */
const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{2,6})|([A-Za-z])(uml|acute|grave|circ|tilde|cedil|ring)|([A-Za-z]{2,6}));/gu,
    (all, ...found) => {
      const [code, letter = '', mark = '', name = ''] = found as (string | undefined)[];
      if (code !== undefined)
        return Number(code) > 31 && Number(code) < 0xd800 ? String.fromCodePoint(Number(code)) : all;
      return letter === '' ? (entities[name] ?? all) : (letter + (marks[mark] ?? '')).normalize('NFC');
    },
  );

/** Most values are plain ASCII, which is the same in all charsets but those that shift. */
const textOf = (bytes: string, charset: string | undefined): string =>
  charset === undefined && /^[\0-\x7F]*$/u.test(bytes) ? bytes : decoded(bytesOf(bytes), charset);

function readParams(params: string[]) {
  const types: string[] = [];
  const others = new Map<string, string>();
  let encoding = '';
  const addTypes = (text: string) => {
    types.push(
      ...text
        .split(',')
        .map((type) => type.trim())
        .filter((type) => type !== ''),
    );
  };
  for (const param of params) {
    const equals = param.indexOf('=');
    const key = equals < 0 ? '' : param.slice(0, equals).trim().toUpperCase();
    const value = unquoted(param.slice(equals + 1));
    if (key === 'ENCODING' || (key === '' && encodings.test(value))) encoding = value.toLowerCase();
    else if (key === 'TYPE' || key === '') addTypes(value);
    else others.set(key, key === 'LABEL' ? decoded(bytesOf(value)) : value);
  }
  const kind = /^q/u.test(encoding) ? 'quoted' : /^b(?:ase64)?$/u.test(encoding) ? 'base64' : 'none';
  return { types, params: others, encoding: kind };
}

/** Takes a text with escapes; returns it without. Those that nobody asked for go too: `1\:30pm`. */
export function unescaped(text: string): string {
  const once = text.replace(/\\(.)/gsu, (all, next: string) => {
    if (next === 'n' || next === 'N') return '\n';
    return /[\\,;:"']/u.test(next) ? next : all;
  });
  return once.replace(/\\([,;:])/gu, '$1');
}

/** Takes a value and a separator; returns the parts between those that no backslash protects, without their escapes. */
export function partsOf(value: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts.map((part) => unescaped(part).trim());
}
