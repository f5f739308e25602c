/** What the list of the event's attendees says of a badge. */
import { isUnseen } from '#contract/clean-text.ts';
import { maxLineLength } from '#contract/fields.ts';
import { textIn, type Proposal, type Reading } from '#reading/reading.ts';
import { say } from '#words/message.ts';
import { call } from '../lib/bridge.ts';

/** Takes a reading; resolves with it and what the list says, where it is a badge without a name; null: the list says nothing. */
export async function withAttendee(reading: Reading): Promise<Reading | null> {
  const [proposal, another] = reading.proposals;
  if (proposal === undefined || another !== undefined || textIn(proposal, 'lastName') !== '') return null;
  const found = await attendeeWith(textIn(proposal, 'badgeId'));
  if (found === null) return null;
  const taken = new Set(proposal.fields.map(({ path }) => path));
  const fields = [...found.fields.filter(({ path }) => !taken.has(path)), ...proposal.fields];
  return { ...reading, proposals: [{ ...proposal, fields, said: found.said }] };
}

/** Takes a badge's ID as it was typed; resolves with what the list says of it; null: nothing. */
export async function readBadge(badgeId: string): Promise<Reading | null> {
  const found = await attendeeWith(badgeId);
  return found === null
    ? null
    : { kind: 'badge', raw: null, symbology: null, proposals: [found], broken: [], said: [] };
}

/** Takes badges' IDs; resolves with those that the list of the event has. Where that cannot be told, with none. */
export async function knownBadges(badges: string[]): Promise<ReadonlySet<string>> {
  try {
    const answers = await Promise.all(badges.map((badge) => call('attendee', badge.slice(0, maxLineLength))));
    return new Set(badges.filter((_badge, at) => answers[at]?.found !== 'none'));
  } catch {
    return new Set();
  }
}

async function attendeeWith(badgeId: string): Promise<Proposal | null> {
  if (isUnseen(badgeId)) return null;
  const attendee = await call('attendee', badgeId.trim());
  if (attendee.found !== 'one')
    return attendee.found === 'none' ? null : { fields: [], said: [say('attendees.several')] };
  const { proposalOfParts } = await import('#reading/codes/parts.ts');
  const named = attendee.parts.map(({ part, text, column }) => ({ part, text, where: { property: column } }));
  const { fields, said } = proposalOfParts(named);
  return { fields, said: [say('attendees.fromList'), ...said] };
}
