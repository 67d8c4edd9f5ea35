import { kindOf, type KubernetesObject, type ObjectName } from "./kubernetes-object";
import type { Site } from "./site/site";

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
  /** Of the resource that was judged, where a program made it. */
  readonly urn?: string;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  /** Worth knowing, and no reason to stop. */
  readonly advice: boolean;
  /** Someone answers for it until a day: then it is advice. */
  readonly waived?: { readonly owner: string; readonly reason: string; readonly until: string };
  /** A change of what the gate goes by: somebody else has to agree to it. */
  readonly needsApproval?: true;
}

/** A resource of a Pulumi program, as far as the engine shows it. */
export interface ProgramResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string | undefined;
  /** Its inputs, unknown ones marked; of many components the engine is told none. */
  readonly props?: Readonly<Record<string, unknown>> | undefined;
  /** Inputs that the program marks as secret, as `data["tls.key"]`; undefined where nobody told. */
  readonly secrets?: readonly string[] | undefined;
  /** Fields whose changes never reach the cluster, as its `ignoreChanges` lists them. */
  readonly ignored?: readonly string[];
  /** URNs under which the state may know it. */
  readonly aliases?: readonly string[];
  /** Why its objects could not be shown to the rules; only a Helm release can have such a reason. */
  readonly hidden?: { readonly message: string; readonly remedy: string } | undefined;
}

/** What people read of a rule; docs/rules.md is made from it. */
interface RuleText {
  /** Also its heading in docs/rules.md. */
  readonly name: string;
  /** The promise, as a sentence that holds. */
  readonly description: string;
  /** What goes wrong where it is broken, and what the rule cannot see. */
  readonly why: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly remediation: string;
  /** The ways out of docs/ways-out.md that it shuts, by number. */
  readonly ways: readonly number[];
  /** YAML: objects, a list of resources of a program, or files; each judged at the site of `EXAMPLE_SITE`. */
  readonly examples: {
    readonly refused: string;
    /** The nearest thing that is legal. */
    readonly accepted: string;
  };
  /** Where a violation stops a change; elsewhere it is advice. Absent: everywhere. */
  readonly binds?: "in prod" | "never";
}

/** Judges one object at a time. */
export interface ObjectRule extends RuleText {
  readonly scope: "object";
  /** The only kinds that it says anything of, as `apps/Deployment` or `/Pod`, in any version. Absent: all. */
  readonly kinds?: ReadonlySet<string>;
  readonly check: (object: KubernetesObject, site: Site) => Complaint[];
}

/** Judges all objects together: whatever one object needs another for. */
export interface SetRule extends RuleText {
  readonly scope: "set";
  readonly check: (
    objects: readonly KubernetesObject[],
    site: Site,
  ) => (Complaint & { readonly object: ObjectName })[];
}

/** Judges a Pulumi program rather than its objects, so only a preview or an update can run it. */
export interface ProgramRule extends RuleText {
  readonly scope: "program";
  /** It needs no other resource to judge one, so an update asks it before it makes the resource. */
  readonly alone?: true;
  readonly check: (resources: readonly ProgramResource[], site: Site) => ProgramComplaint[];
}

/** A complaint about a resource; the path starts at its inputs. */
export type ProgramComplaint = Complaint & { readonly urn: string };

/** Judges the text of files of the checkout, by their paths; its examples are YAML, path to text. */
export interface CheckoutRule extends RuleText {
  readonly scope: "checkout";
  readonly check: (
    files: ReadonlyMap<string, string>,
    site: Site,
  ) => (Complaint & { readonly file: string })[];
}

/** A promise that the gate keeps; pure, and blind to where the objects come from. */
export type Rule = ObjectRule | SetRule | ProgramRule | CheckoutRule;

/** Whether the rule has anything to say of objects of this kind. */
export const isFor = (rule: ObjectRule, object: KubernetesObject): boolean =>
  rule.kinds === undefined || rule.kinds.has(kindOf(object));

/** Whether a violation of the rule stops a change at this site. */
export const stops = (rule: Rule, { environment }: Pick<Site, "environment">): boolean =>
  rule.binds === undefined || (rule.binds === "in prod" && environment === "prod");
