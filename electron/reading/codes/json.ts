/** JSON, and what was meant to be: each of its keys names a part, wherever it stands. */
import type { Proposal } from '../reading.ts';
import { partCalled, type Part } from '../text/labels.ts';
import { readParts } from './delimited.ts';
import { proposalOfParts, type NamedPart } from './parts.ts';

const deepest = 4;
const mostKeys = 200;

/** Takes a text; returns what its JSON proposes, an entry for each contact; null: it is none. */
export function readJson(text: string): Proposal[] | null {
  if (!/^\s*[{[]/u.test(text)) return null;
  const value = valueOf(text);
  if (value === null) return null;
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const objects = all.filter((one): one is object => typeof one === 'object' && one !== null);
  // A list of a badge's parts, which are not named.
  const plain = all.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
  if (objects.length === 0) return [readParts(plain.slice(0, mostKeys))].filter((one) => one !== null);
  return objects.slice(0, mostKeys).map((one) => {
    const named = partsIn(one, '', 0).sort((a, b) => a.depth - b.depth);
    return proposalOfParts(named.slice(0, mostKeys));
  });
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return looseObject(text);
  }
}

/** `{'id':'42',name:'Jana'}`, and what was cut off at its end. Takes a text; returns its keys with their values; null: it has too few. */
function looseObject(text: string): object | null {
  if (!/^\s*\{/u.test(text) || text.length > 5_000) return null;
  const pair =
    /(?<=[{,]\s*)(["']?)([\p{L}_][\p{L}\p{N}_ -]{0,40})\1\s*:\s*(?:"((?:[^"\\]|\\.)*)"?|'((?:[^'\\]|\\.)*)'?|([^,{}[\]"']*))/gu;
  const pairs = Array.from(text.matchAll(pair), ([, , key = '', ...values]) => [key, values.join('').trim()]);
  return pairs.length < 2 ? null : (Object.fromEntries(pairs) as object);
}

interface FoundPart extends NamedPart {
  depth: number;
}

/** What is said of the event and not of who came. */
const ofEvent =
  /^(?:event|show|expo|exhibition|conference|fair|messe|exhibitor|organi[sz]er|sponsor|session|booth|meta)/iu;
/** What may be a thing of its own, with its value in it. */
const things: readonly Part[] = ['email', 'phone', 'mobile', 'fax', 'website', 'account', 'jobTitle', 'linkedIn'];
/** Where the value of such a thing stands. */
const valueKeys = [
  'value',
  'number',
  'phonenumber',
  'address',
  'email',
  'emailaddress',
  'name',
  'title',
  'url',
  'text',
  'label',
];

function partsIn(value: object, path: string, depth: number): FoundPart[] {
  if (depth > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): FoundPart[] => {
    const property = path === '' ? key : `${path}.${key}`;
    const own = partCalled(key);
    if (typeof inner === 'object' && inner !== null) {
      if (ofEvent.test(key)) return [];
      const isThing = own !== null && things.includes(own);
      return isThing ? thingIn(own, inner, property, depth + 1) : partsIn(inner, property, depth + 1);
    }
    const text = typeof inner === 'string' || typeof inner === 'number' ? String(inner) : '';
    // Of a key with one letter, only its value says whether it is that.
    if (own === null || text === '' || (key.length === 1 && own === 'email' && !text.includes('@'))) return [];
    return [{ part: own, text, where: { property }, depth }];
  });
}

/** Takes what stands at a key that names a part, e.g. `phones`; returns what is in it, in a list or by itself. */
function thingIn(part: Part, value: object, property: string, depth: number): FoundPart[] {
  const where = { property };
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => {
      if (typeof one === 'string' || typeof one === 'number') return [{ part, text: String(one), where, depth }];
      return typeof one === 'object' && one !== null && depth <= deepest ? thingIn(part, one, property, depth + 1) : [];
    });
  }
  const entries: [string, unknown][] = Object.entries(value);
  const plain = (key: string) => key.toLowerCase().replace(/[^a-z]/gu, '');
  const found = valueKeys
    .map((wanted) => entries.find(([key, inner]) => plain(key) === wanted && typeof inner !== 'object'))
    .find((entry) => entry !== undefined);
  if (found === undefined) return partsIn(value, property, depth);
  const [, kind] = entries.find(([key]) => /type|kind|label/iu.test(key)) ?? [];
  const type = typeof kind === 'string' ? partCalled(kind) : null;
  const isPhone = part === 'phone' && (type === 'mobile' || type === 'fax');
  const thing = { part: isPhone ? type : part, text: `${found[1] as string | number}`, where, depth };
  // A company has a town; its number is not the badge's.
  const rest = part === 'account' ? partsIn(value, property, depth) : [];
  return [thing, ...rest.filter((one) => !['badgeId', 'name', 'account'].includes(one.part))];
}
