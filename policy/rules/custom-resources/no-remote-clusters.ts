import { parse } from "yaml";
import { fieldsOf, isKind, metadataOf, textOf } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { BINARY } from "../../texts/binary";
import { childPath } from "../../unknown";

const REMOTE_CLASSES = new Set<unknown>(["istio-remote", "istio-east-west"]);

/** Whoever is a cluster of the mesh is inside of it. */
export const noRemoteClusters: ObjectRule = {
  name: "no-remote-clusters",
  description: "The mesh has no other cluster.",
  why: "A Secret with the label istio/multiCluster makes istiod watch another API server and send callers to its pods; meshNetworks and gateways of class istio-remote lead there. The data of the Secret is not read.",
  severity: "critical",
  remediation: "Leave it out.",
  ways: [49],
  scope: "object",
  kinds: new Set(["/Secret", "/ConfigMap", "gateway.networking.k8s.io/Gateway"]),
  check(object) {
    if (isKind(object, "", "ConfigMap")) return networks(fieldsOf(object.data).meshNetworks);
    if (isKind(object, "gateway.networking.k8s.io", "Gateway"))
      return REMOTE_CLASSES.has(fieldsOf(object.spec).gatewayClassName)
        ? [{ path: "spec.gatewayClassName", message: "is for gateways to other clusters" }]
        : [];
    const path = childPath("metadata.labels", "istio/multiCluster");
    const mark = fieldsOf(metadataOf(object).labels)["istio/multiCluster"];
    if (mark === undefined || mark === null || mark === "false") return [];
    return [{ path, message: "makes another cluster a part of the mesh" }];
  },
  examples: {
    refused: `
apiVersion: v1
kind: Secret
metadata: { name: east, namespace: istio-system, labels: { istio/multiCluster: "true" } }
`,
    accepted: `
apiVersion: v1
kind: Secret
metadata: { name: east, namespace: istio-system, labels: { app: east } }
`,
  },
};

function networks(value: unknown): Complaint[] {
  const text = textOf(value);
  if (text === undefined) return [];
  const path = "data.meshNetworks";
  try {
    const { networks } = fieldsOf(parse(text, { logLevel: "error", customTags: [BINARY] }));
    return Object.keys(fieldsOf(networks)).length === 0
      ? []
      : [{ path, message: "lists other networks as parts of the mesh" }];
  } catch {
    return [{ path, message: "is no YAML that can be read" }];
  }
}
