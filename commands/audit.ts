import { join } from "node:path";

import { PullSecret } from "../components/pull-secret";
import { judge } from "../policy/judge";
import { describeName } from "../policy/kubernetes-object";
import { RULES } from "../policy/rules/all";
import { loadSite } from "../policy/site";
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
  const { findings } = judge(RULES, objects, site);
  const problems = findings.map(
    ({ object, path, message }) => `${describeName(object)}: ${path} ${message}`,
  );
  const namespaces = objects.filter(({ kind }) => kind === "Namespace");
  const pullSecrets = objects.filter(({ metadata }) => metadata.name === PullSecret.secretName);
  // A site that pulls from public hosts needs no credentials.
  if (site.environment === "prod")
    for (const { metadata } of namespaces)
      if (!pullSecrets.some((secret) => secret.metadata.namespace === metadata.name))
        problems.push(`v1 Secret ${metadata.name}/${PullSecret.secretName}: is missing`);
  const runtimes = objects.filter(({ kind }) => kind === "SeldonRuntime").map(runtimeOf);
  const facts = [
    `${String(RULES.length)} rules hold for ${String(objects.length)} objects; images come from ${site.imageHosts.join(", ")} only`,
    ...runtimes.map(
      ({ namespace, hodometer }) => `${namespace}: hodometer replicas ${String(hodometer)}`,
    ),
    `pull secret in ${String(pullSecrets.length)} of ${String(namespaces.length)} namespaces`,
  ];
  return problems.length > 0 ? { facts: [], problems } : { facts, problems };
}
