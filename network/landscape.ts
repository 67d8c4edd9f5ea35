import type { Target } from "../schema/kubernetes";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";

/** What the traffic of every tenant depends on. */
export interface Landscape {
  readonly controllerNamespace: string;
  readonly apiServer: { readonly cidrs: readonly string[]; readonly port: number };
  /** Controller and scheduler talk by mutual TLS, on another port than in plain text. */
  readonly controlPlaneTls: boolean;
  /** The brokers; undefined where there is no Kafka. */
  readonly kafka: readonly Target[] | undefined;
  /** The collectors of traces; none where nothing is traced. */
  readonly tracing: readonly Target[];
  /** Where Prometheus runs; undefined where nothing may be scraped. */
  readonly monitoringNamespace: string | undefined;
}

/** What one tenant's traffic depends on. */
export interface TenantTraffic {
  readonly name: string;
  readonly kind: "serving" | "training";
  /** The stores that the tenant has a login for. */
  readonly modelStores: readonly Target[];
  /** TCP ports that usage counts leave the cluster by; none where they are not collected. */
  readonly telemetryPorts: readonly number[];
}

/** The landscape that a stack file describes. */
export const landscapeOf = (
  { cluster, seldon, monitoring }: Pick<Platform, "cluster" | "seldon" | "monitoring">,
  controllerNamespace: string,
): Landscape => ({
  controllerNamespace,
  apiServer: cluster.apiServer,
  controlPlaneTls: seldon.controlPlaneTls !== undefined,
  kafka: seldon.kafka?.egress,
  tracing: seldon.tracing?.egress ?? [],
  monitoringNamespace: monitoring?.namespace,
});

/** The traffic that a stack file allows to one of its tenants. */
export const trafficOf = (
  { name, kind, storage, runtime }: Pick<Tenant, "name" | "kind" | "storage" | "runtime">,
  { hodometer, modelStores }: Pick<Platform, "hodometer" | "modelStores">,
): TenantTraffic => ({
  name,
  kind,
  modelStores: modelStores
    .filter((store) => storage.some(({ endpoint }) => endpoint === store.endpoint))
    .flatMap(({ egress }) => egress),
  telemetryPorts:
    hodometer.enabled && runtime.hodometer.enabled !== false
      ? [...new Set([seldonsReceiver, ...hodometer.extraPublishUrls].map(portOf))]
      : [],
});

/** Written into Seldon's chart, whatever further receivers are given. */
const seldonsReceiver = "http://hodometer.seldon.io";

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}
