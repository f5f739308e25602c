/** A status in which nothing happens, and a pause for which there is nothing more to say. */
import type { Counts } from '#contract/outbox.ts';
import type { Pause, Status } from '#contract/status.ts';

export const noContacts: Counts = {
  waiting: 0,
  sending: 0,
  delivered: 0,
  'needs-attention': 0,
  unconfirmed: 0,
  withdrawn: 0,
};

export const quietStatus: Status = {
  isOpen: true,
  counts: noContacts,
  pause: null,
  heldBack: 0,
  connections: [],
  left: 0,
  declined: 0,
  inFlight: 0,
  lastDeliveredAt: null,
  link: true,
  diskLow: null,
  storeProblem: null,
  work: null,
  repair: null,
};

export const plainPause: Omit<Pause, 'reason'> = {
  since: 0,
  met: 0,
  until: null,
  notBefore: null,
  asks: false,
  status: null,
  code: null,
  message: null,
  tries: 1,
};
