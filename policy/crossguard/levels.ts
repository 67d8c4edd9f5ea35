import { stops, type Rule } from "../rule";
import type { Site } from "../site/site";
import { textFor } from "./policy-text";

/** A policy has one level for all stacks, so a rule that binds only some of them becomes two, of which one speaks. */
const LEVELS = {
  everywhere: ["mandatory"],
  "in prod": ["mandatory", "advisory"],
  never: ["advisory"],
} as const;

/** What the policies of a rule say of themselves, and at which sites each speaks. */
export const levelsOf = (rule: Rule) =>
  LEVELS[rule.binds ?? "everywhere"].map((enforcementLevel) => {
    const isSecond = enforcementLevel === "advisory" && rule.binds !== "never";
    return {
      text: {
        ...textFor(rule),
        enforcementLevel,
        ...(isSecond && {
          name: `${rule.name}-as-advice`,
          description: `${rule.description} Outside of prod this is advice.`,
        }),
      },
      speaks: (site: Site): boolean => stops(rule, site) === (enforcementLevel === "mandatory"),
    };
  });
