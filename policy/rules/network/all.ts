import type { Rule } from "../../rule";
import { namespacesDenyByDefault } from "./namespaces-deny-by-default";
import { isolation } from "./isolation";
import { wallsAreApplied } from "./walls-are-applied";

/** The rules on who reaches whom. */
export const networkRules: readonly Rule[] = [
  namespacesDenyByDefault,
  ...isolation,
  wallsAreApplied,
];
