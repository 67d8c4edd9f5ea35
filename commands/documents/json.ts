import { unfit } from "./vet";

/**
 * A whole cluster as JSON takes a YAML parser far longer. Undefined for all but one JSON object in which each
 * key is written once; of two, JSON.parse would take the last without a word, and the YAML parser refuses.
 */
export function fromJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    let kept = 0;
    const value: unknown = JSON.parse(text, (_key, inner: unknown) => {
      if (typeof inner === "object" && inner !== null && !Array.isArray(inner))
        kept += Object.keys(inner).length;
      return inner;
    });
    let written = 0;
    for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g))
      if (colon !== undefined) written++;
    return kept === written && unfit(value, text, false) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}
