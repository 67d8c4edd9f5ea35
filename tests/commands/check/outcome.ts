import type { RuleShown } from "../../../commands/check/rules-shown";
import type { Outcome } from "../../../commands/check/told";

export const RULES: readonly RuleShown[] = [
  {
    name: "images-come-from-harbor",
    description: "Every image comes from Harbor.",
    why: "Others cannot be reached.",
    remediation: "Mirror it.",
    severity: "critical",
    ways: [1, 2],
    advice: false,
  },
  {
    name: "nothing-dangles",
    description: "Each selector finds somebody.",
    why: "A typo opens nothing.",
    remediation: "Mend the selector.",
    severity: "low",
    ways: [113],
    advice: true,
  },
  {
    name: "tls-stays-on",
    description: "TLS is never off.",
    why: "Others could listen.",
    remediation: "Leave it on.",
    severity: "high",
    ways: [42],
    advice: false,
  },
];

/** One violation with a place, one advice with none, and one of whatever text is given. */
export const outcomeWith = (text = "plain"): Outcome => ({
  objects: 3,
  problems: [`b.yaml is not YAML: ${text}.`],
  told: [
    {
      rule: "images-come-from-harbor",
      advice: false,
      object: "v1 Pod team/web",
      path: "spec.containers[0].image",
      message: `v1 Pod team/web: spec.containers[0].image: ${text}. Mirror it.`,
      place: { file: "in/a b.yaml", line: 7, column: 5 },
    },
    {
      rule: "nothing-dangles",
      advice: true,
      object: "v1 Service team/web",
      path: "",
      message: "v1 Service team/web: finds nobody. Mend the selector.",
    },
  ],
});
