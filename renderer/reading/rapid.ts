/** Saves what was read at once, where it has a name, without touching what is being typed. */
import { textIn, type Reading } from '#reading/reading.ts';
import type { Capture } from '../capture/capture.svelte.ts';
import { noteSource, standOf, take } from './fill.ts';

/** Takes a reading; returns whether it is one contact with a name, which is all that is saved unseen. */
export const isSavedAtOnce = ({ proposals }: Reading): boolean =>
  proposals.length === 1 && proposals.every((one) => textIn(one, 'lastName') !== '');

/** Saves the contact of a reading in a form of its own; resolves with what it is called, or null where it was not saved. */
export async function saveAtOnce(capture: Capture, reading: Reading): Promise<string | null> {
  const before = capture.form;
  if (before.isEdit || !before.isBlank) capture.newForm();
  const { form } = capture;
  // There is no room for one more form.
  if (form.isEdit || !form.isBlank) return null;
  for (const field of reading.proposals[0]?.fields ?? []) {
    if (standOf(form.contact, field) === 'free') take(form.contact, field);
  }
  noteSource(form.contact, reading);
  const { called } = form;
  const saved = await capture.save();
  // What was being typed is typed on.
  if (saved && capture.forms.includes(before)) capture.show(before);
  return saved ? called : null;
}
