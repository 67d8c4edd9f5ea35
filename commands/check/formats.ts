import { githubOf } from "./github";
import { junitOf } from "./junit";
import type { RuleShown } from "./rules-shown";
import { sarifOf } from "./sarif";
import type { Outcome } from "./told";

/** For other programs; `text` and `json` are the command's own. */
export const REPORTS: Readonly<
  Record<"sarif" | "junit" | "github", (outcome: Outcome, rules: readonly RuleShown[]) => string>
> = { sarif: sarifOf, junit: junitOf, github: githubOf };

export type ReportFormat = keyof typeof REPORTS;
