import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";

/** Service names by the component whose override gives them their type. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ["seldon-envoy", "seldon-mesh"],
  ["seldon-scheduler", "seldon-scheduler"],
]);

/** A node port is open on every node, to whoever reaches one. */
export const servicesOpenNoNodePorts: ObjectRule = {
  name: "services-open-no-node-ports",
  description: "Only Services that the site lists as doors can be called from outside the cluster.",
  why: "A NodePort listens on every node, and a load balancer that allocates node ports opens them too, whatever its own address is. With externalTrafficPolicy Cluster the caller's address is hidden behind a node's, so that no policy can tell callers apart: a door of type LoadBalancer must say Local, one of type NodePort is listed as it is. Where no type is said, Seldon's operator makes load balancers: so each SeldonRuntime has to say one, whatever its SeldonConfig says. Not seen: Services that other operators make.",
  severity: "high",
  remediation:
    "Make it ClusterIP and have callers come by a door, or have it listed under services.doors of the site, with its namespace, name and type.",
  ways: [34, 78],
  examples: {
    refused: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: team }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80 }] }
`,
    accepted: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: team }
spec: { type: ClusterIP, selector: { app: web }, ports: [{ port: 80 }] }
`,
  },
  binds: "in prod",
  scope: "object",
  kinds: new Set(["/Service", "mlops.seldon.io/SeldonRuntime", "mlops.seldon.io/SeldonConfig"]),
  check(object, site) {
    if (isKind(object, "", "Service")) return service(object, site);
    return object.kind === "SeldonConfig" ? config(object) : runtime(object, site);
  },
};

function service(object: KubernetesObject, site: Site): Complaint[] {
  const spec = fieldsOf(object.spec);
  const { type } = spec;
  if (type !== "LoadBalancer" && type !== "NodePort") return [];
  if (!isDoor(site, object, textOf(metadataOf(object).name), type))
    return [{ path: "spec.type", message: `is ${type}, and the site lists no such door` }];
  if (type === "NodePort") return [];
  return [
    ...(spec.allocateLoadBalancerNodePorts === false
      ? []
      : [
          {
            path: "spec.allocateLoadBalancerNodePorts",
            message: "is not false, so the load balancer opens a port on every node too",
            remedy: "Set allocateLoadBalancerNodePorts: false.",
          },
        ]),
    ...(spec.externalTrafficPolicy === "Local"
      ? []
      : [
          {
            path: "spec.externalTrafficPolicy",
            message: "is not Local, so callers are hidden behind the addresses of nodes",
            remedy: "Set externalTrafficPolicy: Local.",
          },
        ]),
  ];
}

const isDoor = (
  site: Site,
  object: KubernetesObject,
  name: string | undefined,
  type: unknown,
): boolean =>
  site.services.doors.some(
    (door) =>
      door.name === name && door.namespace === metadataOf(object).namespace && door.type === type,
  );

const isOpen = (type: unknown): type is "LoadBalancer" | "NodePort" =>
  type === "LoadBalancer" || type === "NodePort";

const CLUSTER_IP = "Set serviceType: ClusterIP.";

function config(object: KubernetesObject): Complaint[] {
  const type = fieldsOf(fieldsOf(fieldsOf(object.spec).config).serviceConfig).serviceType;
  if (!isOpen(type)) return [];
  return [
    {
      path: "spec.config.serviceConfig.serviceType",
      message: `is ${type} for every runtime`,
      remedy: CLUSTER_IP,
    },
  ];
}

function runtime(object: KubernetesObject, site: Site): Complaint[] {
  const spec = fieldsOf(object.spec);
  const overrides = listOf(spec.overrides).map(fieldsOf);
  const own = textOf(fieldsOf(fieldsOf(spec.config).serviceConfig).serviceType);
  const path = "spec.config.serviceConfig.serviceType";
  // An override decides alone; one without a type means ClusterIP.
  const rest = [...SERVICES.keys()].filter(
    (component) => !overrides.some(({ name }) => name === component),
  );
  if (own === undefined && rest.length > 0)
    return [
      {
        path,
        message: `is not said, so Seldon's operator may make load balancers for ${rest.join(" and ")}`,
        remedy: CLUSTER_IP,
      },
    ];
  const said = [
    { path, type: own, names: rest.map((component) => SERVICES.get(component)) },
    ...overrides.map(({ name, serviceType }, index) => ({
      path: `spec.overrides[${index}].serviceType`,
      type: serviceType,
      names: [SERVICES.get(String(name))],
    })),
  ];
  return said.flatMap(({ path: at, type, names }) =>
    !isOpen(type) || names.every((name) => isDoor(site, object, name, type))
      ? []
      : [{ path: at, message: `is ${type}, and the site lists no such door`, remedy: CLUSTER_IP }],
  );
}
