import { wayInOf } from "../exposure/ways-in";
import { seldonsReceiver, trafficOf } from "../network/landscape";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";
import type { OutsideCallers } from "./peer-authentications";
import type { WaysOut } from "./service-entries";

type Connected = Pick<Platform, "hodometer" | "modelStores" | "exposure" | "seldon" | "monitoring">;

/** Who calls a tenant from outside the mesh. */
export const callersOf = (tenant: Tenant, platform: Connected): OutsideCallers => ({
  controlPlaneTls: platform.seldon.controlPlaneTls !== undefined,
  monitoring: platform.monitoring !== undefined,
  kafka: platform.seldon.kafka !== undefined,
  wayIn: wayInOf(tenant, platform),
});

/** Where a tenant's pods may connect to, by the same reading of the stack file as its NetworkPolicies. */
export function waysOutOf(tenant: Tenant, platform: Connected): WaysOut {
  const { kafka, tracing } = platform.seldon;
  const { modelStores, telemetryPorts } = trafficOf(tenant, platform);
  return {
    targets: [...modelStores, ...(kafka?.egress ?? []), ...(tracing?.egress ?? [])],
    receivers:
      telemetryPorts.length > 0 ? [seldonsReceiver, ...platform.hodometer.extraPublishUrls] : [],
  };
}
