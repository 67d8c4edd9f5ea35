import { areInside } from "../../hosts";
import { fieldsOf, metadataOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { AddressSet } from "../../reach/sets/address-set";
import { InvalidAddress } from "../../reach/sets/invalid-address";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { called, itemsOf } from "./called";

/** What the mesh knows as a destination, proxies let through. */
export const serviceEntriesStayInside: ObjectRule = {
  name: "service-entries-stay-inside",
  description: "The mesh knows no host, address or endpoint outside of the site.",
  why: "With REGISTRY_ONLY a proxy lets out to what the mesh knows, and a ServiceEntry or WorkloadEntry adds to that. An entry with addresses may bear a name below .internal that no name server answers. An entry of the mesh itself without addresses opens its ports as far as NetworkPolicies do: nothing-leaves judges those.",
  severity: "high",
  remediation: "Name a Service of the cluster, or addresses of the site's network.",
  ways: [40],
  binds: "in prod",
  scope: "object",
  kinds: new Set(
    ["ServiceEntry", "WorkloadEntry", "WorkloadGroup"].map((kind) => `networking.istio.io/${kind}`),
  ),
  check(object, site) {
    const spec = fieldsOf(object.spec);
    const namespace = textOf(metadataOf(object).namespace);
    if (object.kind === "WorkloadEntry") return endpoint(spec, "spec", site, namespace);
    if (object.kind === "WorkloadGroup")
      return endpoint(fieldsOf(spec.template), "spec.template", site, namespace);
    return [
      ...itemsOf(spec.hosts, "spec.hosts").flatMap(({ item, path }) =>
        host(item, path, object, site),
      ),
      ...itemsOf(spec.addresses, "spec.addresses").flatMap(({ item, path }) =>
        block(item, path, site),
      ),
      ...itemsOf(spec.endpoints, "spec.endpoints").flatMap(({ item, path }) =>
        endpoint(fieldsOf(item), path, site, namespace),
      ),
    ];
  },
  examples: {
    refused: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: hub, namespace: team }
spec:
  hosts: [hub.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports: [{ number: 443, name: tls, protocol: TLS }]
`,
    accepted: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: clients, namespace: team }
spec:
  hosts: [clients.team.internal]
  addresses: [10.20.4.0/24]
  location: MESH_EXTERNAL
  resolution: NONE
  ports: [{ number: 443, name: tls, protocol: TLS }]
`,
  },
};

function host(value: unknown, path: string, object: KubernetesObject, site: Site): Complaint[] {
  const text = String(value);
  if (text.includes("*"))
    return [
      {
        path,
        message: "is a wildcard, so it stands for hosts that nobody named",
        remedy: "Write each host.",
      },
    ];
  return isMadeUp(text, object)
    ? []
    : called(value, path, site, textOf(metadataOf(object).namespace));
}

/** A name that the entry makes up for its addresses, or for pods of its own namespace: nobody asks DNS for it. */
function isMadeUp(host: string, object: KubernetesObject): boolean {
  const { name, namespace } = metadataOf(object);
  const { addresses, resolution, location } = fieldsOf(object.spec);
  const isOwn = host === `${String(name)}.${String(namespace)}.internal`;
  // What names no location lies outside of the mesh.
  const isPlaced = itemsOf(addresses, "").length > 0 || location === "MESH_INTERNAL";
  const asksNobody = resolution === undefined || resolution === "NONE" || resolution === "STATIC";
  return isOwn && isPlaced && asksNobody;
}

function block(value: unknown, path: string, site: Site): Complaint[] {
  const text = String(value);
  const prefix = text.includes("/") ? "" : text.includes(":") ? "/128" : "/32";
  try {
    if (areInside(AddressSet.parse(`${text}${prefix}`), site)) return [];
  } catch (error) {
    if (!(error instanceof InvalidAddress)) throw error;
    return [{ path, message: error.clause }];
  }
  return [{ path, message: `the addresses ${text} are not all of the site's network` }];
}

function endpoint(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  site: Site,
  namespace: string | undefined,
): Complaint[] {
  const { address } = fields;
  // A socket of the pod itself.
  if (typeof address === "string" && address.startsWith("unix://")) return [];
  return called(address, `${path}.address`, site, namespace);
}
