/** What a day with several connections brings, by chance: to each of them for itself, and to the laptop. */
import { chances } from './simulated-crm.ts';

const minute = 60_000;
const hour = 60 * minute;
/** How long a day is, in milliseconds. */
export const dayLength = 3 * hour;

/** How a CRM may treat what it is sent. */
const troubles = ['401', '403', '429', '400-alike', 'silent', '503'] as const;
export type LaneTrouble = (typeof troubles)[number] | 'fine' | 'no-network';

type LaneEvent =
  | { at: number; what: 'capture'; name: string }
  | { at: number; what: 'trouble'; trouble: LaneTrouble }
  | { at: number; what: 'try-now' };

/** A connection and its day. Times: milliseconds since the day began. */
export interface Lane {
  name: string;
  /** Decides on what its CRM leaves to chance. */
  seed: number;
  inFlight: number;
  perMinute: number;
  events: readonly LaneEvent[];
}

export type LaptopEvent =
  | { at: number; what: 'quit' | 'cut' | 'hint' | 'sleep' }
  | { at: number; what: 'remove'; place: number; contacts: 'first' | 'withdraw' }
  | { at: number; what: 'capture-for-none'; name: string };

export interface Day {
  lanes: Lane[];
  /** Whether the waits are the shortest ones or the longest, from 0 to 1. */
  chance: number;
  laptop: LaptopEvent[];
}

const choice = <One>(chance: () => number, of: readonly [One, ...One[]]): One =>
  of[Math.floor(chance() * of.length)] ?? of[0];

/** Takes a seed and how many connections there are; returns a day. `apart`: nothing happens that brings one connection into another's matters. */
export function dayOf(seed: number, connections: number, apart: boolean): Day {
  const chance = chances(seed);
  const timeOf = () => Math.floor(chance() * dayLength);
  // Visitors come in rushes, to all of them; and that is when things happen.
  const rushes = [timeOf(), timeOf(), timeOf()] as const;
  const inARush = () => choice(chance, rushes) + Math.floor(chance() * minute);
  const lanes = Array.from({ length: connections }, (_, n) => laneOf(`crm${n}`, seed * 8 + n, rushes, apart));
  const laptop: LaptopEvent[] = [];
  for (let n = Math.floor(chance() * 5); n > 0; n--) {
    const what = choice(chance, ['quit', 'cut', 'hint', 'sleep'] as const);
    laptop.push({ at: chance() < 0.5 ? timeOf() : inARush(), what });
  }
  if (!apart) {
    const contacts = choice<'first' | 'withdraw'>(chance, ['first', 'first', 'withdraw']);
    const place = 1 + Math.floor(chance() * (connections - 1));
    if (connections > 1) laptop.push({ at: inARush(), what: 'remove', place, contacts });
    laptop.push({ at: timeOf(), what: 'capture-for-none', name: 'Nobody' });
  }
  return { lanes, chance: chance(), laptop };
}

function laneOf(name: string, seed: number, rushes: readonly [number, ...number[]], apart: boolean): Lane {
  const chance = chances(seed);
  const timeOf = () => Math.floor(chance() * dayLength);
  const captures: LaneEvent[] = [];
  for (let n = Math.floor(chance() * 25); n > 0; n--) {
    const at = Math.floor((chance() < 0.1 ? timeOf() : choice(chance, rushes)) + chance() * 20_000);
    captures.push({ at, what: 'capture', name: `${name}-${n}` });
  }
  const said: LaneEvent[] = chance() < 0.5 ? [{ at: timeOf(), what: 'try-now' }] : [];
  const events = [...captures, ...said, ...troublesOf(chance, apart)].sort((one, other) => one.at - other.at);
  return { name, seed, inFlight: 1 + Math.floor(chance() * 4), perMinute: choice(chance, [3, 10, 120]), events };
}

/** Half of them refuse nearly all day; the others meet something that passes, and something else. */
function troublesOf(chance: () => number, apart: boolean): LaneEvent[] {
  const any = () => (apart || chance() < 0.8 ? choice(chance, troubles) : 'no-network');
  if (chance() < 0.5) return [{ at: Math.floor(chance() * 20 * minute), what: 'trouble', trouble: any() }];
  const events: LaneEvent[] = [];
  for (let at = chance() * hour; at < dayLength; at += 10 ** (chance() * 3) * 5_000 + minute) {
    events.push({ at: Math.floor(at), what: 'trouble', trouble: chance() < 0.5 ? 'fine' : any() });
  }
  return events;
}
