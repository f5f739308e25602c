/** Turns a contact as typed into the body of Create Contact. */
import type { Contact, CustomField } from '#contract/contact.ts';
import { fieldAt, paths, type Path } from '#contract/fields.ts';

/**
 * Takes a contact that has no problems (contact-checks.ts), with what goes under the CRM's own names (crm-fields.ts); returns the
 * request's body. What was not given is not in it.
 */
export function createContactBody(contact: Contact): string {
  const remoteFields = contact.customFields.filter(({ value }) => value.trim() !== '');
  const common = paths.filter((path) => fieldAt(path).body === 'itself').map((path) => member(contact, path));
  const text = JSON.stringify(Object.assign({}, ...common));
  if (remoteFields.length === 0) return text;
  // Also a form that is still empty is shown as it would be sent.
  const before = text === '{}' ? '{' : `${text.slice(0, -1)},`;
  return `${before}"remoteFields":${remoteFieldsText(remoteFields)}}`;
}

function member(contact: Contact, path: Path): object {
  const value = contact[path] as string | Record<string, string>[];
  return typeof value === 'string' ? given({ [path]: value }) : list(path, value);
}

/** JSON values go out digit by digit as they were typed: parsed and written again, a long number would be rounded. */
function remoteFieldsText(fields: CustomField[]): string {
  const members = fields.map(({ name, value, kind }) => {
    const text = kind === 'json' ? value.trim() : JSON.stringify(value.trim());
    return `${JSON.stringify(name.trim())}:${text}`;
  });
  return `{${members.join(',')}}`;
}

function given(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}

/** An entry with nothing in it but its type was not given. */
function list(path: Path, entries: Record<string, string>[]): Record<string, unknown> {
  const { shape } = fieldAt(path);
  const isType = (part: string) => (shape as Record<string, { kind: string }>)[part]?.kind === 'choice';
  const kept = entries.map(given).filter((entry) => Object.keys(entry).some((part) => !isType(part)));
  return kept.length === 0 ? {} : { [path]: kept };
}
