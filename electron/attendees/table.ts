/** A file as a table, whatever it is. */
import type { SomeChoices } from '#contract/attendees.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { csvTable } from './csv.ts';
import { xlsxTable } from './xlsx.ts';

export interface Row {
  /** In the file, from 1. */
  number: number;
  cells: string[];
  /** A quotation mark in it is never closed: all that follows is in its last cell. */
  isBroken: boolean;
}

export interface Table {
  isWorkbook: boolean;
  /** Of a workbook empty, as is the separator. */
  encoding: string;
  separator: string;
  /** Calls for each row until that returns false. @throws SaidError where the file cannot be read */
  read: (each: (row: Row) => boolean) => void;
}

/** What somebody said of a file; undefined: it is told from the file. */
export type Chosen = Pick<SomeChoices, 'encoding' | 'separator'>;

const begins = (bytes: Uint8Array, ...with_: number[]) => with_.every((byte, at) => bytes[at] === byte);

/**
 * Takes a file's bytes, and what somebody said of it, if anything; returns it as a table.
 * @throws SaidError where it is none, or too large when unpacked
 */
export function tableIn(bytes: Uint8Array, chosen: Chosen = {}): Table {
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return xlsxTable(bytes);
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new SaidError(say('attendees.oldWorkbook'));
  return csvTable(bytes, chosen);
}
