/** The properties of a card → the fields of a proposal. */
import type { Address } from '#contract/fields.ts';
import { say } from '#words/message.ts';
import { emptyAddress } from '#contract/fields.ts';
import { proposed, proposedExtra, proposedText, type ProposedField, type Proposal } from '../reading.ts';
import { addressOf, regionOfTown, townIn } from '../text/addresses.ts';
import { emailFields, nameParts, phoneFields, proposalOf, wholeName } from '../text/contact-parts.ts';
import { countryCode } from '../text/countries.ts';
import { folded } from '../text/folded.ts';
import { linkFields } from '../text/links.ts';
import { isParticle } from '../text/name-order.ts';
import { fromTelUri, regionOfPhones } from '../text/phones.ts';
import { hasSwappedCase, swapCase } from '../text/swapped-case.ts';
import type { Card } from './cards.ts';
import { partsOf, unescaped, type Property } from './property.ts';
import { isPreferred, labelOf, phoneType, placeType, typesOf } from './types.ts';

/** A card with its properties by name, as the parts of the proposal need them. */
interface Source {
  all: (...names: string[]) => Property[];
  text: (name: string) => string;
  labels: ReadonlyMap<string, string>;
}

function sourceOf(card: Card): Source {
  const properties = card.properties.filter(({ value }) => value !== '');
  const labels = new Map(
    properties.filter(({ name }) => name === 'X-ABLABEL').map(({ group, value }) => [group, labelOf(value)]),
  );
  const all = (...names: string[]) => properties.filter(({ name }) => names.includes(name));
  const text = (name: string) => unescaped(all(name)[0]?.value ?? '').trim();
  return { all, text, labels };
}

/** Takes a card; returns what it proposes; null: there is nothing of a contact in it. */
export function proposalOfCard(card: Card): Proposal | null {
  const source = sourceOf(withoutCapsLock(card));
  const company = companyOf(source);
  const places = addressesOf(source);
  const region = places.region ?? regionOfPhones(source.all('TEL').map(({ value }) => fromTelUri(value)));
  const [title, role] = [source.text('TITLE'), source.text('ROLE')];
  const fields = [
    ...namesOf(source, company),
    ...proposedText('account', company, { property: 'ORG' }),
    ...proposedExtra('department', departmentOf(source, company), { property: 'ORG' }),
    ...emailsOf(source),
    ...phonesOf(source, region),
    ...proposedText('jobTitle', title, { property: 'TITLE' }),
    ...(title === '' ? proposedText('jobTitle', role, { property: 'ROLE' }, 'guess') : []),
    ...(title === '' ? [] : proposedExtra('role', role, { property: 'ROLE' })),
    ...linksOf(source),
    ...proposedText('note', notesOf(source), { property: 'NOTE' }),
    ...places.fields,
  ];
  return fields.length === 0 ? null : proposalOf(fields);
}

/** Caps Lock turns `Weber;Anna` into `wEBER;aNNA`. Takes a card; returns it as it was meant. */
function withoutCapsLock(card: Card): Card {
  const names = card.properties.filter(({ name }) => name === 'N' || name === 'FN').map(({ value }) => value);
  if (!hasSwappedCase(names.join(' '))) return card;
  const turned = card.properties.map((property) => ({
    ...property,
    value:
      property.name === 'EMAIL' || property.name === 'URL' ? property.value.toLowerCase() : swapCase(property.value),
  }));
  return { ...card, properties: turned };
}

const collator = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });
const same = (a: string, b: string) => collator.compare(a, b) === 0;

function companyOf({ all, text }: Source): string {
  const [company = ''] = all('ORG').flatMap(({ value }) => partsOf(value, ';').filter((part) => part !== ''));
  const isCompany = /^company$/iu.test(text('X-ABSHOWAS')) || /^org(?:anization)?$/iu.test(text('KIND'));
  return company !== '' || !isCompany ? company : text('FN');
}

