export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every value under a key, wherever it is. */
export const valuesAt = (key: string, value: unknown): unknown[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, child]: [string, unknown]) => [
        ...(name === key ? [child] : []),
        ...valuesAt(key, child),
      ]);
