/**
 * The one way in: the bytes of a file or a code, or a text, → what it is, and what it proposes. The order in which the formats
 * are tried is part of what they mean: a taught rule never takes a vCard, and what nobody knows is a badge's id.
 */
import { say, type Message } from '#words/message.ts';
import { applyRule, longestBadge, separatorIn, type BadgeRule } from './codes/badge-rule.ts';
import { withoutQuoted } from './codes/cells.ts';
import { readDelimited } from './codes/delimited.ts';
import { readJson } from './codes/json.ts';
import { readLink, readPairs } from './codes/pairs.ts';
import { badgeOf, gs1Number, isLicence, readLicence } from './codes/others.ts';
import { readBizcard, readBookmark, readKddi, readMailto, readMecard, readTel } from './codes/phone-cards.ts';
import { refusedKind } from './codes/refused.ts';
import { readPartLines, readTable } from './codes/table.ts';
import { type Broken, type Proposal, type Reading, type ReadingKind } from './reading.ts';
import { readSignature } from './signature/people.ts';
import { emailFields, proposalOf } from './text/contact-parts.ts';
import { textOfBytes, ungarbled } from './text/decode.ts';
import { phoneOf } from './text/phones.ts';
import { decodedLink, linkFields, linkIn } from './text/links.ts';
import { cardsIn } from './vcard/cards.ts';
import { proposalOfCard } from './vcard/fields.ts';

/** What may be read at most, in bytes. */
export const largestInput = 20_000_000;

export interface Input {
  /** Of a file or of a code; they are taken before the text, since a text has lost the charset. */
  bytes?: Uint8Array;
  text?: string;
  /** The sort of code, e.g. `QRCode`, where it is one. */
  symbology?: string;
  /** A code is a badge's id where it is nothing else; a text that somebody pasted is not. Left out: by the symbology. */
  from?: 'code' | 'text';
  /** Of a file, for its ending. */
  fileName?: string;
  /** The event's own rule, where it has been taught. */
  rule?: BadgeRule | null;
  /** Whether driving licences are read: off unless somebody has switched it on. */
  readsLicences?: boolean;
  /** Is told now and then how many of a file's cards are read, and how many there are. */
  onprogress?: (done: number, total: number) => void;
}

/** Takes what came in; returns what it is and what it proposes. Nothing in it is fetched, and it never throws. */
export function read(input: Input): Reading {
  const size = input.bytes?.length ?? input.text?.length ?? 0;
  if (size > largestInput) return nothing([say('reading.tooLarge', { size, most: largestInput })], null);
  const read = input.bytes === undefined ? (input.text ?? '') : textOfBytes(input.bytes);
  const { text: aimed, symbology } = withoutAim(read.replace(/^\uFEFF/u, ''), input.symbology ?? null);
  // As the end of a link has it.
  const isEncoded = /^\s*begin(?:%3a|:)vcard%0/iu.test(aimed);
  const whole = isEncoded ? decodedLink(aimed) : aimed;
  const bytes = isEncoded ? new TextEncoder().encode(whole) : (input.bytes ?? new TextEncoder().encode(whole));
  return readingOf({ ...input, bytes, whole, text: whole.trim(), symbology });
}

/** An input as it is after what surrounds it was taken off. */
interface Source extends Omit<Input, 'symbology' | 'text' | 'bytes'> {
  bytes: Uint8Array;
  /** The text as it came, blanks and all. */
  whole: string;
  text: string;
  symbology: string | null;
}

const symbologies: Readonly<Record<string, string>> = {
  Q: 'QRCode',
  d: 'DataMatrix',
  L: 'PDF417',
  C: 'Code128',
  z: 'Aztec',
  A: 'Code39',
  E: 'EAN13',
  e: 'DataBar',
  I: 'ITF',
};

/** A scanner can be told to send the sort of code before its text: `]Q1`. */
function withoutAim(text: string, symbology: string | null): { text: string; symbology: string | null } {
  const found = /^\s*\]([A-Za-z])([\dA-Za-z])/u.exec(text);
  if (found === null) return { text, symbology };
  const isGs1 = /^(?:C1|d2|Q3|e0)$/u.test(`${found[1] ?? ''}${found[2] ?? ''}`);
  const named = symbology ?? symbologies[found[1] ?? ''] ?? null;
  return { text: text.slice(found[0].length), symbology: isGs1 ? `GS1 ${named ?? ''}`.trim() : named };
}

function nothing(said: Message[], symbology: string | null, broken: Broken[] = []): Reading {
  return { kind: 'nothing', raw: null, symbology, proposals: [], broken, said };
}

