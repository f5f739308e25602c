/** D-Bus messages as bytes, as far as questions to the Secret Service need them (D-Bus Specification, "Message Protocol"). */

/** The bytes of a message, or of its body, written one value after the other. */
export class Writer {
  readonly #bytes: number[] = [];

  get bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  align(boundary: number): this {
    while (this.#bytes.length % boundary !== 0) this.#bytes.push(0);
    return this;
  }

  byte(value: number): this {
    this.#bytes.push(value);
    return this;
  }

  uint32(value: number): this {
    this.align(4).#bytes.push(...littleEndian(value));
    return this;
  }

  /** A string, or the path of an object. */
  text(value: string): this {
    const bytes = Buffer.from(value);
    this.uint32(bytes.length).#bytes.push(...bytes, 0);
    return this;
  }

  signature(value: string): this {
    this.#bytes.push(value.length, ...Buffer.from(value), 0);
    return this;
  }

  /** Takes what each entry is aligned to, and what writes them all. */
  array(boundary: number, write: () => void): this {
    this.uint32(0);
    const length = this.#bytes.length - 4;
    this.align(boundary);
    const start = this.#bytes.length;
    write();
    this.#bytes.splice(length, 4, ...littleEndian(this.#bytes.length - start));
    return this;
  }
}

const littleEndian = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];

/** Reads one value after the other. @throws RangeError where there are no more bytes */
export class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  align(boundary: number): this {
    this.#at = Math.ceil(this.#at / boundary) * boundary;
    return this;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  uint32(): number {
    this.align(4).#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  boolean(): boolean {
    return this.uint32() !== 0;
  }

  text(): string {
    return this.#letters(this.uint32());
  }

  signature(): string {
    return this.#letters(this.byte());
  }

  /** Takes what reads one entry; entries aligned to eight bytes are not needed here. */
  array<Entry>(read: () => Entry): Entry[] {
    const length = this.uint32();
    const end = this.#at + length;
    const entries: Entry[] = [];
    while (this.#at < end) entries.push(read());
    return entries;
  }

  #letters(length: number): string {
    const start = this.#at;
    this.#at += length + 1;
    if (this.left < 0) throw new RangeError('A text is longer than its message');
    return this.#bytes.toString('utf8', start, start + length);
  }
}

/** Whom a call is for. */
export interface Method {
  destination: string;
  path: string;
  interface: string;
  member: string;
}

export const messageType = { call: 1, answer: 2, error: 3, signal: 4 } as const;

const field = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const;

/** So that asking starts no keychain where none runs. */
const noAutoStart = 2;
const protocolVersion = 1;

/** Takes the call's number, whom it is for and its body, with the signature of that; returns the message. */
export function callMessage(serial: number, to: Method, signature: string, body: Buffer): Buffer {
  const message = new Writer();
  message.byte('l'.charCodeAt(0)).byte(messageType.call).byte(noAutoStart).byte(protocolVersion);
  message.uint32(body.length).uint32(serial);
  message.array(8, () => {
    const put = (code: number, type: string) => message.align(8).byte(code).signature(type);
    put(field.path, 'o').text(to.path);
    put(field.interface, 's').text(to.interface);
    put(field.member, 's').text(to.member);
    put(field.destination, 's').text(to.destination);
    if (signature !== '') put(field.signature, 'g').signature(signature);
  });
  return Buffer.concat([message.align(8).bytes, body]);
}

export interface Message {
  type: number;
  /** Of the call that this answers; null: it answers none. */
  answers: number | null;
  /** Of an error; else empty. */
  errorName: string;
  /** Of a signal, with its interface before it; else empty. */
  signal: string;
  body: Reader;
}

/** Takes what has arrived; returns its first message and what comes after it, or null where that is not whole yet. @throws */
export function firstMessage(bytes: Buffer): { message: Message; rest: Buffer } | null {
  if (bytes.length < 16) return null;
  // The other side writes in the order of this machine, and every one that the app is made for has this one.
  if (bytes.readUInt8(0) !== 'l'.charCodeAt(0)) throw new Error('The D-Bus speaks in another byte order');
  const start = Math.ceil((16 + bytes.readUInt32LE(12)) / 8) * 8;
  const end = start + bytes.readUInt32LE(4);
  if (bytes.length < end) return null;
  const fields = fieldsOf(bytes.subarray(0, start));
  const type = bytes.readUInt8(1);
  const serial = fields.get(field.replySerial);
  const named = (code: number) => String(fields.get(code) ?? '');
  const message: Message = {
    type,
    answers: typeof serial === 'number' ? serial : null,
    errorName: named(field.errorName),
    signal: type === messageType.signal ? `${named(field.interface)}.${named(field.member)}` : '',
    body: new Reader(bytes.subarray(start, end)),
  };
  return { message, rest: bytes.subarray(end) };
}

function fieldsOf(header: Buffer): Map<number, string | number> {
  const fields = new Map<number, string | number>();
  const reader = new Reader(header, 12);
  const end = 16 + reader.uint32();
  while (header.length - reader.left < end) {
    const code = reader.align(8).byte();
    const type = reader.signature();
    fields.set(code, type === 'u' ? reader.uint32() : type === 'g' ? reader.signature() : reader.text());
  }
  return fields;
}