function departmentOf({ all }: Source, company: string): string {
  const [, ...units] = (all('ORG')[0]?.value ?? '') === '' ? [] : partsOf(all('ORG')[0]?.value ?? '', ';');
  return units.filter((unit) => unit !== '' && !same(unit, company)).join(', ');
}

/** Some programs write the number or the address of somebody without a name in its place. */
const isNoName = (name: string) => name !== '' && (/@/u.test(name) || !/\p{L}/u.test(name));

function namesOf({ all, text }: Source, company: string): ProposedField[] {
  const whole = isNoName(text('FN')) ? '' : text('FN');
  const isCompanys = (name: string) => company !== '' && same(name, company);
  for (const { value } of all('N')) {
    const parts = partsOf(value, ';').map((part) => part.replace(/\s+/gu, ' '));
    const [family = '', first = '', middle = '', salutation = ''] = parts;
    // Dutch programs keep `van den` where others have the middle names.
    const isInfix = middle !== '' && isParticle(middle);
    const last = isInfix && family !== '' ? `${middle} ${family}` : family;
    const given = [first, isInfix ? '' : middle]
      .map((part) => part.replace(/,(?=\S)/gu, ' '))
      .filter((part) => part !== '')
      .join(' ');
    if (last === '' && given === '') continue;
    if ((isCompanys(last) && given === '') || isNoName(`${given}${last}`)) continue;
    const where = { property: 'N' };
    if (
      parts.filter((part) => part !== '').length === 1 &&
      /[\s,]|^[\p{Script=Han}\p{Script=Hangul}]{3,5}$/u.test(last) &&
      (whole === '' || same(whole, last))
    ) {
      return isCompanys(last) ? [] : wholeName(last, where);
    }
    // `N:Silva` beside `FN:Maria da Silva`: the first name stands there only.
    if (given === '' && !isCompanys(whole) && folded(whole) !== folded(last) && folded(whole).endsWith(folded(last))) {
      return wholeName(whole, { property: 'FN' });
    }
    if (last === '') {
      const fuller = whole !== '' && !same(whole, given) && !isCompanys(whole) ? whole : given;
      return wholeName(fuller, fuller === given ? where : { property: 'FN' });
    }
    const both = nameParts(given, last, where);
    // `N:Anna;Weber` beside `FN:Anna Weber`: either the parts were mixed up, or the family name comes first.
    const isDoubtful = /\p{Script=Latin}/u.test(last) && given !== '' && same(whole, `${last} ${given}`);
    return [...proposedExtra('salutation', salutation, where), ...(isDoubtful ? guessed(both) : both)];
  }
  if (whole !== '' && !isCompanys(whole)) return wholeName(whole, { property: 'FN' });
  return [];
}

const guessed = (name: ProposedField[]): ProposedField[] =>
  name.map((field) => ({
    ...field,
    sure: 'guess',
    said: field.path === 'lastName' ? [say('reading.nameGuessed')] : [],
  }));

const emailsOf = ({ all, labels }: Source): ProposedField[] =>
  emailFields(
    all('EMAIL').flatMap((property) =>
      // Two in one property.
      unescaped(property.value)
        .split(/\s*[;,]\s*(?=\S+@)/u)
        .map((address) => ({
          address: address.trim(),
          type: ownWord(placeType(typesOf(property, labels))),
          isPreferred: isPreferred(property),
          where: { property: 'EMAIL' },
        })),
    ),
  );

/** Work and home do not tell which e-mail is the main one; a label of the card's owner does. */
const ownWord = (type: string) => (/^(?:work|home|main|office|business|)$/u.test(type) ? '' : type);

const phonesOf = ({ all, labels }: Source, region: string | null): ProposedField[] =>
  phoneFields(
    all('TEL').map((property) => {
      const extension = property.params.get('EXT');
      return {
        number: fromTelUri(unescaped(property.value)) + (extension === undefined ? '' : ` x${extension}`),
        type: phoneType(typesOf(property, labels)),
        isPreferred: isPreferred(property),
        where: { property: 'TEL' },
      };
    }),
    region,
  );

