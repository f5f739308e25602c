/** The receipt: what became of every contact that was captured in a span of days. */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import type { Reason } from './ledger.ts';
import type { ContactState, Counts } from './outbox.ts';
import { request } from './request.ts';

/** A day of the laptop's time zone, as `2026-11-24`. */
const daySchema = v.pipe(
  v.string(),
  v.regex(/^[12]\d{3}-\d{2}-\d{2}$/u),
  v.check((day) => dayOf(startOf(day).getTime()) === day),
);

/** Whole days, the first and the last included. */
export const spanSchema = v.pipe(
  v.strictObject({ from: daySchema, to: daySchema }),
  v.check(({ from, to }) => from <= to),
);
export type Span = v.InferOutput<typeof spanSchema>;

/** Most lines of a receipt that the screen shows; a saved receipt has them all. */
export const mostReceiptRows = 2_000;

export const receiptQuerySchema = v.strictObject({
  span: spanSchema,
  /** How many of the newest contacts are to be listed. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostReceiptRows)),
});
export type ReceiptQuery = v.InferOutput<typeof receiptQuerySchema>;

/** One contact of the span. */
export interface ReceiptRow {
  id: number;
  name: string;
  account: string;
  state: ContactState;
  /** Null unless the CRM said that it is there. */
  crmId: string | null;
  /** Why it is not delivered. */
  reason: Reason | null;
  capturedAt: number;
}

export interface Receipt {
  /** How many contacts that were captured in the span are in each state now. */
  counts: Counts;
  /** How many more were taken back right after they were saved, and never left: they went on in the form, and are saved there again. */
  takenBack: number;
  /** The newest of them, the newest first. */
  rows: ReceiptRow[];
}

/** csv, xlsx: one line for each contact, for a spreadsheet. json: everything, the ledger included. */
export const receiptFormats = ['csv', 'xlsx', 'json'] as const;
export type ReceiptFormat = (typeof receiptFormats)[number];

export const saveReceiptSchema = v.strictObject({ span: spanSchema, format: v.picklist(receiptFormats) });

/** What came of saving; null where the user chose no file. */
export type SaveReceiptAnswer = { saved: true; message: Said } | { saved: false; message: Said | null };

/** Takes how many contacts are in each state; returns how many were captured: their sum, so that no other number can be. */
export function capturedOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Takes a moment in milliseconds since 1970; returns the day it lies in by this laptop's time zone. */
export function dayOf(moment: number): string {
  const local = new Date(moment);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(local.getFullYear()).padStart(4, '0')}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** Takes a day; returns the moment it begins by this laptop's time zone. */
export function startOf(day: string): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** Takes a span; returns the moment it begins, and the one at which it is over, in milliseconds since 1970. */
export function momentsOf({ from, to }: Span): { begin: number; end: number } {
  const end = startOf(to);
  // A day is not always 24 hours long.
  end.setDate(end.getDate() + 1);
  return { begin: startOf(from).getTime(), end: end.getTime() };
}

export const receiptRequests = {
  receipt: request<Receipt>()(receiptQuerySchema),
  /** Asks the user for a file and writes the receipt into it. */
  saveReceipt: request<SaveReceiptAnswer>()(saveReceiptSchema),
};
