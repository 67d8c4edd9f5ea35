import { stringify } from "yaml";
import { describeName, type ObjectName } from "../../policy/kubernetes-object";
import { keyOf, NEVER_WAIVED } from "../../policy/waivers/ledger";

/** What a waiver has to name. */
export interface Waivable {
  readonly rule: string;
  /** Undefined where the gate itself is at fault. */
  readonly object: ObjectName | undefined;
  /** Of a resource of a program that is no Kubernetes object: a waiver names it by that. */
  readonly urn?: string | undefined;
  readonly path: string;
  readonly message: string;
  readonly advice: boolean;
  readonly fingerprint?: string | undefined;
}

/**
 * A waiver for each violation, for policy/waivers.yaml. Owner, reason and day are empty, which no reader of that file
 * accepts: a person has to fill them in.
 */
export function waiverEntries(findings: readonly Waivable[], stack: string): string {
  const violations = findings.filter(({ advice }) => !advice);
  if (violations.length === 0) return "# Nothing is refused, so there is nothing to waive.\n";
  return [
    "# For policy/waivers.yaml: fill in who answers for it, why it may pass, and the last day, at most 90 days off.\n",
    ...violations.map((each) => entry(each, stack)),
  ].join("");
}

function entry({ rule, object, urn, path, message, fingerprint }: Waivable, stack: string): string {
  const name = object === undefined ? "" : `${describeName(object)}: `;
  const said = `# ${oneLine(`${name}${path === "" ? "" : `${path}: `}${message}`)}\n`;
  if (NEVER_WAIVED.has(rule)) return `${said}# ${rule} is waived for nobody.\n`;
  if (object === undefined || fingerprint === undefined)
    return `${said}# ${rule}: what it is about is not there whole and known, or is there twice, so nobody can waive it.\n`;
  const who = urn === undefined ? { object: keyOf(object), stack } : { object: urn };
  const named = { rule, ...who, path, sha256: fingerprint };
  return `${said}${stringify([{ ...named, owner: "", reason: "", until: "" }], { lineWidth: 0 })}`;
}

/** A line end would begin what is no comment. */
const oneLine = (text: string): string => text.replace(/[\r\n\u0085\u2028\u2029]+/g, " ");
