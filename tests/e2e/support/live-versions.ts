import type { StackShell } from "./stack-shell";

const kinds =
  "namespaces,networkpolicies,deployments,configmaps,secrets,serviceaccounts,roles,rolebindings,clusterroles," +
  "clusterrolebindings,customresourcedefinitions,seldonconfigs,serverconfigs,seldonruntimes";

/** Every object of the kinds that the platform makes, with its version: equal texts mean that nothing was written. */
export const liveVersions = (shell: StackShell): Promise<string> =>
  shell.text(
    `kubectl get ${kinds} -A -o jsonpath='{range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name} ` +
      `{.metadata.uid} {.metadata.resourceVersion}{"\\n"}{end}'`,
  );

/** Replicas of hodometer by tenant, as each live SeldonRuntime asks for them. */
export async function hodometerReplicas(shell: StackShell): Promise<Record<string, string>> {
  const path = `{range .items[*]}{.metadata.namespace} {.spec.overrides[?(@.name=="hodometer")].replicas}{"\\n"}{end}`;
  const lines = (await shell.text(`kubectl get seldonruntimes -A -o jsonpath='${path}'`)).trim();
  return Object.fromEntries(lines.split("\n").map((line) => line.split(" ") as [string, string]));
}
