/** The list of an event's attendees: what its file may be, how it is read, and what a badge says by it. */
import * as v from 'valibot';
import type { Said } from '#words/message.ts';
import { parts, type Part } from './badge-rule.ts';
import { maxLineLength } from './fields.ts';
import { request } from './request.ts';

/** Largest file, in bytes, and most rows of it that are taken. */
export const largestList = 100_000_000;
export const mostAttendees = 200_000;
const mostColumns = 500;

/** What a file can be read as, besides what it was taken for: names of the Encoding Standard. */
export const listEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'macintosh',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const;

/** How a badge is compared with the list. */
export const keyRuleSchema = v.strictObject({
  /** What badges begin with and the list leaves out, or the other way round; empty: nothing. */
  prefix: v.pipe(v.string(), v.maxLength(50)),
  /** Whether zeros at the beginning do not count. */
  zeros: v.boolean(),
});
export type KeyRule = v.InferOutput<typeof keyRuleSchema>;

export const listChoicesSchema = v.strictObject({
  /** Of no account in a workbook, as is the separator. */
  encoding: v.pipe(v.string(), v.maxLength(40)),
  separator: v.pipe(v.string(), v.maxLength(5)),
  /** Whether the first row says what the columns are. */
  hasHeading: v.boolean(),
  /** What each column is. */
  columns: v.pipe(v.array(v.picklist(parts)), v.maxLength(mostColumns)),
  ...keyRuleSchema.entries,
});
export type ListChoices = v.InferOutput<typeof listChoicesSchema>;

/** What of the choices somebody made; the rest is proposed anew. */
const someChoices = v.partial(listChoicesSchema);
export type SomeChoices = v.InferOutput<typeof someChoices>;

export interface ListPreview {
  choices: ListChoices;
  isWorkbook: boolean;
  /** The first ones, the heading among them. */
  rows: string[][];
}
export type PreviewAnswer = { read: true; preview: ListPreview } | { read: false; problem: Said };

/** Why a row is not in the list. twice: the same stands there already; broken: its quotation mark is never closed. */
export const leftOutWhy = ['noId', 'destroyedId', 'noName', 'twice', 'broken', 'tooMany'] as const;
export type LeftOutWhy = (typeof leftOutWhy)[number];

/** Rows of one kind: how many, and the first of their numbers, the file's first row being 1. */
export interface Rows {
  count: number;
  first: number[];
}
/** So many row numbers are named. */
export const mostRowsNamed = 20;

export interface Imported {
  attendees: number;
  leftOut: Partial<Record<LeftOutWhy, Rows>>;
  /** Rows that are in the list without a phone number, which a spreadsheet destroyed. */
  destroyedPhones: Rows;
}
export type ImportListAnswer = { imported: true; result: Imported } | { imported: false; problem: Said };

/** A list that is there, and what it can do for contacts that need a name. */
export interface AttendeeList {
  attendees: number;
  /** The file's name, without its folder. */
  file: string;
  /** Milliseconds since 1970. */
  importedAt: number;
  /** Badges of the event without a name, and how many of them the list has one for. */
  badges: { count: number; named: number };
}

/** What a list says of a badge, with the column it stands in. */
export interface AttendeePart {
  part: Part;
  text: string;
  column: string;
}

/** none: the badge is not in the list, or there is no list; several: more than one attendee has it, and none is taken. */
export type Attendee = { found: 'one'; parts: AttendeePart[] } | { found: 'none' | 'several' };

const eventId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u));
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length <= largestList),
);

/** Most bytes that are handed over at once: more of them would let the window pause. */
export const listPiece = 1_000_000;

export const attendeeRequests = {
  /** Hands over a piece of a file, which begins at this byte of so many; the one at 0 takes the place of the file before. */
  listBytes: request<null>()(
    v.pipe(
      v.strictObject({
        size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(largestList)),
        at: v.pipe(v.number(), v.integer(), v.minValue(0)),
        bytes: v.instance(Uint8Array),
      }),
      v.check(({ size, at, bytes }) => bytes.length <= listPiece && at + bytes.length <= size),
    ),
  ),
  /** Reads the beginning of a file as the choices say; without bytes that which was handed over. Nothing is stored. */
  previewList: request<PreviewAnswer>()(v.strictObject({ bytes, choices: someChoices })),
  /** Puts a file in the place of the event's list; without bytes that which was handed over. */
  importList: request<ImportListAnswer>()(
    v.strictObject({
      event: eventId,
      file: v.pipe(v.string(), v.maxLength(maxLineLength)),
      bytes,
      choices: listChoicesSchema,
    }),
  ),
  /** Null: the event has none. */
  attendeeList: request<AttendeeList | null>()(eventId),
  /** Names the event's badges by its list, and lets them be sent; answers with how many. */
  nameBadges: request<number>()(eventId),
  /** Looks a badge up in the list of the event on duty. */
  attendee: request<Attendee>()(v.pipe(v.string(), v.maxLength(maxLineLength))),
};

export interface AttendeeEvents {
  /** How many rows of a file are read so far. */
  listProgress: number;
}
