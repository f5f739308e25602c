/** Lines in which a name, a job or a company share a place without a sign that would divide them for certain. */
import { isAddressLine } from '../text/addresses.ts';
import { nameOf } from '../text/names.ts';
import { isEasternName, sharesStem } from './roles.ts';
import type { Segment } from './segments.ts';
import { hasCompanyWord, hasLegalForm, saysTitle } from './vocabulary.ts';

/** Takes the pieces of a text; returns them divided where one holds two things. */
export function divided(segments: Segment[]): Segment[] {
  const hosts = segments.flatMap(({ text }) =>
    Array.from(text.matchAll(/(?:@|www\.)((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/gu), ([, host = '']) => host),
  );
  return segments.flatMap((segment) => apart(segment, hosts));
}

/** Divides `Jana Keller, Head of Sales` and `CTO at Acme GmbH`; leaves `Vice President, Sales` and `Acme, Inc.` as they are. */
function apart(segment: Segment, hosts: string[]): Segment[] {
  const { text } = segment;
  const pieces = (...texts: string[]) => texts.map((one) => ({ ...segment, text: one.trim() }));
  const at = /^(.{3,60}?)\s(?:at|@|bei(?: der)?|chez|presso|bij|hos|en)\s(\p{Lu}.{1,60})$/u.exec(text);
  if (at !== null && saysTitle(at[1] ?? '') && !saysTitle(at[2] ?? '')) return pieces(at[1] ?? '', at[2] ?? '');
  const from =
    /^(?:(?:(?:i|we) )?(?:met|saw|spoke (?:to|with)|talked (?:to|with)) )?(.{3,60}?) (?:from|at|@|bei|chez) (\p{Lu}.{1,60})$/iu.exec(
      text,
    );
  if (from !== null && isPlainName(from[1] ?? '') && /^\p{Lu}/u.test(from[2] ?? ''))
    return pieces(from[1] ?? '', from[2] ?? '');
  const enclosed = /^\(([^()]{3,60})\)$/u.exec(text)?.[1] ?? '';
  if (saysTitle(enclosed)) return pieces(enclosed);
  const brackets = /^([^()]{3,60}?)\s*\(([^()@]{2,60})\)\s*(.*)$/u.exec(text);
  if (
    brackets !== null &&
    !isForm(brackets[3] ?? '') &&
    (hasLegalForm(brackets[2] ?? '') || saysTitle(brackets[2] ?? ''))
  ) {
    return pieces(...brackets.slice(1).filter((piece) => piece !== ''));
  }
  const eastern = nameAndJob(text);
  if (eastern !== null) return pieces(...eastern);
  const comma = /^([^,]{3,60}),\s*(.{2,80})$/u.exec(text);
  if (comma === null) return [segment];
  const [, before = '', after = ''] = comma;
  // `Brightsky Ltd, Unit 4, Docklands, Galway`
  if (hasLegalForm(before) && /\d/u.test(after) && !/\d/u.test(before) && isAddressLine(after))
    return pieces(before, after);
  if (/\d/u.test(text) || isAddressLine(text)) return [segment];
  if (!saysTitle(before) && !hasLegalForm(before) && saysTitle(after))
    return pieces(before, ...apart({ ...segment, text: after }, hosts).map((one) => one.text));
  const isName = before.split(' ').length < 5 && nameOf(before).firstName !== '';
  if (isName && !saysTitle(before) && !hasLegalForm(before) && !hasCompanyWord(before) && isCompany(after, hosts))
    return pieces(before, after);
  if (saysTitle(before) && isCompany(after, hosts)) return pieces(before, after);
  return [segment];
}

/** Two to four words with capitals that say nothing else. */
const isPlainName = (text: string): boolean =>
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u.test(text) &&
  !/regards|wishes|greetings|thanks|grüße/iu.test(text) &&
  !saysTitle(text) &&
  !hasLegalForm(text) &&
  !hasCompanyWord(text);

/** Behind a job and a comma: `Vice President, Sales` has none, `Buyer, Three Oak Mills` has one. */
const isCompany = (text: string, hosts: string[]): boolean =>
  hasLegalForm(text)
    ? !isForm(text)
    : !saysTitle(text) && (sharesStem(text, hosts) || (text.includes(' ') && hasCompanyWord(text)));

/** Whether a text begins with a legal form: it belongs to what stands before it. */
const isForm = (text: string): boolean => text !== '' && hasLegalForm(text.split(' ')[0] ?? '');

/** `김민준 부장`, `営業部長 山田 太郎`. Takes a text; returns the job and the name in it, in their order; null: it is not both. */
function nameAndJob(text: string): [string, string] | null {
  const words = text.split(/[\s　]+/u);
  const jobs = words.map((word) => saysTitle(word) || /(?:部|課|팀|室)$/u.test(word));
  const turn = jobs.findIndex((isJob) => isJob !== jobs[0]);
  if (turn < 0 || jobs.slice(turn).some((isJob) => isJob === jobs[0])) return null;
  const halves: [string, string] = [words.slice(0, turn).join(' '), words.slice(turn).join(' ')];
  return isEasternName(halves[jobs[0] === true ? 1 : 0]) ? halves : null;
}
