/** Does the API say that it has this contact already? Whoever is told so believes the lead to be safe: in doubt it does not. */
import { spelled } from './reason.ts';

/** Deeper than this no API hides its codes. */
const deepest = 6;

/** One of these has to be in a code, and nothing but these and `beside`: DUPLICATE_VALUE, and not DUPLICATE_FIELD_NAME. */
const there = /^(duplicate[sd]?|exists?|taken)$/u;
const beside =
  /^(already|conflict|detected|found|data|values?|records?|contacts?|persons?|leads?|customers?|entity|entry|resource|object|row|item|email|in|use|crm|api|error|exception)$/u;

/** What a contact is called in a sentence. */
const contact = '(?<![a-z])(?:contacts?|records?|persons?|people|leads?|customers?|e-?mails?)(?![a-z])';
const speaksOfContact = new RegExp(contact, 'iu');
const speaksOfExistence = /duplicate|already|exists|taken/iu;
/** It names both in one breath: "A contact with this e-mail address already exists". */
const saysSo = new RegExp(
  `${contact}:?(?: [^.:;,]*)? (?:already (?:exists?|in use|(?:been )?taken)|exists already)|duplicate ${contact}`,
  'iu',
);
/** Another thing, a part of what was sent, a rule, somebody else's change: none of these is a contact that is there. */
const speaksOfOther =
  /(?<![a-z])(no|not|accounts?|compan(?:y|ies)|version|edit\w*|revision|etag|concurren\w*|lock\w*|stale|modif\w*|chang\w*|propert\w*|fields?|keys?|param\w*|columns?|types?|rules?|requests?|idempoten\w*|progress|state)(?![a-z])|\[\d+\]/iu;
/** The name of a field of the request. */
const namesField = /[a-z][A-Z]/u;

/** Takes an error's status, its body as JSON and the reason in that; returns whether they say that the contact is there. */
export function saysAlreadyThere(status: number, json: unknown, reason: string | null): boolean {
  const codes = [...codesIn(json, 0)];
  if (codes.some(isCodeOfExistence)) return true;
  const words = reason ?? '';
  const speaksOfElse = speaksOfOther.test(words) || namesField.test(words);
  if (status !== 409) return saysSo.test(words) && !speaksOfElse;
  // The status itself says so, unless the words are plainly about something else: "Version conflict".
  const saysElse = speaksOfElse || codes.some((code) => speaksOfOther.test(wordsOf(code).join(' ')));
  return !saysElse || (speaksOfContact.test(words) && speaksOfExistence.test(words));
}

function isCodeOfExistence(code: string): boolean {
  const words = wordsOf(code);
  if (words.some((word) => there.test(word)) && words.every((word) => there.test(word) || beside.test(word)))
    return true;
  // `CONFLICT` alone is no more than the status says.
  const [first, ...more] = words.filter((word) => !/^(error|exception)$/u.test(word));
  return first === 'conflict' && more.length > 0 && !speaksOfOther.test(more.join(' '));
}

/** `DUPLICATES_DETECTED`, `DuplicatesDetected` and `https://crm.example/problems/duplicates-detected` are one. */
function wordsOf(code: string): string[] {
  const last = code.split(/[/#:]/u).findLast((part) => part !== '') ?? '';
  const apart = last.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
  return apart.split(/[^a-z]+/u).filter((word) => word !== '');
}

/** Every text without spaces under a name such as `code`, `errorCode`, `error` or `type`. */
function* codesIn(value: unknown, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'string') yield* codesIn(member, depth + 1);
    else if (/(code|error|type|reason|status|category|kind)$/u.test(spelled(name)) && !/\s/u.test(member)) yield member;
  }
}
