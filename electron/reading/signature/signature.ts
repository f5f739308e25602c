/** Free text → a contact: the end of a mail, the lines of a card, an address, a line that somebody pasted. */
import { say } from '#words/message.ts';
import { proposed, proposedText, type ProposedField, type Proposal } from '../reading.ts';
import { addressOf, isAddressLine, isWholeAddress, townIn } from '../text/addresses.ts';
import { emailFields, phoneFields, proposalOf, wholeName } from '../text/contact-parts.ts';
import { countryCode, countryOfHost } from '../text/countries.ts';
import { partCalled } from '../text/labels.ts';
import { isPersonal, linkFields } from '../text/links.ts';
import { nameOf } from '../text/names.ts';
import { regionOfPhones, typeByWord } from '../text/phones.ts';
import { divided } from './apart.ts';
import { emailAddressesIn, hostOf, websitesIn, type FoundAddress } from './addresses.ts';
import { labelledParts, withLabelled } from './labelled.ts';
import { phonesAmong, phonesIn } from './numbers.ts';
import { companyAmong, nameAmong, sharesName, titleAmong, type Chosen, type Known } from './roles.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { withWholeNames } from './whole-names.ts';
import { hasLegalForm, saysTitle } from './vocabulary.ts';

/** Takes the lines of a text; returns the contact in them; null: there is none. */
export function contactIn(lines: string[]): Proposal | null {
  const segments = segmentsOf(lines);
  const labelled = labelledParts(segments);
  const free = divided(segments.filter((segment) => !labelled.some(({ where }) => where === segment)));
  const websites = websitesIn(free);
  const emails = emailAddressesIn(free, websites);
  const phones = phonesAmong(free);
  const address = addressIn(free);
  const rest = free
    .filter((segment) => !address.used.includes(segment))
    .map((segment) => ({ ...segment, text: withoutFound(segment, [...emails, ...websites]) }))
    .filter(({ text: left }) => !isLeftOver(left));
  const named = withWholeNames(rest, localOf(emails[0]));
  const hosts = [...emails.map(({ text }) => text.split('@')[1] ?? ''), ...websites.map(({ text }) => hostOf(text))];
  const country = labelled.find(({ part }) => part === 'country')?.text ?? '';
  const region =
    address.region ??
    countryCode(country) ??
    regionOfPhones(phones.map(({ number }) => number)) ??
    countryOfHosts(hosts);
  const fields = [
    ...rolesIn(named, { local: localOf(emails[0]), hosts, region }, emails.slice(1).map(localOf)),
    ...emailFields(emails.map(({ text, line, said }) => ({ address: text, where: { line }, said }))),
    ...phoneFields(phones, region),
    ...websiteFields(websites),
    ...address.fields,
  ];
  const all = withLabelled(fields, labelled);
  if (all.length === 0) return null;
  return isOfSeveral(named, emails) ? withDoubt(proposalOf(all)) : proposalOf(all);
}

/** Whether the second e-mail address is that of another name on the card. */
function isOfSeveral(segments: Segment[], [first, ...others]: FoundAddress[]): boolean {
  const isName = ({ text }: Segment) => !saysTitle(text) && !hasLegalForm(text) && nameOf(text).firstName !== '';
  return segments
    .filter(isName)
    .some(({ text }) => others.some((one) => sharesName(text, localOf(one)) && !sharesName(text, localOf(first))));
}

/** Nobody can tell whose numbers and addresses these are. */
function withDoubt({ fields, said }: Proposal): Proposal {
  const isDoubtful = ({ path }: ProposedField) => path === 'phoneNumbers' || path === 'emailAddresses';
  return {
    fields: fields.map((field) => (isDoubtful(field) ? { ...field, sure: 'guess' } : field)),
    said: [...said, say('reading.severalPeople')],
  };
}

const localOf = (email: FoundAddress | undefined): string => (email?.text ?? '').split('@')[0] ?? '';

const countryOfHosts = (hosts: string[]): string | null =>
  hosts.map(countryOfHost).find((country) => country !== null) ?? null;

