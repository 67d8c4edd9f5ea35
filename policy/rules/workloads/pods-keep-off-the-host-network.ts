import { podsOf } from "../../pods";
import type { ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { nodeAgentOf } from "./node-agents";

/** No network policy binds a pod that talks as its node. */
export const podsKeepOffTheHostNetwork: ObjectRule = {
  name: "pods-keep-off-the-host-network",
  description: "No pod uses the network of its node, but the node agents that the site lists.",
  why: "Network policies bind pods, not nodes: a pod with hostNetwork reaches whatever its node reaches, past the mesh too.",
  severity: "critical",
  remediation:
    "Remove hostNetwork, or list the node agent under workloads.nodeAgents of the site with needs: [hostNetwork].",
  ways: [64],
  examples: {
    refused: `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: exporter, namespace: team }
spec:
  template:
    spec:
      hostNetwork: true
      containers: [{ name: exporter, image: "harbor.example/platform/exporter:1.0.0" }]
`,
    accepted: `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: exporter, namespace: team }
spec:
  template:
    spec:
      hostNetwork: false
      containers: [{ name: exporter, image: "harbor.example/platform/exporter:1.0.0" }]
`,
  },
  scope: "object",
  check: (object, site) =>
    nodeAgentOf(object, site)?.needs.includes("hostNetwork") === true
      ? []
      : podsOf(object)
          .filter(({ spec }) => ![undefined, null, false].includes(spec.hostNetwork as boolean))
          .map(({ path }) => ({
            path: childPath(path, "hostNetwork"),
            message: "lets the pod use the network of its node, which no network policy binds",
          })),
};
