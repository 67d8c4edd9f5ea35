import { ingressCertificate } from "../exposure/certificate";
import { directService } from "../exposure/direct-service";
import { isServed, wayInOf } from "../exposure/ways-in";
import { runtimeObjects } from "../operator/runtime-objects";
import { serverObjects } from "../operator/server-objects";
import type { CheckedPart } from "../schema/platform";
import type { Server } from "../schema/server";
import type { Tenant } from "../schema/tenant";
import { countsOf, isWorkload, type Part, partOf } from "./part";
import { seldonRuntime } from "../seldon/runtime";
import { replicasOf, serverObject } from "../seldon/server";
import { seldonConfigSkeleton, serverConfigSkeleton } from "./setup-skeleton";

/** What holds for every tenant of a stack. */
export type Stack = Pick<
  CheckedPart,
  "certManager" | "exposure" | "hodometer" | "istio" | "registry" | "seldon"
> & {
  /** Of Seldon's operator, as in 2.9.1. */
  readonly version: string;
};

/**
 * All that Seldon's operator and the platform will make in a tenant's namespace, with servers at the most
 * replicas that they may have.
 * @throws UnknownOperatorVersion for a version that the operator's model does not know
 */
export const tenantParts = (tenant: Tenant, stack: Stack): Part[] => [
  ...runtimeParts(tenant, stack),
  ...tenant.servers.map((server) => serverPart(tenant.name, server, stack)),
  platformPart(tenant, stack),
  wayInPart(tenant, stack),
];

function runtimeParts({ name: namespace, runtime }: Tenant, stack: Stack): Part[] {
  const { version, hodometer, seldon: settings } = stack;
  const { spec } = seldonRuntime({ namespace, runtime, hodometer, settings });
  const objects = runtimeObjects({
    version,
    namespace,
    seldonConfig: seldonConfigSkeleton(settings),
    seldonRuntime: { metadata: {}, spec },
  });
  const others = objects.filter((object) => !isWorkload(object));
  return [
    ...objects.filter(isWorkload).map((workload) => ({
      ...partOf(workload.metadata.name, [workload]),
      replicas: workload.spec.replicas,
    })),
    { ...partOf("the runtime's other objects", []), once: countsOf(others) },
  ];
}

/** As many replicas as there may ever be cost one, so that a slip of the finger does not cost a minute. */
function serverPart(namespace: string, server: Server, stack: Stack): Part {
  const { version, registry, seldon: settings } = stack;
  const object = serverObject(namespace, server, registry);
  const objects = serverObjects({
    version,
    namespace,
    serverConfig: serverConfigSkeleton(server, settings),
    server: { ...object, spec: { ...object.spec, replicas: 1 } },
  });
  return {
    ...partOf(`server ${server.name}`, objects.filter(isWorkload)),
    replicas: replicasOf(server).maxReplicas,
    perReplica: countsOf(objects.filter((made) => !isWorkload(made))),
  };
}

/** Secrets that others make are theirs to count. */
const platformPart = ({ storage }: Tenant, { istio, registry, seldon }: Stack): Part => ({
  ...partOf("the platform's own", []),
  once: {
    secrets:
      (registry ? 1 : 0) +
      storage.filter(({ existing }) => !existing).length +
      // One certificate for the scheduler, one for who talks to it.
      (seldon.controlPlaneTls ? 2 : 0),
    // Every namespace has the cluster's CA, the mesh's where there is one, and an account.
    configmaps: istio.enabled ? 2 : 1,
    serviceaccounts: 1,
    resourcequotas: 1,
  },
});

/** What lies in the tenant's own namespace of it; the gateway's is the platform's. */
function wayInPart(tenant: Tenant, stack: Stack): Part {
  const word = isServed(tenant) ? wayInOf(tenant, stack) : "none";
  const none = partOf("the way in", []);
  if (word === "ingressNginx") {
    const secrets = ingressCertificate(tenant, stack) ? 1 : 0;
    return { ...none, once: { secrets, "ingresses.networking.k8s.io": 1 } };
  }
  if (word !== "direct") return none;
  const isBalanced = directService(tenant, stack).spec.type === "LoadBalancer";
  return {
    ...none,
    // A balancer's Service has a NodePort too.
    once: {
      services: 1,
      "services.nodeports": 1,
      "services.loadbalancers": isBalanced ? 1 : 0,
    },
  };
}
