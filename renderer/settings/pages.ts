/** The pages of the settings, in the order of the side bar. */
import type { Key } from '#words/message.ts';

const all = [
  { name: 'connection', title: 'settings.connection' },
  { name: 'sending', title: 'settings.sending' },
  { name: 'crm-fields', title: 'settings.crmFields' },
  { name: 'events', title: 'settings.events' },
  { name: 'setup', title: 'settings.setup' },
  { name: 'look', title: 'settings.look' },
  { name: 'updates', title: 'settings.updates' },
  { name: 'policy', title: 'settings.policy' },
  { name: 'help', title: 'settings.help' },
] as const satisfies readonly { name: string; title: Key }[];

export type Page = (typeof all)[number]['name'];
export type PageTitle = (typeof all)[number];

/** Takes whether an organisation has set a policy; returns the pages that there are. */
export const pagesWith = (policy: boolean): readonly PageTitle[] =>
  all.filter(({ name }) => policy || name !== 'policy');