/** Takes a piece and the addresses of the card; returns what is left of it without those and without its numbers. */
function withoutFound(segment: Segment, addresses: FoundAddress[]): string {
  const { text, line } = segment;
  const hasAddress =
    addresses.some((one) => one.line === line) && /@|\(at\)|www\s?\.|https?:|^\S+\.\p{Ll}{2,}\S*$/iu.test(text);
  const numbers = phonesIn(segment).map(({ number }) => number);
  if (!hasAddress && numbers.length === 0) return text;
  const plain = numbers.reduce((left, number) => left.replace(number, ' '), text);
  return plain
    .replace(
      /[<(]?\S*\s?(?:@|\(at\))\s?\S*[>)]?(?:.*\((?:dot|punkt)\).*)?|(?:https?:|www\s?\.)\S*|^\S+\.\p{Ll}{2,}\S*$/giu,
      ' ',
    )
    .replace(/(?:^|\s)\p{L}{1,12}\s?[:.]+(?=\s|$)|[\s,;:/|<>()-]+$|^[\s,;:/|<>()-]+/gu, ' ')
    .trim();
}

/** What is left when everything was taken out of a line: its label, or a number that says nothing. */
const isLeftOver = (text: string): boolean =>
  !saysTitle(text) &&
  (/^(?:\p{L}{1,12}\s?[:.]?)$/u.test(text)
    ? partCalled(text) !== null || typeByWord(text) !== '' || /^\p{Script=Latin}{1,3}$/u.test(text)
    : !/\p{L}{2}|[\p{Script=Han}\p{Script=Hangul}]/u.test(text) ||
      /^(?:please )?(?:call|ring|phone|reach)\b.{0,20}\s(?:on|at|under)$/iu.test(text));

/** The lines of an address, which follow each other; a country stands alone in the last of them. */
function addressIn(segments: Segment[]): { fields: ProposedField[]; used: Segment[]; region: string | null } {
  const looks = (segment: Segment | undefined) =>
    segment !== undefined && phonesIn(segment).length === 0 && isAddressLine(segment.text);
  const found = segments.findIndex(looks);
  if (found < 0) return { fields: [], used: [], region: null };
  // `Am Hafen 12` says that it is a street only by the town below it.
  const first = townIn(segments[found]?.text ?? '') !== null && isStreet(segments[found - 1]) ? found - 1 : found;
  let last = first;
  // `Unit 4` or a quarter of the town stands between two lines that look like an address.
  for (let next = first + 1; next <= first + 4; next += 1) {
    if (looks(segments[next])) last = next;
    else if (isNumberOrLink(segments[next])) {
      if (segments.slice(first, last + 1).some(({ text }) => townIn(text) !== null)) break;
    } else if (next > last + 1 || !mayStandBetween(segments[next])) break;
  }
  const after = segments.findIndex((segment, index) => index > last && !isNumberOrLink(segment));
  const country = segments[after]?.text ?? '';
  if (after <= last + 2 && countryCode(country) !== null && country.length > 2) last = after;
  const used = segments.slice(first, last + 1).filter((segment) => !isNumberOrLink(segment));
  // Of a box and a street, each with its town, each is one.
  const each = used.every(({ text }) => isWholeAddress(text)) ? used.map((segment) => [segment]) : [used];
  const all = each.map((lines, index) => ({
    read: addressOf(
      lines.map(({ text }) => withoutLabel(text)),
      index === 0 ? 'main' : 'secondary',
    ),
    where: { line: lines[0]?.line ?? 0 },
  }));
  const region = all.map(({ read }) => read.region).find((one) => one !== null) ?? townRegion(used);
  const fields = all.map(({ read, where }) => proposed({ path: 'addresses', value: read.value }, where, read.sure));
  return { fields, used, region };
}

/** Whether a piece is a number, or an address of the net: with a second column, they stand between the lines of the first. */
const isNumberOrLink = (segment: Segment | undefined): boolean =>
  segment !== undefined && (phonesIn(segment).length > 0 || /@|https?:|www\./iu.test(segment.text));

function withoutLabel(text: string): string {
  const found = /^([\p{L} ]{2,20})[:：]\s*(.+)$/u.exec(text);
  return found !== null && partCalled(found[1] ?? '') === 'street' ? (found[2] ?? '') : text;
}

