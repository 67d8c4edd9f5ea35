import { stringify } from "yaml";

import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { workload } from "./making/carriers";
import { outside, publicName } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { podSpec } from "./making/pods";
import { objectWay } from "./making/way";

const NETWORKING = ["v1", "v1beta1", "v1alpha3"].map((version) => `networking.istio.io/${version}`);
const GATEWAY_API = ["v1", "v1beta1", "v1alpha2"].map(
  (version) => `gateway.networking.k8s.io/${version}`,
);

/** A proxy that starts, is ruled or is built otherwise than the injector says. */
const otherProxy = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const address = outside(random);
  const written = (config: object) => (random.maybe() ? stringify(config) : JSON.stringify(config));
  if (random.maybe(20)) {
    const spec = random.pick<object>([
      { environmentVariables: { CA_ADDR: address } },
      { environmentVariables: { ISTIO_BOOTSTRAP_OVERRIDE: "/x" } },
      { image: { imageType: "debug" }, environmentVariables: { XDS_ADDR: address } },
    ]);
    const version = random.pick(["networking.istio.io/v1beta1", "networking.istio.io/v1"]);
    const object = made(random, version, "ProxyConfig", anywhere(random, stack), { spec });
    return [JSON.stringify(spec), object];
  }
  const annotations = random.pick<Record<string, string>>([
    { "sidecar.istio.io/bootstrapOverride": random.word() },
    { "sidecar.istio.io/userVolume": '{"x":{"emptyDir":{}}}' },
    { "sidecar.istio.io/userVolumeMount": '{"x":{"mountPath":"/etc/istio"}}' },
    { "sidecar.istio.io/discoveryAddress": address },
    { "proxy.istio.io/config": written({ discoveryAddress: address }) },
    { "proxy.istio.io/config": written({ proxyMetadata: { CA_ADDR: address } }) },
    { "proxy.istio.io/config": written({ tracing: { zipkin: { address } } }) },
    { "proxy.istio.io/config": written({ customConfigFile: "/tmp/envoy.yaml" }) },
    { "proxy.istio.io/config": written({ proxyBootstrapTemplatePath: "/tmp/x" }) },
    { "proxy.istio.io/config": written({ discovery_address: address }) },
    { "proxy.istio.io/config": written({ proxy_metadata: { CA_ADDR: address } }) },
    { "inject.istio.io/templates": random.word() },
    { "proxy.istio.io/overrides": '{"containers":[{"name":"istio-proxy","args":["sleep"]}]}' },
  ]);
  const object = workload(random, anywhere(random, stack), podSpec(random), { annotations });
  return [JSON.stringify(annotations), object];
};

const egress = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const namespace = anywhere(random, stack);
  const istio = { istio: "egressgateway" };
  return random.pick([
    () => {
      const labels = random.pick<Record<string, string>>([istio, { app: "istio-egressgateway" }]);
      const annotations = { "inject.istio.io/templates": "gateway" };
      const metadata = { labels: { ...labels, "sidecar.istio.io/inject": "true" }, annotations };
      const object = workload(random, namespace, podSpec(random), metadata);
      return [`pods with ${JSON.stringify(labels)}`, object] as const;
    },
    () => {
      const spec = {
        gatewayClassName: "istio-waypoint",
        listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }],
      };
      return [
        "a waypoint",
        made(random, random.pick(GATEWAY_API), "Gateway", namespace, { spec }),
      ] as const;
    },
    () => {
      const servers = [
        { port: { number: 443, name: "tls", protocol: "TLS" }, hosts: [publicName(random)] },
      ];
      const spec = { selector: istio, servers };
      return [
        "an egress Gateway",
        made(random, random.pick(NETWORKING), "Gateway", namespace, { spec }),
      ] as const;
    },
    () => {
      const spec = { selector: istio, ports: [{ port: 443 }] };
      return ["an egress Service", made(random, "v1", "Service", namespace, { spec })] as const;
    },
  ])();
};
/** Ways that proxies of other making lead out by. */
export const meshProxyWays: readonly Way[] = [
  objectWay(47, "sidecars-are-as-injected", "a proxy of one's own making", otherProxy),
  objectWay(48, "no-egress-gateways", "a gateway for the way out", egress),
];
