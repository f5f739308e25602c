/** Asks what the queue wants to know, and says it as an event. */
import { saidBy } from '#words/said.ts';
import type { Crm } from '../crm/client.ts';
import type { Outcome } from '../crm/outcome.ts';
import { KeychainUnavailable, type KeyStore } from '../keychain/keychain.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Looks } from '../lookup/looks.ts';
import type { Event, Question } from './queue.ts';
import type { Taken } from './turn.ts';

export interface QuestionParts {
  outbox: Pick<Outbox, 'connection'>;
  crm: Crm;
  keys: KeyStore;
  looks: Looks;
  /** Whether another laptop may send what waits in this outbox; without, none does. */
  elsewhere?: () => Promise<boolean>;
  /** Counts a request. */
  noteRequest: () => void;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
}

export class Questions {
  readonly #parts: QuestionParts;
  /** The key that was last read. */
  #key = '';

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  /** Takes a question and the connection's generation. Never rejects. */
  async ask(question: Question, generation: number): Promise<Event> {
    const { outbox, crm, looks, elsewhere, noteRequest } = this.#parts;
    try {
      const connection = outbox.connection();
      if (question === 'probe' || question === 'look') noteRequest();
      switch (question) {
        case 'owner':
          return { kind: 'owner', ours: (await elsewhere?.()) !== true };
        case 'key':
          return await this.#readKey(connection.baseUrl, generation);
        case 'reach':
          return { kind: 'reached', outcome: await crm.reach(connection), generation };
        case 'probe':
          return { kind: 'probed', outcome: await crm.probe(connection, this.#key), generation };
        case 'look':
          return { kind: 'looked', outcome: await looks.look(connection, this.#key), generation };
      }
    } catch (error) {
      return { kind: 'question-failed', question, message: saidBy(error) };
    }
  }

  async #readKey(baseUrl: string, generation: number): Promise<Event> {
    try {
      const found = await this.#parts.keys.read(baseUrl);
      this.#key = found ?? '';
      return { kind: 'key-read', found: found === null ? 'none' : 'known', generation };
    } catch (error) {
      if (!(error instanceof KeychainUnavailable)) throw error;
      return { kind: 'key-read', found: 'unavailable', message: error.said, generation };
    }
  }

  /** Sends a contact, once. Never rejects. */
  async send({ claimed, connection, generation }: Taken): Promise<Extract<Event, { kind: 'landed' }>> {
    const { crm, monotonic } = this.#parts;
    const began = monotonic();
    const outcome = await crm.createContact(connection, this.#key, claimed.contact).catch(asUnknown);
    return { kind: 'landed', id: claimed.id, outcome, generation, began };
  }
}

/** The client never throws; should it do so all the same, nobody knows whether the contact went out. */
function asUnknown(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : null;
  const evidence = { phase: 'request', status: null, headMs: null, message, excerpt: null } as const;
  return { kind: 'unknown', processed: 'unknown', code: 'INTERNAL', ...evidence };
}
