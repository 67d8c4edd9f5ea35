import { z } from "zod";

const Name = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "the exact name of an object: no wildcard");

/** Something that works on the nodes themselves, and so must be nearer to them than other pods. */
const NodeAgent = z.strictObject({
  namespace: Name,
  /** Of the DaemonSet, or of whatever else makes its pods. */
  name: Name,
  /** `hostNetwork`: it shares the network of its node. `everyNode`: it tolerates every taint. */
  needs: z.array(z.enum(["hostNetwork", "everyNode"])).default([]),
  /** Files and folders of the node that it mounts. */
  hostPaths: z.array(z.string().startsWith("/", "an absolute path of the node")).default([]),
});

/** Controllers that change what walls are made of. */
const WallEditor = z.strictObject({
  namespace: Name,
  serviceAccount: Name,
  resources: z
    .array(
      z
        .string()
        .regex(
          /^[a-z][a-z0-9]*(\/[a-z]+)?(\.[a-z0-9.-]+)?$/,
          "resource.group, as in networkpolicies.networking.k8s.io",
        ),
    )
    .min(1),
});

/** What the gate holds to be true of pods and rights at a site. */
export const SiteWorkloads = z.strictObject({
  /** The version of the Pod Security Standards; the default is the Kubernetes that the project is tested on. */
  podSecurityVersion: z
    .string()
    .regex(/^v1\.(0|[1-9]\d?)$/, "a minor version of Kubernetes, as in v1.36")
    .default("v1.36"),
  /** Namespaces that may enforce baseline where others have to enforce restricted. */
  baseline: z.array(Name).default([]),
  /** They need not keep to the Pod Security Standards, nor need namespaces that they lie in enforce them. */
  nodeAgents: z.array(NodeAgent).default([]),
  /** Labels or taints, by their keys, of nodes on which nothing enforces network policies. */
  unenforcedNodes: z.array(z.string().min(1)).default(["virtual-kubelet.io/provider"]),
  mayEditWalls: z.array(WallEditor).default([]),
});

export type SiteWorkloads = z.infer<typeof SiteWorkloads>;
