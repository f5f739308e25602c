/** A rule for an event's badges, from the code of one of them: to be corrected by a person. */
import type { BadgeRule } from '#contract/badge-rule.ts';
import { separatorIn } from './badge-rule.ts';
import { placedParts } from './delimited.ts';

export interface ProposedRule {
  rule: BadgeRule;
  /** The sample's parts, as the rule divides it. */
  texts: string[];
}

/** Takes a code, what separates its parts, and what every code begins with; returns the rule that most likely reads it. */
export function ruleFor(code: string, separator: string, prefix: string): ProposedRule {
  const own = code.startsWith(prefix) ? code.slice(prefix.length) : code;
  const texts = own.split(separator).map((part) => part.trim());
  return { rule: { separator, prefix, parts: placedParts(texts).slice(0, 100) }, texts };
}

/** Takes the code of one badge; returns a rule for its kind; null: it has no parts. */
export function proposedRule(sample: string): ProposedRule | null {
  const code = sample.trim();
  const separator = separatorIn(code);
  return separator === null ? null : ruleFor(code, separator, '');
}
