import { closeSync, openSync, readSync } from "node:fs";

/** Characters or bytes of one file or stream, whichever come first; a cluster's whole dump is smaller. */
export const LIMIT = 64 * 1024 * 1024;
const STEP = 1024 * 1024;

/** The text of a file, or of a descriptor; a little beyond the limit no more is read, so that a device ends too. */
export function readBounded(file: string | 0): string {
  const descriptor = file === 0 ? file : openSync(file, "r");
  const parts: Buffer[] = [];
  try {
    for (let total = 0; total <= LIMIT;) {
      const part = Buffer.allocUnsafe(STEP);
      const length = readSome(descriptor, part);
      if (length === 0) break;
      parts.push(part.subarray(0, length));
      total += length;
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Bytes that were read; 0 at the end. A terminal or an empty pipe that is not ready yet is asked again. */
function readSome(descriptor: number, part: Buffer): number {
  for (;;)
    try {
      return readSync(descriptor, part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
}

/** What to say of a text beyond the limit. */
export const tooMuch = (text: string): string | undefined =>
  text.length > LIMIT || Buffer.byteLength(text) > LIMIT
    ? `is more than ${LIMIT / 1024 / 1024} MiB: split it into files of fewer objects.`
    : undefined;
