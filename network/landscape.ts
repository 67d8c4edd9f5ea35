import { wayInOf } from "../exposure/ways-in";
import type { WayIn } from "../schema/exposure";
import type { Target } from "../schema/kubernetes";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";

/** What the traffic of every tenant, and of the platform beneath them, depends on. */
export interface Landscape {
  readonly apiServer: {
    readonly cidrs: readonly string[];
    readonly port: number;
    /** Further addresses that API servers call webhooks from. */
    readonly webhookCallers?: readonly string[] | undefined;
  };
  /** Addresses of a DNS cache on each node; none where pods ask the cluster's DNS alone. */
  readonly nodeLocalDns: readonly string[];
  /** Controller and scheduler talk by mutual TLS, on another port than in plain text. */
  readonly controlPlaneTls: boolean;
  /** The brokers; undefined where there is no Kafka. */
  readonly kafka: readonly Target[] | undefined;
  /** The collectors of traces; none where nothing is traced. */
  readonly tracing: readonly Target[];
  /** Where Prometheus runs; undefined where nothing may be scraped. */
  readonly monitoringNamespace: string | undefined;
  /** A proxy of Istio's is beside each pod of a serving tenant. */
  readonly mesh: boolean;
  /** Who may call the gateway, or a tenant that is reached without one. */
  readonly clients: readonly string[];
  /** Where the ingress controller runs that others installed. */
  readonly ingressNamespace: string;
  /** Where the ACME server is; nowhere where none signs. */
  readonly acmeServer: readonly Target[];
  /** That server is answered at the door, since the door's certificate comes from it. */
  readonly acmeSolvers: boolean;
}

/** What one tenant's traffic depends on. */
export interface TenantTraffic {
  readonly name: string;
  readonly kind: "serving" | "training";
  /** The stores that the tenant has a login for. */
  readonly modelStores: readonly Target[];
  /** Usage counts are sent to Seldon. */
  readonly reportsUsage: boolean;
  /** Where else they are sent. */
  readonly usageReceivers: readonly Target[];
  /** How callers reach it; of no meaning to a training tenant, which nobody calls. */
  readonly wayIn: WayIn;
}

/** The landscape that a stack file describes. */
export const landscapeOf = ({
  cluster,
  seldon,
  monitoring,
  istio,
  exposure,
  certManager,
}: Pick<
  Platform,
  "cluster" | "seldon" | "monitoring" | "istio" | "exposure" | "certManager"
>): Landscape => ({
  apiServer: cluster.apiServer,
  nodeLocalDns: cluster.nodeLocalDns,
  controlPlaneTls: seldon.controlPlaneTls !== undefined,
  kafka: seldon.kafka?.egress,
  tracing: seldon.tracing?.egress ?? [],
  monitoringNamespace: monitoring?.namespace,
  mesh: istio.enabled,
  clients: exposure.clients,
  ingressNamespace: exposure.ingress.namespace,
  acmeServer: certManager?.acme?.egress ?? [],
  acmeSolvers:
    certManager?.acme !== undefined && !!exposure.tls && exposure.tls.secretName === undefined,
});

/** The traffic that a stack file allows to one of its tenants. */
export function trafficOf(
  tenant: Pick<Tenant, "name" | "kind" | "storage" | "runtime" | "exposure">,
  { hodometer, modelStores, exposure }: Pick<Platform, "hodometer" | "modelStores" | "exposure">,
): TenantTraffic {
  const reportsUsage = hodometer.enabled && tenant.runtime.hodometer.enabled !== false;
  return {
    name: tenant.name,
    kind: tenant.kind,
    modelStores: modelStores
      .filter((store) => tenant.storage.some(({ endpoint }) => endpoint === store.endpoint))
      .flatMap(({ egress }) => egress),
    reportsUsage,
    usageReceivers: reportsUsage ? hodometer.egress : [],
    wayIn: wayInOf(tenant, { exposure }),
  };
}

/** Written into Seldon's chart, whatever further receivers are given. */
export const seldonsReceiver = "http://hodometer.seldon.io";
