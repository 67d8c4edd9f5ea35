import type { KubernetesObject, ObjectName } from "./kubernetes-object";
import type { Site } from "./site";

/** What a rule says of one field; the engine adds whose field it is. */
export interface Complaint {
  readonly path: string;
  /** What is wrong. Holds no value but the image reference, address or number that was judged. */
  readonly message: string;
  /** What to do; the rule's own remediation if left out. */
  readonly remedy?: string;
}

/** One violation, complete: enough to find the place and mend it without asking. */
export interface Finding {
  readonly rule: string;
  readonly object: ObjectName;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  /** Worth knowing, and no reason to stop. */
  readonly advice: boolean;
}

/** A resource of a Pulumi program, as far as the shape of the program matters. */
export interface ProgramResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  /** Fields whose changes never reach the cluster, as its `ignoreChanges` lists them. */
  readonly ignored?: readonly string[];
  /** Why its objects could not be shown to the rules; only a Helm release can have such a reason. */
  readonly hidden?: { readonly message: string; readonly remedy: string } | undefined;
}

interface RuleText {
  readonly name: string;
  /** The promise, as a sentence that holds. */
  readonly description: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly remediation: string;
  /** Heading in docs/policy.md, as an anchor. */
  readonly anchor: string;
}

/** Judges one object at a time. */
export interface ObjectRule extends RuleText {
  readonly scope: "object";
  readonly check: (object: KubernetesObject, site: Site) => Complaint[];
}

/** Judges all objects together: whatever one object needs another for. */
export interface SetRule extends RuleText {
  readonly scope: "set";
  /** Where a violation stops a change; elsewhere it is advice. Absent: everywhere. */
  readonly binds?: "in prod" | "never";
  readonly check: (
    objects: readonly KubernetesObject[],
    site: Site,
  ) => (Complaint & { readonly object: ObjectName })[];
}

/** Judges a Pulumi program rather than its objects, so only a preview or an update can run it. */
export interface ProgramRule extends RuleText {
  readonly scope: "program";
  readonly check: (
    resources: readonly ProgramResource[],
  ) => { readonly urn: string; readonly message: string; readonly remedy: string }[];
}

/** A promise that the gate keeps; pure, and blind to where the objects come from. */
export type Rule = ObjectRule | SetRule | ProgramRule;

/** Whether a violation of the rule stops a change at this site. */
export const stops = (rule: Rule, { environment }: Pick<Site, "environment">): boolean =>
  rule.scope !== "set" ||
  rule.binds === undefined ||
  (rule.binds === "in prod" && environment === "prod");
