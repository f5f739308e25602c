/** Saves what was read at once, where it has a name or a badge, without touching what is being typed. */
import { textIn, type Reading } from '#reading/reading.ts';
import type { Capture } from '../capture/capture.svelte.ts';
import { noteSource, standOf, take } from './fill.ts';

/** Takes a reading; returns whether it is one contact that can be saved unseen: a badge alone waits for its name. */
export const isSavedAtOnce = ({ proposals }: Reading): boolean =>
  proposals.length === 1 && proposals.every((one) => textIn(one, 'lastName') !== '' || textIn(one, 'badgeId') !== '');

/**
 * Saves the contact of a reading in a form of its own, and goes on with an empty one: what was being typed stays in its tab.
 * Resolves with what it is called; `no-room`: there are too many forms; `not-saved`: it is in the form, which says why.
 */
export async function saveAtOnce(
  capture: Capture,
  reading: Reading,
): Promise<{ saved: string } | { saved: null; why: 'no-room' | 'not-saved' }> {
  if (capture.form.isEdit || !capture.form.isBlank) capture.newForm();
  const { form } = capture;
  if (form.isEdit || !form.isBlank) return { saved: null, why: 'no-room' };
  const [proposal] = reading.proposals;
  for (const field of proposal?.fields ?? []) {
    if (standOf(form.contact, field) === 'free') take(form.contact, field);
  }
  noteSource(form.contact, reading, proposal);
  const { called } = form;
  return (await capture.save()) ? { saved: called } : { saved: null, why: 'not-saved' };
}
