import { readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";

/** Puts as many tenants as wanted into a git-ignored copy of a stack file, in place of its own. */
export function writeTenants(file: string, count: number): void {
  const copy = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const tenants = Array.from({ length: count }, (_, index) => ({
    name: `team-${String(index + 1).padStart(2, "0")}`,
  }));
  writeFileSync(
    file,
    stringify({ ...copy, config: { ...copy.config, "seldon-platform:tenants": tenants } }),
  );
}
