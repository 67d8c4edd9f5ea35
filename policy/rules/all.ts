import type { Rule } from "../rule";
import { chartsRender } from "./charts-render";
import { hodometerOffInProd } from "./hodometer-off-in-prod";
import { imagesComeFromHarbor } from "./images-come-from-harbor";
import { namespacesDenyByDefault } from "./namespaces-deny-by-default";

/** Every rule of the gate, in the order in which reports name them. All are mandatory. */
export const RULES: readonly Rule[] = [
  imagesComeFromHarbor,
  hodometerOffInProd,
  namespacesDenyByDefault,
  chartsRender,
];
