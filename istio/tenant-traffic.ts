import { seldonsReceiver, trafficOf } from "../network/landscape";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";
import type { WaysOut } from "./service-entries";

type Connected = Pick<Platform, "cluster" | "hodometer" | "modelStores" | "exposure" | "seldon">;

/** Where a tenant's pods may connect to, by the same reading of the stack file as its NetworkPolicies. */
export function waysOutOf(tenant: Tenant, platform: Connected): WaysOut {
  const { kafka, tracing } = platform.seldon;
  const { modelStores, reportsUsage, usageReceivers } = trafficOf(tenant, platform);
  const { nodeLocalDns } = platform.cluster;
  return {
    targets: [
      ...modelStores,
      ...usageReceivers,
      ...(kafka?.egress ?? []),
      ...(tracing?.egress ?? []),
      // Long answers come by TCP, which proxies see; the rest of DNS passes them by.
      ...(nodeLocalDns.length > 0 ? [{ cidrs: nodeLocalDns, port: 53 }] : []),
    ],
    receivers: reportsUsage ? [seldonsReceiver, ...platform.hodometer.extraPublishUrls] : [],
  };
}
