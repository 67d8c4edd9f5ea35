import assert from "node:assert/strict";

import type { StackShell } from "./stack-shell";

interface Webhooks {
  readonly metadata: { readonly name: string };
  readonly webhooks: readonly {
    readonly failurePolicy: string;
    readonly clientConfig: { readonly caBundle?: string };
  }[];
}

const text = Buffer.from("simulated").toString("base64");
const status = {
  conditions: [{ type: "Ready", status: "True", reason: "Made", message: "by a test" }],
};

/** Object, who writes to it on a real cluster, and what. */
const patches: readonly (readonly [object: string, manager: string, patch: object])[] = [
  ["-n metallb-system secret/metallb-webhook-cert", "controller", { data: { "tls.crt": text } }],
  [
    "-n metallb-system ipaddresspools/doors --subresource=status",
    "controller",
    { status: { assignedIPv4: 1, assignedIPv6: 0, availableIPv4: 9, availableIPv6: 0 } },
  ],
  ["clusterissuers/platform-ca --subresource=status", "cert-manager-clusterissuers", { status }],
  [
    "-n istio-ingress gateways.networking.istio.io/busy --subresource=status",
    "pilot-discovery",
    { status },
  ],
  ["-n busy seldonruntimes/seldon --subresource=status", "manager", { status }],
];

/**
 * Writes what the pods of a real mesh, of cert-manager and of MetalLB write, each under its own name; their
 * webhooks' authorities are written by the local cluster, and have to be there already.
 */
export async function writeAsTheirPods(shell: StackShell): Promise<void> {
  for (const [object, manager, patch] of patches)
    await shell.text(
      `kubectl patch ${object} --type=merge --field-manager=${manager} -p '${JSON.stringify(patch)}'`,
    );
  for (const tenant of ["busy", "quiet"])
    await shell.text(
      `kubectl create configmap istio-ca-root-cert -n ${tenant} --from-literal=root-cert.pem=simulated --field-manager=pilot-discovery`,
    );
  for (const kind of ["mutating", "validating"]) {
    const list = await shell.json(`kubectl get ${kind}webhookconfigurations -o json`);
    for (const { metadata, webhooks } of (list as { items: Webhooks[] }).items)
      for (const { clientConfig, failurePolicy } of webhooks) {
        assert.ok(clientConfig.caBundle, metadata.name);
        if (kind === "validating") assert.equal(failurePolicy, "Fail", metadata.name);
      }
  }
}
