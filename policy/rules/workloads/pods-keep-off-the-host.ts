import { fieldsOf, isKind, listOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { containersOf, podsOf, type PodTemplate } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { holdsRuntimeSocket, plainPath } from "./host-paths";
import { nodeAgentOf } from "./node-agents";

/** What is on the node is beyond every wall that stands around a pod. */
export const podsKeepOffTheHost: ObjectRule = {
  name: "pods-keep-off-the-host",
  description:
    "No pod sees the processes, ports or files of its node, but for the paths that the site lists.",
  why: "The socket of a container runtime starts any image with any right; processes and files of the node hold the credentials of all its pods. Not seen: what a CSI driver mounts.",
  severity: "critical",
  remediation:
    "Remove it; use a PersistentVolumeClaim for files, and a Service for ports. Paths of a node agent are listed under workloads.nodeAgents of the site.",
  ways: [65],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: builder, namespace: team }
spec:
  containers: [{ name: builder, image: "harbor.example/platform/builder:1.0.0" }]
  volumes: [{ name: runtime, hostPath: { path: /var/run/docker.sock } }]
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: builder, namespace: team }
spec:
  shareProcessNamespace: true
  containers: [{ name: builder, image: "harbor.example/platform/builder:1.0.0" }]
  volumes: [{ name: work, emptyDir: {} }]
`,
  },
  scope: "object",
  check(object, site) {
    const listed = (nodeAgentOf(object, site)?.hostPaths ?? []).map(plainPath);
    if (isKind(object, "", "PersistentVolume")) return ofVolume(object);
    return podsOf(object).flatMap((pod) => [
      ...ofPod(pod),
      ...listOf(pod.spec.volumes).flatMap((volume, index) =>
        ofHostPath(
          fieldsOf(volume).hostPath,
          `${childPath(childPath(pod.path, "volumes"), index)}.hostPath`,
          listed,
        ),
      ),
    ]);
  },
};

function ofPod(pod: PodTemplate): Complaint[] {
  const { path, spec } = pod;
  const isTrue = (value: unknown) => value !== undefined && value !== null && value !== false;
  const shared = [
    ["hostPID", "lets the pod see and stop the processes of its node"],
    ["hostIPC", "lets the pod read the shared memory of its node"],
  ] as const;
  return [
    ...shared
      .filter(([field]) => isTrue(spec[field]))
      .map(([field, message]) => ({ path: childPath(path, field), message })),
    // With the network of the node each port is one of the node's, and the API server writes so.
    ...(isTrue(spec.hostNetwork) ? [] : containersOf(pod)).flatMap(({ path: at, container }) =>
      listOf(container.ports).flatMap((port, index) => {
        const { hostPort } = fieldsOf(port);
        return !isTrue(hostPort) || hostPort === 0
          ? []
          : [
              {
                path: `${childPath(`${at}.ports`, index)}.hostPort`,
                message: `opens port ${String(hostPort)} of the node, past Services and their rules`,
              },
            ];
      }),
    ),
  ];
}

function ofHostPath(hostPath: unknown, at: string, listed: readonly string[]): Complaint[] {
  if (hostPath === undefined || hostPath === null) return [];
  const path = textOf(fieldsOf(hostPath).path) ?? "";
  if (holdsRuntimeSocket(path))
    return [
      {
        path: `${at}.path`,
        message: "reaches the socket of the node's container runtime, which starts anything",
        remedy: "Mount a narrower path; no list allows this one.",
      },
    ];
  if (listed.includes(plainPath(path))) return [];
  return [{ path: `${at}.path`, message: "mounts files of the node that the site does not list" }];
}

function ofVolume(volume: KubernetesObject): Complaint[] {
  const { hostPath, local } = fieldsOf(volume.spec);
  // A disk of a node is what `local` is for; the folders of its runtime are not.
  const path = textOf(fieldsOf(local).path) ?? "";
  return [
    ...ofHostPath(hostPath, "spec.hostPath", []),
    ...(path !== "" && holdsRuntimeSocket(path) ? ofHostPath({ path }, "spec.local", []) : []),
  ];
}
