/**
 * A set-up as a file: JSON with a version, its own length and digest ahead, so that one that was changed, cut off, made by
 * something else or by a newer Fieldpost is known for it before anything in it is believed.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { eventProblems } from '#contract/events.ts';
import { fieldMapProblems } from '#contract/field-map.ts';
import { say, type Message } from '#words/message.ts';
import { sealedSchema, type Sealed } from './keys.ts';
import { travellingSchema, type Travelling } from './travelling.ts';

const version = 1;
/** Far more than the largest set-up needs, in bytes: of a file, and of what is packed in it. */
export const mostBytes = 4_000_000;
const mostUnpacked = 64_000_000;

const begin = '{"fieldpost":"set-up","version":';
const header = /^\{"fieldpost":"set-up","version":(\d{1,9}),"length":(\d{1,9}),"sha256":"([0-9a-f]{64})",/u;
/** No header is longer, in characters. */
const longestHeader = begin.length + 9 + 11 + 9 + 10 + 64 + 2;

export interface OpenedFile {
  setup: Travelling;
  /** What its keys are sealed with, besides the passphrase: all else that is in the file. */
  bound: string;
  /** The keys by the ids of their connections; null: none came along. */
  sealed: Sealed | null;
  /** Of the whole file, in hex. */
  digest: string;
}
export type Opening = { ok: true; file: OpenedFile } | { ok: false; problem: Message };

/** Takes a set-up; returns what is to be sealed with its keys, and is in the file as it is. */
export const packed = (setup: Travelling): string =>
  deflateRawSync(JSON.stringify(setup), { level: 9 }).toString('base64');

/** Takes what `packed` returned and the keys sealed with it; returns the file. */
export function fileOf(bound: string, sealed: Sealed | null): Buffer {
  const rest = `"content":"${bound}","keys":${JSON.stringify(sealed)}}\n`;
  const length = Buffer.byteLength(rest);
  const digest = digestOf(version, length, rest);
  return Buffer.from(`${begin}${version},"length":${length},"sha256":"${digest}",${rest}`);
}

/** Takes the bytes of a file; returns what is in it, or what is wrong with it. */
export function openFile(bytes: Uint8Array): Opening {
  const no = (problem: Message): Opening => ({ ok: false, problem });
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.startsWith(begin)) {
    return no(text !== '' && begin.startsWith(text) ? say('travel.cutOff') : say('travel.foreign'));
  }
  // Of a newer one nothing else is known.
  const written = Number(/^\d+/u.exec(text.slice(begin.length))?.[0] ?? 0);
  if (written > version) return no(say('travel.newer'));
  if (bytes.length > mostBytes) return no(say('travel.changed'));
  const [head = '', , length, digest] = header.exec(text) ?? [];
  if (head === '') return no(say(text.length < longestHeader ? 'travel.cutOff' : 'travel.changed'));
  const rest = text.slice(head.length);
  if (rest.length < Number(length)) return no(say('travel.cutOff'));
  if (written !== version || rest.length > Number(length) || digestOf(written, Number(length), rest) !== digest) {
    return no(say('travel.changed'));
  }
  return read(rest, digest);
}

const bodySchema = v.strictObject({ content: v.string(), keys: v.nullable(sealedSchema) });

/** What is read here was written so by somebody: it is right, or of something that is no Fieldpost. */
function read(rest: string, digest: string): Opening {
  try {
    const { content, keys } = v.parse(bodySchema, JSON.parse(`{${rest}`));
    const unpacked = inflateRawSync(Buffer.from(content, 'base64'), { maxOutputLength: mostUnpacked });
    const setup = v.parse(travellingSchema, JSON.parse(unpacked.toString('utf8')));
    if (isSound(setup)) return { ok: true, file: { setup, bound: content, sealed: keys, digest } };
  } catch {
    // As below.
  }
  return { ok: false, problem: say('travel.notSound') };
}

/** What the settings would not let anybody save is not taken from a file either. */
function isSound({ events, connections }: Travelling): boolean {
  const isOnce = (ids: string[]) => new Set(ids).size === ids.length;
  return (
    isOnce(events.map(({ id }) => id)) &&
    isOnce(connections.map(({ id }) => id)) &&
    events.every((event) => Object.keys(eventProblems(event)).length === 0) &&
    connections.every(({ fieldMap }) => Object.keys(fieldMapProblems(fieldMap)).length === 0)
  );
}

/** Of all of the file but the digest itself. */
const digestOf = (written: number, length: number, rest: string): string =>
  createHash('sha256').update(`${begin}${written},"length":${length},`).update(rest, 'latin1').digest('hex');
