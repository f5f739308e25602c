/** Web addresses on cards and in codes: what they say by themselves. None is ever fetched. */
import { proposed, proposedExtra, proposedText, type Extra, type ProposedField, type Where } from '../reading.ts';
import { say } from '#words/message.ts';
import { nameParts, phoneFields } from './contact-parts.ts';

/** Parts of a query by which those who made the link follow whoever opens it. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|igsh(?:id)?|mc_[ce]id|trk\w*|si|ref|ref_src|originalSubdomain|lipi|lici|midToken)$/iu;

/** Takes a link; returns it without what follows its reader; as it is where it is no link after all. */
export function withoutTracking(link: string): string {
  const [before = '', query] = link.split(/\?(.*)/su);
  if (query === undefined) return link;
  const [rest = '', hash = ''] = query.split(/(#.*)/su);
  const kept = rest.split('&').filter((part) => !tracking.test(part.split('=')[0] ?? ''));
  return before + (kept.length > 0 && kept.join('') !== '' ? `?${kept.join('&')}` : '') + hash;
}

export interface Link {
  /** In lower case, without `www.`. */
  host: string;
  /** Parts of its path. */
  path: string[];
  query: ReadonlyMap<string, string>;
  /** Without its query and fragment. */
  bare: string;
}

/** Takes a part of a link; returns it with its letters; as it is where it is none after all. */
export const decodedLink = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const percent = (text: string): string => decodedLink(text.replaceAll('+', ' '));

/** Takes what stands behind the question mark of a link; returns its values by their names. */
export function queryOf(query: string): Map<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => [percent(pair.split('=')[0] ?? ''), percent(pair.split('=').slice(1).join('='))]));
}

