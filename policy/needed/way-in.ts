import { fieldsOf, isKind, listOf, metadataOf, textOf } from "../kubernetes-object";
import type { Workload } from "../reach/workload";
import { isPart } from "../verdicts/labels";
import { ownerOf } from "../verdicts/places";
import { blocks, type View } from "../verdicts/view";
import { proxyOf } from "../reach/mesh/membership";
import { endsAt } from "./pods";
import type { Need, Way } from "./need";
import { gatewaysOf, routesOf } from "./routes";
import { serviceNamed, servicesOf, targetsOf, type Target } from "./services";

/** How callers come to models. */
export const wayInNeeds = (view: View): Need[] => [
  ...clientNeeds(view),
  ...routeNeeds(view),
  ...ingressNeeds(view),
];

/** Services that can be called from beyond the cluster; nobody calls where the site names no clients. */
function clientNeeds(view: View): Need[] {
  const { clients } = view.site;
  if (clients.length === 0) return [];
  const from = blocks(clients);
  return servicesOf(view)
    .filter((service) => {
      const { type } = fieldsOf(service.spec);
      return type === "NodePort" || type === "LoadBalancer";
    })
    .filter((service) =>
      ["platform", "tenant"].includes(ownerOf(view, String(metadataOf(service).namespace))),
    )
    .flatMap((service) => targetsOf(view, service))
    .filter(
      ({ pods, port }) => proxyOf(pods, view.cluster) === "gateway" || isModels(pods, port.port),
    )
    .map(({ pods, port }) => ({
      name: isPart(pods, "envoy")
        ? "callers reach models with no gateway between"
        : "callers reach the gateway",
      why: "a Service offers it beyond the cluster",
      of: pods,
      ways: [{ from, to: pods, ports: [port] }],
    }));
}

/** Envoy's statistics stand behind the same Service as its models, and are no caller's business. */
const isModels = (pods: Workload, port: number): boolean => isPart(pods, "envoy") && port === 9000;

/** Istio's routes: from the pods of their gateways to what they lead to. */
const routeNeeds = (view: View): Need[] =>
  routesOf(view).flatMap(({ gateways, targets }) =>
    targets.flatMap(({ pods, port }) =>
      gatewaysOf(view, gateways).map((from) => ({
        name: "the gateway hands calls on",
        why: "a VirtualService leads there",
        of: pods,
        ways: [{ from, to: pods, ports: [port] }],
      })),
    ),
  );

/** Ingress objects, for whatever controller reads them. */
const ingressNeeds = (view: View): Need[] =>
  view.cluster.objects
    .filter((object) => isKind(object, "networking.k8s.io", "Ingress"))
    .flatMap((object) => {
      const namespace = String(metadataOf(object).namespace);
      const { defaultBackend, rules } = fieldsOf(object.spec);
      const backends = [
        defaultBackend,
        ...listOf(rules)
          .flatMap((rule) => listOf(fieldsOf(fieldsOf(rule).http).paths))
          .map((path) => fieldsOf(path).backend),
      ];
      return backends.flatMap((backend) => backendTargets(view, namespace, backend));
    })
    .map(({ pods, port }) => ({
      name: "the ingress controller hands calls on",
      why: "an Ingress leads there",
      of: pods,
      missing: "network.ingress",
      ways: fromIngress(view).map((from): Way => ({ from, to: pods, ports: [port] })),
    }));

/** The pods of the ingress controller, as far as the site names their namespace. */
export const fromIngress = (view: View): readonly Workload[] =>
  view.site.ingress === undefined
    ? []
    : endsAt(view, { namespace: view.site.ingress }).filter((end) => "namespace" in end);

function backendTargets(view: View, namespace: string, backend: unknown): Target[] {
  const { name, port } = fieldsOf(fieldsOf(backend).service);
  const service = serviceNamed(view, namespace, String(name));
  const { number, name: portName } = fieldsOf(port);
  if (service === undefined) return [];
  return targetsOf(view, service, typeof number === "number" ? number : textOf(portName));
}
