/** What lies on the way to the API: the network, its proxies, the name, TLS, a sign-in page. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { PeerCertificate } from 'node:tls';
import type { Finding } from '#contract/doctor.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { unbracketed } from '../http/hosts.ts';
import type { Route } from '../http/proxies.ts';
import { isOfCertificate, nameOf } from '../http/refused-certificate.ts';
import { withTimeout } from '../system/with-timeout.ts';
import { notLookedAt, notNeeded, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';

// Does the laptop have a network at all? Only its No is to be trusted.

/** Takes whether the system says that there is no network, and whether the API is on this very laptop; returns the finding. */
export function linkFinding(down: boolean, loopback: boolean): Finding {
  if (loopback) {
    const network = say(down ? 'examination.noNetwork' : 'examination.networkToo');
    return notNeeded('link', [say('examination.onThisLaptop'), network]);
  }
  return down
    ? trouble('link', say('examination.linkDown'), say('examination.connectLaptop'))
    : well('link', say('examination.linkUp'));
}

// What the system's settings say of proxies, and whether the proxy does its part.

/** The ways that the settings name, or why they could not be had. */
export type Ways = { known: true; routes: Route[] } | { known: false; why: Said };

/** Takes the address, the ways to it and what came of the question; returns the finding. */
export function proxyFinding(url: URL, ways: Ways, question: Question): Finding {
  if (url.protocol === 'http:') {
    return notNeeded('proxy', [say('examination.onThisLaptop'), say('examination.noProxyHere')]);
  }
  if (!ways.known) {
    return trouble('proxy', say('network.proxySettings', { words: ways.why }), say('examination.checkProxy'));
  }
  if (ways.routes.every(({ kind }) => kind === 'direct')) return notNeeded('proxy', say('examination.noProxy'));
  const settings = say('examination.proxyWays', { ways: ways.routes.map(spelt).join('; ') });
  if (question.kind === 'not-asked') return notLookedAt('proxy', question.why);
  const { exchange } = question;
  if (exchange.kind === 'failed' && exchange.phase === 'connection' && exchange.code.startsWith('PROXY_')) {
    return trouble('proxy', [settings, exchange.message], todoForProxy(exchange.code));
  }
  if (!question.connected) return notLookedAt('proxy', say('examination.whyConnection'));
  return well('proxy', [settings, say('examination.proxyWell')]);
}

/** As the settings spell it, without a user and a password. */
function spelt(route: Route): string {
  switch (route.kind) {
    case 'direct':
      return 'DIRECT';
    case 'proxy':
      return `PROXY ${new URL(route.url).host}`;
    case 'unsupported':
      return route.entry;
  }
}

function todoForProxy(code: string): Message {
  switch (code) {
    case 'PROXY_AUTH':
      return say('examination.noProxyPassword');
    case 'PROXY_UNSUPPORTED':
      return say('examination.askForHttpProxy');
    default:
      return say('examination.anotherOrProxy');
  }
}

// Is the name found? It is asked as a connection would ask: by the system.

/** The most addresses that are told. */
const mostAddresses = 3;

/** Takes the address, the first way to it and the time limit in milliseconds; returns the finding. */
export async function lookUp(url: URL, way: Route, limit: number): Promise<Finding> {
  // It is the proxy that looks the API's name up; this laptop looks up the proxy's.
  const host = unbracketed(way.kind === 'proxy' ? new URL(way.url).hostname : url.hostname);
  const by = way.kind === 'proxy' ? [say('examination.proxyLooksUp')] : [];
  if (isIP(host) !== 0) return notNeeded('dns', [say('examination.isAddress', { host }), ...by]);
  try {
    const found = await withTimeout(lookup(host, { all: true }), limit);
    const told = found.slice(0, mostAddresses).map(({ address }) => address);
    const addresses = told.join(', ');
    const count = found.length - told.length;
    const named =
      count === 0
        ? say('examination.namedBy', { host, addresses })
        : say('examination.namedByMore', { host, addresses, count });
    return well('dns', [named, ...by]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOTFOUND') {
      return trouble('dns', say('examination.nameNotFound', { host, code }), say('examination.checkName'));
    }
    const what =
      code === null ? say('examination.nameSilent', { host, limit }) : say('examination.nameFailed', { host, code });
    return trouble('dns', what, say('examination.checkInternet'));
  }
}

// Whose certificate was shown, until when it is good, and whether it is trusted.

/** Takes the address and what came of the question; returns the finding. */
export function tlsFinding(url: URL, question: Question): Finding {
  if (url.protocol === 'http:') return notNeeded('tls', [say('examination.onThisLaptop'), say('examination.localTls')]);
  if (question.kind === 'not-asked') return notLookedAt('tls', question.why);
  const { exchange, certificate, connected } = question;
  if (exchange.kind === 'answer' || exchange.phase === 'request') {
    const told = certificate === null ? say('examination.encrypted') : described(url.hostname, certificate);
    return well('tls', told);
  }
  if (!connected) return notLookedAt('tls', inTheWay(question) ?? say('examination.whyConnection'));
  if (isOutOfTime(exchange.code)) {
    return trouble('tls', exchange.message, say('examination.setLaptopClock', { host: url.hostname }));
  }
  if (isOfCertificate(exchange.code)) {
    return trouble('tls', exchange.message, say('examination.otherCertificate'));
  }
  const found = say('examination.noTls', { host: url.host, code: exchange.code });
  return trouble('tls', found, say('examination.addressOrNetwork'));
}

/** Takes a code; returns whether a wrong clock would explain it. */
export const isOutOfTime = (code: string): boolean => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';

function described(host: string, { subject, issuer, valid_to }: PeerCertificate): Message {
  const until = Date.parse(valid_to);
  return say('examination.certificate', { host, subject: nameOf(subject), issuer: nameOf(issuer), until });
}

// Is it the API that answers, or a page in front of it?

/** Takes what came of the question; returns the finding. */
export function portalFinding(question: Question): Finding {
  if (question.kind === 'not-asked' || question.exchange.kind === 'failed') {
    return notLookedAt('portal', inTheWay(question) ?? noAnswer);
  }
  const { exchange, outcome, url } = question;
  const { contentType, headers } = exchange;
  const isPage = /html/iu.test(contentType);
  const answer = { host: url.host, status: String(exchange.status) };
  if (outcome.kind === 'portal') {
    const other = hostOf(headers['location'], url);
    const found =
      other === null
        ? say(isPage ? 'examination.page' : 'examination.noApi', answer)
        : say('examination.leadsTo', { ...answer, other });
    // Nobody on the Wi-Fi can speak for the API's host over TLS.
    const todo = say(url.protocol === 'https:' ? 'examination.signInOrAddress' : 'examination.signIn');
    return trouble('portal', found, todo);
  }
  if (isPage) return unknown('portal', say('examination.pageOfApi', answer));
  if (/json/iu.test(contentType)) return well('portal', say('examination.isApi', answer));
  return unknown('portal', say('examination.whoAnswered', answer));
}

/** The host only: the rest of such an address says who asked for what. */
function hostOf(location: string | undefined, from: URL): string | null {
  try {
    return location === undefined ? null : new URL(location, from).host;
  } catch {
    return null;
  }
}
