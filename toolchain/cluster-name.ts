import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";

/** `<stack>-<8 hex>`: two checkouts with a stack of the same name get two clusters. The checkout must exist. */
export function clusterName(stack: string, checkout: string): string {
  const hash = createHash("sha256").update(realpathSync(checkout)).digest("hex");
  return `${stack}-${hash.slice(0, 8)}`;
}
