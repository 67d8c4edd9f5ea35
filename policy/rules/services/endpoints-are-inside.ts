import { endpointOf, isInside } from "../../hosts";
import {
  fieldsOf,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { isLive } from "../../live";
import type { ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

interface Target {
  readonly path: string;
  readonly host: string;
}

/** Behind a Service without a selector stands what somebody wrote down by hand. */
export const endpointsAreInside: ObjectRule = {
  name: "endpoints-are-inside",
  description: "Every endpoint that is written by hand lies inside.",
  why: "A Service without a selector sends its callers to the addresses of its Endpoints or EndpointSlices; with a public one it is a way out under an inner name. Host names of a slice (address type FQDN) are judged like addresses. On a live cluster, what the control plane found out about pods is left out. Not seen: endpoints that a controller writes later.",
  severity: "high",
  remediation:
    "Give the Service a selector, or have the exact address listed in the site's network or under its hosts.",
  ways: [76],
  examples: {
    refused: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: store, namespace: team, labels: { kubernetes.io/service-name: store } }
addressType: IPv4
endpoints: [{ addresses: [8.8.8.8] }]
`,
    accepted: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: store, namespace: team, labels: { kubernetes.io/service-name: store } }
addressType: IPv4
endpoints: [{ addresses: [10.20.0.30] }]
`,
  },
  binds: "in prod",
  scope: "object",
  kinds: new Set(["/Endpoints", "discovery.k8s.io/EndpointSlice"]),
  check: (object, site) =>
    targets(object).flatMap(({ path, host: written }) => {
      const endpoint = endpointOf(written.includes(":") ? `[${written}]` : written);
      if (endpoint === undefined) return [{ path, message: "is no address and no host" }];
      if (isInside(endpoint, site, textOf(metadataOf(object).namespace))) return [];
      return [{ path, message: `is the address ${endpoint.host}, which lies outside` }];
    }),
};

const targets = (object: KubernetesObject): Target[] =>
  object.kind === "Endpoints"
    ? listOf(object.subsets).flatMap((subset, index) =>
        ["addresses", "notReadyAddresses"].flatMap((list) =>
          listOf(fieldsOf(subset)[list]).flatMap((address, place) =>
            isPods(object, address)
              ? []
              : text(fieldsOf(address).ip, `subsets[${index}].${list}[${place}].ip`),
          ),
        ),
      )
    : listOf(object.endpoints).flatMap((endpoint, index) =>
        (isPods(object, endpoint) ? [] : listOf(fieldsOf(endpoint).addresses)).flatMap(
          (address, place) => text(address, childPath(`endpoints[${index}].addresses`, place)),
        ),
      );

/** What the control plane has found out about pods of its own. */
const isPods = (object: KubernetesObject, target: unknown): boolean =>
  isLive(object) && fieldsOf(fieldsOf(target).targetRef).kind === "Pod";

const text = (value: unknown, path: string): Target[] => {
  const host = textOf(value);
  return host === undefined ? [] : [{ path, host }];
};
