/** A policy file's text: checked as the settings themselves are, and every fault in it named. */
import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { languageSchema } from '#contract/language.ts';
import { policySettings } from '#contract/policy.ts';
import { connectionInputSchema, mostPerMinute, paceSchema } from '#contract/settings.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { readSaid, storedSaid } from '#words/said.ts';
import { normaliseBaseUrl } from '../crm/base-url.ts';
import { normaliseCredentialId } from '../crm/credential-id.ts';
import { brokenPolicy, type Policy } from './policy.ts';

/** Takes a text and its check, which returns it normalised or says what is wrong with it. */
const checkedText = <Longest extends v.GenericSchema<string, string>>(
  schema: Longest,
  check: (text: string) => { ok: true; text: string } | { ok: false; message: Message },
) =>
  v.pipe(
    schema,
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const checked = check(dataset.value);
      if (checked.ok) return checked.text;
      addIssue({ message: storedSaid(checked.message) });
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
  setup: v.exactOptional(
    v.pipe(
      v.string(),
      v.maxLength(4_000),
      v.check((file) => isAbsolute(file)),
    ),
  ),
});
const keys: readonly string[] = ['updates', ...policySettings, 'setup'];

/**
 * Takes where the file is, what is in it, and whose files an administrator's are, by number; returns the policy, or a broken one
 * that says all that is wrong.
 */
export function policyFrom(file: string, bytes: Uint8Array, owners: readonly number[] = []): Policy {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return brokenPolicy(file, say('policyFile.notUtf8'));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, error);
    return brokenPolicy(file, line === null ? say('policyFile.noJson') : say('policyFile.noJsonAt', { line }));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return brokenPolicy(file, say('policyFile.noObject', { shape: '{ … }' }));
  }
  // A slip of the pen must not do nothing.
  const unknown = Object.keys(json).filter((key) => !keys.includes(key) && key !== '$schema');
  const result = v.safeParse(schema, json);
  if (!result.success || unknown.length > 0) {
    const slips = unknown.length === 0 ? [] : [areUnknown(unknown, keys)];
    return brokenPolicy(file, [...slips, ...(result.issues ?? []).map(whatIsWrong)]);
  }
  const { updates, setup, ...settings } = result.output;
  const policy: Policy = { file, problem: null, updates, settings };
  return setup === undefined ? policy : { ...policy, setup: { file: setup, owners } };
}

/** Returns the line of what is wrong. The parser's own message may quote what is in the file, which a screen need not repeat. */
function lineOf(text: string, error: unknown): number | null {
  const position = /at position (\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
}

function areUnknown(names: readonly string[], known: readonly string[]): Message {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return say('policyFile.unknown', { count: names.length, names: quoted, known: known.join(', ') });
}

function whatIsWrong(issue: v.BaseIssue<unknown>): Said {
  const path = v.getDotPath(issue) ?? '';
  const name = `"${path}"`;
  if (issue.type === 'strict_object') {
    // valibot reports a key that is missing and one that is unknown in the same way.
    if (issue.expected === 'never') return areUnknown([path], ['value', 'locked']);
    if (issue.expected !== 'Object') return say('policyFile.missing', { name });
    return say('policyFile.noPreset', { name, shape: '{ "value": …, "locked": … }' });
  }
  if (issue.type === 'boolean') return say('policyFile.noBoolean', { name });
  if (path === 'perMinute.value') return say('policyFile.noPace', { name, most: mostPerMinute });
  if (path === 'language.value') return say('policyFile.noLanguage', { name });
  if (path === 'setup') return say('policyFile.noSetupPath', { name });
  if (issue.type === 'string') return say('policyFile.noText', { name });
  if (issue.type === 'max_length') return say('policyFile.tooLong', { name });
  return say('policyFile.wrong', { name, why: readSaid(issue.message) });
}
