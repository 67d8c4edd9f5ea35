import type {
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { HiddenRelease } from "../helm/hidden-release";
import { lateInput } from "../helm/release";
import { judgeCheckout, judgeResources } from "../judge-program";
import type { CheckoutRule, ProgramResource, ProgramRule } from "../rule";
import { isRelease } from "../rules/program/charts-render";
import { silent } from "../site/site-of-stack";
import { secretsOf } from "./decode-once";
import { levelsOf } from "./levels";
import type { Run } from "./run";
import { behind, plain } from "./show";

/** A resource that the engine shows, for the rules on programs. */
export function resourceOf(
  args: Pick<ResourceValidationArgs, "type" | "urn" | "name" | "props" | "opts">,
): ProgramResource {
  const target = behind(args.props);
  const { parent, ignoreChanges, aliases } = args.opts;
  return {
    urn: args.urn,
    type: args.type,
    name: args.name,
    parent,
    props: plain(target),
    secrets: secretsOf(target),
    ignored: ignoreChanges,
    aliases,
  };
}

/** The policies of a rule that judges each resource alone: before it is made, and so before it can do anything. */
export const alonePolicies = (
  rule: ProgramRule,
  run: Run,
): (ResourceValidationPolicy & StackValidationPolicy)[] =>
  levelsOf(rule).map(({ text, speaks }) => {
    const judge = (resources: readonly ProgramResource[], report: ReportViolation): void => {
      const urn = resources[0]?.urn;
      const site = urn === undefined ? undefined : run.site(urn, silent);
      if (urn === undefined || site === undefined || !speaks(site)) return;
      run.tell(judgeResources(rule, resources, site), { urn, among: resources }, report);
    };
    return {
      ...text,
      validateResource: (args, report) => {
        judge([run.inputs.get(args.urn) ?? resourceOf(args)], report);
      },
      // What is only read, as a StackReference is, the engine shows in the end alone.
      validateStack: ({ resources }, report) => {
        judge(resources.filter(({ urn }) => !run.inputs.has(urn)).map(resourceOf), report);
      },
    };
  });

/** A release that was not shown alone, which the engine does with every resource, was not opened. */
const notShown = new HiddenRelease(
  "its inputs were never shown to the gate",
  "Report this as a bug.",
);

/** The policies of a rule that needs the whole program. */
export const programPolicies = (rule: ProgramRule, run: Run): StackValidationPolicy[] =>
  levelsOf(rule).map(({ text, speaks }) => ({
    ...text,
    validateStack: ({ resources }, report) => {
      const all = resources.map((each) => ({
        ...(run.inputs.get(each.urn) ?? resourceOf(each)),
        parent: each.parent?.urn,
        hidden: hiddenOf(each, run),
      }));
      const urn = all[0]?.urn;
      const site = urn === undefined ? undefined : run.site(urn, silent);
      if (urn === undefined || site === undefined || !speaks(site)) return;
      run.tell(judgeResources(rule, all, site), { urn, among: all }, report);
    },
  }));

function hiddenOf({ type, urn, propertyDependencies }: PolicyResource, { declared }: Run) {
  if (!isRelease(type)) return undefined;
  const shown = declared.get(urn);
  return lateInput(propertyDependencies) ?? (shown === undefined ? notShown : shown.hidden);
}

/** The policies of a rule on the checkout, asked with the stack itself. */
export const checkoutPolicies = (
  rule: CheckoutRule,
  run: Run,
  files: () => ReadonlyMap<string, string>,
): ResourceValidationPolicy[] =>
  levelsOf(rule).map(({ text, speaks }) => ({
    ...text,
    validateResource: ({ type, urn }, report) => {
      if (type !== "pulumi:pulumi:Stack") return;
      const site = run.site(urn, silent);
      if (site === undefined || !speaks(site)) return;
      run.tell(judgeCheckout([rule], files(), site), { urn, among: [] }, report);
    },
  }));
