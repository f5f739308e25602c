/**
 * What scanners send in their own mode (HID-POS, usage page 0x8C): reports of bytes, which joined are a code. Where in a report
 * what stands is told by the device itself; those that do not say have it in the order of most.
 */

/** Of a device's own description, what is needed here; as WebHID has it. */
export interface Item {
  usages?: readonly number[];
  usageMinimum?: number;
  isRange?: boolean;
  /** Of each element, in bits. */
  reportSize?: number;
  reportCount?: number;
}
export interface Collection {
  usagePage?: number;
  inputReports?: readonly { reportId?: number; items?: readonly Item[] }[];
  children?: readonly Collection[];
}

/** Usages with their page before them. */
const byteCount = 0x0001_003b;
const firstOfAim = 0x008c_00fb;
const decodedData = 0x008c_00fe;
const dataContinued = 0x008c_00ff;

/** Where things stand in a report, in bits. */
interface Layout {
  /** null: it is not told how long the data is. */
  length: { at: number; bits: number } | null;
  /** Three characters, `]Q1`; null: none. */
  aim: number | null;
  data: { at: number; bytes: number };
  /** Whether more of the same code follows; null: that is not told. */
  more: number | null;
}

export interface ScannedCode {
  bytes: Uint8Array;
  /** The sort of code, as scanners name it, e.g. `]Q1`; empty: not told. */
  aim: string;
}

/** Takes a device's description; returns the layouts of its reports by their numbers. */
export function layoutsOf(collections: readonly Collection[]): Map<number, Layout> {
  const layouts = new Map<number, Layout>();
  for (const { inputReports = [], children = [] } of collections) {
    for (const { reportId = 0, items = [] } of inputReports) {
      const layout = layoutOf(items);
      if (layout !== null) layouts.set(reportId, layout);
    }
    for (const [id, layout] of layoutsOf(children)) if (!layouts.has(id)) layouts.set(id, layout);
  }
  return layouts;
}

function layoutOf(items: readonly Item[]): Layout | null {
  let at = 0;
  const layout: { [Part in keyof Layout]: Layout[Part] | null } = { length: null, aim: null, data: null, more: null };
  for (const item of items) {
    const { usages = [], usageMinimum = 0, isRange = false, reportSize = 8, reportCount = 1 } = item;
    // The last usage is that of all elements left.
    const usageOf = (element: number) => (isRange ? usageMinimum + element : (usages[element] ?? usages.at(-1)));
    for (let element = 0; element < reportCount; element += 1) {
      const usage = usageOf(element);
      if (usage === byteCount) layout.length ??= { at, bits: reportSize };
      else if (usage === firstOfAim) layout.aim ??= at;
      else if (usage === dataContinued) layout.more ??= at;
      else if (usage === decodedData && reportSize === 8) {
        layout.data ??= { at, bytes: 0 };
        layout.data.bytes += 1;
      }
      at += reportSize;
    }
  }
  return layout.data === null ? null : { ...layout, data: layout.data };
}

/** A length, the sort of code, the data, and what the maker adds. */
const usual = (bytes: number): Layout => ({
  length: { at: 0, bits: 8 },
  aim: 8,
  data: { at: 32, bytes: Math.min(56, bytes - 4) },
  more: bytes >= 63 ? (bytes - 1) * 8 : null,
});

/** Longest code, in bytes: no code has more, and a device that never ends shall not fill the memory. */
const longest = 20_000;

/** Joins the reports of one scanner. */
export class Reports {
  readonly #layouts: Map<number, Layout>;
  #parts: number[] = [];
  #aim = '';

  constructor(collections: readonly Collection[]) {
    this.#layouts = layoutsOf(collections);
  }

  /** Whether a code was begun, and more of it is to come. */
  get isOpen(): boolean {
    return this.#parts.length > 0;
  }

  /** Takes a report's number and what is in it; returns the code that ends with it; null: none does. */
  take(reportId: number, data: Uint8Array): ScannedCode | null {
    const layout =
      this.#layouts.get(reportId) ?? (this.#layouts.size === 0 && data.length > 4 ? usual(data.length) : null);
    if (layout === null) return null;
    const own = partOf(layout, data);
    if (this.#parts.length === 0) this.#aim = aimIn(layout, data);
    if (this.#parts.length + own.length <= longest) this.#parts.push(...own);
    const isFull = own.length === layout.data.bytes;
    const goesOn = layout.more === null ? isFull : bitAt(data, layout.more) === 1;
    return goesOn ? null : this.end();
  }

  /** Nothing more came; returns what there is. */
  end(): ScannedCode | null {
    const bytes = Uint8Array.from(this.#parts);
    this.#parts = [];
    return bytes.length === 0 ? null : { bytes, aim: this.#aim };
  }
}

const bitAt = (data: Uint8Array, bit: number): number => ((data[bit >> 3] ?? 0) >> (bit & 7)) & 1;

function partOf({ length, data: { at, bytes } }: Layout, data: Uint8Array): Uint8Array {
  const from = at >> 3;
  const all = data.subarray(from, from + bytes);
  if (length === null) return all.subarray(0, all.findLastIndex((byte) => byte !== 0) + 1);
  const start = length.at >> 3;
  const count = (data[start] ?? 0) + (length.bits > 8 ? 256 * (data[start + 1] ?? 0) : 0);
  return all.subarray(0, count);
}

function aimIn({ aim }: Layout, data: Uint8Array): string {
  if (aim === null) return '';
  const text = String.fromCharCode(...data.subarray(aim >> 3, (aim >> 3) + 3)).replaceAll('\0', '');
  const found = /^\]?([A-Za-z][\dA-Za-z])/u.exec(text);
  return found === null ? '' : `]${found[1] ?? ''}`;
}
