/** Levels of a document; no schema of a CRD is as deep. The YAML parser itself ends there. */
const MAX_DEPTH = 100;
/** Values that a document may come to by its aliases, however short its text is. */
const MAX_ALIASED = 100_000;

/**
 * Why a document is not fit to be judged: a loop or a bomb made of aliases, a depth that no object has, or a
 * merge key, which parsers resolve differently. Undefined for one that is.
 */
export function unfit(value: unknown, text: string, isYaml: boolean): string | undefined {
  const mayMerge = isYaml && text.includes("<<");
  if (isYaml && !mayMerge && !(text.includes("&") && text.includes("*"))) return undefined;
  let left = Math.max(MAX_ALIASED, text.length);
  const visit = (node: unknown, depth: number): string | undefined => {
    if (--left < 0) return "its aliases make more than 100000 values of it; write them out";
    if (typeof node !== "object" || node === null) return undefined;
    if (depth > MAX_DEPTH)
      return `it is nested more than ${MAX_DEPTH} levels deep, or within itself`;
    for (const [key, child] of Object.entries(node)) {
      if (mayMerge && key === "<<")
        return "a merge key (<<) overrides in one parser what it leaves in another; write the fields out";
      const wrong = visit(child, depth + 1);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
  return visit(value, 0);
}
