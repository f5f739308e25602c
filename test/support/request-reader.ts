/** Collects what comes in on one connection until a request is whole. Requests do not overlap: nobody here pipelines. */
export class RequestReader {
  #bytes = Buffer.alloc(0);

  /** What was read of the request that is not whole yet. */
  get text(): string {
    return this.#bytes.toString('utf8');
  }

  /** How many bytes were read of the request that is not whole yet. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Takes the next bytes; returns the whole request, head and body, or null where more of it must follow. */
  push(bytes: Buffer): string | null {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const head = this.#bytes.toString('latin1', 0, end);
    const length = Number(/^content-length: (\d+)/imu.exec(head)?.[1] ?? 0);
    if (this.#bytes.length < end + 4 + length) return null;
    const whole = this.text;
    this.#bytes = Buffer.alloc(0);
    return whole;
  }
}

/** A request, taken apart. */
export interface WholeRequest {
  method: string;
  /** Path and query. */
  path: string;
  /** With their names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Takes the text of a whole request; returns its parts. */
export function requestOf(text: string): WholeRequest {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = lines.map((one) => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()] as const;
  });
  return { method, path, headers: new Map(headers), body: text.slice(end + 4) };
}
