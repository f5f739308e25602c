/** What lines say of themselves, in front of a colon. */
import { proposalOfParts } from '../codes/parts.ts';
import type { ProposedField } from '../reading.ts';
import { partCalled, type Part } from '../text/labels.ts';
import { divided } from './apart.ts';
import type { Segment } from './segments.ts';

export interface Labelled {
  part: Part;
  text: string;
  where: Segment;
}

const isOfBadge = /badge|ticket|attendee|visitor|registration|confirmation|bar ?code|ausweis|teilnehmer|besucher/iu;

/** Takes the pieces of a text; returns what lines say of themselves: `First name: Nils`. Numbers and addresses are found without it, and better. */
export function labelledParts(segments: Segment[]): Labelled[] {
  const own: readonly Part[] = [
    'name',
    'firstName',
    'lastName',
    'account',
    'department',
    'jobTitle',
    'city',
    'postalCode',
    'country',
    'note',
    'badgeId',
  ];
  return segments.flatMap((segment) => {
    const found = /^([\p{L} /-]{1,30})\s*[:：=]\s*(\S.*)$/u.exec(segment.text);
    const part = found === null ? null : partCalled(found[1] ?? '');
    if (part === null || !own.includes(part) || (found?.[1]?.trim().length ?? 0) < 2) return [];
    // Every register has numbers, and a company more than one.
    if (part === 'badgeId' && !isOfBadge.test(found?.[1] ?? '')) return [];
    const [text = '', job] =
      part === 'name' ? divided([{ ...segment, text: found?.[2] ?? '' }]).map((one) => one.text) : [found?.[2]];
    const named = { part, text, where: segment };
    return job === undefined ? [named] : [named, { part: 'jobTitle' as const, text: job, where: segment }];
  });
}

/** Takes what was found and what was labelled; returns both, the labels first. */
export function withLabelled(fields: ProposedField[], labelled: Labelled[]): ProposedField[] {
  if (labelled.length === 0) return fields;
  const own = proposalOfParts(
    labelled.map(({ part, text, where }) => ({ part, text, where: { line: where.line } })),
  ).fields;
  const isNamed = own.some(({ path }) => path === 'lastName' || path === 'firstName');
  const isName = (path: ProposedField['path']) => path === 'lastName' || path === 'firstName';
  return [
    ...own,
    ...fields.filter(
      ({ path }) =>
        !(isNamed && isName(path)) &&
        (path === 'emailAddresses' || path === 'phoneNumbers' || !own.some((field) => field.path === path)),
    ),
  ];
}
