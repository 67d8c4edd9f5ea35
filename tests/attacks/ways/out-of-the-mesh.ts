import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { adding, type Made } from "./making/change";
import { seldonPods } from "./making/carriers";
import { publicIPv4 } from "./making/hosts";
import { made, tenants } from "./making/places";
import { podCarrier } from "./making/spoilt-pods";
import { way } from "./making/way";

type Mark = readonly [where: "labels" | "annotations", key: string, value: unknown];

const RULE = "sidecars-are-as-injected";
const TRAFFIC = "traffic.sidecar.istio.io";

/** Marks by which a pod asks for no proxy, or to be taken for one that the mesh has already. */
const left = (random: Random): Mark =>
  random.pick<Mark>([
    ["labels", "sidecar.istio.io/inject", random.pick(["false", "False", "no", "off", "n", "0"])],
    ["annotations", "sidecar.istio.io/inject", random.pick(["false", "FALSE", false])],
    ["labels", "istio.io/dataplane-mode", random.pick(["none", "ambient"])],
    ["labels", "istio.io/rev", random.pick(["canary", "none", random.word()])],
    ["labels", "istio.io/use-waypoint", "none"],
    ["annotations", "ambient.istio.io/bypass-inbound-capture", "true"],
    ["annotations", "ambient.istio.io/redirection", "disabled"],
  ]);

/** Marks by which some of a pod's traffic goes by its proxy. */
const beside = (random: Random): Mark => {
  const address = `${publicIPv4(random)}/32`;
  const [key, value] = random.pick<readonly [string, string | number]>([
    ["excludeOutboundPorts", random.pick(["443", "80,443", "*", " 9092 ", 443])],
    ["excludeOutboundIPRanges", random.pick(["0.0.0.0/0", "*", address, `10.0.0.0/8,${address}`])],
    ["excludeInterfaces", random.pick(["eth0", "net1,eth0"])],
    ["excludeInboundPorts", random.pick(["9000", "*"])],
    ["includeOutboundIPRanges", random.pick(["", " ", "10.0.0.0/8", address, "10.0.0.0/8,*"])],
    ["includeInboundPorts", random.pick(["", "8080"])],
  ]);
  return ["annotations", `${TRAFFIC}/${key}`, value];
};

/** By the settings of the proxy itself, or by how iptables leads to it. */
const otherCapture = (random: Random): Mark =>
  random.pick<Mark>([
    ["annotations", "sidecar.istio.io/interceptionMode", random.pick(["NONE", "none"])],
    ["annotations", "proxy.istio.io/config", "interceptionMode: NONE\n"],
    ["annotations", "proxy.istio.io/config", '{"interceptionMode":"NONE"}'],
  ]);

/** A pod of a tenant, or what Seldon's operator makes one of, with the mark on it. */
function marked(random: Random, stack: readonly Raw[], [where, key, value]: Mark): Made {
  const home = random.pick(tenants(stack));
  const what = `${where} ${key}: ${JSON.stringify(value)}`;
  if (random.maybe(20)) {
    const { metadata, ...rest } = seldonPods(random, home, {});
    const object = { ...rest, metadata: { ...metadata, [where]: { [key]: value } } };
    return adding(random, stack, `${what} on a ${rest.kind}`, object);
  }
  const { object, kind } = podCarrier(
    random,
    home,
    (pod) => {
      Object.assign(pod.metadata[where], { [key]: value });
    },
    "built-in",
  );
  return adding(random, stack, `${what} in a ${kind}`, object);
}

/** A tenant's namespace whose pods get no proxy. */
function unmeshed(random: Random, stack: readonly Raw[]): Made {
  const home = random.pick(tenants(stack));
  const [key, value] = random.pick([
    ["istio-injection", "disabled"],
    ["istio.io/dataplane-mode", "none"],
    ["istio.io/rev", random.word()],
  ] as const);
  const object = { apiVersion: "v1", kind: "Namespace", metadata: { name: home } };
  const labels = { "kubernetes.io/metadata.name": home, [key]: value };
  const touched = { ...object, metadata: { name: home, labels } };
  const others = stack.filter(
    ({ kind, metadata }) => kind !== "Namespace" || metadata.name !== home,
  );
  return {
    what: `${key}: ${value} on ${home}`,
    change: { objects: [...others, touched], touched: [touched] },
  };
}

/** The plugin that leads pods' traffic to the proxy leaves some alone. */
function unrepaired(random: Random, stack: readonly Raw[]): Made {
  const off = random.pick(["false", "False", "FALSE", "0", "f"]);
  const data = random.pick<Readonly<Record<string, string>>>([
    { REPAIR_ENABLED: off },
    {
      REPAIR_ENABLED: "true",
      REPAIR_REPAIR_PODS: off,
      REPAIR_LABEL_PODS: off,
      REPAIR_DELETE_PODS: off,
    },
    { EXCLUDE_NAMESPACES: `kube-system,${random.pick(tenants(stack))}` },
    { EXCLUDE_NAMESPACES: random.pick(tenants(stack)), REPAIR_ENABLED: "true" },
  ]);
  const what = JSON.stringify(data);
  if (random.maybe()) {
    const map = made(random, "v1", "ConfigMap", "istio-cni", { data });
    const named = { ...map, metadata: { ...map.metadata, name: "istio-cni-config" } };
    return adding(random, stack, `${what} in the plugin's settings`, named);
  }
  const env = Object.entries(data).map(([name, value]) => ({ name, value }));
  const spec = { containers: [{ name: "install-cni", env: random.shuffle(env) }] };
  const agent = made(random, "apps/v1", "DaemonSet", "istio-cni", {
    spec: { template: { metadata: { labels: { "k8s-app": "istio-cni-node" } }, spec } },
  });
  return adding(random, stack, `${what} of the plugin`, agent);
}

/** Ways 68 and 69. */
export const OUT_OF_THE_MESH: readonly Way[] = [
  way(68, RULE, "a pod that asks for no proxy", (random, stack) =>
    marked(random, stack, left(random)),
  ),
  way(68, RULE, "a tenant's namespace that asks for none", unmeshed),
  way(68, RULE, "a CNI plugin that leaves pods alone", unrepaired),
  way(69, RULE, "traffic of a pod beside its proxy", (random, stack) =>
    marked(random, stack, beside(random)),
  ),
  way(69, RULE, "a proxy that captures nothing", (random, stack) =>
    marked(random, stack, otherCapture(random)),
  ),
];
