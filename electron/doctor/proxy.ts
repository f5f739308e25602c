/** What the system's settings say of proxies, and whether the proxy does its part. */
import type { Finding } from '#contract/doctor.ts';
import type { Route } from '../http/proxies.ts';
import { notLookedAt, notNeeded, trouble, well } from './finding.ts';
import type { Question } from './question.ts';

/** The ways that the settings name, or why they could not be had. */
export type Ways = { known: true; routes: Route[] } | { known: false; why: string };

/** Takes the address, the ways to it and what came of the question; returns the finding. */
export function proxyFinding(url: URL, ways: Ways, question: Question): Finding {
  if (url.protocol === 'http:') return notNeeded('proxy', 'The CRM runs on this laptop, where no proxy is used.');
  if (!ways.known) {
    const todo = "Check the proxy in the system's network settings.";
    return trouble('proxy', `The system's proxy settings could not be read: ${ways.why}.`, todo);
  }
  const named = ways.routes.map(nameOf).join(', then ');
  if (ways.routes.every(({ kind }) => kind === 'direct')) {
    return notNeeded('proxy', "The system's settings name no proxy for this address.");
  }
  const settings = `The system's settings say: ${named}.`;
  if (question.kind === 'not-asked') return notLookedAt('proxy', question.why);
  const { exchange } = question;
  if (exchange.kind === 'failed' && exchange.phase === 'connection' && exchange.code.startsWith('PROXY_')) {
    return trouble('proxy', `${settings} ${exchange.message}.`, todoFor(exchange.code));
  }
  if (!question.connected) return notLookedAt('proxy', 'no connection came about');
  return well('proxy', `${settings} A connection came about by that.`);
}

function nameOf(route: Route): string {
  switch (route.kind) {
    case 'direct':
      return 'directly';
    case 'proxy':
      return `by the proxy ${new URL(route.url).host}`;
    case 'unsupported':
      return `by ${route.entry}`;
  }
}

function todoFor(code: string): string {
  switch (code) {
    case 'PROXY_AUTH':
      return 'Fieldpost knows no password for a proxy. Use another network, or ask for a proxy without a password.';
    case 'PROXY_UNSUPPORTED':
      return 'Use another network, or ask for an HTTP proxy.';
    default:
      return "Use another network, or check the proxy in the system's network settings.";
  }
}
