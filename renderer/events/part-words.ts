/** What the parts of a badge, and the columns of a list, are called. */
import { parts, type Part } from '#contract/badge-rule.ts';
import type { PlainKey } from '#words/message.ts';
import { t } from '../lib/words.ts';

const words: Record<Part, PlainKey> = {
  none: 'part.none',
  badgeId: 'field.badgeId',
  name: 'part.name',
  firstName: 'field.firstName',
  lastName: 'field.lastName',
  salutation: 'reading.salutation',
  account: 'field.account',
  department: 'reading.department',
  jobTitle: 'field.jobTitle',
  email: 'field.email',
  phone: 'field.phone',
  mobile: 'part.mobile',
  fax: 'part.fax',
  website: 'field.website',
  street: 'field.street1',
  street2: 'field.street2',
  city: 'field.city',
  state: 'field.state',
  postalCode: 'field.postalCode',
  country: 'field.country',
  note: 'field.note',
  linkedIn: 'reading.linkedIn',
};

/** Returns all parts as choices. */
export const partChoices = (): { value: Part; text: string }[] =>
  parts.map((part) => ({ value: part, text: t(words[part]) }));
