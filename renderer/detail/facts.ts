import { linesOf, type Contact } from '#contract/contact.ts';
import { fieldAt, paths, type NamedPath, type Path } from '#contract/fields.ts';
import { typeWord, type Typed } from '../capture/type-words.ts';
import { dayInWords } from '../events/event-words.ts';
import { t, textOf } from '../lib/words.ts';

/** One line of what was captured. */
export interface Fact {
  name: string;
  /** The type of an address, e-mail or phone, or "JSON"; or that it stays on this laptop. */
  type: string;
  value: string;
  /** A value whose white space means something. */
  code: boolean;
  /** Whether it does not go to the CRM. */
  stays: boolean;
}

/** Takes a contact, and the fields that do not go to the CRM; returns what was typed into it, in the order of the form. */
export function contactFacts(contact: Contact, kept: readonly NamedPath[] = []): Fact[] {
  return paths
    .filter((path) => fieldAt(path).isInDetails)
    .flatMap((path) =>
      linesOf(contact, path).map(({ text, type, name, isCode, said }) => ({
        name: name ?? t(fieldAt(path).label),
        stays: kept.some((one) => one === path),
        type: kept.some((one) => one === path) ? t('field.staysHere') : inWords(path, type),
        value: said === undefined ? (isDay(path) ? dayInWords(text) : text) : textOf(said),
        code: isCode,
      })),
    );
}

const typed: Partial<Record<Path, Typed>> = { emailAddresses: 'email', phoneNumbers: 'phone', addresses: 'address' };

/** Types are shown here as they are chosen in the form. */
function inWords(path: Path, type: string): string {
  const of = typed[path];
  return of === undefined ? type : typeWord(of, type);
}

/** What may be a day is written as all the days around it. */
const isDay = (path: Path): boolean => path === 'followUpBy' || path === 'answers';
