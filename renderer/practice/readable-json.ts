/**
 * Takes a request's body; returns it with one line for each member. It is only indented, never parsed and written again:
 * that would round a long number, and show something else than what was received.
 */
export function readableJson(body: string): string {
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  // Strings come first, so that what stands within one is left alone.
  return body.replace(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/gu, (token) => {
    switch (token) {
      case '{':
      case '[':
        depth += 1;
        return token + line();
      case '}':
      case ']':
        depth = Math.max(0, depth - 1);
        return line() + token;
      case ',':
        return token + line();
      case ':':
        return ': ';
      default:
        return token.trim();
    }
  });
}
