/** What the outbox remembers beside the contacts: the connection (never its key), the pace, and what the queue has to know over a restart. */
import * as v from 'valibot';
import { noSetup, setupSchema } from '#contract/events.ts';
import { fieldMapSchema, noFieldMap, noMapping, type FieldMap } from '#contract/field-map.ts';
import { defaultPace, paceSchema, type NamedConnection, type Pace } from '#contract/settings.ts';
import type { Said } from '#words/message.ts';
import { isSaid } from '#words/said.ts';
import type { OutboxDatabase } from './database.ts';

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

const saidSchema = v.custom<Said>(isSaid);
const namedConnectionSchema = v.object({ id: v.string(), name: v.string() });
const connectionSchema = v.object({ baseUrl: v.string(), credentialId: v.string() });

/** What the queue has to know over a restart, all else being found out anew at no cost. Moments: milliseconds since 1970. */
const memorySchema = v.object({
  /** Before this moment the CRM wants no request. */
  notBefore: v.nullable(v.number()),
  /** The CRM is ill, or something else answers for it (electron/sync/queue.ts). */
  outage: v.nullable(
    v.object({
      reason: v.picklist(['api-ill', 'portal']),
      since: v.number(),
      canaries: v.number(),
      misled: v.boolean(),
      /** When the next contact is risked. */
      canaryAt: v.number(),
    }),
  ),
  /** The CRM refuses every contact alike. */
  refusing: v.nullable(v.object({ since: v.number(), status: v.number(), message: v.nullable(saidSchema) })),
  /** Refusals in a row with the same status in the same words. */
  refusals: v.nullable(v.object({ status: v.number(), words: v.string(), count: v.number() })),
  /** How often these contacts, by id, failed where others did not. */
  alone: v.array(v.tuple([v.number(), v.number()])),
});
export type QueueMemory = v.InferOutput<typeof memorySchema>;
export const noMemory: QueueMemory = { notBefore: null, outage: null, refusing: null, refusals: null, alone: [] };

/** From the attempt behind `after` on; the CRM's clock was ahead by so many milliseconds, null where it did not tell (clocks.ts). */
const clockSpanSchema = v.object({ id: v.number(), after: v.number(), ahead: v.nullable(v.number()) });
export type ClockSpan = v.InferOutput<typeof clockSpanSchema>;

/** What versions before that kept of it. */
const pauseSchema = v.object({ reason: v.string(), since: v.number(), notBefore: v.nullable(v.number()) });

export function settingsIn(database: OutboxDatabase) {
  const read = database.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const write = database.prepare<[string, string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value',
  );

  /**
   * A value that this version cannot read counts as not set: a setting must never keep contacts from being captured. What each
   * connection has of its own goes by its id, and has no id for the first one.
   */
  function setting<Schema extends v.GenericSchema>(name: string, schema: Schema, absent: v.InferOutput<Schema>) {
    const stored = v.fallback(v.pipe(v.string(), v.parseJson(), schema), () => absent);
    const nameOf = (id: string) => (id === '' ? name : `${name}:${id}`);
    return {
      read: (id = ''): v.InferOutput<Schema> => v.parse(stored, read.get(nameOf(id))),
      write: (value: v.InferOutput<Schema>, id = ''): void => {
        write.run(nameOf(id), JSON.stringify(value));
      },
    };
  }

  const connections = setting('connections', v.array(namedConnectionSchema), []);
  const firstName = setting('connection-name', v.string(), '');
  const connection = setting('connection', connectionSchema, { baseUrl: '', credentialId: '' });
  const pace = setting('pace', v.nullable(paceSchema), null);
  const setup = setting('setup', setupSchema, noSetup);
  const fieldMap = setting('field-map', v.nullable(fieldMapSchema), null);
  /** What versions had before there were encodings. */
  const crmFields = setting('crm-fields', v.nullable(v.record(v.string(), v.string())), null);
  /** What versions had before that. */
  const referenceField = setting('reference-field', v.string(), '');
  const memory = setting('queue', v.nullable(memorySchema), null);
  const clocks = setting('clocks', v.array(clockSpanSchema), []);
  const pause = setting('pause', v.nullable(pauseSchema), null);
  const owner = setting('owner', v.nullable(ownerSchema), null);
  const setupPreset = setting('setup-preset', v.string(), '');
  const presets = setting('presets', presetsSchema, { baseUrl: null, credentialId: null, perMinute: null });
  const inspectedAt = setting('inspected-at', v.number(), 0);
  const repair = setting('repair', v.nullable(saidSchema), null);
  return {
    reads: {
      owner: owner.read,
      connection: connection.read,
      /** All connections, the first one first. */
      connections: (): NamedConnection[] => [{ id: '', name: firstName.read() }, ...connections.read()],
      pace: (id = ''): Pace => pace.read(id) ?? defaultPace,
      /** Whether the pace was ever set. */
      isPaceStored: (): boolean => pace.read() !== null,
      /** The CRM's fields for what Create Contact has none for. */
      fieldMap: (id = ''): FieldMap =>
        fieldMap.read(id) ??
        (id === '' ? fromNames(crmFields.read() ?? { reference: referenceField.read() }) : noFieldMap),
      /** Events and what belongs to them. */
      setup: setup.read,
      queueMemory: (id = ''): QueueMemory => memory.read(id) ?? (id === '' ? fromPause(pause.read()) : noMemory),
      /** Of a connection beside the first one, oldest first. */
      clocks: clocks.read,
      presets: presets.read,
      /** The digest of the set-up that a policy had applied last; empty: none. */
      setupPreset: setupPreset.read,
      /** When the whole outbox was last inspected thoroughly, in milliseconds since 1970; 0: never. */
      inspectedAt: inspectedAt.read,
      /** What was repaired when damage was last found, for the user; null: nothing, or it was read. An older version stored words. */
      repair: repair.read,
    },
    writes: {
      saveOwner: owner.write as (value: Owner) => void,
      saveConnection: connection.write,
      saveConnections: ([first, ...others]: readonly NamedConnection[]): void => {
        firstName.write(first?.name ?? '');
        connections.write(others);
      },
      savePace: pace.write as (value: Pace, id?: string) => void,
      saveFieldMap: fieldMap.write as (value: FieldMap, id?: string) => void,
      saveSetup: setup.write,
      saveQueueMemory: memory.write as (value: QueueMemory, id?: string) => void,
      saveClocks: clocks.write,
      savePresets: presets.write,
      saveSetupPreset: setupPreset.write,
      saveInspectedAt: inspectedAt.write,
      noteRepair: repair.write,
    },
  };
}

function fromPause(pause: v.InferOutput<typeof pauseSchema> | null): QueueMemory {
  if (pause === null) return noMemory;
  const { reason, since, notBefore } = pause;
  const ill =
    reason === 'api-ill' || reason === 'portal' ? { reason, since, canaries: 0, misled: false, canaryAt: 0 } : null;
  return { ...noMemory, notBefore, outage: ill as QueueMemory['outage'] };
}

const fromNames = (names: Record<string, string>): FieldMap => ({
  fields: Object.fromEntries(Object.entries(names).map(([target, field]) => [target, { ...noMapping, field }])),
  rest: '',
});
