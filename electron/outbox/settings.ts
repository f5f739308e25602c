/** What the outbox remembers beside the contacts: the connection (never its key), the pace, and a pause over a restart. */
import * as v from 'valibot';
import { defaultPace, paceSchema, type Pace } from '../contract/settings.ts';
import { pauseReasons, type Pause } from '../contract/status.ts';
import type { OutboxDatabase } from './database.ts';

/** Where contacts go. Both texts are empty until the user has set them. */
export interface Connection {
  /** As `normaliseBaseUrl` returns it: no slash at its end. */
  baseUrl: string;
  credentialId: string;
}

/** The laptop that sends what is in the outbox. */
const ownerSchema = v.object({
  laptop: v.string(),
  /** Another laptop that holds a copy, and the last contact that it found in it; null: none. */
  arrived: v.nullable(v.object({ laptop: v.string(), last: v.number() })),
});
export type Owner = v.InferOutput<typeof ownerSchema>;

/** What an administrator's policy had preset when it was last applied. */
const presetsSchema = v.object({
  baseUrl: v.nullable(v.string()),
  credentialId: v.nullable(v.string()),
  perMinute: v.nullable(v.number()),
});
export type Presets = v.InferOutput<typeof presetsSchema>;

const connectionSchema = v.object({ baseUrl: v.string(), credentialId: v.string() });
const pauseSchema = v.object({
  reason: v.picklist(pauseReasons),
  since: v.number(),
  met: v.number(),
  until: v.nullable(v.number()),
  notBefore: v.nullable(v.number()),
  detail: v.nullable(v.string()),
  tries: v.number(),
});

export function settingsIn(database: OutboxDatabase) {
  const read = database.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const write = database.prepare<[string, string]>(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value',
  );

  /** A value that this version cannot read counts as not set: a setting must never keep contacts from being captured. */
  function setting<Schema extends v.GenericSchema>(name: string, schema: Schema, absent: v.InferOutput<Schema>) {
    return {
      read: (): v.InferOutput<Schema> => {
        const text = read.get(name);
        if (text === undefined) return absent;
        const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
        return result.success ? result.output : absent;
      },
      write: (value: v.InferOutput<Schema>): void => {
        write.run(name, JSON.stringify(value));
      },
    };
  }

  const connection = setting('connection', connectionSchema, { baseUrl: '', credentialId: '' });
  const pace = setting('pace', v.nullable(paceSchema), null);
  const referenceField = setting('reference-field', v.string(), '');
  const pause = setting('pause', v.nullable(pauseSchema), null);
  const owner = setting('owner', v.nullable(ownerSchema), null);
  const presets = setting('presets', presetsSchema, { baseUrl: null, credentialId: null, perMinute: null });
  const inspectedAt = setting('inspected-at', v.number(), 0);
  const repair = setting('repair', v.nullable(v.string()), null);
  return {
    owner: (): Owner | null => owner.read(),
    saveOwner: (value: Owner) => {
      owner.write(value);
    },
    connection: (): Connection => connection.read(),
    saveConnection: (value: Connection) => {
      connection.write(value);
    },
    pace: (): Pace => pace.read() ?? defaultPace,
    /** Whether the pace was ever set. */
    isPaceStored: (): boolean => pace.read() !== null,
    savePace: (value: Pace) => {
      pace.write(value);
    },
    /** The CRM's field that carries a contact's UUID; empty: none. */
    referenceField: (): string => referenceField.read(),
    saveReferenceField: (value: string) => {
      referenceField.write(value);
    },
    pause: (): Pause | null => pause.read(),
    savePause: (value: Pause | null) => {
      pause.write(value);
    },
    presets: (): Presets => presets.read(),
    savePresets: (value: Presets) => {
      presets.write(value);
    },
    /** When the whole outbox was last inspected thoroughly, in milliseconds since 1970; 0: never. */
    inspectedAt: (): number => inspectedAt.read(),
    saveInspectedAt: (at: number) => {
      inspectedAt.write(at);
    },
    /** What was repaired, in words for the user; null: nothing, or they were read. */
    repair: (): string | null => repair.read(),
    saveRepair: (words: string | null) => {
      repair.write(words);
    },
  };
}
