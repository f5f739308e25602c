/** The people of a text: one as a rule, several where each has lines of their own with a name and an e-mail address like it. */
import { proposedText, textIn, type Proposal } from '../reading.ts';
import { sharesName } from './roles.ts';
import { ownLines } from './segments.ts';
import { contactIn } from './signature.ts';

/** Takes a text; returns the contacts in it; null: there is none. */
export function readSignature(text: string): Proposal[] | null {
  const lines = ownLines(text);
  const whole = contactIn(lines);
  if (whole === null) return null;
  const emails = whole.fields.filter(({ path }) => path === 'emailAddresses');
  const people = emails.length < 2 ? [] : blocksOf(lines).map(contactIn).filter(isPerson);
  const names = new Set(people.map((person) => textIn(person, 'lastName') + textIn(person, 'firstName')));
  if (names.size < 2 || names.size < people.length) return [whole];
  const company = whole.fields.filter(({ path }) => path === 'account');
  return people.map((person) => ({ ...person, fields: withCompany(person, company) }));
}

/** Takes lines; returns them once for each of the parts that blank ones divide, with the others blank: so each keeps its number. */
function blocksOf(lines: string[]): string[][] {
  let block = 0;
  const places = lines.map((line, index) =>
    line.trim() === '' && lines[index - 1]?.trim() !== '' ? (block += 1) : block,
  );
  return Array.from({ length: block + 1 }, (_, own) => lines.map((line, index) => (places[index] === own ? line : '')));
}

function isPerson(proposal: Proposal | null): proposal is Proposal {
  const email = proposal?.fields.find(({ path }) => path === 'emailAddresses');
  if (proposal === null || email?.path !== 'emailAddresses') return false;
  const local = email.value.emailAddress.split('@')[0] ?? '';
  return sharesName(`${textIn(proposal, 'firstName')} ${textIn(proposal, 'lastName')}`, local);
}

/** They share the company that stands above or below them all. */
const withCompany = ({ fields }: Proposal, company: Proposal['fields']): Proposal['fields'] =>
  fields.some(({ path }) => path === 'account')
    ? fields
    : [
        ...fields,
        ...company.flatMap((one) =>
          one.path === 'account' ? proposedText('account', one.value, one.where, 'guess') : [],
        ),
      ];
