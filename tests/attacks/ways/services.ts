import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { added, rewriting, type Made } from "./making/change";
import { publicIPv4 } from "./making/hosts";
import { wrapped } from "./making/lists";
import { newLabels, newName } from "./making/names";
import { anywhere, serving } from "./making/places";
import { way } from "./making/way";

const service = (random: Random, home: string, spec: object, annotations: object = {}): Raw => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: newName(random), namespace: home, labels: newLabels(random), annotations },
  spec: { selector: { app: "web" }, ports: [{ port: 443, targetPort: 8443 }], ...spec },
});

const INTERNAL = { type: "LoadBalancer", allocateLoadBalancerNodePorts: false };
const LOCAL = { externalTrafficPolicy: "Local" };

const FOREIGN: readonly ((random: Random, home: string) => Raw)[] = [
  (random, home) => service(random, home, { externalIPs: [publicIPv4(random)] }),
  (random, home) =>
    service(random, home, { externalIPs: random.shuffle(["10.20.0.11", publicIPv4(random)]) }),
  (random, home) =>
    service(random, home, { ...INTERNAL, ...LOCAL, loadBalancerIP: publicIPv4(random) }),
  (random, home) =>
    service(random, home, {
      ...INTERNAL,
      ...LOCAL,
      loadBalancerClass: random.pick(["service.k8s.aws/nlb", "io.cilium/bgp", "tailscale"]),
    }),
  (random, home) =>
    service(
      random,
      home,
      { ...INTERNAL, ...LOCAL },
      {
        [random.pick([
          "metallb.io/loadBalancerIPs",
          "metallb.universe.tf/loadBalancerIPs",
          "lbipam.cilium.io/ips",
        ])]: publicIPv4(random),
      },
    ),
  (random, home) =>
    service(
      random,
      home,
      { ...INTERNAL, ...LOCAL },
      random.pick([
        { "service.beta.kubernetes.io/aws-load-balancer-type": "external" },
        { "service.beta.kubernetes.io/azure-load-balancer-resource-group": "x" },
        { "networking.gke.io/load-balancer-type": "External" },
        { "cloud.google.com/load-balancer-type": "External" },
      ]),
    ),
];

const seldon = (kind: string, name: string, home: string, spec: object): Raw => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind,
  metadata: { name, namespace: home },
  spec,
});

const DOORS: readonly ((random: Random, home: string) => Raw)[] = [
  (random, home) => service(random, home, { type: "NodePort" }),
  (random, home) =>
    service(random, home, {
      type: "NodePort",
      ports: [{ port: 80, nodePort: random.int(30000, 32767) }],
      ...LOCAL,
    }),
  (random, home) => service(random, home, { type: "LoadBalancer", ...LOCAL }),
  (random, home) =>
    service(random, home, { type: "LoadBalancer", allocateLoadBalancerNodePorts: true, ...LOCAL }),
  (random, home) =>
    service(random, home, {
      ...INTERNAL,
      ...(random.maybe() && { externalTrafficPolicy: "Cluster" }),
    }),
  (random, home) =>
    seldon("SeldonRuntime", newName(random), home, {
      seldonConfig: "default",
      overrides: [
        { name: "hodometer", replicas: 0 },
        {
          name: random.pick(["seldon-envoy", "seldon-scheduler", "seldon-pipelinegateway"]),
          serviceType: random.pick(["LoadBalancer", "NodePort"]),
        },
      ],
    }),
  (random, home) =>
    seldon("SeldonRuntime", newName(random), home, {
      config: { serviceConfig: { serviceType: random.pick(["LoadBalancer", "NodePort"]) } },
      overrides: [{ name: "hodometer", replicas: 0 }],
    }),
  (random) =>
    seldon("SeldonConfig", newName(random), "seldon-system", {
      config: { serviceConfig: { serviceType: random.pick(["LoadBalancer", "NodePort"]) } },
    }),
];

const oneOf =
  (makers: readonly ((random: Random, home: string) => Raw)[], homeOf = anywhere) =>
  (random: Random, stack: readonly Raw[]): Made => {
    const object = random.pick(makers)(random, homeOf(random, stack));
    return { what: JSON.stringify(object), change: added(random, stack, wrapped(random, object)) };
  };

/** A door that the site lists, which may be a load balancer and nothing more. */
function widened(random: Random, stack: readonly Raw[]): Made {
  const doors = stack.filter(
    ({ kind, spec }) => kind === "Service" && (spec as { type?: string }).type === "LoadBalancer",
  );
  const door = random.pick(doors);
  const wider = random.pick([
    { allocateLoadBalancerNodePorts: true },
    { allocateLoadBalancerNodePorts: undefined },
    { externalTrafficPolicy: "Cluster" },
    { externalTrafficPolicy: undefined },
    { type: "NodePort" },
  ]);
  const what = `${door.metadata.name} with ${Object.keys(wider).join()} ${String(Object.values(wider)[0])}`;
  return rewriting(
    stack,
    what,
    (object) => object === door,
    (object) => ({ ...object, spec: { ...(object.spec as object), ...wider } }),
  );
}

/** Ways 77 and 78. */
export const SERVICES: readonly Way[] = [
  way(
    77,
    "service-addresses-are-from-the-pool",
    "a Service at an address that is not the site's",
    oneOf(FOREIGN),
  ),
  way(
    78,
    "services-open-no-node-ports",
    "a Service that opens every node, or hides who calls",
    oneOf(DOORS, (random, stack) => random.pick(serving(stack))),
  ),
  way(78, "services-open-no-node-ports", "the site's own door, opened on every node", widened),
];
