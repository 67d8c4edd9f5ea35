import type { Rule } from "../rule";
import { artifactsRules } from "./artifacts/all";
import { customResourcesRules } from "./custom-resources/all";
import { imagesRules } from "./images/all";
import { networkRules } from "./network/all";
import { podSecurityRules } from "./pod-security/all";
import { programRules } from "./program/all";
import { servicesRules } from "./services/all";
import { telemetryRules } from "./telemetry/all";
import { workloadsRules } from "./workloads/all";

/** Every rule of the gate, in the order in which reports name them. */
export const RULES: readonly Rule[] = [
  ...imagesRules,
  ...artifactsRules,
  ...customResourcesRules,
  ...workloadsRules,
  ...podSecurityRules,
  ...servicesRules,
  ...networkRules,
  ...telemetryRules,
  ...programRules,
];
