import type { ObjectName } from "../kubernetes-object";

/** What is proved of a set, each as a sentence that holds. */
export type VerdictName =
  | "nothing-leaves"
  | "tenants-do-not-meet"
  | "everything-needed-is-open"
  | "nothing-is-forgeable"
  | "nothing-dangles"
  | "nothing-is-wider-than-used";

/** One reason why a verdict does not hold, complete: where it is, and how to mend it. */
export interface Breach {
  /** As docs/isolation.md lists them; `NOT-PROVED` where something could not be judged. */
  readonly code: string;
  /** The policy that opens too much; where none does, whoever lacks one. */
  readonly object: ObjectName;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  /** The rules that decide: `team-a/allow-all spec.egress[0]`. */
  readonly rules?: readonly string[];
}

/** What was found of one promise. */
export interface Verdict {
  readonly name: VerdictName;
  readonly answer: "holds" | "fails" | "not proved";
  /** The doubts are among them. */
  readonly breaches: readonly Breach[];
  /** What could not be judged; the same for all verdicts but those that are only advice. */
  readonly doubts: readonly Breach[];
}
