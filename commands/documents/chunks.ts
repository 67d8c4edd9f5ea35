/** What kubectl takes for one document of a file. */
export interface Chunk {
  /** Of the file, where the text begins; counted from 1. */
  readonly line: number;
  readonly text: string;
  /** What stands behind the --- in front of it, if that is more than a comment. */
  readonly after?: string;
}

/**
 * Cuts a file as kubectl does, at each line that begins with ---, before any of it is read as YAML: so no text
 * is one document here and two there, and a bad document spoils none of its neighbours.
 */
export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let line = 1;
  let after = "";
  let start = 0;
  const take = (end: number): void => {
    const part = text.slice(start, end);
    if (part !== "" || after !== "")
      chunks.push({ line, text: part, ...(after === "" ? {} : { after }) });
    for (let at = part.indexOf("\n"); at !== -1; at = part.indexOf("\n", at + 1)) line++;
  };
  for (let at = 0; at !== -1;) {
    if (!text.startsWith("---", at)) {
      const next = text.indexOf("\n---", at);
      at = next === -1 ? -1 : next + 1;
      continue;
    }
    take(at);
    const end = text.indexOf("\n", at);
    const rest = text.slice(at + 3, end === -1 ? text.length : end).trim();
    after = rest.startsWith("#") ? "" : rest;
    start = end === -1 ? text.length : end + 1;
    line++;
    at = end === -1 ? -1 : end + 1;
  }
  take(text.length);
  return chunks;
}
