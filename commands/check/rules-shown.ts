import { UNREADABLE } from "../../policy/read-objects";
import { stops, type Rule } from "../../policy/rule";
import type { Site } from "../../policy/site/site";
import { WAIVERS_HOLD } from "../../policy/waivers/waiver";

/** What a report says of a rule. */
export interface RuleShown {
  readonly name: string;
  readonly description: string;
  readonly why: string;
  readonly remediation: string;
  readonly severity: Rule["severity"];
  readonly ways: readonly number[];
  /** Whether its findings stop nothing. */
  readonly advice: boolean;
}

const READABLE: RuleShown = {
  name: UNREADABLE,
  description: "Each document is a Kubernetes object with a kind and an apiVersion.",
  why: "What has none cannot be judged by any rule.",
  remediation: "Give it the kind and apiVersion of a Kubernetes object.",
  severity: "critical",
  ways: [],
  advice: false,
};

const WAIVERS: RuleShown = {
  name: WAIVERS_HOLD,
  description: "Every waiver is sound, needed, and over within 90 days.",
  why: "What is waived for ever is no rule.",
  remediation: "Remove what is over or not needed.",
  severity: "high",
  ways: [],
  advice: false,
};

/** The rules as a report tells them, with those that no rule is needed for. */
export const rulesShown = (
  rules: readonly Rule[],
  site: Pick<Site, "environment">,
): RuleShown[] => [
  READABLE,
  WAIVERS,
  ...rules.map((rule) => ({ ...rule, advice: !stops(rule, site) })),
];
