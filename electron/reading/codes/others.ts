/** JSON, the licences of North America, and what GS1 numbers say. */
import type { NamedPart } from './parts.ts';
import { proposalOfParts } from './parts.ts';
import { say } from '#words/message.ts';
import { type Proposal, type ProposedField, proposedText } from '../reading.ts';
import { proposalOf } from '../text/contact-parts.ts';
import { partCalled } from '../text/labels.ts';

const deepest = 4;
const mostKeys = 200;

/** Takes a text; returns what its JSON proposes, an entry for each contact; null: it is none. */
export function readJson(text: string): Proposal[] | null {
  if (!/^\s*[{[]/u.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const objects = all.filter((one): one is object => typeof one === 'object' && one !== null);
  return objects.slice(0, mostKeys).map((one) => {
    const named = partsIn(one, '', 0).slice(0, mostKeys);
    return proposalOfParts(named);
  });
}

function partsIn(value: object, path: string, depth: number): NamedPart[] {
  if (depth > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): NamedPart[] => {
    const property = path === '' ? key : `${path}.${key}`;
    if (typeof inner === 'object' && inner !== null) {
      const own = partCalled(key);
      // A list of e-mails or phones: what is in it goes by the list's name.
      if (Array.isArray(inner) && own !== null) {
        return inner.flatMap((one: unknown) =>
          typeof one === 'string' ? [{ part: own, text: one, where: { property } }] : [],
        );
      }
      return partsIn(inner, property, depth + 1);
    }
    const part = partCalled(key);
    if (part === null || (typeof inner !== 'string' && typeof inner !== 'number')) return [];
    return [{ part, text: String(inner), where: { property } }];
  });
}

/** Whether a code is a driving licence or an identity card of North America. Its control characters may have got lost. */
export const isLicence = (text: string): boolean => /^@[\s\x1C-\x1F]*(?:ANSI |AAMVA)/u.test(text.trimStart());

/** Takes a licence's text; returns name and address of it, and nothing else. */
export function readLicence(text: string): Proposal {
  const elements = new Map<string, string>();
  for (const line of text.split(/[\r\n\x1C-\x1F]+/u)) {
    // The first element follows the directory and its own head in the same line.
    const found = /^(?:.*?(?:DL|ID)(?=D[A-Z]{2}))?(D(?:CS|AB|AC|CT|AA|AG|AH|AI|AJ|AK|CG))(.*)$/u.exec(line.trim());
    const [, key = '', value = ''] = found ?? [];
    if (key !== '' && !elements.has(key)) elements.set(key, value.trim());
  }
  const element = (...keys: string[]) =>
    keys.map((key) => elements.get(key) ?? '').find((value) => value !== '' && !/^(?:NONE|UNAVL?)$/u.test(value)) ?? '';
  const [wholeLast = '', wholeFirst = ''] = element('DAA').split(/[,$]/u);
  const part = (name: NamedPart['part'], value: string, key: string): NamedPart => ({
    part: name,
    text: value,
    where: { property: key },
  });
  const zip = element('DAK').replace(/^(\d{5})0000$/u, '$1');
  const proposal = proposalOfParts([
    part('firstName', element('DAC', 'DCT').replaceAll(',', ' ') || wholeFirst, 'DAC'),
    part('lastName', element('DCS', 'DAB') || wholeLast, 'DCS'),
    part('street', element('DAG'), 'DAG'),
    part('street2', element('DAH'), 'DAH'),
    part('city', element('DAI'), 'DAI'),
    part('state', element('DAJ'), 'DAJ'),
    part('postalCode', zip, 'DAK'),
    part('country', element('DCG'), 'DCG'),
  ]);
  return { ...proposal, said: [...proposal.said, say('reading.licenceRead')] };
}

/** Takes a text; returns the number by which GS1 knows a person (GSRN); null: it is none of GS1's. */
export function gs1Number(text: string, isGs1: boolean): string | null {
  const link = /^https?:\/\/(?:[\w-]+\.)*gs1\.org\/(?:8018|8017)\/(\d{18})/iu.exec(text);
  if (link !== null) return link[1] ?? null;
  const bracketed = /^\((?:8018|8017)\)(\d{18})/u.exec(text);
  if (bracketed !== null) return bracketed[1] ?? null;
  if (!isGs1) return null;
  return /^\x1D?(?:8018|8017)(\d{18})/u.exec(text)?.[1] ?? text.replace(/^\x1D/u, '');
}

/** Takes an id and where it was found; returns what it proposes: that a name is to be typed. */
export function badgeOf(id: string, where: ProposedField['where']): Proposal {
  const proposal = proposalOf(proposedText('badgeId', id, where));
  return { ...proposal, said: [say('reading.needsName')] };
}
