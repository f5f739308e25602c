/** A CRM for simulated hours, as it is met over the wire: it may refuse everything, for a while or for good. */
import type { Exchange, HttpRequest, Reached } from '../../electron/http/exchange.ts';
import { answer, offline, silence, unlessCut } from '../support/simulated-app.ts';
import { chances } from './simulated-crm.ts';
import type { Lane, LaneTrouble } from './lanes-of-a-day.ts';

const minute = 60_000;

/** How long a client waits for an answer that does not come, in milliseconds. */
const patience = 30_000;

export class SimulatedApi {
  readonly name: string;
  /** The ids that it gave, by last name. */
  readonly created = new Map<string, string[]>();
  /** What it was sent, by last name, and when: in milliseconds since the day began. */
  readonly posts: { name: string; at: number }[] = [];
  readonly #lane: Lane;
  readonly #began: number;
  readonly #chance: () => number;
  readonly #judge: (api: SimulatedApi, name: string, key: string | undefined) => void;
  #trouble: LaneTrouble = 'fine';
  #underWay = 0;
  /** The most that were under way at once, and in any minute. */
  readonly most = { underWay: 0, inMinute: 0 };

  /** `judge` hears of each contact that arrives. */
  constructor(lane: Lane, began: number, judge: (api: SimulatedApi, name: string, key: string | undefined) => void) {
    this.name = lane.name;
    this.#lane = lane;
    this.#began = began;
    this.#chance = chances(lane.seed);
    this.#judge = judge;
  }

  /** It treats what comes in so from now on. */
  meet(trouble: LaneTrouble): void {
    this.#trouble = trouble;
  }

  reached = (): Reached => (this.#trouble === 'no-network' ? offline : { kind: 'reached' });

  exchange({ headers, body }: HttpRequest, cuts: Set<() => void>): Promise<Exchange> {
    const trouble = this.#trouble;
    const chance = this.#chance();
    const takes = trouble === 'silent' ? patience : Math.round(50 + chance * 400);
    if (trouble === 'no-network') return Promise.resolve(offline);
    const name = body === null ? null : (JSON.parse(body) as { lastName: string }).lastName;
    if (name !== null) this.#arrive(name, headers['authorization']);
    const came = name === null ? this.#listed(trouble) : this.#taken(trouble, name, chance);
    this.most.underWay = Math.max(this.most.underWay, ++this.#underWay);
    return unlessCut(came, takes, cuts).finally(() => {
      this.#underWay--;
    });
  }

  #arrive(name: string, key: string | undefined): void {
    const at = Date.now() - this.#began;
    this.posts.push({ name, at });
    const inMinute = this.posts.filter((post) => post.at > at - minute).length;
    this.most.inMinute = Math.max(this.most.inMinute, inMinute);
    this.#judge(this, name, key);
  }

  #listed = (trouble: LaneTrouble): Exchange => {
    if (trouble === 'silent') return silence;
    // One that refuses contacts may list them all the same.
    return trouble === '401' || trouble === '403' ? answer(Number(trouble)) : answer(200, { contacts: [] });
  };

  #taken(trouble: LaneTrouble, name: string, chance: number): Exchange {
    switch (trouble) {
      case '401':
      case '403':
        return answer(Number(trouble));
      case '429':
        return answer(429, {}, chance < 0.5 ? {} : { 'retry-after': String(Math.round(chance * 120)) });
      case '400-alike':
        return answer(400, { message: 'Credential expired' });
      case 'silent':
        if (chance < 0.5) this.#create(name);
        return silence;
      case '503':
        if (chance < 0.5) this.#create(name);
        return answer(503);
      case 'no-network':
        return offline;
      case 'fine':
        return answer(201, { contact: { id: this.#create(name) } });
    }
  }

  #create(name: string): string {
    const ids = this.created.get(name) ?? [];
    const id = `${this.name}-${this.created.size}-${ids.length}`;
    this.created.set(name, [...ids, id]);
    return id;
  }

  /** Returns in what it was asked for more than the pace allows; none is what there must be. */
  excess(): string[] {
    const { underWay, inMinute } = this.most;
    const { inFlight, perMinute } = this.#lane;
    return [
      ...(underWay > inFlight + 1 ? [`${this.name} had ${underWay} under way, ${inFlight} allowed`] : []),
      ...(inMinute > perMinute ? [`${this.name} got ${inMinute} in a minute, ${perMinute} allowed`] : []),
    ];
  }
}
