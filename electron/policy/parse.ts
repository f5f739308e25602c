/** A policy file's text: checked as the settings themselves are, and every fault in it named. */
import * as v from 'valibot';
import { languageSchema } from '#contract/language.ts';
import { policySettings } from '#contract/policy.ts';
import { connectionInputSchema, mostPerMinute, paceSchema } from '#contract/settings.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import { brokenPolicy, type Policy } from './policy.ts';

/** Takes a text and its check, which returns it normalised or says what is wrong with it. */
const checkedText = <Longest extends v.GenericSchema<string, string>>(
  schema: Longest,
  check: (text: string) => { ok: true; text: string } | { ok: false; message: string },
) =>
  v.pipe(
    schema,
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const checked = check(dataset.value);
      if (checked.ok) return checked.text;
      addIssue({ message: checked.message });
      return NEVER;
    }),
  );

const baseUrl = checkedText(connectionInputSchema.entries.baseUrl, (text) => {
  const url = normaliseBaseUrl(text);
  return url.ok ? { ok: true, text: url.url } : url;
});
const credentialId = checkedText(connectionInputSchema.entries.credentialId, (text) => {
  const credential = normaliseCredentialId(text);
  return credential.ok ? { ok: true, text: credential.credentialId } : credential;
});

const preset = <Schema extends v.GenericSchema>(value: Schema) =>
  v.strictObject({ value, locked: v.optional(v.boolean(), false) });

const schema = v.object({
  updates: v.optional(v.boolean(), true),
  baseUrl: v.exactOptional(preset(baseUrl)),
  credentialId: v.exactOptional(preset(credentialId)),
  perMinute: v.exactOptional(preset(paceSchema.entries.perMinute)),
  language: v.exactOptional(preset(languageSchema)),
});
const keys: readonly string[] = ['updates', ...policySettings];

/** Takes where the file is and what is in it; returns the policy, or a broken one that says all that is wrong. */
export function policyFrom(file: string, bytes: Uint8Array): Policy {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return brokenPolicy(file, 'It is not text in UTF-8. Save it in that encoding.');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return brokenPolicy(file, `It is not valid JSON${placeIn(text, error)}.`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return brokenPolicy(file, 'It has to be one object: { … }.');
  }
  // A slip of the pen must not do nothing.
  const unknown = Object.keys(json).filter((key) => !keys.includes(key) && key !== '$schema');
  const result = v.safeParse(schema, json);
  if (!result.success || unknown.length > 0) {
    const slips = unknown.length === 0 ? [] : [unknownSentence(unknown, keys)];
    return brokenPolicy(file, [...slips, ...(result.issues ?? []).map(sentenceOf)].join(' '));
  }
  const { updates, ...settings } = result.output;
  return { file, problem: null, updates, settings };
}

/** The parser's own message may quote what is in the file, which a screen and a log need not repeat. */
function placeIn(text: string, error: unknown): string {
  const position = /at position (\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`;
}

function unknownSentence(names: readonly string[], known: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return `${quoted} ${names.length === 1 ? 'is' : 'are'} not known here. Known are: ${known.join(', ')}.`;
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  const name = `"${path}"`;
  if (issue.type === 'strict_object') {
    // valibot reports a key that is missing and one that is unknown in the same way.
    if (issue.expected === 'never') return unknownSentence([path], ['value', 'locked']);
    if (issue.expected !== 'Object') return `${name} is missing.`;
    return `${name} has to be { "value": …, "locked": true or false }.`;
  }
  if (issue.type === 'boolean') return `${name} has to be true or false.`;
  if (path === 'perMinute.value') return `${name} has to be a whole number from 1 to ${mostPerMinute}.`;
  if (path === 'language.value') return `${name} has to be "system", or the tag of a language, such as "de-DE".`;
  if (issue.type === 'string') return `${name} has to be a text.`;
  if (issue.type === 'max_length') return `${name} is too long.`;
  return `${name}: ${issue.message}`;
}
