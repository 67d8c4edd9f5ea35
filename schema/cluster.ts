import { z } from "zod";

import { Cidr, DnsLabel, IpAddress, Port } from "./kubernetes";

const Node = z.strictObject({
  name: DnsLabel.describe("name of the node"),
  address: IpAddress.describe("address that load balancers outside reach it by"),
});

const Taken = z.strictObject({
  name: z.string().min(1).describe("whose it is"),
  address: IpAddress.optional().describe("an address that the platform must not use"),
  nodePort: Port.optional().describe("a NodePort that the platform must not use"),
});

/** One address, because whatever it covers may be asked by every pod. */
const NodeLocalAddress = Cidr.refine(
  (text) => text.endsWith(text.includes(":") ? "/128" : "/32"),
  "is no single address; write that of the cache with /32, or /128 for IPv6",
);

/** The one cluster of a stack. */
export const Cluster = z.strictObject({
  /** Path as written: `~` is the user's home, a relative path starts at the project folder. */
  kubeconfig: z
    .string()
    .min(1)
    .default("~/.kube/config")
    .describe("~ is the home, a relative path starts at the project; $KUBECONFIG is never read"),
  context: z
    .string("is missing; write the kubeconfig context of this cluster")
    .min(1, "names no context; write the kubeconfig context of this cluster")
    .describe("the kubeconfig context of the one cluster that this stack may touch"),
  apiServer: z
    .strictObject({
      cidrs: z
        .array(Cidr)
        .min(1, "is empty; list the addresses behind: kubectl get endpoints kubernetes")
        .describe("where the API servers are, behind the Service"),
      port: Port.default(6443).describe("the port behind the Service"),
      webhookCallers: z
        .array(Cidr)
        .min(1)
        .optional()
        .describe("further addresses that API servers call webhooks from, as CNI tunnels have"),
    })
    .describe("what Seldon's pods may reach of the API server, and no other address"),
  nodeLocalDns: z
    .array(NodeLocalAddress)
    .prefault([])
    .describe("addresses of a DNS cache on each node, as in 169.254.20.10/32"),
  nodes: z.array(Node).prefault([]).describe("members for a load balancer outside the cluster"),
  nodePorts: z
    .strictObject({
      from: Port.default(30000).describe("first port"),
      to: Port.default(32767).describe("last port"),
    })
    .prefault({})
    .describe("the API server's range of NodePorts"),
  taken: z
    .array(Taken)
    .prefault([])
    .describe("addresses and NodePorts that others on the cluster use"),
});

export type Cluster = z.infer<typeof Cluster>;
/** How it is reached. */
export type ClusterAccess = Pick<Cluster, "kubeconfig" | "context">;
