import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { nameOf } from "../kubernetes-object";
import type { Finding } from "../rule";
import { digestOf, keyOf, type Waivable } from "../waivers/ledger";
import type { Shown } from "./show";

/** What the engine is told, line by line, for who wants more of it than the engine prints. */
export interface Recorded extends Omit<Finding, "object" | "urn"> {
  /** Of the resource; empty where it is the whole stack. */
  readonly urn: string;
  /** Undefined where the gate itself is at fault. */
  readonly object?: Finding["object"] | undefined;
  /** Whether a waiver names the resource, because there is no Kubernetes object. */
  readonly isResource: boolean;
  /** As the engine prints it. */
  readonly line: string;
  /** For a waiver. */
  readonly fingerprint?: string | undefined;
}

/** What a line is about, for the record. */
export interface About {
  readonly finding: Finding;
  readonly among: readonly Waivable[];
}

/** The engine's, and the record's: what has nothing to record passes the engine's own. */
export type Report = (line: string, urn?: string, about?: About) => void;

/** The same policies; each line that they report is recorded first, so that none is told and not recorded. */
export function recorded(
  policies: Policies,
  record: (finding: Recorded) => void,
  declared: ReadonlyMap<string, Shown>,
): Policies {
  return (policies as (ResourceValidationPolicy & StackValidationPolicy)[]).map((policy) => {
    const { name, enforcementLevel, validateResource, validateStack } = policy;
    const reporting =
      (report: ReportViolation, resource: string): Report =>
      (line, urn, about) => {
        const advice = enforcementLevel === "advisory";
        record(entry(line, { policy: name, advice, urn: urn ?? resource, about }, declared));
        report(line, urn);
      };
    return {
      ...policy,
      ...(typeof validateResource === "function" && {
        validateResource: (args, report) => validateResource(args, reporting(report, args.urn)),
      }),
      ...(typeof validateStack === "function" && {
        validateStack: (args, report) => validateStack(args, reporting(report, "")),
      }),
    };
  });
}

function entry(
  line: string,
  {
    policy,
    advice,
    urn,
    about,
  }: {
    readonly policy: string;
    readonly advice: boolean;
    readonly urn: string;
    readonly about: About | undefined;
  },
  declared: ReadonlyMap<string, Shown>,
): Recorded {
  if (about === undefined)
    return {
      rule: policy,
      urn,
      path: "",
      message: line,
      remedy: "",
      advice,
      line,
      isResource: false,
    };
  const { finding, among } = about;
  return {
    ...finding,
    advice,
    urn: urn === "" ? urnOf(finding, declared) : urn,
    isResource: finding.urn !== undefined && among.some((each) => each.urn === finding.urn),
    line,
    fingerprint: digestOf(finding, among),
  };
}

/** Of the resource that declares what the finding is about. */
function urnOf({ object, urn }: Finding, declared: ReadonlyMap<string, Shown>): string {
  if (urn !== undefined) return urn;
  const key = keyOf(object);
  for (const [resource, { objects }] of declared)
    if (objects.some((each) => keyOf(nameOf(each)) === key)) return resource;
  return "";
}
