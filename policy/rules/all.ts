import type { Rule } from "../rule";
import { chartsRender } from "./charts-render";
import { hodometerOffInProd } from "./hodometer-off-in-prod";
import { imagesComeFromHarbor } from "./images-come-from-harbor";
import { isolation } from "./isolation";
import { namespacesDenyByDefault } from "./namespaces-deny-by-default";
import { wallsAreApplied } from "./walls-are-applied";

/** Every rule of the gate, in the order in which reports name them. Those of isolation alone can be advice. */
export const RULES: readonly Rule[] = [
  imagesComeFromHarbor,
  hodometerOffInProd,
  namespacesDenyByDefault,
  ...isolation,
  chartsRender,
  wallsAreApplied,
];
