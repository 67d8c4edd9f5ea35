import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Before each key of ours in a stack file. */
export const prefix = "seldon-platform:";

/** What a stack file says in plain, by key. An empty block says nothing, as in the program itself. */
export function stackValues(file: string): Readonly<Record<string, unknown>> {
  const { config = {} } = (parse(readFileSync(file, "utf8")) ?? {}) as {
    config?: Record<string, unknown> | null;
  };
  return Object.fromEntries(
    Object.entries(config ?? {})
      .filter(([key, value]) => key.startsWith(prefix) && JSON.stringify(value) !== "{}")
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
