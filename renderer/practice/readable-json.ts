/** Takes a request's body; returns it with one line for each member, or as it is if it is no JSON. */
export function readableJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
