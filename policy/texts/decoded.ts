import { onceForText } from "../once-for";

/** Shorter texts than this hold no address worth hiding, and too many plain words look like them. */
const SHORTEST = 12;
const BASE64 = /(?<![\w+/=-])[\w+/-]{12,}={0,2}(?![\w+/=-])/g;

/** What a text says in another writing: base64 of printable text, and percent-encoding. */
export const decodedFrom = onceForText((text): readonly string[] => [
  ...[...text.matchAll(BASE64)].flatMap(([word]) => base64(word)),
  ...percent(text),
]);

/** Wrapped lines belong together, as `base64` writes them. */
export const unwrapped = (text: string): string =>
  text.includes("\n") && /^[\w+/=-]+(\r?\n[\w+/=-]+)+\s*$/.test(text)
    ? text.replace(/\s+/g, "")
    : text;

function base64(word: string): string[] {
  // Words, paths and names in lower case are legal base64 too; what they decode to is no text.
  const plain = Buffer.from(word, "base64").toString("utf8");
  return plain.length >= SHORTEST * 0.6 && /^[\t\r\n\x20-\x7e\u00a0-\ufffc]+$/.test(plain)
    ? [plain]
    : [];
}

function percent(text: string): string[] {
  if (!/%[\da-f]{2}/i.test(text)) return [];
  try {
    const plain = decodeURIComponent(text);
    return plain === text ? [] : [plain];
  } catch {
    return [];
  }
}
