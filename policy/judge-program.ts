import { finish, withoutUnknowns } from "./judge";
import { textOf, type ObjectName } from "./kubernetes-object";
import {
  type CheckoutRule,
  type Complaint,
  type Finding,
  type ProgramComplaint,
  type ProgramResource,
  type ProgramRule,
  type Rule,
} from "./rule";
import type { Site } from "./site/site";
import { guarded } from "./unknown";

/** All rules on programs. A rule that throws has not said yes: that too is a finding. */
export const judgeProgram = (
  rules: readonly Rule[],
  resources: readonly ProgramResource[],
  site: Site,
): Finding[] =>
  rules.flatMap((rule) => (rule.scope === "program" ? judgeResources(rule, resources, site) : []));

/** All resources against one rule; one that judges each alone is stopped by none of the others. */
export function judgeResources(
  rule: ProgramRule,
  resources: readonly ProgramResource[],
  site: Site,
): Finding[] {
  if (rule.alone) return resources.flatMap((resource) => ask(rule, [resource], site));
  return resources.length === 0 ? [] : ask(rule, resources, site);
}

function ask(rule: ProgramRule, resources: readonly ProgramResource[], site: Site): Finding[] {
  const [first] = resources;
  return withoutUnknowns<Complaint | ProgramComplaint>((absent) =>
    rule.check(
      resources.map((resource) => ({ ...resource, props: guarded(resource.props, "", absent) })),
      site,
    ),
  ).map((complaint) => {
    const urn = "urn" in complaint ? complaint.urn : first?.urn;
    const resource = resources.find((each) => each.urn === urn);
    return {
      ...finish(rule, resource === undefined ? PROGRAM : nameOfResource(resource), complaint, site),
      ...(urn !== undefined && { urn }),
    };
  });
}

const PROGRAM: ObjectName = {
  apiVersion: "(none)",
  kind: "program",
  namespace: undefined,
  name: "(all resources)",
};

/** `kubernetes:helm.sh/v3` `Release` `it` */
const nameOfResource = ({ type, name }: ProgramResource): ObjectName => ({
  apiVersion: type.slice(0, Math.max(type.lastIndexOf(":"), 0)),
  kind: type.slice(type.lastIndexOf(":") + 1),
  namespace: undefined,
  name: textOf(name) ?? "(no name)",
});

/** All rules on the checkout: its files by their paths, whatever of them there is. */
export const judgeCheckout = (
  rules: readonly Rule[],
  files: ReadonlyMap<string, string>,
  site: Site,
): Finding[] =>
  rules.flatMap((rule) => (rule.scope === "checkout" ? judgeFiles(rule, files, site) : []));

const judgeFiles = (
  rule: CheckoutRule,
  files: ReadonlyMap<string, string>,
  site: Site,
): Finding[] =>
  withoutUnknowns<Complaint | (Complaint & { file: string })>(() => rule.check(files, site)).map(
    (complaint) =>
      finish(
        rule,
        nameOfFile("file" in complaint ? complaint.file : "(all files)"),
        complaint,
        site,
      ),
  );

const nameOfFile = (name: string): ObjectName => ({
  apiVersion: "checkout",
  kind: "file",
  namespace: undefined,
  name,
});
