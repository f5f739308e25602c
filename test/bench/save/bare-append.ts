import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';

/** The least that a durable save can cost: one write to the end of a file, and one flush. */
export function openBareAppend(file: string) {
  const descriptor = openSync(file, 'w');
  return {
    append(bytes: Buffer): void {
      writeSync(descriptor, bytes);
      fdatasyncSync(descriptor);
    },
    close: (): void => {
      closeSync(descriptor);
    },
  };
}
