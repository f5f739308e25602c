/** What the fault server does on one connection: reads one request after the other, and has each meet its fault. */
import type { Manners } from './answers.ts';
import type { Line } from './entrances.ts';
import { isHandled, withoutTls, type Fault } from './faults.ts';
import { reply } from './reply.ts';
import { RequestReader } from './request-reader.ts';

/** One create request of which at least one byte reached the server. */
export interface Arrival {
  /** The contact; null where it was broken off before that. */
  name: string | null;
  /** Whether all of it was read in time. */
  whole: boolean;
  /** What was read of it. */
  text: string;
  /** The id that the CRM gave; null where it was not handed on. */
  crmId: string | null;
  /** What it met; null: it came on a connection that the server had ended already. */
  fault: Fault | null;
  overTls: boolean;
  /** Its connection. */
  line: Pick<Line, 'ended'>;
}

export interface Host {
  /** What the next request meets. */
  next: (isCreate: boolean) => Fault;
  /** What this contact meets, whatever was next; null: nothing of its own. */
  own: (name: string | null) => Fault | null;
  /** A create request has begun to arrive. */
  begun: (arrival: Arrival) => void;
  /** It has arrived as a whole. */
  arrived: (arrival: Arrival) => void;
  /** Gives the CRM a request; returns its answer. `arrival`: null where it is no create request. */
  handle: (request: string, arrival: Arrival | null) => string;
  /** The CRM goes on with something, and finishes it so many milliseconds from now. */
  later: (milliseconds: number, work: () => void) => void;
  manners: () => Manners;
}

/** Serves a connection until it ends. */
export function converse(line: Line, host: Host): void {
  const reader = new RequestReader();
  /** Of the request that is being read. */
  let fault: Fault | null = null;
  let arrival: Arrival | null = null;
  let underWay = 0;

  const believed = (met: Fault) => (line.overTls ? met : withoutTls(met));

  async function answer(request: string, came: Arrival | null, met: Fault): Promise<void> {
    underWay++;
    await reply(line, met, said(request, came, met), host.manners());
    underWay--;
    const { hangUp } = host.manners();
    if (hangUp === null) return;
    setTimeout(() => {
      if (underWay === 0 && reader.length === 0) line.end('close');
    }, hangUp);
  }

  /** The CRM's own answer; null where it is not handed the request, or finishes it later. */
  function said(request: string, came: Arrival | null, met: Fault): string | null {
    if (came === null) return host.handle(request, null);
    if (!isHandled(met)) return null;
    if (met.kind !== 'status' || met.finishes === undefined) return host.handle(request, came);
    host.later(met.finishes, () => host.handle(request, came));
    return null;
  }

  function note(create: boolean, request: string | null): void {
    if (!create) return;
    if (arrival === null) {
      const { overTls } = line;
      arrival = { name: null, whole: false, text: '', crmId: null, fault: null, overTls, line };
      host.begun(arrival);
    }
    arrival.text = request ?? reader.text;
    arrival.name = nameIn(arrival.text, request !== null);
  }

  /** Returns whether the request, which may not be whole yet, was dealt with. */
  function meet(create: boolean, request: string | null): boolean {
    if (line.ended) return request !== null;
    fault ??= believed(host.next(create));
    const own = request !== null && arrival !== null ? host.own(arrival.name) : null;
    if (own !== null) fault = believed(own);
    if (arrival !== null) arrival.fault = fault;
    if (fault.kind === 'break-request' && (request !== null || reader.length >= fault.after)) {
      line.end(fault.how);
      return request !== null;
    }
    if (request === null) return false;
    if (arrival !== null) {
      arrival.whole = true;
      host.arrived(arrival);
    }
    void answer(request, arrival, fault);
    return true;
  }

  line.stream.on('data', (bytes: Buffer) => {
    line.unread = false;
    const create = (reader.text + bytes.toString('latin1', 0, 1)).startsWith('P');
    const request = reader.push(bytes);
    note(create, request);
    if (meet(create, request)) fault = arrival = null;
  });
}

/** The last name tells only where all has come: of two with the same one, the account may be on its way. */
function nameIn(request: string, whole: boolean): string | null {
  const account = /"account":"([^"]*)"/u.exec(request);
  return (account ?? (whole ? /"lastName":"([^"]*)"/u.exec(request) : null))?.[1] ?? null;
}
