/** A set-up that travels from one laptop to another as a file: what the screen is shown of it, and what it can ask for. */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { nothing, request } from './request.ts';

/** How the file's name ends. */
export const setupEnding = 'fieldpost-setup';

/** Fewest characters of a passphrase that a key travels with: whoever has the file can try as many as a computer can. */
export const shortestPassphrase = 12;
const passphraseSchema = v.pipe(v.string(), v.maxLength(1_000));

/** What of an event can be another. */
export const eventParts = [
  'name',
  'place',
  'dates',
  'timeZone',
  'connection',
  'questions',
  'consent',
  'values',
  'reading',
] as const;
export type EventPart = (typeof eventParts)[number];

/** What becomes of an event on import. Nothing is ever removed. */
export interface EventChange {
  id: string;
  name: string;
  change: 'added' | 'changed' | 'same';
  /** Of one that is changed: what is another. */
  parts: readonly EventPart[];
}

/** What a file would change, before it does. */
export interface SetupPreview {
  /** The file's name, without its folder. */
  file: string;
  /** The four words of the set-up in the file. */
  words: readonly string[];
  events: EventChange[];
  /** Where its contacts go; empty: the file does not say, or this cannot be taken here. */
  connections: {
    id: string;
    name: string;
    /** Of the API. */
    host: string;
    credentialId: string;
    isSame: boolean;
  }[];
  /** Why the connections cannot be changed; null: they can. */
  lock: Said | null;
  /** Contacts that wait here, and would go there. */
  waiting: number;
  /** How many fields of the CRM it names; null: none. */
  fieldMap: { fields: number; isSame: boolean } | null;
  /** What is to be ticked at first: what is missing here. */
  ticked: { connection: boolean; fieldMap: boolean };
  /** Whether the API key comes with it, for the passphrase. */
  hasKey: boolean;
}

/** Null: the user chose no file. */
export type OpenSetupAnswer = { opened: true; preview: SetupPreview } | { opened: false; problem: Said | null };

export type ImportSetupAnswer =
  | { imported: true; words: readonly string[]; message: Said }
  /** Nothing was changed then. */
  | { imported: false; field: 'passphrase' | null; problem: Said };

/** What came of writing it; null: the user chose no file. */
export type ExportSetupAnswer =
  { saved: true; message: Said } | { saved: false; field: 'passphrase' | null; problem: Said | null };

export const travelRequests = {
  /** The four words by which two laptops with the same set-up are known. */
  setupWords: request<readonly string[]>()(nothing),
  /** Asks for a file and writes the set-up into it; the API key only with a passphrase. */
  exportSetup: request<ExportSetupAnswer>()(v.strictObject({ withKey: v.boolean(), passphrase: passphraseSchema })),
  /** Asks for a file, and says what it would change. Nothing is changed yet. */
  openSetup: request<OpenSetupAnswer>()(nothing),
  /** Takes over the file that was opened last. An empty passphrase leaves its key alone. */
  importSetup: request<ImportSetupAnswer>()(
    v.strictObject({ connection: v.boolean(), fieldMap: v.boolean(), passphrase: passphraseSchema }),
  ),
};
