import type {
  Policies,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import assert from "node:assert/strict";
import { policiesFor } from "../../policy/crossguard/pack";
import type { Outside } from "../../policy/crossguard/run";
import type { OpenRelease } from "../../policy/helm/open-release";
import type { Rule } from "../../policy/rule";
import { PROD } from "./objects";

// What the SDK exports but its type declarations leave out.
const { unknownCheckingProxy } = proxy as unknown as {
  unknownCheckingProxy: (props: object) => object;
};

/** What a stack of the tests rests on: no release, no waiver, no file. */
export const OUTSIDE: Outside & { readonly open: OpenRelease } = {
  siteOf: () => PROD,
  open: () => assert.fail("there is no release here"),
  waivers: () => ({ waivers: [], findings: [] }),
  today: () => "2031-05-01",
  files: () => new Map(),
};

export const urnOf = (type: string, name = "it"): string =>
  `urn:pulumi:prod::platform::${type}::${name}`;

/** A resource as a test writes it. */
export interface Registered {
  readonly type: string;
  readonly props: object;
  readonly name?: string;
  readonly propertyDependencies?: object;
  readonly ignoreChanges?: readonly string[];
  readonly aliases?: readonly string[];
  /** As the engine does with what a program only reads: it is shown in the end alone. */
  readonly isRead?: boolean;
}

/** What the engine would be told of these resources by these rules, in its order: each alone, then all. */
export const run = (
  rules: readonly Rule[],
  resources: readonly Registered[],
  outside: Partial<typeof OUTSIDE> = {},
): Promise<string[]> => runPolicies(policiesFor(rules, { ...OUTSIDE, ...outside }), resources);

async function runPolicies(
  policies: Policies,
  resources: readonly Registered[],
): Promise<string[]> {
  const told: string[] = [];
  const tell =
    ({ name, enforcementLevel }: Policies[number]) =>
    (line: string) =>
      told.push(`${name}${enforcementLevel === "advisory" ? " (advice)" : ""}: ${line}`);
  const all = resources.map((resource) => ({ resource, args: argsOf(resource) }));
  for (const { resource, args } of all)
    for (const policy of policies as ResourceValidationPolicy[])
      if (typeof policy.validateResource === "function" && resource.isRead !== true)
        await policy.validateResource(args as unknown as ResourceValidationArgs, tell(policy));
  const stack = { resources: all.map(({ args }) => args) } as unknown as StackValidationArgs;
  for (const policy of policies as StackValidationPolicy[])
    await (policy.validateStack as StackValidationPolicy["validateStack"] | undefined)?.(
      stack,
      tell(policy),
    );
  return told;
}

const argsOf = (resource: Registered) => {
  const { type, props, name = "it", propertyDependencies = {} } = resource;
  const { ignoreChanges = [], aliases = [] } = resource;
  return {
    type,
    name,
    propertyDependencies,
    opts: { ignoreChanges, aliases },
    urn: urnOf(type, name),
    props: unknownCheckingProxy(props),
  };
};
