import { fieldsOf, isKind } from "../kubernetes-object";
import { onceFor } from "../once-for";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import { isGateway, isPart } from "./labels";
import { objectsIn } from "./objects-in";
import { ownerOf } from "./places";
import { blocks, type View } from "./view";
import { tcp, type Allowed } from "./way-out";
import { webhookPorts } from "./webhooks";

/**
 * Of model servers (Triton, MLServer, the agent, the pipeline gateway), of Envoy, of istiod and of proxies; the
 * controller's own last.
 */
const METRICS = tcp(8002, 8082, 9006, 9003, 15014, 15020, 15090, 4000);

/** The gateway's own doors; load balancers ask 15021 whether it is well. */
const GATEWAY = tcp(80, 443, 15021);
const ENVOY = tcp(9000);
const SOLVER = tcp(8089);

/** All that the site lets call this pod from beyond the namespaces that are judged. @throws InvalidAddress */
export function wayIn(view: View, pod: Workload): Allowed {
  const { clients, monitoring, ingress } = view.site;
  return {
    addresses: [
      { addresses: blocks(clients), ports: doorOf(view, pod) },
      { addresses: callersOf(view), ports: webhookPorts(view, pod) },
    ],
    pods: [
      ...(monitoring === undefined
        ? []
        : [{ namespace: monitoring, podLabels: {}, ports: METRICS }]),
      ...(ingress === undefined
        ? []
        : [{ namespace: ingress, podLabels: {}, ports: behindIngress(view, pod) }]),
    ],
  };
}

const callersOf = onceFor(({ site: { apiServer } }: View) =>
  blocks([...apiServer.cidrs, ...apiServer.webhookCallers]),
);

/** The ports by which callers of models come in, where they come in here. */
export function doorOf(view: View, pod: Workload): PortSet {
  if (ownerOf(view, pod.namespace) === "platform") return isGateway(pod) ? GATEWAY : PortSet.none;
  return isPart(pod, "envoy") && isCalledDirectly(view, pod.namespace) ? ENVOY : PortSet.none;
}

function behindIngress(view: View, pod: Workload): PortSet {
  if (ownerOf(view, pod.namespace) !== "tenant") return PortSet.none;
  if (isPart(pod, "envoy")) return ENVOY;
  return isPart(pod, "solver") ? SOLVER : PortSet.none;
}

/** A Service that the outside can reach stands before the tenant's Envoy. */
const isCalledDirectly = ({ cluster }: View, namespace: string): boolean =>
  objectsIn(cluster, "Service", namespace).some((object) => {
    if (!isKind(object, "", "Service")) return false;
    const { type, selector } = fieldsOf(object.spec);
    return (
      (type === "LoadBalancer" || type === "NodePort") &&
      isPart({ labels: fieldsOf(selector) as Record<string, string> }, "envoy")
    );
  });
