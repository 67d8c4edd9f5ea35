import { join } from "node:path";

import { PullSecret } from "../components/pull-secret";
import { judge } from "../policy/judge";
import { describeName } from "../policy/kubernetes-object";
import { RULES } from "../policy/rules/all";
import { loadSite } from "../policy/site/site";
import { checkout } from "./checkout";
import { runtimeOf, type LiveObject } from "./live-cluster";
import { say } from "./say";

/** What was found true of the live objects, and what was not. */
export interface Audit {
  readonly facts: readonly string[];
  readonly problems: readonly string[];
}

/** Judges objects as the API server holds them: with the gate's rules, and by what prod promises. */
export function auditObjects(objects: readonly LiveObject[], stack: string): Audit {
  const base = process.env["BASE"];
  const site = loadSite(stack, { packDirectory: join(checkout, "policy"), base, warn: say });
  const uninjected = objects.filter(awaitsInjection);
  const { findings } = judge(RULES, objects.map(withoutPlaceholder), site);
  const problems = findings
    .filter(({ advice }) => !advice)
    .map(({ object, path, message }) => `${describeName(object)}: ${path} ${message}`);
  const namespaces = namespacesOf(objects);
  const pullSecrets = objects.filter(({ metadata }) => metadata.name === PullSecret.secretName);
  // A site that pulls from public hosts needs no credentials.
  if (site.environment === "prod")
    for (const namespace of namespaces)
      if (!pullSecrets.some(({ metadata }) => metadata.namespace === namespace))
        problems.push(`v1 Secret ${namespace}/${PullSecret.secretName}: is missing`);
  const runtimes = objects.filter(({ kind }) => kind === "SeldonRuntime").map(runtimeOf);
  const facts = [
    `${String(RULES.length)} rules hold for ${String(objects.length)} objects; images come from ${site.imageHosts.join(", ")} only`,
    ...runtimes.map(
      ({ namespace, hodometer }) => `${namespace}: hodometer replicas ${String(hodometer)}`,
    ),
    `pull secret in ${String(pullSecrets.length)} of ${String(namespaces.length)} namespaces`,
    ...(uninjected.length > 0
      ? [
          `${String(uninjected.length)} pods of the gateway have no image: no istiod runs here that would write one`,
        ]
      : []),
  ];
  return problems.length > 0 ? { facts: [], problems } : { facts, problems };
}

const awaitsInjection = ({ kind, metadata }: LiveObject): boolean =>
  kind === "Pod" && metadata.annotations?.["inject.istio.io/templates"] !== undefined;

/**
 * Only istiod, which no cluster of this machine runs, gives such a pod its image. What it would write is
 * judged in its ConfigMap; on a real cluster a pod that still says `auto` was never injected.
 */
function withoutPlaceholder(object: LiveObject): LiveObject {
  if (!awaitsInjection(object)) return object;
  const { containers = [], ...spec } = object.spec as { containers?: { image?: string }[] };
  const named = containers.filter(({ image }) => image !== "auto");
  return { ...object, spec: { ...spec, containers: named } };
}

/** The platform's own, and wherever else its pods run. */
const namespacesOf = (objects: readonly LiveObject[]): string[] => [
  ...new Set(
    objects.flatMap(({ kind, metadata }) => {
      if (kind === "Namespace") return [metadata.name];
      return kind === "Pod" && metadata.namespace ? [metadata.namespace] : [];
    }),
  ),
];
