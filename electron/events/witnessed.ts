/** What a consent needs for a proof, as far as the main process knows it better than the screen. */
import type { Contact } from '#contract/contact.ts';
import type { Setup } from '#contract/events.ts';
import type { Consent } from '#contract/qualification.ts';
import { consentHash } from './revise.ts';

export interface Witness {
  /** What this computer is called. */
  laptop: string;
  setup: Setup;
  /** What is stored of it already; null: nothing. */
  before: Consent | null;
}

/**
 * Takes a contact that is about to be stored; returns it with all that its consent has to prove. One that was withdrawn
 * meanwhile, while it was edited, stays so.
 */
export function witnessed(contact: Contact, { laptop, setup, before }: Witness): Contact {
  const { consent } = contact;
  if (consent === null) return contact;
  const text = setup.events.find(({ id }) => id === contact.event?.id)?.consent ?? null;
  const isSame = before?.at === consent.at;
  return {
    ...contact,
    consent: {
      ...consent,
      laptop: consent.laptop === '' ? laptop : consent.laptop,
      hash: consent.hash === '' && text !== null ? consentHash(text) : consent.hash,
      by: consent.by === '' ? contact.capturedBy : consent.by,
      withdrawnAt: isSame ? (before.withdrawnAt ?? consent.withdrawnAt) : consent.withdrawnAt,
    },
  };
}
