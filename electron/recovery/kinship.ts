/**
 * Tells which sources are another outbox's: somebody copied a file into this one's folder. What they hold is brought in,
 * but their numbers say nothing of this outbox, and what waits there may have been sent from there since.
 */
import type { Source } from './source.ts';

/** A source that is read, or the target of a merge with what it held before. */
export type Origin = Source | 'target';

/** What is, and what may be, another outbox's. */
export interface Strangers {
  foreign: ReadonlySet<Origin>;
  /** Also those of which it cannot be told: of two that clash one at most is this outbox's. */
  all: ReadonlySet<Origin>;
}

export class Kinship {
  /** Of each its next of kin, up to one that speaks for all of them. */
  readonly #kin = new Map<Origin, Origin>();
  /** Pairs in which one number stands for two contacts. */
  readonly #clashes = new Map<Origin, Set<Origin>>();

  /** Both have the same contact. */
  share(one: Origin, other: Origin): void {
    if (one === other) return;
    const [first, second] = [this.#head(one), this.#head(other)];
    if (first !== second) this.#kin.set(first, second);
  }

  /** Both have another contact under the same number. */
  clash(one: Origin, other: Origin): void {
    const of = this.#clashes.get(one);
    if (of === undefined) this.#clashes.set(one, new Set([other]));
    else of.add(other);
  }

  /** Takes what is this outbox's for sure; undefined: there is no such thing. */
  strangers(own: Origin | undefined): Strangers {
    const foreign = new Set<Origin>();
    const unsure = new Set<Origin>();
    const isKin = (one: Origin) => own !== undefined && this.#head(one) === this.#head(own);
    for (const [one, others] of this.#clashes) {
      for (const other of others) {
        if (one === own || (isKin(one) && !isKin(other))) foreign.add(other);
        else if (other === own || isKin(other) !== isKin(one)) foreign.add(one);
        else unsure.add(one).add(other);
      }
    }
    return { foreign, all: new Set([...foreign, ...unsure]) };
  }

  #head(one: Origin): Origin {
    let head = one;
    for (let next = this.#kin.get(head); next !== undefined; next = this.#kin.get(head)) head = next;
    return head;
  }
}