function readingOf(source: Source): Reading {
  const { text, symbology } = source;
  if (text === '') return nothing([say('reading.empty')], symbology);
  if (isLicence(text)) return licence(source);
  const refused = refusedKind(text);
  if (refused !== null) {
    return { kind: 'refused', raw: null, symbology, proposals: [], broken: [], said: [say(`reading.${refused}`)] };
  }
  if (/begin\s?:\s?vcard/iu.test(text)) return vcards(source);
  if (/\.(?:vcf|vcard)$/iu.test(source.fileName ?? '')) return nothing([say('reading.noContact')], symbology);
  for (const [kind, own] of readers) {
    const proposals = own(source);
    if (proposals !== null) return readingWith(kind, proposals, source);
  }
  return nothing([say('reading.noContact')], symbology);
}

/** The formats that a text can have, in the order in which they are tried; null: it is none. */
const readers: readonly (readonly [kind: ReadingKind, reader: (source: Source) => Proposal[] | null])[] = [
  ['mecard', ({ text }) => (/^mecard:/iu.test(text) ? [readMecard(ungarbled(text))] : null)],
  ['bizcard', ({ text }) => (/^bizcard:/iu.test(text) ? [readBizcard(ungarbled(text))] : null)],
  ['kddi', ({ text }) => (/^memory:/iu.test(text) && /^(?:name|tel|mail)\d?:/imu.test(text) ? [readKddi(text)] : null)],
  ['json', ({ text }) => (text.length < longestText ? readJson(text) : null)],
  ['mailto', ({ text }) => (/^(?:mailto|matmsg|smtp):/iu.test(text) ? one(readMailto(text)) : null)],
  ['tel', ({ text }) => one(readTel(/^\+\d{8,15}$/u.test(text) ? `tel:${text}` : text))],
  ['url', ({ text }) => one(readBookmark(text))],
  ['url', knownLink],
  ['taught', ({ text, rule }) => (rule === undefined || rule === null ? null : one(applyRule(rule, text)))],
  ['gs1', gs1],
  ['url', ({ text }) => (isLink(text) ? [readLink(text)] : null)],
  ['delimited', delimited],
  ['delimited', ({ text }) => (text.length < longestText ? readTable(text) : null)],
  ['delimited', ({ text, ...source }) => (isCode(source) && !isLine(text) ? one(readPartLines(text)) : null)],
  ['email', bareEmail],
  ['badge', badge],
  ['signature', signature],
  ['badge', ({ text, ...source }) => (isCode(source) && isLine(text) ? [badgeOf(text, { line: 0 })] : null)],
];

/** Of a card that could not be read. */
const mostLinesShown = 50;

/** Longest free text that is looked into, in UTF-16 code units. */
const longestText = 200_000;

const one = (proposal: Proposal | null): Proposal[] | null => (proposal === null ? null : [proposal]);
const isCode = ({ from, symbology }: Pick<Source, 'from' | 'symbology'>) =>
  from === 'code' || (from === undefined && symbology !== null);
const isLine = (text: string) => !/[\r\n]/u.test(text) && text.length < longestBadge;
const isLink = (text: string) => /^https?:\/\/\S+$/iu.test(text) && linkIn(text) !== null;

/** Links that say something of a person by themselves. */
function knownLink({ text }: Source): Proposal[] | null {
  // Known hosts are often written without `https://`.
  const isBare = /^(?:[\w-]+\.)+[a-z]{2,}\/\S+$/iu.test(text);
  if (!isLink(text) && !isBare && !/^(?:tg|linkedin|whatsapp):\/\/\S+$/iu.test(text)) return null;
  const fields = linkFields(isBare ? `https://${text}` : text, { line: 0 });
  const isKnown = fields.some((field) => field.path !== 'extra' || field.name !== 'link');
  return isKnown ? [proposalOf(fields)] : null;
}

function gs1({ text, symbology }: Source): Proposal[] | null {
  const number = gs1Number(text, symbology?.startsWith('GS1') ?? false);
  if (number === null) return null;
  const badge = badgeOf(number, { line: 0 });
  return [{ ...badge, fields: [...badge.fields, ...(isLink(text) ? linkFields(text, { line: 0 }) : [])] }];
}

function bareEmail({ text }: Source): Proposal[] | null {
  const found = /^<?([^\s@<>,;:|^]+@[^\s@<>,;:|^]+\.[^\s@<>,;:|^.]{2,})>?$/u.exec(text);
  return found === null ? null : [proposalOf(emailFields([{ address: found[1] ?? '', where: { line: 0 } }]))];
}

function delimited({ text, ...source }: Source): Proposal[] | null {
  if (!isLine(text)) return null;
  const pairs = readPairs(text);
  if (pairs !== null) return [pairs];
  const separator = separatorIn(text);
  // In a text that somebody pasted, a bar stands between the things of a signature; a table has tabs, or no blank behind its signs.
  const isProse =
    separator === null ||
    /^[|*%$]$/u.test(separator) ||
    (separator === ',' && text.split(',').length < 4 && withoutQuoted(text) === text);
  return isProse && !isCode(source) && !/^\S+$/u.test(text) ? null : one(readDelimited(text));
}

