/** What the system's settings say of proxies, and whether the proxy does its part. */
import type { Finding } from '#contract/doctor.ts';
import { say, type Message, type Said } from '#words/message.ts';
import type { Route } from '../http/proxies.ts';
import { notLookedAt, notNeeded, trouble, well } from './finding.ts';
import type { Question } from './question.ts';

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
  const settings = say('examination.proxyWays', { ways: ways.routes.map(nameOf).join('; ') });
  if (question.kind === 'not-asked') return notLookedAt('proxy', question.why);
  const { exchange } = question;
  if (exchange.kind === 'failed' && exchange.phase === 'connection' && exchange.code.startsWith('PROXY_')) {
    return trouble('proxy', [settings, exchange.message], todoFor(exchange.code));
  }
  if (!question.connected) return notLookedAt('proxy', say('examination.whyConnection'));
  return well('proxy', [settings, say('examination.proxyWell')]);
}

/** As the settings spell it, without a user and a password. */
function nameOf(route: Route): string {
  switch (route.kind) {
    case 'direct':
      return 'DIRECT';
    case 'proxy':
      return `PROXY ${new URL(route.url).host}`;
    case 'unsupported':
      return route.entry;
  }
}

function todoFor(code: string): Message {
  switch (code) {
    case 'PROXY_AUTH':
      return say('examination.noProxyPassword');
    case 'PROXY_UNSUPPORTED':
      return say('examination.askForHttpProxy');
    default:
      return say('examination.anotherOrProxy');
  }
}
