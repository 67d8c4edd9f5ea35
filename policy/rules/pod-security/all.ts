import type { Rule } from "../../rule";
import { podSecurityBaseline } from "./pod-security-baseline";
import { podSecurityRestricted } from "./pod-security-restricted";

/** The rules on the Pod Security Standards. */
export const podSecurityRules: readonly Rule[] = [podSecurityBaseline, podSecurityRestricted];