const isStreet = (segment: Segment | undefined): boolean =>
  segment !== undefined &&
  /^\p{L}[\p{L}\p{M} .,'’/-]{2,40} \d{1,4} ?[a-z]?(?:\s?[-–/]\s?(?:\d{1,4}|[a-z]))?$/iu.test(segment.text) &&
  phonesIn(segment).length === 0 &&
  !saysTitle(segment.text) &&
  !hasLegalForm(segment.text);

const mayStandBetween = (segment: Segment | undefined): boolean =>
  segment !== undefined &&
  segment.text.length < 40 &&
  !saysTitle(segment.text) &&
  !/[@:]|www\.|\d{5}/u.test(segment.text);

/** What the form of an address alone says of its country. */
function townRegion(used: Segment[]): string | null {
  const text = used.map((one) => one.text).join('\n');
  if (/〒|[都道府県].{1,8}[市区町村]/u.test(text)) return 'JP';
  if (/[省市区].*[路号街]/u.test(text) && !/[\u3040-\u30FF]|丁目|番/u.test(text)) return 'CN';
  if (/[가-힣]+(?:특별시|광역시|시|도) ?[가-힣]+(?:구|군|시)/u.test(text)) return 'KR';
  return used.map((one) => townIn(one.text)?.region ?? null).find((region) => region !== null) ?? null;
}

function websiteFields(websites: FoundAddress[]): ProposedField[] {
  const [main, ...others] = [...websites].sort((a, b) => Number(isPersonal(a.text)) - Number(isPersonal(b.text)));
  const own = [main, ...others].filter((one) => one !== undefined);
  return own.flatMap(({ text, line, isGuess }, index) =>
    isPersonal(text) || index > 0
      ? linkFields(/^https?:/iu.test(text) ? text : `https://${text}`, { line }).filter(({ path }) => path === 'extra')
      : proposedText('website', text, { line }, isGuess ? 'guess' : 'sure'),
  );
}

/** Name, company and job among the lines that are left. Those of others, by their e-mail addresses, are none of these. */
function rolesIn(all: Segment[], known: Known & { region: string | null }, others: string[]): ProposedField[] {
  const rest = all.filter(
    ({ text }) => !others.some((local) => sharesName(text, local) && !sharesName(text, known.local)),
  );
  const without = (...used: (Chosen | Segment | null)[]) =>
    rest.filter((segment) => !used.some((one) => one !== null && ('segment' in one ? one.segment : one) === segment));
  const name = nameAmong(rest, known);
  const title = titleAmong(without(name), known);
  // `Tom`, who signs above his whole name.
  const left = without(name, title).filter(({ text }) => name === null || !name.segment.text.split(' ').includes(text));
  const company = companyAmong(left, known, name !== null);
  const line = ({ line: own }: Segment) => ({ line: own });
  const job = title ?? (company === null ? null : belowName(without(), { name, company }));
  return [
    ...(name === null
      ? []
      : wholeName(
          name.segment.text.replace(/[|,;]+$/u, ''),
          line(name.segment),
          name.isConfirmed ? 'sure' : 'guess',
          known.local,
          known.region,
        )),
    ...(company === null
      ? []
      : proposedText(
          'account',
          companyName(company.segment.text),
          line(company.segment),
          company.isConfirmed ? 'sure' : 'guess',
        )),
    ...(job === null ? [] : proposedText('jobTitle', job.text, line(job), 'guess')),
  ];
}

/** Without the comma before its address, and `M/s`, with which it is written to in India. */
const companyName = (text: string): string => text.replace(/^m\/s\.?\s+/iu, '').replace(/[\s,;|]+$/u, '');

/** A job that no list has stands below the name as a rule. */
function belowName(rest: Segment[], { name, company }: { name: Chosen | null; company: Chosen }): Segment | null {
  const below = name === null ? undefined : rest[rest.indexOf(name.segment) + 1];
  const isJob =
    below !== undefined &&
    name !== null &&
    below !== company.segment &&
    below.line <= name.segment.line + 1 &&
    /^[\p{L} &,/-]{4,60}$/u.test(below.text);
  return isJob && countryCode(below.text) === null ? below : null;
}
