/** What an answer's head says of how much more may be asked. There is no standard yet, so several spellings are read. */

export interface Allowance {
  limit: number | null;
  remaining: number | null;
}

/** Takes the head, its names in lower case; returns what it says, or null where it says nothing. */
export function allowanceIn(headers: Partial<Record<string, string>>): Allowance | null {
  const numberIn = (...names: string[]): number | null => {
    for (const name of names) {
      const found = /^\s*(\d{1,12})\b/u.exec(headers[name] ?? '')?.[1];
      if (found !== undefined) return Number(found);
    }
    return null;
  };
  // `RateLimit: "default";r=50;t=30` and `RateLimit-Policy: "default";q=100;w=60` (draft-ietf-httpapi-ratelimit-headers).
  const parameter = (header: string, name: string): number | null => {
    const found = new RegExp(`(?:^|[;,\\s])${name}=(\\d{1,12})\\b`, 'u').exec(headers[header] ?? '')?.[1];
    return found === undefined ? null : Number(found);
  };
  const limit =
    numberIn('x-ratelimit-limit', 'x-rate-limit-limit', 'ratelimit-limit') ??
    parameter('ratelimit-policy', 'q') ??
    parameter('ratelimit', 'limit');
  const remaining =
    numberIn('x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining') ??
    parameter('ratelimit', 'r') ??
    parameter('ratelimit', 'remaining');
  return limit === null && remaining === null ? null : { limit, remaining };
}
