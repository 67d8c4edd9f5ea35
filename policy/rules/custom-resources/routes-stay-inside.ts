import {
  fieldsOf,
  groupOf,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { called, itemsOf } from "./called";
import { fieldsWithin, type Field } from "./fields-within";

const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

/** A route sends the requests of others on, or a copy of them. */
export const routesStayInside: ObjectRule = {
  name: "routes-stay-inside",
  description: "Routes and mirrors lead to Services of the cluster.",
  why: "A VirtualService or a route of the Gateway API can send requests, a copy of each, or the caller himself to another host. What a Service itself points to is for other rules.",
  severity: "high",
  remediation: "Route to a Service of the cluster.",
  ways: [41],
  scope: "object",
  kinds: new Set([
    "networking.istio.io/VirtualService",
    ...ROUTES.map((kind) => `gateway.networking.k8s.io/${kind}`),
  ]),
  check(object, site) {
    const fields = fieldsWithin(object.spec, "spec");
    const isIstio = groupOf(object) === "networking.istio.io";
    return fields.flatMap((field) => [
      ...(isIstio ? destination(field, object, site) : backend(field, object, site)),
      ...renamed(field, object, site),
    ]);
  },
  examples: {
    refused: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: models, namespace: team }
spec:
  hosts: [models.team.svc.cluster.local]
  http:
    - route: [{ destination: { host: seldon-mesh } }]
      mirror: { host: copies.example.com }
`,
    accepted: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: models, namespace: team }
spec:
  hosts: [models.team.svc.cluster.local]
  http:
    - route: [{ destination: { host: seldon-mesh } }]
      mirror: { host: seldon-mesh-next.team.svc.cluster.local }
`,
  },
};

const homeOf = (object: KubernetesObject): string | undefined =>
  textOf(metadataOf(object).namespace);

/** A destination, wherever it stands: in routes of all protocols, and as mirror. */
function destination(field: Field, object: KubernetesObject, site: Site): Complaint[] {
  if (field.key !== "destination" && field.key !== "mirror") return [];
  const { host } = fieldsOf(field.value);
  return called(host, `${field.path}.host`, site, homeOf(object));
}

function backend(field: Field, object: KubernetesObject, site: Site): Complaint[] {
  if (field.key === "backendRef") return reference(field.value, field.path, object, site);
  if (field.key !== "backendRefs") return [];
  return itemsOf(field.value, field.path).flatMap(({ item, path }) =>
    reference(item, path, object, site),
  );
}

function reference(
  value: unknown,
  path: string,
  object: KubernetesObject,
  site: Site,
): Complaint[] {
  const { group, kind, name } = fieldsOf(value);
  const isService = (textOf(group) ?? "") === "" && (textOf(kind) ?? "Service") === "Service";
  if (isService) return [];
  // Istio's own: a host in place of a Service.
  if (group === "networking.istio.io" && kind === "Hostname")
    return called(name, `${path}.name`, site, homeOf(object));
  return [
    { path: `${path}.kind`, message: "is no Service, so the gate cannot tell where it leads" },
  ];
}

const RENAMING: Readonly<Record<string, readonly string[]>> = {
  rewrite: ["authority"],
  redirect: ["authority"],
  urlRewrite: ["hostname"],
  requestRedirect: ["hostname"],
};

/** What tells callers, or what comes after, of another host than the route's own. */
function renamed(field: Field, object: KubernetesObject, site: Site): Complaint[] {
  const { hosts, hostnames } = fieldsOf(object.spec);
  const own = [...listOf(hosts), ...listOf(hostnames)];
  return (RENAMING[field.key] ?? []).flatMap((key) => {
    const value = fieldsOf(field.value)[key];
    return own.includes(value) ? [] : called(value, `${field.path}.${key}`, site, homeOf(object));
  });
}
