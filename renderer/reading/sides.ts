/** What was read from several places of one card: both of its sides, or a code beside the print. */
import { textIn, type Proposal, type ProposedField, type Reading } from '#reading/reading.ts';
import { distance } from '#reading/text/folded.ts';
import { textOfField } from './fill.ts';

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}@.]/gu, '')
    .toLowerCase();

const emailsOf = ({ fields }: Proposal): string[] =>
  fields.flatMap((field) => (field.path === 'emailAddresses' ? [plain(textOfField(field))] : []));

/** An address that was misread by a letter or two is the same one. */
const isNear = (email: string, other: string): boolean => distance(email, other) <= 2;

/** Takes two proposals; returns whether they are surely of two people. One side of a card may be in another script. */
export function areTwoPeople(one: Proposal, other: Proposal): boolean {
  const [emails, others] = [emailsOf(one), emailsOf(other)];
  if (emails.some((email) => others.some((another) => isNear(email, another)))) return false;
  const [name = '', otherName = ''] = [one, other].map((proposal) => plain(textIn(proposal, 'lastName')));
  const isLatin = (text: string) => /^\p{Script=Latin}+$/u.test(text);
  if (!isLatin(name) || !isLatin(otherName)) return emails.length > 0 && others.length > 0;
  return distance(name, otherName) > 1;
}

/** Takes two readings of one card; returns the first with what only the second has. */
export function withMore(reading: Reading, more: Reading): Reading {
  const [first] = reading.proposals;
  const added = more.proposals.flatMap(({ fields }) => fields);
  const proposal: Proposal = { fields: [...(first?.fields ?? [])], said: first?.said ?? [] };
  for (const field of added) if (!hasAlready(proposal.fields, field)) proposal.fields.push(field);
  const raw = [reading.raw, more.raw].filter((text) => text !== null).join('\n');
  return { ...reading, raw: raw === '' ? null : raw, proposals: [proposal, ...reading.proposals.slice(1)] };
}

function hasAlready(fields: readonly ProposedField[], field: ProposedField): boolean {
  const isList = ['emailAddresses', 'phoneNumbers', 'addresses', 'extra'].includes(field.path);
  // Of a number the digits count: on one side of a card it may stand as it is dialled at home.
  const kern = (one: ProposedField) =>
    one.path === 'phoneNumbers' ? textOfField(one).replace(/\D/gu, '').slice(-8) : plain(textOfField(one));
  return fields.some((one) => one.path === field.path && (!isList || kern(one) === kern(field)));
}
