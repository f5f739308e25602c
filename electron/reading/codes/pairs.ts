/** Texts whose parts say what they are: pairs of a name and a value, and the query of a link. */
import type { Proposal } from '../reading.ts';
import { proposalOf } from '../text/contact-parts.ts';
import { partCalled, type Part } from '../text/labels.ts';
import { linkFields, linkIn, queryOf } from '../text/links.ts';
import { separatorIn } from './badge-rule.ts';
import { isEmail } from './delimited.ts';
import { proposalOfParts, type NamedPart } from './parts.ts';

/** `id=4711&name=Jana%20Keller`, the query of a link without the link, and `ID:4711|FN:Jana`. Takes a text; null: it is none. */
export function readPairs(text: string): Proposal | null {
  const isQuery = /^[\w.-]+=[^&=]*(?:&[\w.-]+=[^&=]*)+$/u.test(text);
  const pairs = isQuery ? [...queryOf(text)] : labelledPairs(text);
  const named = pairs.flatMap(([name, value]): NamedPart[] => {
    const part = partCalled(name);
    return part === null ? [] : [{ part, text: value, where: { property: name } }];
  });
  return named.length < (isQuery ? 1 : 2) ? null : proposalOfParts(named);
}

/** Takes a link; returns it, and the contact that stands in its query where that names one. */
export function readLink(text: string): Proposal {
  const link = linkFields(text, { line: 0 });
  const named = [...(linkIn(text)?.query ?? [])].flatMap(([name, value]): NamedPart[] => {
    const part = name.length > 1 ? partCalled(name) : null;
    return part === null ? [] : [{ part, text: value, where: { property: name }, sure: 'guess' }];
  });
  const has = (part: Part) => named.some((one) => one.part === part);
  const isContact = named.some(({ part, text: email }) => part === 'email' && isEmail(email));
  if (!isContact && !(has('firstName') && has('lastName'))) return proposalOf(link);
  return proposalOf([...proposalOfParts(named).fields, ...link]);
}

function labelledPairs(text: string): [name: string, value: string][] {
  const separator = separatorIn(text);
  if (separator === null) return [];
  const parts = text.split(separator).filter((part) => part.trim() !== '');
  const pairs = parts.map((part) => /^\s*([\p{L} _.-]{1,30}?\d?)\s*[=:]\s*(.*)$/u.exec(part));
  // Each of them has to say what it is: `Keller: Jana|Acme` does not.
  return pairs.every((pair) => pair !== null) ? pairs.map(([, name = '', value = '']) => [name, value]) : [];
}
