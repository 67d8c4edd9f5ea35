import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../kubernetes-object";
import { proxyOf } from "../reach/mesh/membership";
import type { Workload } from "../reach/workload";
import { isPart } from "../verdicts/labels";
import { ownedBy } from "../verdicts/places";
import type { View } from "../verdicts/view";
import { isPods, tcp, type Need, type NeededPort } from "./need";
import { carries, endsAt, platformPods, runningIn } from "./pods";
import { portNamed, servicesOf, targetsOf, type Target } from "./services";

/** What Prometheus scrapes, where the site says that it runs and the set asks it to. */
export function monitoringNeeds(view: View): Need[] {
  const { monitoring } = view.site;
  const monitors = view.cluster.objects.filter((object) =>
    isKind(object, "monitoring.coreos.com", "PodMonitor", "ServiceMonitor"),
  );
  if (monitoring === undefined || monitors.length === 0) return [];
  const sources = endsAt(view, { namespace: monitoring }).filter(isPods);
  return [...monitors.flatMap((monitor) => scraped(view, monitor)), ...ofTheMesh(view)].map(
    ({ pods, port }) => ({
      name: "Prometheus scrapes metrics",
      why: "a monitor, or the mesh, offers them",
      of: pods,
      ways: sources.map((from) => ({ from, to: pods, ports: [port], byAddress: true as const })),
    }),
  );
}

function scraped(view: View, monitor: KubernetesObject): Target[] {
  const spec = fieldsOf(monitor.spec);
  const { any, matchNames } = fieldsOf(spec.namespaceSelector);
  const own = ownedBy(view, "platform", "tenant");
  const named = listOf(matchNames).map(String);
  const home = named.length > 0 ? named : [String(metadataOf(monitor).namespace)];
  const places = any === true ? own : home.filter((namespace) => own.includes(namespace));
  const selector = fieldsOf(fieldsOf(spec.selector).matchLabels) as Readonly<
    Record<string, string>
  >;
  if (monitor.kind === "PodMonitor")
    return places
      .flatMap((namespace) => runningIn(view, namespace))
      .filter(({ labels }) => carries(labels, selector))
      .flatMap((pods) =>
        listOf(spec.podMetricsEndpoints).flatMap((endpoint) =>
          portsOf(pods, fieldsOf(endpoint)).map((port) => ({ pods, port })),
        ),
      );
  return servicesOf(view)
    .filter((service) => {
      const { namespace, labels } = metadataOf(service);
      const carried = fieldsOf(labels) as Readonly<Record<string, string>>;
      return places.includes(String(namespace)) && carries(carried, selector);
    })
    .flatMap((service) =>
      listOf(spec.endpoints).flatMap((endpoint) => {
        const port = textOf(fieldsOf(endpoint).port);
        return port === undefined ? [] : targetsOf(view, service, port);
      }),
    );
}

const portsOf = (pods: Workload, endpoint: Readonly<Record<string, unknown>>): NeededPort[] => {
  const { port, portNumber, targetPort } = endpoint;
  if (typeof portNumber === "number") return tcp(portNumber);
  return portNamed(pods, String(port ?? targetPort));
};

/** istiod; gateways, merged with nothing; sidecars, merged with their pods and alone. */
const ofTheMesh = (view: View): Target[] => [
  ...platformPods(view, {})
    .filter((pods) => isPart(pods, "istiod"))
    .flatMap((pods) => targets(pods, 15014)),
  ...ownedBy(view, "platform", "tenant")
    .flatMap((namespace) => runningIn(view, namespace))
    .flatMap((pods) => {
      const proxy = proxyOf(pods, view.cluster);
      if (proxy === undefined) return [];
      return proxy === "gateway" ? targets(pods, 15020) : targets(pods, 15020, 15090);
    }),
];

const targets = (pods: Workload, ...ports: readonly number[]): Target[] =>
  tcp(...ports).map((port) => ({ pods, port }));
