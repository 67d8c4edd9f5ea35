import { z } from "zod";

import { AddressRange, DnsLabel, IpAddress, Port } from "./kubernetes";

const AutonomousSystem = z.int().min(1).max(4294967295);

const Pool = z.strictObject({
  name: DnsLabel.describe("name of the pool"),
  addresses: z
    .array(AddressRange)
    .min(1)
    .describe("CIDRs or ranges, as in 10.20.0.100-10.20.0.120"),
  autoAssign: z
    .boolean()
    .default(true)
    .describe("whether Services that name no pool may get an address of it"),
});

const Peer = z.strictObject({
  name: DnsLabel.describe("name of the router"),
  address: IpAddress.describe("address of the router"),
  asn: AutonomousSystem.describe("its number of autonomous system"),
  myAsn: AutonomousSystem.describe("the cluster's number of autonomous system"),
  port: Port.default(179).describe("port of the router"),
  ebgpMultiHop: z.boolean().default(false).describe("the router is more than one hop away"),
  passwordSecret: DnsLabel.optional().describe(
    "Secret of type kubernetes.io/basic-auth in metallb-system, made by others",
  ),
});

/** Addresses for Services on bare metal. */
export const MetalLb = z.strictObject({
  mode: z
    .enum(["l2", "bgp"])
    .default("l2")
    .describe("l2: one node answers for an address; bgp: routers are told, by frr-k8s"),
  pools: z.array(Pool).min(1).describe("the addresses that it may give away"),
  interfaces: z
    .array(z.string().regex(/^[\w.@-]{1,15}$/, "is no interface of a node; write it as in eth0"))
    .prefault([])
    .describe("l2: interfaces of the nodes to answer on; none: all of them"),
  peers: z.array(Peer).prefault([]).describe("bgp: the routers"),
});

export type MetalLb = z.infer<typeof MetalLb>;