function linksOf({ all }: Source): ProposedField[] {
  const fields: ProposedField[] = [];
  for (const { name, value } of all('URL', 'X-SOCIALPROFILE', 'X-LINKEDIN', 'SOCIALPROFILE')) {
    const isWebsite = name === 'URL' && !fields.some(({ path }) => path === 'website');
    const own = linkFields(unescaped(value).trim(), { property: name }, isWebsite);
    // Their name stands on the card itself.
    fields.push(...own.filter(({ path }) => path === 'website' || path === 'extra'));
  }
  for (const { name, value } of all('X-WECHAT', 'X-WHATSAPP')) {
    fields.push(...proposedExtra(name === 'X-WECHAT' ? 'weChat' : 'whatsApp', unescaped(value), { property: name }));
  }
  return fields;
}

const notesOf = ({ all }: Source): string =>
  all('NOTE')
    .map(({ value }) => unescaped(value).trim())
    .filter((note) => note !== '')
    .join('\n');

function addressesOf({ all, labels }: Source): { fields: ProposedField[]; region: string | null } {
  const found = all('ADR').length > 0 ? all('ADR') : all('LABEL');
  let region: string | null = null;
  const fields = found.flatMap((property, index) => {
    const type = placeType(typesOf(property, labels)) || (index === 0 ? 'main' : 'secondary');
    const parts = partsOf(property.value, ';');
    const label = parts.every((part) => part === '') ? unescaped(property.params.get('LABEL') ?? '') : '';
    if (label !== '') parts.splice(0, parts.length, label);
    const apart = property.name === 'ADR' && parts.filter((part) => part !== '').length > 1;
    const read = apart ? { value: addressIn(parts, type), sure: 'sure' as const } : addressOf(linesIn(parts), type);
    const code = all('X-ABADR').find(({ group }) => group === property.group)?.value ?? '';
    region ??=
      countryCode(read.value.country) ??
      countryCode(code) ??
      ('region' in read ? read.region : regionOfTown(read.value.street1, read.value.postalCode));
    const isEmpty = Object.values(read.value).every((part) => part === '' || part === type);
    return isEmpty ? [] : [proposed({ path: 'addresses', value: read.value }, { property: property.name }, read.sure)];
  });
  return { fields, region };
}

const linesIn = (parts: string[]): string[] =>
  parts
    .flatMap((part) => part.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `Hauptstr. 1;Köln;50667;Germany`: the state was left out as well. */
const withState = (parts: string[]): string[] =>
  /^(?:\p{Lu}{1,2}-)?\d[\d -]{2,}$/u.test(parts[2] ?? '') ? [...parts.slice(0, 2), '', ...parts.slice(2)] : parts;

/** Takes the parts of an address in the order of the standard; returns it. Two parts at the beginning are left out now and then. */
function addressIn(written: string[], addressType: string): Address {
  const isShort = written.length < 7 && /\p{L}/u.test(written[0] ?? '') && /\d/u.test(written[0] ?? '');
  const [box = '', room = '', street = '', city = '', state = '', postalCode = '', country = ''] = isShort
    ? ['', '', ...withState(written)]
    : written;
  const lines = [...linesIn([street]), ...linesIn([room, box])];
  const [street1 = '', ...rest] = lines;
  // `70173 Stuttgart` in the place of the town.
  const town = postalCode === '' ? townIn(city) : null;
  const oneLine = (text: string) => text.replace(/\s*\n\s*/gu, ', ');
  return {
    ...emptyAddress(addressType),
    street1,
    street2: rest.join(', '),
    city: town?.city ?? oneLine(city),
    state: oneLine(state),
    postalCode: town?.postalCode ?? oneLine(postalCode),
    country: oneLine(country),
  };
}
