/** How the code of an event's badges is divided, and what each part of it is. Plain JSON: it travels with the event's set-up. */
import * as v from 'valibot';

/** The parts that a text can be divided into. name: first and last together; none: it is of no use. */
export const parts = [
  ...([
    'none',
    'badgeId',
    'name',
    'firstName',
    'lastName',
    'salutation',
    'account',
    'department',
    'jobTitle',
    'email',
  ] as const),
  ...([
    'phone',
    'mobile',
    'fax',
    'website',
    'street',
    'street2',
    'city',
    'state',
    'postalCode',
    'country',
    'note',
  ] as const),
  'linkedIn',
] as const;
export type Part = (typeof parts)[number];

export const badgeRuleSchema = v.strictObject({
  /** What stands between the parts. */
  separator: v.pipe(v.string(), v.minLength(1), v.maxLength(5)),
  /** What every code of the event begins with, and what is no part of the first one; empty: nothing. */
  prefix: v.pipe(v.string(), v.maxLength(200)),
  /** What each part is, in their order. */
  parts: v.pipe(v.array(v.picklist(parts)), v.minLength(1), v.maxLength(100)),
});
export type BadgeRule = v.InferOutput<typeof badgeRuleSchema>;
