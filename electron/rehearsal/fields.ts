/** What became of each field of a contact, by what the CRM said: in its answer, in its refusal, and in its list. */
import type { FieldFinding } from '#contract/rehearsal.ts';

/** What the CRM said. All of it may be missing, or cut short. */
export interface SaidByCrm {
  /** Whether it took the contact; unknown: that, too. */
  taken: 'yes' | 'refused' | 'unknown';
  /** The answer's body, and the contact as it is listed; null: there is none. */
  answer: string | null;
  listed: string | null;
}

/** Takes the body that was sent and what the CRM said; returns what became of each field, those of the CRM's own names last. */
export function fieldFindings(body: string, { taken, answer, listed }: SaidByCrm): FieldFinding[] {
  const sent = members(body);
  const back = [answer, listed].flatMap((text) => (text === null ? [] : pairsIn(text)));
  const own = sent.get('remoteFields');
  const fields = [
    ...[...sent].filter(([name]) => name !== 'remoteFields'),
    ...Object.entries((own ?? {}) as Record<string, unknown>),
  ];
  return fields.map(([field, value]) => ({
    field,
    sent: JSON.stringify(value),
    verdict:
      taken === 'refused'
        ? names(answer ?? '', field)
          ? 'refused'
          : 'unknown'
        : taken === 'yes' && comesBack(field, value, back)
          ? 'accepted'
          : 'unknown',
  }));
}

type Pair = readonly [name: string, value: unknown];

const members = (body: string): Map<string, unknown> =>
  new Map(Object.entries(JSON.parse(body) as Record<string, unknown>));

/** Whether each text and number in what was sent is there again, under its name. */
function comesBack(field: string, value: unknown, back: readonly Pair[]): boolean {
  const leaves = leavesOf(field, value);
  // Types may come back as others (emailAddressType, say), which says nothing of the field.
  const telling = leaves.filter(([name]) => !name.endsWith('Type'));
  return (
    telling.length > 0 &&
    telling.every(([name, sent]) => back.some(([other, got]) => other === name && String(got) === String(sent)))
  );
}

function pairsIn(text: string): Pair[] {
  try {
    return leavesOf('', JSON.parse(text));
  } catch {
    // Cut short, or no JSON.
    return [];
  }
}

/** Yields texts and numbers with the nearest name above them. */
function leavesOf(name: string, value: unknown): Pair[] {
  if (typeof value === 'string' || typeof value === 'number') return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(name, one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(key, inner));
}

/** Whether a refusal speaks of this field. */
const names = (refusal: string, field: string): boolean => {
  const name = field.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`(?<![\\w])${name}(?![\\w])`, 'iu').test(refusal);
};
