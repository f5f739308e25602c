/** Tells the log of which kind the proxies are that the system's settings name, when that changes. Their names are not told. */
import { routesOf, type ResolveProxy, type Route } from './proxies.ts';
import { log } from '../log/log.ts';

/** Takes what asks the system; returns what asks it and tells. */
export function tellingProxies(resolveProxy: ResolveProxy): ResolveProxy {
  let before = '';
  return async (url) => {
    const answer = await resolveProxy(url);
    const routes = routesOf(answer);
    const many = (kind: Route['kind']) => routes.filter((route) => route.kind === kind).length;
    const ways = { direct: many('direct'), proxies: many('proxy'), unsupported: many('unsupported') };
    const now = Object.values(ways).join();
    if (now !== before) log.note('The ways to the CRM are', ways);
    before = now;
    return answer;
  };
}
