/** The licences of North America, and what GS1 numbers say. */
import type { NamedPart } from './parts.ts';
import { proposalOfParts } from './parts.ts';
import { say } from '#words/message.ts';
import { type Proposal, type ProposedField, proposedText } from '../reading.ts';
import { proposalOf } from '../text/contact-parts.ts';

/** Whether a code is a driving licence or an identity card of North America. Its control characters may have got lost. */
export const isLicence = (text: string): boolean =>
  /^@[\s\x1C-\x1F]*(?:ANSI |AAMVA)|^%[A-Z]{2}[^^]{1,13}\^[^^$]+\$[^^]*\^/u.test(text.trimStart());

/** Elements of a licence, by which one that lost its line breaks is cut again. Their order is that of most states. */
const cuts = /(?=D(?:AA|AB|AC|AD|AG|AH|AI|AJ|AK|AQ|AU|AY|AZ|BA|BB|BC|BD|CA|CB|CD|CF|CG|CS|CT|CU|DE|DF|DG))/u;

/** Takes a licence's text; returns name and address of it, and nothing else. */
export function readLicence(text: string): Proposal {
  const elements = new Map<string, string>();
  const lines = text.split(/[\r\n\x1C-\x1F]+/u);
  for (const line of lines.length > 3 ? lines : text.replace(/^.*?(?:DL|ID)(?=D[A-Z]{2})/su, '').split(cuts)) {
    // The first element follows the directory and its own head in the same line.
    const found = /^(?:.*?(?:DL|ID)(?=D[A-Z]{2}))?(D(?:CS|AB|AC|CT|AA|AG|AH|AI|AJ|AK|CG))(.*)$/u.exec(line.trim());
    const [, key = '', value = ''] = found ?? [];
    if (key !== '' && !elements.has(key)) elements.set(key, value.trim());
  }
  const element = (...keys: string[]) =>
    keys.map((key) => elements.get(key) ?? '').find((value) => value !== '' && !/^(?:NONE|UNAVL?)$/u.test(value)) ?? '';
  const [wholeLast = '', wholeFirst = ''] = element('DAA').split(/[,$]/u);
  const part = (name: NamedPart['part'], value: string, key: string): NamedPart => ({
    part: name,
    text: value,
    where: { property: key },
  });
  const zip = element('DAK').replace(/^(\d{5})0000$/u, '$1');
  const proposal = proposalOfParts([
    part('firstName', element('DAC', 'DCT').replaceAll(',', ' ') || wholeFirst, 'DAC'),
    part('lastName', element('DCS', 'DAB') || wholeLast, 'DCS'),
    part('street', element('DAG'), 'DAG'),
    part('street2', element('DAH'), 'DAH'),
    part('city', element('DAI'), 'DAI'),
    part('state', element('DAJ'), 'DAJ'),
    part('postalCode', zip, 'DAK'),
    part('country', element('DCG'), 'DCG'),
  ]);
  return { ...proposal, said: [...proposal.said, say('reading.licenceRead')] };
}

/** Takes a text; returns the number by which GS1 knows a person (GSRN); null: it is none of GS1's. */
export function gs1Number(text: string, isGs1: boolean): string | null {
  const link = /^https?:\/\/(?:[\w-]+\.)*gs1\.org\/(?:8018|8017)\/(\d{18})/iu.exec(text);
  if (link !== null) return link[1] ?? null;
  const bracketed = /^\((?:8018|8017)\)(\d{18})/u.exec(text);
  if (bracketed !== null) return bracketed[1] ?? null;
  const number = /^\x1D?(?:8018|8017)(\d{18})(?!\d)/u.exec(text)?.[1] ?? /\x1D(?:8018|8017)(\d{18})/u.exec(text)?.[1];
  // Without its mark it is known by its length: the same badge shall not have two ids.
  if (number !== undefined && (isGs1 || /^\x1D|^\d{22}$/u.test(text))) return number;
  if (!isGs1) return null;
  return (/^\x1D?(?:8018|8017)(\d{18})/u.exec(text)?.[1] ?? text).replaceAll('\x1D', ' ').trim();
}

/** Takes an id and where it was found; returns what it proposes: that a name is to be typed. */
export function badgeOf(id: string, where: ProposedField['where']): Proposal {
  const proposal = proposalOf(proposedText('badgeId', id, where));
  return { ...proposal, said: [say('reading.needsName')] };
}