/** Takes a text; returns the parts of the link that it is; null: it is none. By hand, since a URL object changes what it is given. */
export function linkIn(text: string): Link | null {
  const found = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:\s]+)(?::\d+)?([^?#]*)(?:\?([^#]*))?/iu.exec(text.trim());
  if (found === null) return null;
  const [, host = '', path = '', query = ''] = found;
  return {
    host: host.toLowerCase().replace(/^(?:www|m|mobile)\./u, ''),
    path: path
      .split('/')
      .filter((part) => part !== '')
      .map(percent),
    query: queryOf(query),
    bare: text.trim().replace(/[?#].*$/su, ''),
  };
}

const isHost = (host: string, ...names: string[]) => names.some((name) => host === name || host.endsWith(`.${name}`));

/** Takes the end of a profile's address, e.g. `jana-keller-7a1b2c3d`; returns the name that it suggests; empty: none. */
function nameInSlug(slug: string): string {
  const words = slug
    .split(/[-_.]+/u)
    .filter((word, index, all) => !(index === all.length - 1 && index > 0 && /\d/u.test(word)) && word !== '')
    .filter((word) => !/^(?:dr|prof|ing|mba|phd|msc|cpa|cfa|pmp)$/iu.test(word));
  if (words.length < 2 || words.length > 4 || !words.every((word) => /^[\p{L}\p{M}’']+$/u.test(word))) return '';
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** Takes a web address; returns whether it is a person's page somewhere, and not the site of a company. */
export function isPersonal(text: string): boolean {
  const host = linkIn(/^https?:/iu.test(text) ? text : `https://${text}`)?.host ?? '';
  return /(?:^|\.)(?:linkedin\.com|xing\.com|wa\.me|x\.com|twitter\.com|t\.me|facebook\.com|instagram\.com|youtube\.com|tiktok\.com|threads\.net|bsky\.app|github\.com|calendly\.com)$/u.test(
    host,
  );
}

/** What is kept of a link to a person's page. */
interface Person {
  extra: Extra;
  /** What goes into the extra. */
  value: string;
  name?: string;
  phone?: string;
  /** Whether the rest of the contact stands behind the link. */
  openLater?: boolean;
}

const cardApps = [
  ...[
    'hihello.me',
    'hihello.com',
    'blinq.me',
    'popl.co',
    'poplme.co',
    'linq.com',
    'linqapp.com',
    'mobilo.card',
    'mobilocard.com',
  ],
  ...[
    'haystack.com',
    'haystackapp.io',
    'camcard.com',
    'dot.cards',
    'v1ce.co.uk',
    'wave.cnct',
    'wavecnct.com',
    'knowee.net',
  ],
  ...[
    'switchit.com',
    'sharemycard.com',
    'doorway.io',
    'uniqode.com',
    'beaconstac.com',
    'spreadly.app',
    'lemontaps.com',
  ],
  ...[
    'linktr.ee',
    'me-qr.com',
    'qr-code-generator.com',
    'qrco.de',
    'scn.by',
    'kado.link',
    'tapt.io',
    'eight.is',
    '8card.net',
    'sansan.com',
  ],
];

/** Takes a link; returns what it says of a person; null: it is a link like any other. */
function personIn({ host, path, query, bare }: Link, whole: string): Person | null {
  const [first = '', second = ''] = path;
  if (isHost(host, 'linkedin.com', 'lnkd.in')) {
    const slug = path[path.findIndex((part) => /^(?:in|pub)$/iu.test(part)) + 1] ?? '';
    const isProfile = path.some((part) => /^(?:in|pub)$/iu.test(part));
    return { extra: 'linkedIn', value: bare, name: isProfile ? nameInSlug(slug) : '' };
  }
  if (isHost(host, 'wa.me', 'whatsapp.com')) {
    const digits = host === 'wa.me' ? first.replace(/^\+/u, '') : (query.get('phone') ?? '').replace(/\D/gu, '');
    const isPhone = /^\d{7,15}$/u.test(digits);
    return {
      extra: 'whatsApp',
      value: isPhone ? `https://wa.me/${digits}` : bare,
      ...(isPhone ? { phone: `+${digits}` } : {}),
    };
  }
  if (host === 'xing.com') {
    const name = /^profile$/iu.test(first) ? nameInSlug(second.replace(/\d+$/u, '')) : '';
    return { extra: 'link', value: bare, name };
  }
  if (host === 'signal.me') {
    const phone = /#p\/(\+\d{7,15})$/u.exec(whole)?.[1];
    return { extra: 'link', value: whole, ...(phone === undefined ? {} : { phone }) };
  }
  if (isHost(host, 'u.wechat.com', 'weixin.qq.com')) return { extra: 'weChat', value: withoutTracking(whole) };
  if (isHost(host, 't.me', 'telegram.me')) return { extra: 'telegram', value: handleOf(first) || bare };
  if (isHost(host, 'x.com', 'twitter.com')) return { extra: 'x', value: handleOf(first) || bare };
  if (!isHost(host, ...cardApps)) return null;
  const name = host.endsWith('blinq.me') ? (query.get('n') ?? '') : '';
  return { extra: 'cardLink', value: withoutTracking(whole), name, openLater: true };
}

const handleOf = (part: string): string =>
  /^@?\w{3,32}$/u.test(part) && !/^(?:joinchat|share|intent|home|search|i|s|c)$/iu.test(part)
    ? `@${part.replace(/^@/u, '')}`
    : '';

/** Takes a link and where it was found; returns what it says, as fields. Those of a name are suggestions. */
export function linkFields(written: string, where: Where, isWebsite = false): ProposedField[] {
  // As an app's own code has it.
  const text = written
    .replace(/^linkedin:\/\/(?:profile\/)?(?:in\/)?/iu, 'https://www.linkedin.com/in/')
    .replace(/^whatsapp:\/\//iu, 'https://api.whatsapp.com/');
  const telegram = /^tg:\/\/resolve\?(?:.*&)?domain=(\w+)/iu.exec(text);
  if (telegram !== null) return proposedExtra('telegram', `@${telegram[1] ?? ''}`, where);
  const link = linkIn(text);
  if (link === null) return isWebsite ? proposedText('website', text, where) : proposedExtra('link', text, where);
  const person = personIn(link, text.trim());
  if (person === null) {
    // As it is, tracking and all: at an event the query is often the badge.
    return isWebsite && !isPersonal(text) ? proposedText('website', text, where) : proposedExtra('link', text, where);
  }
  const { extra, value, name = '', phone, openLater = false } = person;
  const [first = '', ...last] = name.split(' ');
  const suggested =
    extra === 'cardLink' ? proposedText('firstName', name, where, 'guess') : nameParts(first, last.join(' '), where);
  return [
    proposed({ path: 'extra', name: extra, value }, where, 'sure', openLater ? [say('reading.openLater')] : []),
    ...(name === ''
      ? []
      : suggested.map((field) => ({ ...field, sure: 'guess' as const, said: [say('reading.nameFromLink')] }))),
    ...(phone === undefined ? [] : phoneFields([{ number: phone, type: 'mobile', where }], null)),
  ];
}
