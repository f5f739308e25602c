import type { Value } from '../store/changes.ts';
import type { OutboxDatabase } from '../store/database.ts';
import type { SourceRow } from './source.ts';

interface FoundAttempt {
  id: number;
  contactId: number;
  startedAt: number;
  changed: number;
  endedAt: number | null;
}

/** The attempts of the target: which of another source's is there already, and under which number one goes that is not. */
export class Attempts {
  readonly #byId;
  readonly #byMoment;
  readonly #free;

  constructor(target: OutboxDatabase) {
    const found = `SELECT id, contact_id AS contactId, started_at AS startedAt, changed, ended_at AS endedAt FROM attempt`;
    const moment = `${found} WHERE contact_id = ? AND started_at = ? AND purpose = ?`;
    this.#byId = target.prepare<[Value], FoundAttempt>(`${found} WHERE id = ?`);
    this.#byMoment = target.prepare<[number, Value, Value], FoundAttempt>(moment);
    this.#free = target.prepare<[], number>('SELECT max(id) + 1 FROM attempt').pluck();
  }

  /** Takes an attempt of a source, and its contact's number here; returns its own number here. Null: it is here, and no older. */
  placeOf(row: SourceRow, contactId: number): { id: Value } | null {
    const [asked, startedAt] = [row.get('id'), row.get('started_at')];
    const taken = this.#byId.get(asked);
    const isSame = taken?.contactId === contactId && taken.startedAt === startedAt;
    // Another outbox gave the number to another attempt: this one has got another number, or gets it now.
    const there =
      taken === undefined || isSame ? taken : this.#byMoment.get(contactId, startedAt, row.get('purpose') ?? 'send');
    const isNoNewer = there !== undefined && there.changed >= row.changed;
    if (isNoNewer && (there.changed > 0 || there.endedAt !== null)) return null;
    return { id: taken === undefined ? asked : (there?.id ?? this.#free.get() ?? null) };
  }
}