/** What has no blank and is no word is an id. */
function badge({ text, ...source }: Source): Proposal[] | null {
  if (!isLine(text) || !/^\S+$/u.test(text))
    return isCode(source) && /^[\d .-]+$/u.test(text) ? [badgeOf(text, { line: 0 })] : null;
  if (isCode(source)) return [badgeOf(text, { line: 0 })];
  const looksLikeId = /\d/u.test(text) && !isPhoneNumber(text) && !/@|\.\p{Ll}{2,}(?:\/|$)/u.test(text);
  return looksLikeId || /^[a-z2-9]{16,}$/u.test(text) ? [badgeOf(text, { line: 0 })] : null;
}

/** By its form: zeros before a number are no country's code by themselves, and `12-345-678` is a badge. */
const isPhoneNumber = (text: string): boolean =>
  /^[+(]|^0[1-9](?:[/.-]?\d){7,10}$|^\d{3}[.-]\d{3}[.-]\d{4}$/u.test(text) ||
  (/^00[1-9][\d/.-]+$/u.test(text) && phoneOf(text, null).e164 !== null);

function signature({ text, ...source }: Source): Proposal[] | null {
  const proposals = text.length < longestText ? readSignature(ungarbled(text)) : null;
  const means = ['lastName', 'firstName', 'account', 'emailAddresses', 'phoneNumbers'];
  // `EXPO 26 104772` is a badge, though a town may be spelt like that.
  const isId = isCode(source) && isLine(text) && proposals?.[0]?.fields.every(({ path }) => !means.includes(path));
  return isId === true ? null : proposals;
}

function readingWith(kind: ReadingKind, proposals: Proposal[], { whole, text, symbology }: Source): Reading {
  const notes = ungarbled(text) === text ? [] : [say('reading.repaired')];
  const lost = /\p{L}*\uFFFD[\p{L}\uFFFD]*/u.exec(text);
  if (lost !== null) notes.push(say('reading.lost', { text: lost[0] }));
  const useful = proposals.filter(({ fields }) => fields.length > 0);
  // What says nothing that is understood is an id all the same: it must not be lost.
  const kept = useful.length > 0 || !isLine(text) ? useful : [badgeOf(text, { line: 0 })];
  if (kept.length === 0) return nothing([say('reading.noContact')], symbology);
  return { kind, raw: whole, symbology, proposals: kept, broken: [], said: notes };
}

function licence({ text, symbology, readsLicences = false }: Source): Reading {
  if (!readsLicences) {
    return { kind: 'refused', raw: null, symbology, proposals: [], broken: [], said: [say('reading.licence')] };
  }
  const proposal = readLicence(text);
  if (proposal.fields.length === 0) return nothing([say('reading.noContact')], symbology);
  return { kind: 'aamva', raw: null, symbology, proposals: [proposal], broken: [], said: [] };
}

/** After so many cards somebody is told. */
const cardsOfProgress = 200;

function vcards({ bytes, whole, symbology, onprogress }: Source): Reading {
  const broken: Broken[] = [];
  const notes = new Set<Message>();
  const repaired = say('reading.repaired');
  const cards = cardsIn(bytes);
  const proposals = cards.flatMap((card, at) => {
    if (at % cardsOfProgress === 0) onprogress?.(at, cards.length);
    const properties = card.properties.map((property) => {
      const value = ungarbled(property.value);
      if (value !== property.value) notes.add(repaired);
      return { ...property, value };
    });
    const proposal = proposalOfCard({ ...card, properties });
    const raw = ['BEGIN:VCARD', ...card.lines, 'END:VCARD'].join('\n');
    if (proposal !== null) return [{ ...proposal, raw }];
    broken.push({ lines: card.lines.slice(0, mostLinesShown), why: say('reading.noName') });
    return [];
  });
  if (proposals.length === 0) {
    return nothing([say(broken.length === 1 ? 'reading.noName' : 'reading.noContact')], symbology, broken);
  }
  const texts = proposals.flatMap(({ fields }) => fields.map(({ value }) => (typeof value === 'string' ? value : '')));
  const lost = texts.find((text) => text.includes('\uFFFD'));
  if (lost !== undefined) notes.add(say('reading.lost', { text: lost }));
  // As they stood there, but for pictures: a code is kept as it is.
  const raw = symbology === null ? proposals.map((proposal) => proposal.raw).join('\n') : whole;
  return { kind: 'vcard', raw, symbology, proposals, broken, said: [...notes] };
}
