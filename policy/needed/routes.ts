import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../kubernetes-object";
import type { Workload } from "../reach/workload";
import type { View } from "../verdicts/view";
import { carries, runningIn } from "./pods";
import { serviceNamed, targetsOf, type Target } from "./services";

/** What one VirtualService leads to. */
export interface Route {
  /** `namespace/name` of Istio's Gateways; `mesh` stands for the proxies beside pods. */
  readonly gateways: readonly string[];
  readonly targets: readonly Target[];
}

/** The routes of all VirtualServices, as far as the Services that they name are in the set. */
export const routesOf = (view: View): Route[] =>
  view.cluster.objects
    .filter((object) => isKind(object, "networking.istio.io", "VirtualService"))
    .map((object) => {
      const home = homeOf(object);
      const { gateways, http, tls, tcp } = fieldsOf(object.spec);
      return {
        gateways: listOf(gateways).map((name) => absolute(String(name), home)),
        targets: [http, tls, tcp]
          .flatMap(listOf)
          .flatMap((route) => listOf(fieldsOf(route).route))
          .flatMap((route) => destinationTargets(view, home, fieldsOf(route).destination)),
      };
    });

/** The pods that serve the Gateways: those that carry their selector, wherever they run. */
export const gatewaysOf = (view: View, names: readonly string[]): Workload[] =>
  view.cluster.objects
    .filter(
      (object) =>
        isKind(object, "networking.istio.io", "Gateway") &&
        names.includes(`${homeOf(object)}/${String(metadataOf(object).name)}`),
    )
    .flatMap((object) => {
      const selector = fieldsOf(fieldsOf(object.spec).selector) as Record<string, string>;
      return [...view.cluster.namespaces.keys()]
        .flatMap((namespace) => runningIn(view, namespace))
        .filter(({ labels }) => carries(labels, selector));
    });

function destinationTargets(view: View, home: string, destination: unknown): Target[] {
  const { host, port } = fieldsOf(destination);
  // A name alone is of the VirtualService's own namespace.
  const [name = "", namespace = home] = String(host).split(".");
  const service = serviceNamed(view, namespace, name);
  const { number } = fieldsOf(port);
  if (service === undefined) return [];
  return targetsOf(view, service, typeof number === "number" ? number : undefined);
}

const homeOf = (object: KubernetesObject): string =>
  textOf(metadataOf(object).namespace) ?? "default";

const absolute = (name: string, home: string): string =>
  name.includes("/") || name === "mesh" ? name : `${home}/${name}`;
