import type { Rule } from "../../rule";
import { hodometerOffInProd } from "./hodometer-off-in-prod";
import { tracesStayInside } from "./traces-stay-inside";
import { usageReportsAreOff } from "./usage-reports-are-off";

/** The rules on usage reports. */
export const telemetryRules: readonly Rule[] = [
  hodometerOffInProd,
  usageReportsAreOff,
  tracesStayInside,
];
